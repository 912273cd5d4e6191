"""Which column of dates is the deadline, the closing, the opening, by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from etl.recognise import cells
from etl.recognise.evidence import FEWEST, Sample, is_closing, later
from etl.recognise.status import status_of

FEWEST_JUDGED = 5  # open items with a date and a verdict in their label
AGREE = 0.9
NEARLY_ALL = 0.95


def date_fields(
    columns: list[int], status: int | None, sample: Sample
) -> Iterator[tuple[str, int, float]]:
    """(field, column, confidence) of what the cells settle; the rest is left open."""
    taken: dict[str, list[int]] = {}
    for column in columns:
        if name := _settled(column, status, sample):
            taken.setdefault(name, []).append(column)
    found = {name: cs[0] for name, cs in taken.items() if len(cs) == 1}
    for name, column in found.items():
        yield name, column, 0.9
    rest = [c for c in columns if c not in [c for cs in taken.values() for c in cs]]
    if len(rest) == 1 and "due_on" in found and opens(rest[0], found["due_on"], sample):
        yield "opened_on", rest[0], 0.8


def _settled(column: int, status: int | None, sample: Sample) -> str | None:
    if later(sample, column) >= FEWEST:
        return "due_on"
    if status is None:
        return None
    if agrees(column, status, sample):
        return "due_on"
    return "closed_on" if is_closing(column, status, sample) else None


def agrees(column: int, status: int, sample: Sample) -> bool:
    """Whether what the labels call overdue is before the day of the export by this date, and what
    they call in term is not: such a date is the deadline."""
    if sample.as_of is None:
        return False
    today, right, number, in_term = sample.as_of.date(), 0, 0, 0
    for row in sample.rows:
        state, verdict = status_of(row[status]) if status < len(row) else (None, None)
        day = cells.day_of(row[column]) if column < len(row) else None
        if day is None or state == "done" or verdict not in ("in_term", "due_soon", "overdue"):
            continue
        number += 1
        right += (day < today) == (verdict == "overdue")
        in_term += verdict != "overdue"
    return number >= FEWEST_JUDGED and right >= AGREE * number and in_term >= FEWEST


def opens(column: int, due: int, sample: Sample) -> bool:
    """In nearly every row, never after the deadline or the day of the export."""
    pairs = [
        (one, other)
        for row in sample.rows
        if max(column, due) < len(row)
        and (one := cells.day_of(row[column]))
        and (other := cells.day_of(row[due]))
    ]
    before = sum(one <= other for one, other in pairs)
    late = [d for t in sample.column(column) if (d := cells.day_of(t)) and sample.as_of
            and d > sample.as_of.date()]  # fmt: skip
    enough = len(pairs) >= 2 * FEWEST_JUDGED and sample.fill(column) >= NEARLY_ALL
    return enough and before >= NEARLY_ALL * len(pairs) and not late
