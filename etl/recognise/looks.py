"""How a row that is not plainly data looks among the others, given what the columns are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from etl.profile import DATE_FIELDS, IDENTITY
from etl.recognise import cells, lines
from etl.recognise.columns import Assignment
from etl.recognise.headings import is_known
from etl.text import fold

Filled = list[tuple[int, str]]

LONGEST_GROUP = 200
LONGEST_SIGNED = 40  # no longer subject stands in a signature block


@dataclass
class Looks:
    """The rows of one sheet, and what its columns are."""

    rows: list[list[str]]
    found: Assignment

    def __post_init__(self) -> None:
        columns = self.found.columns
        self.identity = [columns[n] for n in IDENTITY[self.found.kind] if n in columns]
        self.dates = [c for name, c in columns.items() if name in DATE_FIELDS]
        self.numbered = self._numbered()
        self.pieces = [{fold(p) for p in pieces} for pieces in self.found.header.pieces]

    def _numbered(self) -> bool:
        """Whether the items of this table have running numbers."""
        items = range(self.found.header.end, min(len(self.rows), self.found.header.end + 200))
        named = [i for i in items if any(self.cell(i, c) for c in self.identity)]
        return 2 * sum(bool(self.running(i)) for i in named) >= max(len(named), 1)

    def own_headings(self) -> set[str]:
        """What the identity's columns are headed here, in lower case."""
        pieces = self.found.header.pieces
        return {p[:60].casefold() for c in self.identity if c < len(pieces) for p in pieces[c]}

    def cell(self, i: int, column: int | None) -> str:
        row = self.rows[i]
        return row[column] if column is not None and column < len(row) else ""

    @cached_property
    def reach(self) -> tuple[int, int, Callable, int]:
        """The identity's column, its second one, a getter of the other fields, the width."""
        columns = self.found.columns
        others = [c for c in columns.values() if c not in self.identity] or self.identity
        beside = itemgetter(*others, others[0])  # one of them twice: always a tuple
        return self.identity[0], self.identity[-1], beside, 1 + max(columns.values())

    def is_plain(self, i: int) -> bool:
        """Has its identity and another field."""
        first, second, beside, width = self.reach
        row = self.rows[i]
        if len(row) < width:
            row = row + [""] * (width - len(row))
        return bool((row[first] or row[second]) and any(beside(row)))

    def running(self, i: int) -> str:
        """The row's running number, '' without one."""
        text = self.cell(i, self.found.row_no)
        return text if cells.is_running(text) else ""

    def filled(self, i: int) -> Filled:
        """(column, text) of the cells, without the running number."""
        no = self.found.row_no if self.running(i) else None
        return [(c, text) for c, text in enumerate(self.rows[i]) if text and c != no]

    def is_repeated_header(self, filled: Filled) -> bool:
        if len(filled) < 2 or any(len(text) > LONGEST_GROUP for _, text in filled):
            return False
        same = [c < len(self.pieces) and fold(text) in self.pieces[c] for c, text in filled]
        return sum(same) >= 0.8 * len(same)

    def is_other_header(self, filled: Filled) -> bool:
        """The headings of some other table further down."""
        if len(filled) < 3 or not any(is_known((text,)) for _, text in filled[:2]):
            return False
        known = sum(is_known((text,)) for _, text in filled)
        return known >= 3 and known >= 0.6 * len(filled)

    def is_column_numbers(self, i: int) -> bool:
        """Column numbers under half of the headings at least."""
        texts = [text for text in self.rows[i] if text]
        enough = len(texts) >= max(3, sum(map(bool, self.pieces)) // 2)
        return enough and lines.are_column_numbers(texts)

    def is_total(self, i: int, filled: Filled) -> bool:
        first, *others = [text for _, text in filled]
        return not self.running(i) and lines.is_total(first, others)

    def is_note(self, i: int, filled: Filled) -> bool:
        return len(filled) <= 2 and not self.running(i) and lines.is_note(filled[0][1])

    def is_signature(self, filled: Filled) -> bool:
        """Every cell is part of a signature block."""
        return bool(filled) and all(lines.is_signature(text) for _, text in filled)

    def is_solid(self, i: int) -> bool:
        """Surely data: an identity beside a running number, a date, a known status or a long
        subject beside anything else."""
        subject = max((self.cell(i, c) for c in self.identity), key=len, default="")
        if not subject:
            return False
        status = self.cell(i, self.found.columns.get("source_status"))
        dated = any(cells.is_date(self.cell(i, c)) for c in self.dates)
        known = dated or cells.is_status(status) or bool(self.running(i))
        return known or (len(subject) > LONGEST_SIGNED and len(self.filled(i)) > 1)

    def is_group(self, i: int, filled: Filled) -> bool:
        """A line over a part of the table: "A | NGUỒN TRUNG ƯƠNG", "Nhóm (12)", "Phòng X | 12"."""
        texts = [(c, t) for c, t in filled if not cells.is_count(t)]
        if not texts or any(len(t) > LONGEST_GROUP for _, t in texts):
            return False
        (column, text), *more = texts
        if column in self.found.columns.values() and column not in self.identity:
            return False  # a unit or a status without its item: to be seen, not passed over
        if len(more) == 1:
            return not self.running(i) and self._numbers(column) and lines.is_numbering(text)
        if more or self.running(i):
            return not more and self._heads_children(i)
        if self.numbered and column != self.found.columns.get("source_id"):
            return True  # the items of this table have numbers, this line has none
        return len(filled) == 1 and lines.is_caption(text)

    def is_last_line(self, i: int, filled: Filled) -> bool:
        """A single text below the data; not one that may be an item or a part of one."""
        if len(filled) > 1 or self.running(i):
            return False
        column = filled[0][0]
        if column in self.identity:
            return self.numbered
        return column not in self.found.columns.values()

    def _numbers(self, column: int) -> bool:
        """Whether a numbering may stand in this column."""
        no = self.found.row_no
        return column == no if no is not None else column not in self.found.columns.values()

    def _heads_children(self, i: int) -> bool:
        """A numbered line alone is an item, except where 1.1 follows 1, or the numbers restart
        below it without its own number continuing those above."""
        own = self.running(i)
        below = next((n for j in range(i + 1, len(self.rows)) if (n := self.running(j))), "")
        above = next((n for j in range(i - 1, self.found.header.end - 1, -1)
                      if (n := self.running(j))), "")  # fmt: skip
        if below.startswith(own.rstrip(".)") + "."):
            return True
        follows = above.isdigit() and own.isdigit() and int(own) == int(above) + 1
        return below == "1" and not follows
