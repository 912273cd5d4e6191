"""Sheets of our own templates that are there to be read by people: guide, example, lists."""

from __future__ import annotations

from collections.abc import Sequence

from etl.recognise.table import SheetLike, Table
from etl.refusal import Refused
from etl.registers import ASIDE
from etl.text import fold


def is_aside(sheet: SheetLike) -> bool:
    """Whether the sheet's first cell says that it is not to be loaded."""
    first = next((row for row in sheet.rows[:1] if row), [""])
    return fold(first[0]) == fold(ASIDE)


def refuse_unfilled(tables: Sequence[Table], sheets: Sequence[SheetLike]) -> None:
    """A template that nobody filled in is told apart from an export without rows."""
    if any(map(is_aside, sheets)) and not any(any(table.data_rows()) for table in tables):
        raise Refused("template_empty", sheet=tables[0].sheet)
