"""What a row that is not plainly data looks like: total, group, note, signature, heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from etl.profile import DATE_FIELDS, IDENTITY
from etl.recognise import cells
from etl.recognise.columns import Assignment
from etl.recognise.headings import is_known
from etl.recognise.moments import as_of_from_lines
from etl.text import fold, plain

Filled = list[tuple[int, str]]

# With accents: "Cộng" is a total, "Công bố …" a task; so is "Tổng kết …".
_TOTAL = re.compile(r"(tổng cộng|tổng số|cộng|tổng|total)(?!\w)\s*(.*)", re.DOTALL)
_NOTE = re.compile(r"\(?\*+\)|\*+ |(ghi chu|luu y|chu thich|chu giai|nguon) ?[:.]")
_NUMBERING = re.compile(r"([ivxlc]{1,6}|[a-z]{1,2})[.)/]?", re.IGNORECASE)
_GROUP = re.compile(
    r"([ivxlc]{1,6}|[a-z]|\d{1,2}) ?[.)/-] ?[^\d\s].*|.*\(\d+[^()]*\)|.*:|(phan|nhom|muc) .*"
)
_COLUMN_NUMBER = re.compile(r"[(\[]?(\d{1,2}|[A-Z])[a-z]?[)\]]?( ?=.*)?")
_SIGNATURE = re.compile(
    r"nguoi (lap|tong hop|bao cao|ky|kiem tra).{0,20}|noi nhan ?:?.*|(tm|kt|tl|tuq|t/l|k/t|t/m)\..*"
    r"|(pho )?(giam doc|cuc truong|vu truong|chu tich|truong phong|chi cuc truong).{0,20}"
    r"|(pho )?chanh van phong.{0,20}|thu truong.{0,20}|\(ky.*\)?|- ?luu ?:.*"
    r"|.{0,40}ngay.{1,12}thang.{1,12}nam.{0,8}"
)
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
        """1 | 2 | 3=4+5, or A | B | 1 | 2: rising, under half of the headings at least."""
        texts = [text for text in self.rows[i] if text]
        if len(texts) < max(2, len([p for p in self.pieces if p]) // 2):
            return False
        marks = [m[1] for t in texts if (m := _COLUMN_NUMBER.fullmatch(t))]
        numbers = [int(m) for m in marks if m.isdigit()]
        rising = all(a < b for a, b in pairwise(numbers))
        return len(marks) == len(texts) and rising and bool(numbers) and numbers[0] <= 2

    def is_total(self, i: int, filled: Filled) -> bool:
        """Says "Tổng cộng", with nothing but counts beside it."""
        match = _TOTAL.match(filled[0][1].casefold())
        if not match or self.running(i):
            return False
        rest, others = match[2], filled[1:]
        if not all(cells.is_count(text) for _, text in others):
            return False
        bare = not rest or rest[0] in ":(=0123456789"
        long_form = match[1] in ("tổng cộng", "tổng số")
        return bare or (long_form and (bool(others) or any(map(str.isdigit, rest))))

    def is_note(self, i: int, filled: Filled) -> bool:
        """Begins "*) …", "Ghi chú: …", or the line that says when the data was taken."""
        if len(filled) > 2 or self.running(i):
            return False
        text = filled[0][1]
        return _NOTE.match(plain(text)) is not None or as_of_from_lines([text]) is not None

    def is_signature(self, filled: Filled) -> bool:
        """Every cell is what stands over, in or under a signature block."""
        return bool(filled) and all(
            len(text) <= 160 and _SIGNATURE.fullmatch(plain(text)) for _, text in filled
        )

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
        if len(more) == 1:
            return not self.running(i) and self._numbers(column) and _is_numbering(text)
        if more or self.running(i):
            return not more and self._heads_children(i)
        if self.numbered:
            return True  # the items of this table have numbers, this line has none
        return len(filled) == 1 and (_GROUP.fullmatch(plain(text)) is not None or text.isupper())

    def is_item_name(self, filled: Filled) -> bool:
        """A single text that may be an item: under the identity, in a table without numbers."""
        return not self.numbered and filled[0][0] in self.identity

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


def _is_numbering(text: str) -> bool:
    return _NUMBERING.fullmatch(text) is not None
