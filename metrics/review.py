"""What a review asks beside its figures: decisions, uploads, how work stands later."""

from __future__ import annotations

from datetime import date

from metrics.queries import read
from store import Store

# what is said of a figure, and of a record, that is no longer as it was frozen
CHANGED_FIGURES = ("name", "unit", "old", "new", "records", "moved")
CHANGED_RECORDS = ("became", "kind", "source_id", "subject", "unit", "fields", "old", "new",
                   "moved", "file", "sheet", "row")  # fmt: skip


def standing(store: Store, item_ids: list[str], as_of: date) -> list[dict]:
    """The items of these ids as they stand on a later day: item_id, class, closed_on,
    source_status. An item that is gone, such as one of another unit now, has no row."""
    return store.query(read("review_standing"), {"ids": item_ids, "as_of": as_of})


def decisions(store: Store, as_of: date) -> list[dict]:
    """Commendation, discipline and transfers on record by a day, each with its place in the file;
    `open` marks discipline that is being considered."""
    return store.query(read("review_decisions"), {"as_of": as_of})


def uploads(store: Store) -> list[dict]:
    """The uploads that figures rest on: no, sha256, name, kind, source, as_of as text."""
    rows = store.query(
        "select upload_no as no, upload_id as sha256, name, kind, source, as_of from upload"
        " order by upload_no"
    )
    return [row | {"as_of": row["as_of"].isoformat(sep=" ")} for row in rows]


def open_objections(store: Store) -> int:
    """Objections that nobody has answered or withdrawn."""
    sql = "select count(distinct objection_id) as number from objection where outcome is null"
    return store.query(sql)[0]["number"]


def open_corrections(store: Store) -> int:
    """Corrections (đính chính) that were asked for and not decided."""
    sql = "select count(distinct correction_id) as number from correction where state = 'asked'"
    return store.query(sql)[0]["number"]
