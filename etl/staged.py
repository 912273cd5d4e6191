"""Views over the rows of every upload: what a build's SQL starts from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.registers import PUBLISHED_TOTALS, REGISTERS, registers
from etl.stage.register import TYPED, empty_sql
from etl.stage.totals import EMPTY as TOTALS
from etl.stage.typed import staging_sql
from etl.staging import Staged
from layout import REPO

LOADED = "where disposition = 'loaded'"
# What the empty branches are typed over: tables of no rows, taken out again with the views.
TABLES = {
    "raw": "(line int, sheet varchar, row int, disposition varchar, reason varchar,"
    " cells varchar[])",
    "status": "(label varchar, state varchar, verdict varchar)",
}
EMPTY = {"staged": staging_sql({}, None, None), "staged_totals": TOTALS}
EMPTY |= {f"staged_{kind}": empty_sql(kind) for kind in REGISTERS}


def of_type(kind: str) -> list[tuple[str, str]]:
    """Per register and field of that type: its view, and a SELECT of its cells as text."""
    return [
        (
            f"staged_{register}",
            f"select obs_no, {field.name} as text from staged_{register} {LOADED}",
        )
        for register, fields in registers().items()
        for field in fields
        if field.type == kind
    ]


def unread(register: str) -> str:
    """A SELECT of the rows of a register with a cell that could not be read."""
    texts = ", ".join(f"{f.name}_text" for f in registers()[register] if f.type in TYPED)
    return f"select obs_no from staged_{register} {LOADED} and coalesce({texts}) is not null"


_ROW = "obs_no, upload_no, sheet, row, disposition, reason, cells"
_RECORD = "obs_no, upload_no, upload_kind, disposition, record_key, record_content"
# What several families of rows have in common: of each, its view and its SELECT.
COMMON = {
    "staged_row": [(name, f"select {_ROW} from {name}") for name in EMPTY],
    "staged_register": [
        (f"staged_{kind}", f"select {_RECORD} from staged_{kind}") for kind in REGISTERS
    ],
    "staged_register_unread": [(f"staged_{kind}", unread(kind)) for kind in REGISTERS],
    "staged_register_person": of_type("person"),
    "staged_register_unit": [
        *of_type("unit"),
        ("staged_totals", f"select obs_no, unit as text from staged_totals {LOADED}"),
    ],
}


def add_no_rows(db: duckdb.DuckDBPyConnection) -> None:
    """Tables without rows, typed as staged files are: a view's columns where there is no upload."""
    db.execute((REPO / "etl" / "stage" / "moments.sql").read_text("utf-8"))
    for table, columns in TABLES.items():
        db.execute(f"create table {table} {columns}")
    for view, empty in EMPTY.items():
        db.execute(f"create table {_none(view)} as {empty}")


def add_views(db: duckdb.DuckDBPyConnection, staged: Sequence[Staged]) -> None:
    """`staged` (work items, directories), one per register, and what all have in common: each
    upload's rows with its number and kind, each file read when asked.

    What nobody uploaded is left out of what they have in common: planning it costs more than a
    small file.
    """
    given = {_view_of(one.kind) for one in staged}
    for view in EMPTY:
        files = [(n, one) for n, one in enumerate(staged, start=1) if _view_of(one.kind) == view]
        branches = [_branch(0, "", _none(view))]
        branches += [_branch(n, s.kind, f"read_parquet({quote(s.parquet)})") for n, s in files]
        db.execute(f"create view {view} as {' union all by name '.join(branches)}")
    for view, branches in COMMON.items():
        seen = [sql for of, sql in branches if of in given] or [branches[0][1]]
        db.execute(f"create view {view} as {' union all '.join(seen)}")


def drop_views(db: duckdb.DuckDBPyConnection) -> None:
    """Take the views and what they lean on out of the finished warehouse."""
    for view in (*COMMON, *EMPTY):
        db.execute(f"drop view {view}")
    for table in (*map(_none, EMPTY), *TABLES):
        db.execute(f"drop table {table}")


def quote(path: Path) -> str:
    """A path as an SQL literal."""
    return "'" + str(path).replace("'", "''") + "'"


def _view_of(kind: str) -> str:
    if kind == PUBLISHED_TOTALS:
        return "staged_totals"
    return f"staged_{kind}" if kind in REGISTERS else "staged"


def _none(view: str) -> str:
    return view.replace("staged", "no_rows")


def _branch(number: int, kind: str, relation: str) -> str:
    return (
        f"select {number} as upload_no, '{kind}' as upload_kind,"
        f" {number}::bigint * 100000000 + line as obs_no, * from {relation}"
    )
