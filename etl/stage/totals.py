"""Published totals -> Parquet: one row per source row, with all that it publishes as a list.

A table of totals has some hundred rows at most, so that its cells are read one by one here.
"""

from __future__ import annotations

from pathlib import Path

from etl.recognise.aggregate import Totals
from etl.recognise.aggregate_counts import read_count
from etl.recognise.aggregate_rows import label_text
from etl.text import key

COUNT = "struct(measure varchar, heading varchar, value integer, share double)[]"
PUBLISHED = f"""create table published
    (line int, unit varchar, name varchar, is_total boolean, counts {COUNT})"""
# Grain: one row per source row, in order.
SQL = """
select line, sheet, row, disposition, reason, cells, coalesce(unit, '') as unit,
    coalesce(name, '') as name, coalesce(is_total, false) as is_total,
    coalesce(counts, []) as counts
from raw left join published using (line)
"""
EMPTY = f"""
select line, sheet, row, disposition, reason, cells, '' as unit, '' as name, false as is_total,
    null::{COUNT} as counts
from raw
"""


def write_totals(db, tables: list[Totals], out: Path) -> dict:
    """Write every table's rows to `out`; returns how many units and which measures there are."""
    db.execute(PUBLISHED)
    by_sheet = {table.sheet: table for table in tables}
    found = db.execute("select line, sheet, row, cells from raw where disposition = 'loaded'")
    rows = [
        (line, *published(cells, row, by_sheet[sheet]))
        for line, sheet, row, cells in found.fetchall()
    ]
    if rows:
        db.executemany("insert into published values (?, ?, ?, ?, ?)", rows)
    db.execute(f"copy ({SQL} order by line) to '{str(out).replace(chr(39), chr(39) * 2)}'"
               " (format parquet)")  # fmt: skip
    return {"totals": summary(tables, rows)}


def published(cells: list[str], row: int, table: Totals) -> tuple[str, str, bool, list[dict]]:
    """(unit, name, whether it is the table's own total, its counts) of one row."""
    is_total = row in table.total_rows
    name = key(label_text(cells, table.layout))
    unit = name if table.layout.units and not is_total else ""
    return unit, name, is_total, list(counts(cells, table))


def counts(cells: list[str], table: Totals):
    """Measure (null where the heading has none), heading as printed, number and share."""
    for column, measure in table.layout.counts.items():
        text = cells[column] if column < len(cells) else ""
        read = read_count(text, table.wholes.get(column, 0.0)) if text else None
        if read and read != (None, None):
            heading = table.headings[column]
            yield {"measure": measure, "heading": heading, "value": read[0], "share": read[1]}


def summary(tables: list[Totals], rows: list[tuple]) -> dict:
    """What `etl load` says of it."""
    measures = {m: None for table in tables for m in table.layout.counts.values() if m}
    units = {name for _, unit, name, _, _ in rows if unit}
    return {"units": len(units), "measures": list(measures)}
