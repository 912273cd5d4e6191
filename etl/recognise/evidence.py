"""What the cells under the headings are, from a sample of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import mean

from etl.recognise import cells
from etl.recognise.names import is_unit_name, parts
from etl.recognise.status import status_of

FIRST = 200  # rows looked at from the top
SPREAD = 200  # and spread over the rest
FEWEST = 3  # filled cells below which nothing is concluded
MOST = 0.6

TESTS: dict[str, Callable[[str], bool]] = {
    "status": cells.is_status,
    "date": cells.is_date,
    "term": cells.is_term,
    "unit": cells.is_unit,
    "unit_name": is_unit_name,
    "person": cells.is_person,
    "document": cells.is_document,
    "number": cells.is_number,
    "sentence": cells.is_sentence,
    "prose": lambda text: cells.is_sentence(text) and not cells.is_unit(text),
    "progress": cells.is_progress,
    "code": cells.is_code,
    "urgency": cells.is_urgency,
}


@dataclass
class Sample:
    """Some rows below a header: the first ones and others spread over the rest."""

    rows: list[list[str]]
    as_of: datetime | None = None
    _columns: dict[int, list[str]] = field(default_factory=dict)
    _shares: dict[tuple[int, str], float] = field(default_factory=dict)

    def column(self, index: int) -> list[str]:
        """The filled cells of a column."""
        if index not in self._columns:
            cut = [row[index] for row in self.rows if index < len(row) and row[index]]
            self._columns[index] = cut
        return self._columns[index]

    def filled(self, index: int) -> int:
        return len(self.column(index))

    def fill(self, index: int) -> float:
        """The part of the rows that have something in this column."""
        return self.filled(index) / len(self.rows) if self.rows else 0.0

    def share(self, index: int, test: str) -> float:
        """The part of the filled cells that pass a test; 0 of too few."""
        if (index, test) not in self._shares:
            self._shares[index, test] = self._share(self.column(index), test)
        return self._shares[index, test]

    def _share(self, texts: list[str], test: str) -> float:
        if len(texts) < FEWEST:
            return 0.0
        if test == "running":
            return running(texts[:FIRST])
        if test == "repeated_unit":  # names come again and again; subjects that begin so do not
            units = [text for text in texts if TESTS["unit"](text)]
            return len(units) / len(texts) if 2 * len(set(units)) <= len(units) else 0.0
        passed = Counter(texts)  # labels and names come again and again
        return sum(n for text, n in passed.items() if TESTS[test](text)) / len(texts)

    def distinct(self, index: int) -> float:
        """The part of the filled cells that are different from each other; 0 of none."""
        texts = self.column(index)
        return len(set(texts)) / len(texts) if texts else 0.0

    def names(self, index: int) -> float:
        """How many names stand in a filled cell, on average."""
        return mean(map(parts, self.column(index))) if self.filled(index) else 0.0

    def example(self, index: int, test: str) -> str:
        """The first cell that passes the test."""
        texts = self.column(index)
        passes = TESTS.get(test, bool)
        return next(filter(passes, texts), "")


def running(texts: list[str]) -> float:
    """How much of a column counts 1, 2, 3 …; it may start anew below a group."""
    numbers = [int(t.rstrip(".)")) for t in texts if t.rstrip(".)").isdecimal() and len(t) < 8]
    if len(numbers) < max(FEWEST, 0.7 * len(texts)):
        return 0.0
    follows = sum(b == a + 1 or b == 1 for a, b in pairwise(numbers))
    return follows / (len(numbers) - 1)


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
    if later(sample, column) >= FEWEST:
        return "due_on"
    if "source_status" not in columns:
        return None
    open_rows, open_dated, *_ = standing(column, columns["source_status"], sample)
    if open_rows >= 5 and open_dated >= 0.5 * open_rows:
        return "due_on"
    return "closed_on" if is_closing(column, columns["source_status"], sample) else None


def is_closing(column: int, status: int, sample: Sample) -> bool:
    """Dates beside nearly all that is done and beside nothing that is open."""
    open_rows, open_dated, done_rows, done_dated = standing(column, status, sample)
    return min(open_rows, done_rows) >= 5 and open_dated == 0 and done_dated >= 0.8 * done_rows


def standing(column: int, status: int, sample: Sample) -> tuple[int, int, int, int]:
    """Open rows, those of them with something in the column; done rows, those with something."""
    counts = {"open": [0, 0], "done": [0, 0]}
    for row in sample.rows:
        state = status_of(_cell(row, status))[0]
        if state in ("not_started", "in_progress", "done"):
            count = counts["done" if state == "done" else "open"]
            count[0] += 1
            count[1] += bool(_cell(row, column))
    return (*counts["open"], *counts["done"])


def later(sample: Sample, column: int) -> int:
    """How many of the cells are dates after the day of the export; 0 where that is not known."""
    if sample.as_of is None:
        return 0
    days = (cells.day_of(text) for text in sample.column(column))
    return sum(day is not None and day > sample.as_of.date() for day in days)


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""
