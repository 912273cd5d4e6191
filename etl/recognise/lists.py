"""Directories kept as lists of names, several side by side: number and name, number and name …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from etl.recognise import lines
from etl.recognise.names import is_unit
from etl.recognise.table import SheetLike, Table, letters

FEWEST = 3  # names in a list
NUMBERED = 0.7
LONGEST = 90  # characters of a name on average
UNITS = 0.5  # part of the names in the whole file that must begin as names of units do


@dataclass(frozen=True)
class NameList:
    """Numbers in one column of a sheet, names in the next."""

    sheet: SheetLike
    column: int

    def cell(self, row: list[str], offset: int) -> str:
        place = self.column + offset
        return row[place] if place < len(row) else ""

    def names(self) -> list[str]:
        rows = ((self.cell(row, 0), self.cell(row, 1)) for row in self.sheet.rows)
        return [name for number, name in rows if name and _is_number(number)]


def directory(sheets: Sequence[SheetLike]) -> list[Table]:
    """Every list of every sheet as a table of units; none where these are no names of units."""
    found = [one for sheet in sheets for one in lists_of(sheet)]
    names = [name for one in found for name in one.names()]
    if not names or sum(map(is_unit, names)) < UNITS * len(names):
        return []
    return [_table(one) for one in found]


def lists_of(sheet: SheetLike) -> list[NameList]:
    """The lists that make up a sheet; none where it holds anything else beside them."""
    rows = [row for row in sheet.rows if sum(map(bool, row)) >= 2]
    width = max((len(row) for row in rows), default=0)
    used = [c for c in range(width) if any(c < len(row) and row[c] for row in rows)]
    if not used or len(used) % 2 or any(b != a + 1 for a, b in pairwise(used)):
        return []
    found = [NameList(sheet, c) for c in used[::2]]
    return found if all(map(_is_list, found)) else []


def _is_list(one: NameList) -> bool:
    names = one.names()
    rows = [row for row in one.sheet.rows if one.cell(row, 0) and one.cell(row, 1)]
    enough = len(names) >= max(FEWEST, NUMBERED * len(rows))
    worded = sum(any(map(str.isalpha, name)) for name in names)
    return enough and worded == len(names) and mean(map(len, names)) <= LONGEST


def _is_number(text: str) -> bool:
    return text.rstrip(".)").isdecimal()


def _table(one: NameList) -> Table:
    """A list as a table of its own with every row of its sheet accounted for."""
    rows = one.sheet.rows
    last = next((i + 1 for i in range(len(rows) - 1, -1, -1) if _filled(one, rows[i])), 0)
    skipped: dict[int, str] = {}
    for i, row in enumerate(rows[:last]):
        if why := _why_not(one, row, first=len(skipped) == i):
            skipped[i + 1] = why
    percent = int(100 * sum(map(is_unit, one.names())) / len(one.names()))
    return Table(
        kind="units", sheet=one.sheet.name, header_row=None, headings=["[A]", "[B]"],
        columns={"unit_name": 1}, skipped=skipped, undecided=[], last_row=last,
        warnings=[{"code": "name_list", "sheet": one.sheet.name, "column": letters(one.column + 1),
                   "names": len(one.names())}],
        reasons={"unit_name": "recognise.by_cells"},
        confidence={"unit_name": round(0.6 + 0.3 * percent / 100, 2)},
        evidence={"unit_name": {"found": "unit", "percent": percent, "filled": len(one.names())}},
        order=[one.column, one.column + 1],
    )  # fmt: skip


def _filled(one: NameList, row: list[str]) -> bool:
    return bool(one.cell(row, 0) or one.cell(row, 1))


def _why_not(one: NameList, row: list[str], first: bool) -> str | None:
    """Why the row is no unit: nothing in this list, a title above it, a line over a group."""
    number, name = one.cell(row, 0), one.cell(row, 1)
    if not (number or name):
        return "blank"
    if name and (_is_number(number) or not (number or name.isupper())):
        return None
    if not name and _is_number(number):
        return "blank"
    return "group" if lines.is_numbering(number) or not first else "title"
