"""The cells of a file in a DuckDB of its own, put there while the rest of the child goes on.

DuckDB is loaded while the parser works, and filled while the cells are recognised: both let go of
Python's lock, so that the second core has something to do.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from etl.read.limits import CELL_CHARS
from etl.refusal import Refused
from etl.stage.arrange import arrange

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from etl.recognise import Table

DUCKDB_MEMORY = "400MB"  # of the child's 1 GB; the cells themselves take most of the rest
BATCH_ROWS = 16_384
SCHEMA = (
    "create table cell_row (line int, sheet varchar, row int, cells varchar[])",
    "create table left_out (line int, reason varchar)",
    """create view raw as
    select line, sheet, row, if(reason is null, 'loaded', 'skipped') as disposition, reason, cells
    from cell_row left join left_out using (line)""",
)
INSERT = """
insert into cell_row
select $line + place, $sheet, $start + place, if(joined is null, [], string_split(joined, chr(31)))
from (select unnest($joined::varchar[]) as joined, unnest(range(1, $number + 1)) as place)
"""
SEPARATOR = "\x1f"  # chr(31), ASCII's own "unit separator"


def open_scratch() -> DuckDBPyConnection:
    """A DuckDB whose tables lie in a file of the child's own folder, which its parent removes.

    In a file and not in memory: only there do row groups have the size asked for, and it is row
    groups that the two cores share.
    """
    import duckdb

    folder = Path(mkdtemp(prefix="scratch-"))
    db = duckdb.connect(
        config={
            "threads": 2,
            "memory_limit": DUCKDB_MEMORY,
            "temp_directory": str(folder / "spill"),
        }
    )
    file = str(folder / "cells.duckdb").replace("'", "''")
    db.execute(f"attach '{file}' as scratch (row_group_size {BATCH_ROWS})")
    db.execute("use scratch")
    for statement in SCHEMA:
        db.execute(statement)
    return db


def fill(db: DuckDBPyConnection, sheets, there: int = 0) -> None:
    """Every row of every sheet into `cell_row`, numbered through the file; `there` rows of the
    first one are there already."""
    line = there
    for sheet in sheets:
        for start in range(there, len(sheet.rows), BATCH_ROWS):
            rows = sheet.rows[start : start + BATCH_ROWS]
            put(db, sheet.name, rows, start, line)
            line += len(rows)
        there = 0


def put(db: DuckDBPyConnection, sheet: str, rows: list[list[str]], start: int, line: int) -> None:
    """Rows that stand after the first `start` of a sheet and the first `line` of the file. Raises
    Refused where a cell is longer than CELL_CHARS.

    Cells go over as one text a row, cut up again by DuckDB: a third of the time that a list of
    lists takes.
    """
    joined = _joined(rows)
    for place, text in enumerate(joined, start=1):
        if text and len(text) > CELL_CHARS:
            _refuse_long(sheet, start + place, text.split(SEPARATOR))
    where = {"line": line, "sheet": sheet, "start": start, "number": len(rows)}
    db.execute(INSERT, where | {"joined": joined})


def account(db: DuckDBPyConnection, sheets, tables: list[Table]) -> None:
    """Say of every row what becomes of it: `raw` then shows each with its reason."""
    left_out, reasons = [], []
    for table, first, number in arrange(db, sheets, tables):
        if table and table.last_row < number:
            ends = {"from": first + table.last_row, "to": first + number}
            db.execute("delete from cell_row where line > $from and line <= $to", ends)
        last = min(table.last_row, number) if table else number
        skipped = table.skipped if table else dict.fromkeys(range(1, last + 1), "other_table")
        left_out += [first + n for n in skipped]
        reasons += skipped.values()
    db.execute(
        "insert into left_out select unnest($lines::int[]), unnest($reasons::varchar[])",
        {"lines": left_out, "reasons": reasons},
    )


def _refuse_long(sheet: str, row: int, cells: list[str]) -> None:
    for column, cell in enumerate(cells, start=1):
        if len(cell) > CELL_CHARS:
            place = {"sheet": sheet, "row": row, "column": column}
            about = "sheet" if sheet else "text"  # a text file has no sheet to name
            raise Refused("cell_too_long", about=about, **place, chars=len(cell), limit=CELL_CHARS)


def _joined(rows: list[list[str]]) -> list[str | None]:
    """Each row's cells as one text; None for a row without cells."""
    joined = [SEPARATOR.join(row) if row else None for row in rows]
    if sum(j.count(SEPARATOR) for j in joined if j) == sum(len(r) - 1 for r in rows if r):
        return joined
    return _joined([[cell.replace(SEPARATOR, " ") for cell in row] for row in rows])
