"""What the Office keeps around a review: urging, reports of units, conclusions of the meeting."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import Entry
from recorded.table import Recorded, held, said, whole

WORDS = {"item_ids": "items"}  # column -> field of the entry, where they differ


def _of_office(name: str, kind: str, key: str, columns: str) -> Recorded:
    """A table of what the Office keeps: fields of the newest entry of each key, who and when;
    `<first word>_withdrawn` takes one back."""
    fields = tuple(columns.split(", "))
    withdrawing = f"{kind.split('_')[0]}_withdrawn"

    def rows(entries: list[Entry]) -> Iterable[tuple]:
        for entry in held(entries, tuple(key.split()), withdrawing):
            body = entry.body | {c: entry.body.get(word) for c, word in WORDS.items()}
            yield (*said(body, fields), entry.at, entry.who, entry.seq)

    every = (*fields, '"at" varchar', '"by" varchar', "ledger_seq bigint")
    return Recorded(name, every, (kind, withdrawing), rows)


RECEIVED = ("report_received", "report_withdrawn")
_WHY = ("source_id varchar", "reason varchar", "expected_on date")
_OBSTACLE = ("raised_on date", "subject varchar", "proposal varchar")


def _received(entries: list[Entry]) -> Iterable[tuple[str, str, dict]]:
    for entry in held(entries, ("period", "unit_id"), RECEIVED[1]):
        yield entry.body["period"], entry.body["unit_id"], entry.body


def _figures(entries: list[Entry]) -> Iterable[tuple]:
    """What the form says that came back, by kind and count (`tasks.total`)."""
    for period, unit, body in _received(entries):
        for name, value in (body.get("figures") or {}).items():
            kind, _, measure = name.partition(".")
            why = (body.get("reasons") or {}).get(name)
            yield period, unit, kind, measure, whole(value), str(why) if why else None


def _obstacles(entries: list[Entry]) -> Iterable[tuple]:
    """Difficulties and proposals that the form names, in its order."""
    for period, unit, body in _received(entries):
        for place, one in enumerate(body.get("obstacles") or (), start=1):
            yield period, unit, place, *said(one, _OBSTACLE), body.get("document_no")


def _overdue(entries: list[Entry]) -> Iterable[tuple]:
    """Why items are overdue, as the form says it of each."""
    for period, unit, body in _received(entries):
        for one in body.get("overdue") or ():
            yield period, unit, *said(one, _WHY), body.get("document_no")


OFFICE = (
    _of_office("urged", "urged", "urge_id", "urge_id varchar, unit_id varchar, official varchar,"
               " item_ids varchar[], how varchar, note varchar"),
    _of_office("report_request", "request_kept", "period", "period varchar, due_on date,"
               " document_no varchar, issued_on date"),
    _of_office("report_receipt", "report_received", "period unit_id", "period varchar,"
               " unit_id varchar, document_no varchar, received_on date, file_sha256 varchar"),
    Recorded("report_figure", ("period varchar", "unit_id varchar", "kind varchar",
             "measure varchar", "value bigint", "reason varchar"), RECEIVED, _figures),
    Recorded("report_obstacle", ("period varchar", "unit_id varchar", "place integer", *_OBSTACLE,
             "document_no varchar"), RECEIVED, _obstacles),
    Recorded("report_overdue", ("period varchar", "unit_id varchar", *_WHY,
             "document_no varchar"), RECEIVED, _overdue),
    _of_office("conclusion", "conclusion_kept", "conclusion_id", "conclusion_id varchar,"
               " period varchar, place integer, text varchar, unit_id varchar, official varchar,"
               " due_on date, done_on date, done_document varchar"),
    _of_office("conclusion_notice", "notice_kept", "period", "period varchar, held_on date,"
               " document_no varchar, issued_on date, chair varchar"),
)  # fmt: skip
