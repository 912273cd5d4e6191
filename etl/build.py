"""`etl build`: uploads and ledger -> a new warehouse file, checked, verified, then published."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
from filelock import FileLock

from etl.decisions import KINDS as DECIDED
from etl.decisions import Decisions, add_decisions, decided
from etl.facts import add_facts
from etl.identity import join as join_cases
from etl.names.answers import KINDS as ANSWERS
from etl.names.answers import Answers, add_answers, answered, standing
from etl.names.suggest import add_suggestions
from etl.staged import drop_views, quote
from etl.staging import PARSERS, Staged, parser_version, stage_stored
from etl.uploads import REGISTERED, WITHDRAWN, effective
from layout import CALENDAR_DIR, REPO, TERMS_DIR, UNITS_DIR, DataDir
from ledger import Ledger, canonical

LOCK_SECONDS = 600  # a build waits this long for another one
KEEP = 3  # published warehouses kept
MEMORY = "4GB"
SPILL = "20GB"  # what a build of tens of millions of rows may put beside its file for a while
THREADS = 2
ROW_GROUP = 24_576  # rows; the default of 122,880 leaves one core idle on most offices' data
# Nothing else in the build reads these tables: they are made beside it, one after the other.
APART = ("10_source_row.sql", "46_quality.sql", "47_question.sql", "48_merge.sql")
SQL, CHECKS = REPO / "etl" / "sql", REPO / "etl" / "checks"
FACT_FILES = ("build.py", "facts.py", "staged.py", "identity.py", "calendar.py",
              "calendar_days.sql", "decisions.py")  # fmt: skip
FACT_DIRS = (SQL, CHECKS, CALENDAR_DIR, UNITS_DIR, TERMS_DIR, REPO / "etl" / "names")
NOTHING_DECIDED, NOTHING_ANSWERED = Decisions(), Answers()
EVERYTHING = date(9999, 12, 31)  # the published figures use every effective export


class BuildFailed(Exception):
    """A check found offending rows, or the new file is not whole; nothing was published."""


@dataclass(frozen=True)
class Inputs:
    """All that decides a warehouse's content."""

    staged: list[Staged]
    answers: dict[str, str]  # unit name as written -> unit id, from the ledger
    ledger_seq: int  # newest entry that decides anything here
    decisions: Decisions = NOTHING_DECIDED
    names: Answers = NOTHING_ANSWERED

    @property
    def version(self) -> str:
        """Digest of the inputs and the code: equal inputs give an equal version."""
        said = [
            [s.upload.sha256, s.parquet.name, s.source, str(s.as_of[0]), s.upload.full]
            for s in self.staged
        ]
        choices = [self.decisions.settings, self.decisions.unmerged]
        choices += [self.names.entered, self.names.people]
        text = canonical([said, self.answers, choices, parser_version(), _facts_version()])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


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


def gather(data: DataDir) -> Inputs:
    """Everything the warehouse is a function of, staged and in a fixed order."""
    ledger = Ledger(data.ledger)
    with ThreadPoolExecutor(PARSERS) as pool:  # after a new parser every file is read again
        staged = list(pool.map(lambda u: stage_stored(u, data), effective(ledger).values()))
    deciding = ledger.entries(REGISTERED, WITHDRAWN, *ANSWERS, *DECIDED)
    seq = max((e.seq for e in deciding), default=0)
    units = {name: body["unit_id"] for name, body in sorted(standing(ledger, "unit").items())}
    return Inputs(staged, units, seq, decided(ledger), answered(ledger))


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
                    add_decisions(db, inputs.decisions)
                    add_answers(db, inputs.names)
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
        for statement in duckdb.extract_statements(script.read_text("utf-8")):
            db.execute(statement, {"known": EVERYTHING} if statement.named_parameters else None)
    except duckdb.Error as error:
        raise BuildFailed(f"{script.name}: {error}") from error


def check(db: duckdb.DuckDBPyConnection) -> None:
    """Stop at the first invariant that does not hold, naming it and its first rows."""
    for script in sorted(CHECKS.glob("*.sql")):
        offending = db.execute(
            f"select * from ({script.read_text('utf-8').rstrip().rstrip(';')}) limit 5"
        ).fetchall()
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


@cache
def _facts_version() -> str:
    """Digest of the build's SQL and of the shipped facts."""
    digest = hashlib.sha256()
    files = [f for d in FACT_DIRS for f in sorted(d.glob("*.*"))]
    files += [REPO / "etl" / name for name in FACT_FILES]
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
