"""Curves of literal durations, through the real SQL."""

import duckdb

from metrics.clocks import read, survival_sql
from metrics.survival import Curve

DB = duckdb.connect()
STOOD = "with stood as (select * from given)"


def curve(times, events, entry=None) -> Curve:
    """The curve of durations with 1 for an answer and 0 for a wait cut short."""
    rows = [
        ("", "answered" if event else "open", int(time), True, None if late is None else int(late))
        for time, event, late in zip(times, events, entry or [None] * len(times), strict=True)
    ]
    return curves(rows)[-1]


def curves(rows: list[tuple]) -> list[Curve]:
    """rows: group, outcome, days, measured, watched_from (the day before it entered, or None)."""
    DB.execute(
        "create or replace table given"
        " (grp varchar, outcome varchar, days int, measured bool, watched_from int)"
    )
    DB.execute("insert into given select unnest($r, recursive := true)", {"r": _structs(rows)})
    found = DB.execute(survival_sql(STOOD, True))
    names = [column[0] for column in found.description]
    return read([dict(zip(names, row, strict=True)) for row in found.fetchall()])


def _structs(rows: list[tuple]) -> list[dict]:
    names = ("grp", "outcome", "days", "measured", "watched_from")
    return [dict(zip(names, row, strict=True)) for row in rows]
