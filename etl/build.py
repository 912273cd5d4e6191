"""`etl build`: uploads and ledger -> a new warehouse file, checked, verified, then published."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.corrections import add_corrections
from etl.decisions import add_decisions
from etl.facts import add_facts
from etl.identity import join as join_cases
from etl.inputs import CHECKS, SQL, Inputs, gather
from etl.insert import insert
from etl.names.answers import add_answers
from etl.names.suggest import add_suggestions
from etl.new_file import SCHEMA, NewFile
from etl.refusal import BuildFailed
from etl.scripts import run, watched
from etl.set_aside import TABLE
from etl.staged import drop_views
from layout import DataDir

LOCK_SECONDS = 600  # a build waits this long for another one
KEEP = 3  # published warehouses kept
LEFT_SECONDS = 86_400
# Nothing else in the build reads these tables: they are made beside it, one after the other; the
# largest beside the small ones at the end, which keep one core busy at most.
APART = ("46_quality.sql", "47_question.sql", "48_merge.sql", "65_source_row.sql")


def build(data: DataDir, begun: NewFile | None = None) -> Path:
    """Build and publish a warehouse; returns the one in use. Raises BuildFailed.

    `begun` is used up: it becomes the new file, or is not needed.
    """
    data.warehouse.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data.warehouse / "build.lock", timeout=LOCK_SECONDS)
    with lock, begun or NewFile.inside(data.warehouse) as new:
        inputs = gather(data)
        target = data.warehouse / f"{inputs.ledger_seq:010d}-{inputs.version}.duckdb"
        if not target.exists():
            _fill(new, inputs)
            verify(new.path, inputs.version)
            os.replace(new.path, target)
        _sweep(data)
        return target


def fill(path: Path, inputs: Inputs) -> None:
    """Make a whole warehouse at `path`, checked; nothing stays there where that fails."""
    with NewFile.inside(path.parent) as new:
        _fill(new, inputs)
        os.replace(new.path, path)


def _fill(new: NewFile, inputs: Inputs) -> None:
    """Run every statement of etl/sql in name order, then every check of etl/checks."""
    db = new.begin()
    add_facts(db, inputs.staged, inputs.answers)
    insert(db, TABLE, [one.row for one in inputs.aside])
    add_decisions(db, inputs.decisions)
    add_answers(db, inputs.names)
    add_corrections(db, inputs.corrections)
    with ThreadPoolExecutor(1) as beside, watched(db):
        waiting = []
        for script in sorted(set(SQL.glob("*.sql")) - {SCHEMA}):
            if script.name in APART:
                waiting.append(beside.submit(_apart, db, script))
            else:
                run(db, script)
            if script.name.startswith("32_"):
                join_cases(db)
        for script in waiting:
            script.result()
        add_suggestions(db)
        drop_views(db)
        check(db)
    db.execute("insert into meta values ('version', $v)", {"v": inputs.version})
    db.execute("checkpoint")
    new.close()


def _apart(db: duckdb.DuckDBPyConnection, script: Path) -> None:
    with db.cursor() as own, watched(own):
        own.execute("use warehouse")  # a cursor does not inherit it
        run(own, script)


def check(db: duckdb.DuckDBPyConnection) -> None:
    """Stop at the first invariant that does not hold, naming it and its first rows."""
    for script in sorted(CHECKS.glob("*.sql")):
        # No `limit` around it: DuckDB 2.0 then waits for ever on some unions.
        offending = db.execute(script.read_text("utf-8")).fetchmany(5)
        if offending:
            raise BuildFailed(f"{script.stem}: {offending}")


def verify(path: Path, version: str) -> None:
    """Open the new file as its readers will, and see that it is whole."""
    db = duckdb.connect(str(path), read_only=True)
    try:
        found = db.execute("select value from meta where key = 'version'").fetchone()
        db.execute("select count(*), count(class) from work_item_at(date '2020-01-01')").fetchone()
    finally:
        db.close()
    if found != (version,):
        raise BuildFailed(f"verify: {found} is not {version}")


def _sweep(data: DataDir) -> None:
    """Drop all but the newest warehouses, and what killed builds left a day ago; a file that
    somebody still holds stays (Windows)."""
    left = [
        part for part in data.warehouse.glob("*.part")
        if time.time() - part.stat().st_mtime > LEFT_SECONDS
    ]  # fmt: skip
    for old in (*data.warehouses()[:-KEEP], *left):
        try:
            old.unlink()
        except PermissionError:
            continue
