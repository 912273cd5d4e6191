"""Cells put where the export has its columns: sheets laid out differently, lists side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from etl.recognise import Table

Block = tuple["Table | None", int, int]  # table or nothing recognised, line before its first, rows
COPY = """
insert into cell_row select line - $first + $start, sheet, row, cells from cell_row
where line > $first and line <= $first + $number
"""
ORDER = """
update cell_row set cells = if(len(cells) = 0, [], [{cells}])
where line > $start and line <= $start + $number
"""


def arrange(db: DuckDBPyConnection, sheets, tables: list[Table]) -> list[Block]:
    """Lay out `cell_row` as the tables say; a sheet of several lists comes once for each."""
    end, first, blocks = sum(len(sheet.rows) for sheet in sheets), 0, []
    for sheet in sheets:
        number = len(sheet.rows)
        found: list[Table | None] = [t for t in tables if t.sheet == sheet.name] or [None]
        starts = [first]
        for _ in found[1:]:
            db.execute(COPY, {"first": first, "start": end, "number": number})
            starts.append(end)
            end += number
        blocks += [(table, start, number) for table, start in zip(found, starts, strict=True)]
        first += number
    for table, start, number in blocks:
        if table and table.order is not None:
            cells = ", ".join(_cell(c) for c in table.order)
            db.execute(ORDER.format(cells=cells), {"start": start, "number": number})
    return blocks


def _cell(column: int) -> str:
    """SQL for one place: the sheet's column from 0, or nothing."""
    return "''" if column < 0 else f"coalesce(cells[{int(column) + 1}], '')"
