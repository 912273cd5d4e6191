"""The limited child process: one received file -> Parquet and a summary, or a refusal.

`python -m etl.stage.child '{"path": …, "name": …, "out": …, "kind": …, "profile": …}'` prints one
line of JSON: {"summary": {…}} or {"refused": code, "params": {…}}. It may die; its parent lives.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from etl.profile import Profile, dumps, from_table
from etl.read import read
from etl.read.screen import screen
from etl.recognise import Table, recognise, status_of
from etl.refusal import Refused
from etl.stage.outcome import odd_rows, outcome, unread_dates
from etl.stage.typed import RAW, STATUS, staging_sql

DUCKDB_MEMORY = "400MB"  # of the child's 1 GB; the cells themselves take most of the rest
BATCH_ROWS = 16_384
SQL = Path(__file__).parent


def main(request: dict) -> dict:
    """Read, screen, recognise, type and write one file; see the module's docstring."""
    profile = Profile(**request["profile"]) if request.get("profile") else None
    book = read(Path(request["path"]), request["name"])
    screen(book.sheets)
    tables = recognise(
        book.sheets, file_name=request["name"], kind=request.get("kind"), profile=profile
    )
    lead, rest = tables[0], tables[1:]
    same = [lead] + [t for t in rest if (t.kind, t.columns) == (lead.kind, lead.columns)]
    summary = describe(book, lead, same, profile)
    summary |= write(book.sheets, same, profile or Profile(), Path(request["out"]))
    summary["warnings"] += unread_dates(summary.pop("unread")) + odd_rows(summary.pop("odd"))
    return summary


def describe(book, lead: Table, same: list[Table], profile: Profile | None) -> dict:
    """What was found, before any row is typed."""
    return {
        "kind": lead.kind,
        "format": book.format,
        "encoding": book.encoding,
        "sheets": [t.sheet for t in same],
        "header_row": lead.header_row,
        "headings": lead.headings,
        "columns": lead.columns,
        "reasons": lead.reasons,
        "undecided": lead.undecided,
        "footer_as_of": lead.footer_as_of.isoformat(" ") if lead.footer_as_of else None,
        "profile": asdict(profile) if profile else None,
        "toml": dumps(profile or from_table(lead)),
        "warnings": [w for t in same for w in t.warnings]
        + [{"code": note} for note in book.notes]
        + ([{"code": "undecided", "headings": lead.undecided}] if lead.undecided else []),
    }


def account(db, sheets, tables: list[Table]) -> None:
    """Fill `raw`: every row of every sheet with what becomes of it.

    Cells go over as one text a row, cut up again by DuckDB: a third of the time that a list of
    lists takes.
    """
    by_sheet = {t.sheet: t for t in tables}
    line = 0
    for sheet in sheets:
        table = by_sheet.get(sheet.name)
        last = min(table.last_row, len(sheet.rows)) if table else len(sheet.rows)
        skipped = table.skipped if table else dict.fromkeys(range(1, last + 1), "other_table")
        for start in range(0, last, BATCH_ROWS):
            rows = sheet.rows[start : min(start + BATCH_ROWS, last)]
            reasons = [skipped.get(n) for n in range(start + 1, start + 1 + len(rows))]
            where = {"line": line, "sheet": sheet.name, "start": start, "number": len(rows)}
            db.execute(INSERT, where | {"joined": _joined(rows), "reasons": reasons})
            line += len(rows)


INSERT = """
insert into raw
select $line + place, $sheet, $start + place, if(reason is null, 'loaded', 'skipped'), reason,
    if(joined is null, [], string_split(joined, chr(31)))
from (
    select unnest($joined::varchar[]) as joined, unnest($reasons::varchar[]) as reason,
        unnest(range(1, $number + 1)) as place
)
"""
SEPARATOR = "\x1f"  # chr(31), ASCII's own "unit separator"


def _joined(rows: list[list[str]]) -> list[str | None]:
    """Each row's cells as one text; None for a row without cells."""
    joined = [SEPARATOR.join(row) if row else None for row in rows]
    if sum(j.count(SEPARATOR) for j in joined if j) == sum(len(r) - 1 for r in rows if r):
        return joined
    return _joined([[cell.replace(SEPARATOR, " ") for cell in row] for row in rows])


def write(sheets, tables: list[Table], profile: Profile, out: Path) -> dict:
    """Type the rows and write them to `out`; returns counts and what could not be read."""
    import duckdb

    columns = tables[0].columns
    db = duckdb.connect(
        config={
            "threads": 2,
            "memory_limit": DUCKDB_MEMORY,
            "temp_directory": str(out.with_suffix(".spill")),
        }
    )
    # Row groups small enough for both cores to work on one file.
    db.execute(f"attach ':memory:' as scratch (row_group_size {BATCH_ROWS})")
    db.execute("use scratch")
    db.execute((SQL / "moments.sql").read_text("utf-8"))
    db.execute(RAW)
    account(db, sheets, tables)
    add_statuses(db, columns, profile)
    params = {}
    if profile.date_format:
        params["date_format"] = profile.date_format
    if profile.unit_separator:
        params["separator"] = profile.unit_separator
    sql = staging_sql(columns, profile.date_format, profile.unit_separator)
    parquet = f"(format parquet, row_group_size {BATCH_ROWS})"
    db.execute(f"copy ({sql}) to '{str(out).replace(chr(39), chr(39) * 2)}' {parquet}", params)
    return outcome(db, out)


def add_statuses(db, columns: dict[str, int], profile: Profile) -> None:
    """Fill `status` with the state and verdict of each distinct label of the file."""
    db.execute(STATUS)
    if "source_status" not in columns:
        return
    index = columns["source_status"] + 1
    labels = db.execute(
        f"select distinct cells[{index}] from raw"
        f" where disposition = 'loaded' and cells[{index}] <> ''"
    ).fetchall()
    rows = [(label, *status_of(label, profile.status)) for (label,) in labels]
    if rows:
        db.executemany("insert into status values (?, ?, ?)", rows)


if __name__ == "__main__":
    gc.disable()  # a million cells and no cycles; the process ends with the file
    try:
        answer = {"summary": main(json.loads(sys.argv[1]))}
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    print(json.dumps(answer, ensure_ascii=False))
