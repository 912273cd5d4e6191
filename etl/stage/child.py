"""The limited child process: one received file -> Parquet and a summary, or a refusal.

`python -m etl.stage.child '{"path": …, "name": …, "out": …, "kind": …, "profile": …}'` prints one
line of JSON: {"summary": {…}} or {"refused": code, "params": {…}}. It may die; its parent lives.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from etl.profile import Profile, dumps, from_table
from etl.read import read
from etl.read.screen import screen
from etl.recognise import Table, recognise, status_of
from etl.refusal import Refused
from etl.stage.outcome import odd_rows, outcome, unread_dates
from etl.stage.typed import staging_sql

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


def account(sheets, tables: list[Table]) -> dict[str, list]:
    """Every row of every sheet with what becomes of it: columns of the `raw` relation."""
    raw: dict[str, list] = {k: [] for k in ("sheet", "row", "disposition", "reason", "cells")}
    by_sheet = {t.sheet: t for t in tables}
    for sheet in sheets:
        table = by_sheet.get(sheet.name)
        last = table.last_row if table else len(sheet.rows)
        rows = sheet.rows[:last]
        skipped = table.skipped if table else dict.fromkeys(range(1, last + 1), "other_table")
        raw["sheet"] += [sheet.name] * len(rows)
        raw["row"] += range(1, len(rows) + 1)
        reasons = [skipped.get(n) for n in range(1, len(rows) + 1)]
        raw["reason"] += reasons
        raw["disposition"] += ["skipped" if r else "loaded" for r in reasons]
        raw["cells"] += rows
    return raw


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
    db.execute((SQL / "moments.sql").read_text())
    db.register("raw", as_relation(account(sheets, tables)))
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


def as_relation(raw: dict[str, list]):
    """The `raw` relation for DuckDB, in batches small enough for both cores to work on one file."""
    import numpy as np
    import pyarrow as pa

    ends = np.cumsum([0, *map(len, raw["cells"])], dtype=np.int32)
    cells = pa.array(list(chain.from_iterable(raw.pop("cells"))), pa.string())
    table = pa.table(
        {
            "line": pa.array(np.arange(1, len(ends), dtype=np.int32)),
            "sheet": pa.array(raw["sheet"], pa.string()),
            "row": pa.array(raw["row"], pa.int32()),
            "disposition": pa.array(raw["disposition"], pa.string()),
            "reason": pa.array(raw["reason"], pa.string()),
            "cells": pa.ListArray.from_arrays(pa.array(ends), cells),
        }
    )
    return pa.Table.from_batches(table.to_batches(max_chunksize=BATCH_ROWS), table.schema)


def add_statuses(db, columns: dict[str, int], profile: Profile) -> None:
    """Fill `status` with the state and verdict of each distinct label of the file."""
    db.execute("create table status (label varchar, state varchar, verdict varchar)")
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


class WithoutPandas:
    """Arrow imports pandas only to recognise its types: a third of a second for every file."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Let every module but pandas be found."""
        if name == "pandas":
            raise ImportError(name)


if __name__ == "__main__":
    gc.disable()  # a million cells and no cycles; the process ends with the file
    sys.meta_path.insert(0, WithoutPandas())
    try:
        answer = {"summary": main(json.loads(sys.argv[1]))}
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    print(json.dumps(answer, ensure_ascii=False))
