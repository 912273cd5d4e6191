"""`etl build`: uploads and ledger -> a new warehouse file, checked, verified, then published."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.corrections import add_corrections
from etl.decisions import add_decisions
from etl.facts import add_facts, insert
from etl.identity import join as join_cases
from etl.inputs import CHECKS, SQL, Inputs, gather
from etl.names.answers import add_answers
from etl.names.suggest import add_suggestions
from etl.set_aside import TABLE
from etl.staged import drop_views, quote
from layout import DataDir

LOCK_SECONDS = 600  # a build waits this long for another one
SCRIPT_SECONDS = 1800  # one SQL file; ten million items need some 60
KEEP = 3  # published warehouses kept
MEMORY = "4GB"
SPILL = "20GB"  # what a build of tens of millions of rows may put beside its file for a while
THREADS = 2
ROW_GROUP = 24_576  # rows; the default of 122,880 leaves one core idle on most offices' data
# Nothing else in the build reads these tables: they are made beside it, one after the other.
APART = ("10_source_row.sql", "46_quality.sql", "47_question.sql", "48_merge.sql")
EVERYTHING = date(9999, 12, 31)  # the published figures use every effective export


class BuildFailed(Exception):
    """A check found offending rows, or the new file is not whole; nothing was published."""


def build(data: DataDir) -> Path:
    """Build and publish a warehouse; returns the one in use. Raises BuildFailed."""
    data.warehouse.mkdir(parents=True, exist_ok=True)
    with FileLock(data.warehouse / "build.lock", timeout=LOCK_SECONDS):
        inputs = gather(data)
        target = data.warehouse / f"{inputs.ledger_seq:010d}-{inputs.version}.duckdb"
        if not target.exists():
            part = target.with_suffix(".part")
            part.unlink(missing_ok=True)
            try:
                fill(part, inputs)
                verify(part, inputs.version)
                os.replace(part, target)
            finally:
                part.unlink(missing_ok=True)
        _keep_newest(data)
        return target


def fill(path: Path, inputs: Inputs) -> None:
    """Run every statement of etl/sql in name order, then every check of etl/checks."""
    spill = {"temp_directory": str(path.with_suffix(".spill")), "max_temp_directory_size": SPILL}
    db = duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY, **spill})
    try:
        db.execute("set enable_progress_bar = false")
        db.execute(f"attach {quote(path)} as warehouse (row_group_size {ROW_GROUP})")
        db.execute("use warehouse")
        with ThreadPoolExecutor(1) as beside:
            waiting = []
            for script in sorted(SQL.glob("*.sql")):
                if script.name in APART:
                    waiting.append(beside.submit(run, db.cursor(), script))
                else:
                    run(db, script)
                if script.name.startswith("00_"):
                    add_facts(db, inputs.staged, inputs.answers)
                    insert(db, TABLE, [one.row for one in inputs.aside])
                    add_decisions(db, inputs.decisions)
                    add_answers(db, inputs.names)
                    add_corrections(db, inputs.corrections)
                if script.name.startswith("32_"):
                    join_cases(db)
            for script in waiting:
                script.result()
        add_suggestions(db)
        drop_views(db)
        check(db)
        db.execute("insert into meta values ('version', $v)", {"v": inputs.version})
        db.execute("checkpoint")
    finally:
        db.close()


def run(db: duckdb.DuckDBPyConnection, script: Path) -> None:
    """Execute one SQL file; an error carries the file's name."""
    try:
        db.execute("use warehouse")  # a cursor does not inherit it
        with watched(db):
            for statement in duckdb.extract_statements(script.read_text("utf-8")):
                db.execute(statement, {"known": EVERYTHING} if statement.named_parameters else None)
    except duckdb.Error as error:
        raise BuildFailed(f"{script.name}: {error}") from error


@contextmanager
def watched(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what runs longer than SCRIPT_SECONDS: a build ends, one way or the other."""
    watch = threading.Timer(SCRIPT_SECONDS, db.interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def check(db: duckdb.DuckDBPyConnection) -> None:
    """Stop at the first invariant that does not hold, naming it and its first rows."""
    for script in sorted(CHECKS.glob("*.sql")):
        with watched(db):  # no `limit` around it: DuckDB 2.0 then waits for ever on some unions
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


def _keep_newest(data: DataDir) -> None:
    """Drop all but the newest warehouses; one that a reader still holds is left (Windows)."""
    for old in data.warehouses()[:-KEEP]:
        try:
            old.unlink()
        except PermissionError:
            continue
