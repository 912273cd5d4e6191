"""What is doubtful or missing in the data itself, and where each row came from."""

from __future__ import annotations

from metrics.queries import fill
from store import Store

# name -> condition over `observation o`; each is a question, never a verdict
SUSPICIOUS = {
    "closed_before_opened": "closed_on < opened_on",
    "due_before_opened": "due_on < opened_on",
    "closed_after_export": "closed_on > cast(o.as_of as date)",
    "unread_due_date": "due_on_text is not null",
    "unread_other_date": "opened_on_text is not null or closed_on_text is not null",
    "label_and_dates_differ": "verdict = 'on_time' and closed_at >= due_end"
    " or verdict = 'late' and closed_at < due_end",
    "open_with_closing_date": "standing = 'open' and closed_on is not null",
    "unknown_status": "source_status <> '' and state is null",
    "no_unit": "unit = ''",
    "truncated": "subject like '%…' or subject like '%...' or subject like '%[+] Xem thêm%'",
}
UNRESOLVED = """o.obs_no in (select r.obs_no from observation_unit r join unit un using (unit_id)
    where not un.resolved and un.name = $name)"""
# What the newest export of each case says.
LATEST = """o.obs_no in (select obs_no from (select obs_no, row_number() over (
    partition by case_id order by as_of desc, obs_no desc) as n from observation) as ranked where n = 1)"""
# Columns of missing_field (etl/sql/80_quality.sql).
MISSING = ("opened_on", "due_on", "closed_on", "unit", "official", "source_status")


def uploads(store: Store) -> list[dict]:
    """Each effective upload with its row accounting, newest export first."""
    return store.query(
        "select upload_id as upload, name as file, kind, source, as_of, as_of_basis, is_full, header_row,"
        " rows_read, rows_loaded, rows_rejected, rows_skipped, headings, profile, warnings"
        " from upload order by as_of desc, name"
    )


def left_out(store: Store, upload: str) -> list[dict]:
    """Rows of an upload that were rejected or skipped: sheet, row, disposition, reason, cells."""
    return store.query(
        "select sheet, row, disposition, reason, cells from source_row join upload using (upload_no)"
        " where upload_id = $upload and disposition <> 'loaded' order by obs_no",
        {"upload": upload},
    )


def unresolved_units(store: Store) -> list[dict]:
    """Names in unit columns that stand for no known unit: name, rows, items, one source, latest."""
    return store.query("select * from unresolved_unit order by rows desc, name")


def unresolved_rows(store: Store, name: str, limit: int = 1000) -> list[dict]:
    """The rows in whose unit columns an unresolved name stands, each with file, sheet and row."""
    params = {"name": name, "limit": limit}
    return store.query(fill("suspicious_rows", condition=UNRESOLVED), params)


def missing(store: Store) -> list[dict]:
    """Per source: cases, and how many lack each date, unit, official or status in their newest row."""
    return store.query("select * from missing_field order by source")


def missing_rows(store: Store, source: str, field: str, limit: int = 1000) -> list[dict]:
    """The rows behind one number of `missing`. KeyError for a field that is not counted there."""
    lacks = {f: f"{f} is null" if f.endswith("_on") else f"{f} = ''" for f in MISSING}[field]
    condition = f"o.source = $source and {lacks} and {LATEST}"
    params = {"source": source, "limit": limit}
    return store.query(fill("suspicious_rows", condition=condition), params)


def suspicious(store: Store) -> list[dict]:
    """How many loaded rows raise each question: question, rows."""
    found = store.query(
        "select " + ", ".join(f"count(*) filter (where {c}) as {n}" for n, c in SUSPICIOUS.items())
        + " from observation o"
    )[0]  # fmt: skip
    return [{"question": name, "rows": number} for name, number in found.items()]


def suspicious_rows(store: Store, question: str, limit: int = 1000) -> list[dict]:
    """The rows behind a question, each with file, sheet and row. KeyError for an unknown one."""
    return store.query(fill("suspicious_rows", condition=SUSPICIOUS[question]), {"limit": limit})


def vanished(store: Store) -> list[dict]:
    """Cases missing from the newest export of a source, where exports are declared full."""
    return store.query(fill("vanished"))
