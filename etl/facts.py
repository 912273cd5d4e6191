"""What a build starts from: uploads and their rows, the calendar, answers, authorities."""

from __future__ import annotations

import csv
import json
from datetime import date

import duckdb

from etl.calendar import load as load_calendar
from etl.staged import add_views
from etl.staging import Staged
from layout import REPO, UNITS_DIR

ETL = REPO / "etl"
CALENDAR_FIRST, CALENDAR_LAST = date(1990, 1, 1), date(2099, 12, 31)


def add_facts(db: duckdb.DuckDBPyConnection, staged: list[Staged], answers: dict[str, str]) -> None:
    """Uploads, their rows, calendar, answers and authorities: all that comes from outside."""
    add_views(db, staged)
    insert(db, "upload", [upload_row(n, s) for n, s in enumerate(staged, start=1)])
    add_calendar(db)
    insert(db, "unit_answer", list(answers.items()))
    with (UNITS_DIR / "authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (r["match"], r["pattern"], r["authority"], int(r["priority"]))
            for r in csv.DictReader(file)
        ]
    insert(db, "authority_pattern", rows)


def insert(db: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Insert a few hundred rows; whole files go through Parquet instead."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"insert into {table} values ({marks})", rows)


def upload_row(number: int, staged: Staged) -> tuple:
    """One row of the `upload` table."""
    summary, (moment, basis) = staged.summary, staged.as_of
    rows = summary["rows"]
    return (
        number, staged.upload.id, staged.upload.name, staged.kind, staged.source, moment, basis,
        staged.upload.full, summary["header_row"], summary["sheets"], summary["headings"],
        json.dumps(staged.mapping, ensure_ascii=False), rows["read"], rows["loaded"],
        rows["rejected"], rows["skipped"], json.dumps(summary["warnings"], ensure_ascii=False),
        "unit" in summary["columns"], "support_units" in summary["columns"],
    )  # fmt: skip


def add_calendar(db: duckdb.DuckDBPyConnection) -> None:
    """Every day with its running number, from the days that differ from Monday-Friday."""
    calendar = load_calendar()
    days = [(day, *what) for day, what in calendar.special.items()]
    names = ("days", "worked", "names")
    db.execute(
        "create temp table special as"
        " select unnest($days) as day, unnest($worked) as worked, unnest($names) as name",
        dict(zip(names, map(list, zip(*days, strict=True)), strict=True)),
    )
    db.execute((ETL / "calendar_days.sql").read_text("utf-8"), {
        "first": CALENDAR_FIRST, "last": CALENDAR_LAST,
        "first_year": calendar.first_year, "last_year": calendar.last_year,
    })  # fmt: skip
