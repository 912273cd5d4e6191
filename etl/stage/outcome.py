"""What became of an upload's rows: counts, what was left out and why, and what to ask about."""

from __future__ import annotations

from pathlib import Path

from etl.stage.typed import DATE_FIELDS

EXAMPLES = 5  # unread values shown per column
# Odd, but the source's own: a warning, never a stop.
ODDITIES = {
    "closed_before_opened": "closed_on < opened_on",
    "due_before_opened": "due_on < opened_on",
}
SHOWN = "coalesce(nullif(source_id, ''), subject)"  # what a clerk knows a row by
GIVEN_BACK = 2000  # left-out rows whose cells go into the summary, for the clerk to mend


def outcome(db, out: Path) -> dict:
    """Row counts by disposition, the rows that were not loaded, the newest date, unread dates."""
    db.read_parquet(str(out)).create_view("staged")
    counts = dict(db.execute("select disposition, count(*) from staged group by all").fetchall())
    left_out = db.execute(
        "select sheet, row, disposition, reason, case when reason in ('blank', 'other_table')"
        f" or row_number() over (order by line) > {GIVEN_BACK} then [] else cells end"
        " from staged where disposition <> 'loaded' order by line"
    ).fetchall()
    newest = db.execute(
        "select max(greatest(opened_on, closed_on)) from staged where disposition = 'loaded'"
    ).fetchone()[0]
    unread = {f: _examples(db, f"{f}_text", f"{f}_text is not null") for f in DATE_FIELDS}
    return {
        "rows": {
            "read": sum(counts.values()),
            **{d: counts.get(d, 0) for d in ("loaded", "rejected", "skipped")},
        },
        "left_out": [
            dict(zip(("sheet", "row", "disposition", "reason", "cells"), r)) for r in left_out
        ],
        "newest_date": newest.isoformat() if newest else None,
        "unread": unread,
        "odd": {name: _examples(db, SHOWN, odd) for name, odd in ODDITIES.items()},
    }


def _examples(db, shown: str, condition: str) -> tuple[int, list[dict]]:
    """How many loaded rows meet the condition, and the first few with their place."""
    return db.execute(
        f"select count(*), list({{'sheet': sheet, 'row': row, 'text': {shown}}})[1:{EXAMPLES}]"
        f" from staged where disposition = 'loaded' and ({condition})"
    ).fetchone()


def odd_rows(odd: dict) -> list[dict]:
    """Warnings about rows that are loaded as they are, and asked about."""
    return [{"code": name, "number": n, "examples": rows} for name, (n, rows) in odd.items() if n]


def unread_dates(unread: dict) -> list[dict]:
    """One warning per date column that holds something that is no date."""
    return [
        {"code": "unread_date", "field": field, "number": number, "examples": examples}
        for field, (number, examples) in unread.items()
        if number
    ]
