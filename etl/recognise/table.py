"""What recognition hands on: where the rows are, what each column means, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from etl.text import fold


class SheetLike(Protocol):
    """A sheet as text cells; rows[i] is sheet row i + 1."""

    name: str
    hidden: bool
    rows: list[list[str]]


@dataclass
class Table:
    """One recognised table. Row numbers are sheet rows (from 1), columns count from 0.

    Every row from 1 to `last_row` is either data or in `skipped` with its reason code.
    `reasons` holds, per field, the message code "recognise.…" of why that column was taken,
    `confidence` how sure that is (0 to 1), `evidence` {"found", "percent", "filled"}: what part of
    the column's filled cells is what the field's cells are.
    `order`: for a part of a sheet, or one laid out unlike the others, the sheet's column in each
    place of this table (-1: nothing); None where rows are taken as they stand.
    `signature` finds the profile that was kept for exports of this layout; `misfits` are
    "field:found" of the columns that a profile names although their cells are something else.
    """

    kind: str
    sheet: str
    header_row: int | None
    headings: list[str]
    columns: dict[str, int]
    skipped: dict[int, str]
    undecided: list[str]
    last_row: int
    footer_as_of: datetime | None = None
    warnings: list[dict] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict, kw_only=True)
    evidence: dict[str, dict] = field(default_factory=dict, kw_only=True)
    order: list[int] | None = field(default=None, kw_only=True)
    signature: str | None = field(default=None, kw_only=True)
    misfits: list[str] = field(default_factory=list, kw_only=True)

    def data_rows(self) -> Iterator[int]:
        """Sheet numbers of the rows that are data."""
        return (n for n in range(1, self.last_row + 1) if n not in self.skipped)

    def address(self, index: int) -> str:
        """How a profile names a column: heading, heading#2 for its second, [C] without one."""
        return address(self.headings, index)


def address(headings: list[str], index: int) -> str:
    """See Table.address."""
    name = fold(headings[index])
    if not name:
        return f"[{letters(index)}]"
    nth = sum(fold(h) == name for h in headings[: index + 1])
    return headings[index] if nth == 1 else f"{headings[index]}#{nth}"


def letters(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA: the column's name in a spreadsheet."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
