"""What became of an upload's rows: counts, what was left out and why, and what to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from etl.registers import DATES, PUBLISHED_TOTALS, registers
from etl.stage.register import TYPED
from etl.stage.typed import DATE_FIELDS

DAYS = {f.name for fs in registers().values() for f in fs if f.type in DATES} | {*DATE_FIELDS}
EXAMPLES = 5  # unread values shown per column
SHOWN = "coalesce(nullif(source_id, ''), subject)"  # what a clerk knows a row by
GIVEN_BACK = 2000  # left-out rows whose cells go into the summary, for the clerk to mend


@dataclass(frozen=True)
class Shape:
    """What is looked at in staged rows: fields with unread text beside them, the days that say
    how new the export is, what is odd (the source's own: a warning, never a stop)."""

    unread: tuple[str, ...]
    days: tuple[str, ...]
    shown: str
    oddities: dict[str, str]


WORK = Shape(
    DATE_FIELDS,
    ("opened_on", "closed_on"),
    SHOWN,
    {"closed_before_opened": "closed_on < opened_on", "due_before_opened": "due_on < opened_on"},
)
# What is odd in a register; asked about as questions too (etl/sql/89_register_question.sql).
REGISTER_ODDITIES = {
    "steps": {"passed_before_received": "passed_on < received_on"},
    "submissions": {"answered_before_submitted": "answered_on < submitted_on"},
    "obstacles": {"answered_before_raised": "answered_on < raised_on"},
    "rules": {"effective_before_issued": "effective_on < issued_on"},
    "decisions": {"concluded_before_considered": "concluded_on < considered_from"},
}


def shape_of(kind: str) -> Shape:
    """See Shape."""
    if kind == PUBLISHED_TOTALS:
        return Shape((), (), "name", {})
    if kind not in registers():
        return WORK
    fields = registers()[kind]
    days = tuple(f.name for f in fields if f.type == "date")
    named = [f"nullif(cast({f.name} as varchar), '')" for f in fields if f.identity]
    numbers = {"no_document_no": "document_no is null"} if _needs_number(kind) else {}
    return Shape(
        tuple(f.name for f in fields if f.type in TYPED), days, f"coalesce({', '.join(named)})",
        numbers | REGISTER_ODDITIES.get(kind, {}),
    )  # fmt: skip


def _needs_number(kind: str) -> bool:
    return any(f.name == "document_no" and f.required for f in registers()[kind])


def outcome(db, out: Path, kind: str) -> dict:
    """Row counts by disposition, the rows that were not loaded, the newest date, unread dates."""
    shape = shape_of(kind)
    db.read_parquet(str(out)).create_view("staged")
    counts = dict(db.execute("select disposition, count(*) from staged group by all").fetchall())
    left_out = db.execute(
        "select sheet, row, disposition, reason, case when reason in ('blank', 'other_table')"
        f" or row_number() over (order by line) > {GIVEN_BACK} then [] else cells end"
        " from staged where disposition <> 'loaded' order by line"
    ).fetchall()
    newest = db.execute(
        f"select max(greatest({', '.join((*shape.days, 'null::date'))})) from staged"
        " where disposition = 'loaded'"
    ).fetchone()[0]
    unread = {f: (f"{f}_text", f"{f}_text is not null") for f in shape.unread}
    odd = {name: (shape.shown, condition) for name, condition in shape.oddities.items()}
    terms = _terms_in_words(db) if shape is WORK and kind != PUBLISHED_TOTALS else {}
    if terms:
        odd["due_in_words"] = ("due_text", "due_text is not null")
    return {
        "rows": {
            "read": sum(counts.values()),
            **{d: counts.get(d, 0) for d in ("loaded", "rejected", "skipped")},
        },
        "left_out": [
            dict(zip(("sheet", "row", "disposition", "reason", "cells"), r)) for r in left_out
        ],
        "newest_date": newest.isoformat() if newest else None,
        "unread": _examples(db, unread),
        "odd": _examples(db, odd),
        "due_rules": terms,
    }


def _terms_in_words(db) -> dict[str, int]:
    """Rule -> how many loaded rows state their term in words that it reads."""
    found = db.execute(
        "select due_rule, count(*) from staged"
        " where disposition = 'loaded' and due_rule is not null group by 1 order by 1"
    )
    return dict(found.fetchall())


def _examples(db, wanted: dict[str, tuple[str, str]]) -> dict[str, tuple[int, list[dict]]]:
    """Per name, of (what is shown, condition): how many loaded rows meet the condition, and the
    first few with their place. Counted together: most are met by no row."""
    if not wanted:
        return {}
    counted = ", ".join(f"count(*) filter ({condition})" for _, condition in wanted.values())
    numbers = db.execute(f"select {counted} from staged where disposition = 'loaded'").fetchone()
    return {
        name: (number, _first(db, *wanted[name]) if number else [])
        for name, number in zip(wanted, numbers, strict=True)
    }


def _first(db, shown: str, condition: str) -> list[dict]:
    return db.execute(
        f"select list({{'sheet': sheet, 'row': row, 'text': {shown}}})[1:{EXAMPLES}]"
        f" from staged where disposition = 'loaded' and ({condition})"
    ).fetchone()[0]


def odd_rows(odd: dict) -> list[dict]:
    """Warnings about rows that are loaded as they are, and asked about."""
    return [{"code": name, "number": n, "examples": rows} for name, (n, rows) in odd.items() if n]


def unread_dates(unread: dict) -> list[dict]:
    """One warning per column that holds something that is no date, no number, no known choice."""
    return [
        {
            "code": "unread_date" if field in DAYS else "unread_value",
            "field": field,
            "number": number,
            "examples": examples,
        }
        for field, (number, examples) in unread.items()
        if number
    ]
