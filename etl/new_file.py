"""A new warehouse as far as it is the same whatever was uploaded: schema and shipped facts.

It is begun while files are still being read, and thrown away where there is nothing to publish.
"""

from __future__ import annotations

import csv
import os
import time
from datetime import date
from pathlib import Path

import duckdb
import psutil

from etl.calendar import load as load_calendar
from etl.decisions import add_terms
from etl.insert import insert
from etl.record_rules import add_record_rules
from etl.scripts import run
from etl.staged import add_no_rows, quote
from layout import REPO, UNITS_DIR

SCHEMA = REPO / "etl" / "sql" / "00_schema.sql"
CALENDAR_FIRST, CALENDAR_LAST = date(1990, 1, 1), date(2099, 12, 31)
MEMORY_SHARE, MEMORY_LEAST = 4, 4 << 30  # a quarter of the machine, 4 GB where that is less
SPILL = "20GB"  # what a build of tens of millions of rows may put beside its file for a while
THREADS = 2
# Groups of rows: the default of 122,880 leaves one core idle on most offices' data. No log of
# writes: of a build that was cut off nothing is taken up again.
LAYOUT = "row_group_size 24_576, recovery_mode no_wal_writes"


class NewFile:
    """One warehouse file in the making; gone at the end of its `with` unless it was moved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def inside(cls, folder: Path) -> NewFile:
        """Under a name that no other process uses."""
        return cls(folder / f"{os.getpid()}-{time.monotonic_ns()}.part")

    def begin(self) -> duckdb.DuckDBPyConnection:
        """The file with its empty tables and the shipped facts; made at the first call."""
        if self._db is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _opened(self.path)
            run(self._db, SCHEMA)
            add_shipped(self._db)
        return self._db

    def close(self) -> None:
        if self._db:
            self._db.close()
            self._db = None

    def __enter__(self) -> NewFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.path.unlink(missing_ok=True)


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    spill = {"temp_directory": str(path.with_suffix(".spill")), "max_temp_directory_size": SPILL}
    memory = max(psutil.virtual_memory().total // MEMORY_SHARE, MEMORY_LEAST)
    limits = {"threads": THREADS, "memory_limit": f"{memory >> 20}MiB"}
    db = duckdb.connect(config=limits | spill)
    db.execute("set enable_progress_bar = false")
    db.execute(f"attach {quote(path)} as warehouse ({LAYOUT})")
    db.execute("use warehouse")
    return db


def add_shipped(db: duckdb.DuckDBPyConnection) -> None:
    """Calendar, authorities, terms and rules of records."""
    add_no_rows(db)
    _add_calendar(db)
    add_terms(db)
    add_record_rules(db)
    with (UNITS_DIR / "authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (r["match"], r["pattern"], r["authority"], int(r["priority"]))
            for r in csv.DictReader(file)
        ]
    insert(db, "authority_pattern", rows)


def _add_calendar(db: duckdb.DuckDBPyConnection) -> None:
    """Every day with its running number, from the days that differ from Monday-Friday."""
    calendar = load_calendar()
    days = [(day, *what) for day, what in calendar.special.items()]
    names = ("days", "worked", "names")
    db.execute(
        "create temp table special as"
        " select unnest($days) as day, unnest($worked) as worked, unnest($names) as name",
        dict(zip(names, map(list, zip(*days, strict=True)), strict=True)),
    )
    db.execute((REPO / "etl" / "calendar_days.sql").read_text("utf-8"), {
        "first": CALENDAR_FIRST, "last": CALENDAR_LAST,
        "first_year": calendar.first_year, "last_year": calendar.last_year,
    })  # fmt: skip
