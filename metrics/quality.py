"""What is doubtful or missing in the data itself, and where each row came from."""

from __future__ import annotations

from metrics.queries import fill
from store import Store

# Asked of every loaded row by etl/sql/47_question.sql; each is a question, never a verdict.
QUESTIONS = (
    "closed_before_opened",
    "due_before_opened",
    "closed_after_export",
    "unread_due_date",
    "unread_other_date",
    "label_and_dates_differ",
    "open_with_closing_date",
    "unknown_status",
    "no_unit",
    "person_in_unit",
    "outside_calendar",
    "truncated",
    "test_row",
    "number_subject",
    "repeated_row",
    "id_of_two_subjects",
    "extended_after_due",
    "reopened_within_7_days",
    "bulk_closing",
    "closed_before_export",
)
ASKED = """(select obs_no, question from question
    union all select obs_no, question from question_history) as asked"""
# What the newest export of each case says.
LATEST = """o.obs_no in (select obs_no from (
    select obs_no, row_number() over (partition by case_id order by as_of desc, obs_no desc) as n
    from observation) as ranked where n = 1)"""
# Columns of missing_field (etl/sql/46_quality.sql).
MISSING = ("opened_on", "due_on", "closed_on", "unit", "official", "source_status")


def uploads(store: Store) -> list[dict]:
    """Each effective upload with its row accounting, newest export first."""
    return store.query(
        "select upload_id as upload, name as file, kind, source, as_of, as_of_basis, is_full,"
        " header_row,"
        " rows_read, rows_loaded, rows_rejected, rows_skipped, headings, profile, warnings"
        " from upload order by as_of desc, name"
    )


def set_aside(store: Store) -> list[dict]:
    """Stored uploads that today's reader refuses, none of whose rows is counted: upload, file,
    source, kind, reason (a refusal's code), params (what its sentence names, as JSON)."""
    return store.query(
        "select upload_id as upload, name as file, source, kind, reason, params"
        " from set_aside order by name, upload_id"
    )


def left_out(store: Store, upload: str) -> list[dict]:
    """Rows of an upload that were rejected or skipped: sheet, row, disposition, reason, cells."""
    return store.query(
        "select sheet, row, disposition, reason, cells"
        " from source_row join upload using (upload_no)"
        " where upload_id = $upload and disposition <> 'loaded' order by obs_no",
        {"upload": upload},
    )


def unresolved_units(store: Store) -> list[dict]:
    """Names in unit columns that stand for no known unit: name, rows, items, one source, latest."""
    return store.query(
        "select name, rows, cases, source, last_seen from unresolved_name where what = 'unit'"
        " order by rows desc, name"
    )


def missing(store: Store) -> list[dict]:
    """Per source: cases, and how many lack each date, unit, official or status in their newest row.

    A completion date is missing only where the case is done.
    """
    return store.query("select * from missing_field order by source")


def missing_rows(store: Store, source: str, field: str, limit: int = 1000) -> list[dict]:
    """The rows behind one number of `missing`. KeyError for a field that is not counted there."""
    lacks = {f: f"{f} is null" if f.endswith("_on") else f"{f} = ''" for f in MISSING}
    lacks["closed_on"] += " and standing = 'done'"
    condition = f"o.source = $source and {lacks[field]} and {LATEST}"
    params = {"source": source, "limit": limit}
    return store.query(fill("suspicious_rows", condition=condition), params)


def suspicious(store: Store) -> list[dict]:
    """How many loaded rows raise each question: question, rows."""
    found = store.query(f"select question, count(*) as rows from {ASKED} group by question")
    rows = {row["question"]: row["rows"] for row in found}
    return [{"question": name, "rows": rows.get(name, 0)} for name in QUESTIONS]


def suspicious_rows(store: Store, question: str, limit: int = 1000) -> list[dict]:
    """The rows behind a question, each with file, sheet and row."""
    raised = f"o.obs_no in (select obs_no from {ASKED} where question = $question)"
    params = {"question": question, "limit": limit}
    return store.query(fill("suspicious_rows", condition=raised), params)


def vanished(store: Store) -> list[dict]:
    """Cases missing from the newest export of a source, where exports are declared full."""
    return store.query(fill("vanished"))


def reappeared(store: Store) -> list[dict]:
    """Cases that full exports left out for a while: last seen, missing on, back on."""
    return store.query(fill("reappeared"))
