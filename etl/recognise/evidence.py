"""What the cells under the headings are, from a sample of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from etl.profile import DATE_FIELDS
from etl.recognise import cells
from etl.recognise.status import status_of
from etl.refusal import Refused

FIRST = 200  # rows looked at from the top
SPREAD = 200  # and spread over the rest
FEWEST = 3  # filled cells below which nothing is concluded
FEWEST_DATES = 10
MOST = 0.6

TESTS: dict[str, Callable[[str], bool]] = {
    "status": cells.is_status,
    "date": cells.is_date,
    "term": cells.is_term,
    "unit": cells.is_unit,
    "document": cells.is_document,
}
# What the cells of a field cannot be for the most part.
NAMES = ("unit", "support_units", "requesting_unit", "official", "assigned_by", "sender")
FORBIDDEN = dict.fromkeys((*NAMES, "subject"), ("status", "date")) | {
    "document_no": ("status",),
    "source_id": ("status",),
    "source_status": ("date", "document", "unit"),
}


@dataclass
class Sample:
    """Some rows below a header: the first ones and others spread over the rest."""

    rows: list[list[str]]
    as_of: datetime | None = None
    _columns: dict[int, list[str]] = field(default_factory=dict)

    def column(self, index: int) -> list[str]:
        """The filled cells of a column."""
        if index not in self._columns:
            cut = [row[index] for row in self.rows if index < len(row) and row[index]]
            self._columns[index] = cut
        return self._columns[index]

    def filled(self, index: int) -> int:
        return len(self.column(index))

    def share(self, index: int, test: str) -> float:
        """The part of the filled cells that pass a test; 0 of too few."""
        texts = self.column(index)
        if len(texts) < FEWEST:
            return 0.0
        return sum(map(TESTS[test], texts)) / len(texts)


def sample_of(rows: list[list[str]], start: int, as_of: datetime | None = None) -> Sample:
    """A sample of the rows from `start` on that have two filled cells at least."""
    rest = max(len(rows) - start - FIRST, 0)
    step = max(rest // SPREAD, 1)
    chosen = rows[start : start + FIRST] + rows[start + FIRST :: step]
    return Sample([row for row in chosen if sum(map(bool, row)) >= 2], as_of)


def is_free_text(texts: list[str]) -> bool:
    """Sentences rather than labels: seldom the same twice, none of them known."""
    if len(texts) < FEWEST or any(map(cells.is_status, texts)):
        return False
    return len(set(texts)) > 0.5 * len(texts) and sum(map(len, texts)) > 20 * len(texts)


def settle(column: int, columns: dict[str, int], sample: Sample) -> str | None:
    """Whether dates under an ambiguous heading are due dates or closings.

    A date after the export's moment, or beside open items, is no closing; dates beside what is
    done and never beside what is open are closings.
    """
    if sample.as_of and _later(sample, column) >= FEWEST:
        return "due_on"
    if "source_status" not in columns:
        return None
    states = {"open": [0, 0], "done": [0, 0]}  # rows, rows with a date
    for row in sample.rows:
        state = status_of(_cell(row, columns["source_status"]))[0]
        standing = "done" if state == "done" else "open"
        if state in ("not_started", "in_progress", "done"):
            states[standing][0] += 1
            states[standing][1] += bool(_cell(row, column))
    (open_rows, open_dated), (done_rows, done_dated) = states["open"], states["done"]
    if open_rows >= 5 and open_dated >= 0.5 * open_rows:
        return "due_on"
    if min(open_rows, done_rows) >= 5 and open_dated == 0 and done_dated >= 0.8 * done_rows:
        return "closed_on"
    return None


def _later(sample: Sample, column: int) -> int:
    """How many of the cells are dates after the day of the export."""
    days = (cells.day_of(text) for text in sample.column(column))
    return sum(day is not None and day > sample.as_of.date() for day in days)


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def refuse_shifted(columns: dict[str, int], headings: list[str], sample: Sample) -> None:
    """Stop where the headings do not stand over their data, with the evidence."""
    for name, index in columns.items():
        for found in FORBIDDEN.get(name, ()):
            if sample.share(index, found) >= MOST:
                _refuse(headings[index], index, found, sample)
        if name in DATE_FIELDS and sample.filled(index) >= FEWEST:
            _refuse_dateless(headings[index], index, sample)


def _refuse_dateless(heading: str, index: int, sample: Sample) -> None:
    """A date column full of something else; terms in words are dates enough."""
    if sample.share(index, "status") >= MOST:
        _refuse(heading, index, "status", sample)
    if sample.filled(index) >= FEWEST_DATES and sample.share(index, "term") <= 0.2:
        for found in ("unit", "document"):
            if sample.share(index, found) >= MOST:
                _refuse(heading, index, found, sample)


def _refuse(heading: str, index: int, found: str, sample: Sample) -> None:
    example = next(text for text in sample.column(index) if TESTS[found](text))
    percent = int(100 * sample.share(index, found))
    code = "shifted_columns" if found == "status" else f"shifted_columns_{found}"
    raise Refused(code, heading=heading, percent=percent, found=found, example=example)
