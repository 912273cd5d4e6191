"""Headings that do not stand over their data, with the evidence, from etl/columns/misfits.csv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from etl.profile import DATE_FIELDS
from etl.recognise import cells
from etl.recognise.evidence import Sample
from etl.recognise.facts import rows_of

DAY = "_day"  # stands for every field that holds a date
DATELESS = 0.2  # a date column may say so much in words that look like something else
FEWEST_PAIRS = 6  # rows with both dates from which an order is concluded
WRONG_WAY = 0.9
FUTURE = 0.6
FEWER, MORE = 0.85, 1.3
ORDERED = (("opened_on", "due_on"), ("opened_on", "closed_on"), ("opened_on", "first_due_on"))


@dataclass(frozen=True)
class Misfit:
    """`percent` of the cells under `field`'s heading are `found`, as in `example`; for an order of
    dates that cannot be, `other` is the column they are compared with."""

    field: str
    column: int
    found: str
    percent: int
    example: str
    other: int | None = None


def misfits(columns: dict[str, int], sample: Sample) -> list[Misfit]:
    """Every column whose cells are not what its field can be."""
    found = [m for name, c in columns.items() if (m := _misfit(name, c, sample))]
    for look in (_wrong_order, _in_the_future, _changed_places):
        found += look(columns, sample)
    return found


@cache
def _rules(field: str) -> tuple[tuple[str, float, int], ...]:
    name = DAY if field in DATE_FIELDS else field
    return tuple(
        (r["found"], int(r["percent"]) / 100, int(r["fewest"]))
        for r in rows_of("misfits.csv")
        if r["field"] == name
    )


def _misfit(field: str, column: int, sample: Sample) -> Misfit | None:
    """The rule of the field that the column breaks by the largest share."""
    broken = []
    for found, share, fewest in _rules(field):
        if sample.filled(column) < fewest or _is_term(field, column, found, sample):
            continue
        if sample.share(column, found) >= share:
            broken.append((sample.share(column, found), found))
    if not broken:
        return None
    share, found = max(broken, key=lambda b: b[0])  # the first rule of equals
    return Misfit(field, column, found, int(100 * share), sample.example(column, found))


def _is_term(field: str, column: int, found: str, sample: Sample) -> bool:
    """Terms in words are dates enough; a status is none ("Quá hạn")."""
    dated = field in DATE_FIELDS and found != "status"
    return dated and sample.share(column, "term") > DATELESS


def _changed_places(columns: dict[str, int], sample: Sample) -> Iterator[Misfit]:
    """Labels under the note and none of them under the status; a lead unit that stands in fewer
    rows than the supporting ones, several to a cell where they are one."""
    note, status = columns.get("progress_note"), columns.get("source_status")
    if note is not None and status is not None and sample.filled(status) >= FEWEST_PAIRS:
        share = sample.share(note, "status")
        if share >= WRONG_WAY and sample.share(status, "status") <= DATELESS:
            example = sample.example(note, "status")
            yield Misfit("progress_note", note, "status", int(100 * share), example)
    lead, support = columns.get("unit"), columns.get("support_units")
    if lead is None or support is None or sample.filled(lead) < FEWEST_PAIRS:
        return
    fewer = sample.fill(lead) <= FEWER * sample.fill(support)
    if fewer and sample.names(lead) >= MORE * sample.names(support):
        percent = int(100 * sample.fill(lead) / sample.fill(support))
        yield Misfit("unit", lead, "support", percent, sample.column(lead)[0], support)


def _wrong_order(columns: dict[str, int], sample: Sample) -> Iterator[Misfit]:
    """Nearly every item due, or done, before it was given."""
    for first, second in ORDERED:
        if first not in columns or second not in columns:
            continue
        pairs = list(_days(columns[first], columns[second], sample))
        wrong = [text for text, one, other in pairs if one > other]
        if len(pairs) >= FEWEST_PAIRS and len(wrong) >= WRONG_WAY * len(pairs):
            percent = int(100 * len(wrong) / len(pairs))
            yield Misfit(first, columns[first], "order", percent, wrong[0], columns[second])


def _days(first: int, second: int, sample: Sample) -> Iterator[tuple]:
    """(text, day, other day) of the rows that have both."""
    for row in sample.rows:
        if max(first, second) < len(row):
            one, other = cells.day_of(row[first]), cells.day_of(row[second])
            if one and other:
                yield row[first], one, other


def _in_the_future(columns: dict[str, int], sample: Sample) -> Iterator[Misfit]:
    """Closings after the day of the export: nothing is done tomorrow."""
    column = columns.get("closed_on")
    if column is None or sample.as_of is None:
        return
    days = [(t, d) for t in sample.column(column) if (d := cells.day_of(t))]
    later = [text for text, day in days if day > sample.as_of.date()]
    if len(days) >= FEWEST_PAIRS and len(later) >= FUTURE * len(days):
        percent = int(100 * len(later) / len(days))
        yield Misfit("closed_on", column, "future", percent, later[0])
