"""Theo dõi thực hiện nhiệm vụ as a file: one official's or unit's record with its evidence.

The same rows and words as the page. It lists; it does not conclude, weigh or propose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout import DataDir
from ledger import Ledger
from messages import known, text
from metrics import Store, objections, record, record_flags, record_work
from metrics.catalog import CLASSES
from metrics.filters import Filters
from metrics.format import count, day, fraction
from metrics.measure import total
from metrics.record import BODIES, OFFICIAL, PAPERS, Subject
from reports import dossier_word
from reports.export import worded
from reports.figures import names
from reports.table import Table, to_book

WORK = ("of", "total", *CLASSES)
LATE = ("source_id", "subject", "class", "due_on", "closed_on", "days_overdue", "progress_note",
        "objective_cause", "cause_authority", "cause_document", "cause_dated", "confirmed_by",
        "excluded_why", "file", "sheet", "row")  # fmt: skip
PAPER = ("document_no", "issued_on", "form", "signer", "grounds", "item_refs", "considered_from",
         "concluded_on", "valid_to", "person_kind", "excluded_why", "entered_by", "papers_read",
         "file", "sheet", "row")  # fmt: skip
OBJECTED = ("about", "reason", "made_by", "made_at", "state", "answer", "answered_by")
CORRECTED = ("about", "field", "old_value", "new_value", "document_no", "person", "reason",
             "requested_by", "state", "answer", "answered_by")  # fmt: skip
EVIDENCE = ("paper", "source_id", "subject", "unit", "official", "class", "opened_on", "due_on",
            "closed_on", "file", "sheet", "row")  # fmt: skip
CHANGED = ("of", "last_period", "this_period", "difference")


@dataclass(frozen=True)
class Dossier:
    """Everything that stands in both files: tables by name, in order."""

    title: str
    sentence: str
    who: Sequence[str]
    flags: Sequence[str]
    figures: Sequence[str]
    tables: dict[str, Table]

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.tables.values())


def written(
    store: Store, subject: Subject, name: str, now: Filters, lang: str, form: str, *, data: DataDir,
    who: str = "", where: str = "",
) -> bytes:  # fmt: skip
    """The dossier as .docx or .xlsx; `who` takes it, from `where`, is in the ledger first."""
    found = dossier(store, subject, name, now, lang)
    ledger = Ledger(data.ledger)
    if who:
        ledger.append("exported", {"what": f"dossier {subject.kind} {subject.key}",
                                   "rows": found.rows, "address": where},
                      who=who)  # fmt: skip
    if form == "xlsx":
        sheets = {text(f"dossier.sheet.{n}", lang): table for n, table in found.tables.items()}
        return to_book(found.title, sheets)
    return dossier_word.document(found, ledger.entries("setting"), now.as_of, lang)


def dossier(store: Store, subject: Subject, name: str, now: Filters, lang: str = "vi") -> Dossier:
    """All of one record as of a day."""
    mine = subject.filters(now)
    led = subject.kind == OFFICIAL and record.leads(store, subject.key, now.as_of)
    papers = [] if led else record.papers(store, now.as_of, subject)
    make = _Maker(mine.sentence(lang, names(store, lang)), lang)
    tables = {"work": make.table("work", WORK, _work(store, mine, lang))}
    late = [worded(row, lang) for row in record_work.late(store, mine)]
    tables["late"] = make.table("late", LATE, late)
    for body in BODIES:
        for kind in PAPERS:
            rows = [_paper(p) for p in papers if p["kind"] == kind and _body(p) == body]
            if rows or body == BODIES[0]:
                tables[f"{kind}.{body}"] = make.table(f"{kind}.{body}", PAPER, rows)
    tables["objections"] = make.table("objections", OBJECTED, _objections(store, subject, lang))
    tables["corrections"] = make.table("corrections", CORRECTED, _corrections(store, subject, lang))
    tables["changes"] = make.table("changes", CHANGED, _changes(store, mine, lang))
    evidence = _evidence(record.linked(store, now, papers), papers, lang)
    tables["evidence"] = make.table("evidence", EVIDENCE, evidence)
    flags = () if led else record_flags.flags(store, now, subject)
    return Dossier(
        text("dossier.title", lang, name=name), make.sentence, _who(store, subject, lang, led),
        [record_flags.sentence(flag, lang) for flag in flags], _figures(store, mine, lang), tables,
    )  # fmt: skip


@dataclass(frozen=True)
class _Maker:
    sentence: str
    lang: str

    def table(self, name: str, columns: Sequence[str], rows: list[dict]) -> Table:
        """Columns in which nothing stands are left out."""
        used = [c for c in columns if any(row.get(c) not in (None, "") for row in rows)]
        title = text(f"dossier.{name}", self.lang, number=count(len(rows)))
        return Table(title, used, rows, self.sentence, lang=self.lang)


def _work(store: Store, mine: Filters, lang: str) -> list[dict]:
    found = record_work.handled(store, mine)
    rows = [{"of": text("record.everything", lang), **record_work.summed(found)}]
    for by in record_work.BY:
        for row in record_work.grouped(found, by):
            word = text(f"kind.{row[by]}", lang) if by == "kind" else row[by]
            rows.append({"of": word, **row})
    return rows


def _body(paper: dict) -> str:
    return paper["body"] or BODIES[0]


def _paper(row: dict) -> dict:
    return row | {"item_refs": "; ".join(row["item_refs"] or ())}


def _objections(store: Store, subject: Subject, lang: str) -> list[dict]:
    return [
        row | {"about": _about(row), "state": text(f"answer.{row['outcome'] or 'asked'}", lang)}
        for row in objections.objections(store, subject)
    ]


def _corrections(store: Store, subject: Subject, lang: str) -> list[dict]:
    return [
        row | {"about": _about(row), "state": text(f"answer.{row['state']}", lang),
               "requested_by": row["asked_by"],
               "field": text(f"correction_field.{row['field']}", lang)}
        for row in objections.corrections(store, subject)
        if known(f"correction_field.{row['field']}", lang)
    ]  # fmt: skip


def _about(row: dict) -> str:
    words = (row["source_id"], row["subject"])
    return " · ".join(filter(None, words)) or row["document_no"] or ""


def _changes(store: Store, mine: Filters, lang: str) -> list[dict]:
    return [
        {"of": text(f"count.{c.name}", lang), "last_period": c.before, "this_period": c.now,
         "difference": c.now - c.before}
        for c in record_work.changes(store, mine)
    ]  # fmt: skip


def _evidence(found: dict[str, list[dict]], papers: list[dict], lang: str) -> list[dict]:
    """Every item that a paper names, under that paper."""
    return [
        worded(item, lang) | {"paper": f"{p['document_no'] or ''} {day(p['issued_on'])}"}
        for p in papers for item in found.get(p["record_id"], ())
    ]  # fmt: skip


def _who(store: Store, subject: Subject, lang: str, led: bool) -> list[str]:
    if subject.kind != OFFICIAL:
        return []
    lines = []
    for post in record.posts(store, subject.key):
        held = text("record.held", lang, since=day(post["valid_from"]), until=day(post["valid_to"]))
        kind = post["person_kind"] or text("record.no_category", lang)
        lines.append(" · ".join(filter(None, (post["position"], post["unit"], kind, held))))
    return [*lines, text("record.leads", lang)] if led else lines


def _figures(store: Store, mine: Filters, lang: str) -> list[str]:
    """Counts in a line; where something was excluded, with and without it."""
    shown = ("total", "done", "open", "late", "judged")
    both = record_work.with_and_without(store, mine, shown)
    if both is None:
        return [_line(total(store, mine, shown), lang)]
    codes = ("dossier.with", "dossier.without")
    return [text(c, lang, figures=_line(f, lang)) for c, f in zip(codes, both, strict=True)]


def _line(found: dict, lang: str) -> str:
    parts = [f"{text(f'count.{n}', lang)} {count(found[n])}" for n in ("total", "done", "open")]
    late = f"{text('count.late', lang)} {fraction(found['late'], found['judged'])}"
    return " · ".join([*parts, late])
