"""Sheets written in the test as text: cells between bars, one row a line."""

from __future__ import annotations

from pathlib import Path

from etl.profile import Profile
from etl.read import Sheet
from etl.recognise import Table, recognise

EXPORTS = Path(__file__).resolve().parents[4] / "shared" / "exports"


def cells(block: str) -> list[list[str]]:
    """The rows of a block; "\\n" in a cell is a line break, a line of nothing a blank row."""
    lines = block.strip("\n").split("\n")
    return [[c.strip().replace("\\n", "\n") for c in line.split("|")] for line in lines]


def sheet(block: str, name: str = "Sheet1", hidden: bool = False) -> Sheet:
    return Sheet(name, hidden, cells(block))


def recognised(
    block: str,
    *,
    file_name: str = "tep.xlsx",
    kind: str | None = None,
    profile: Profile | None = None,
) -> Table:
    """The one table of a one-sheet file."""
    (table,) = recognise([sheet(block)], file_name=file_name, kind=kind, profile=profile)
    return table


def mapped(table: Table) -> dict[str, str]:
    """field -> the heading its column stands under."""
    return {field: table.headings[column] for field, column in table.columns.items()}


def codes(table: Table) -> list[str]:
    return [warning["code"] for warning in table.warnings]


def skipped(table: Table) -> dict[int, str]:
    """Why rows were left out, without the header's."""
    return {row: why for row, why in table.skipped.items() if why != "header"}
