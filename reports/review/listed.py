"""The lists behind the figures of a review. No official and no sender stands in any of them."""

from __future__ import annotations

from dataclasses import replace

from messages import text
from metrics import Store, letter, petitions
from metrics.catalog import WORK_KINDS
from metrics.filters import Filters
from metrics.letter_points import POINTS
from metrics.lists import Listing, listed
from metrics.quality import uploads
from metrics.year_before import filters_before
from reports.export import worded
from reports.review.counted import Parts
from reports.review.data import Sheet
from reports.review.reasons import REASON, explained

LONG = 30  # calendar days: overdue longer than this is listed in the report itself
ITEMS = (
    "source_id",
    "subject",
    "document_no",
    "kind",
    "source",
    "unit",
    "authority",
    "opened_on",
    "first_due_on",
    "due_on",
    "closed_on",
    "class",
    "first_class",
    "basis",
    "working_days",
    "source_status",
    "days_overdue",
    "due_text",
    "file",
    "sheet",
    "row",
)
LEFT_OUT = "left_out"  # the item was excluded after an objection: its row is struck through
PLACE = ("file", "sheet", "row")
# register -> its columns that an annex may show: people are left out
COLUMNS = {
    "dissemination": ("document_no", "held_on", "form", "attendees"),
    "submission": (
        "document_no",
        "submitted_on",
        "level",
        "subject",
        "legal_basis",
        "authority_stated",
        "opinion",
        "proposal",
        "chosen_option",
        "returned_on",
        "returned_as",
        "exception_claimed",
        "beyond_authority",
        "answered_on",
    ),
    "rule_change": (
        "document_no",
        "issued_on",
        "effective_on",
        "subject",
        "names_steps",
        "source_status",
    ),
    "procedure": (
        "procedure_id",
        "name",
        "listed_on",
        "published_on",
        "simplified_on",
        "planned_on",
        "touches_public",
        "source_status",
    ),
    "obstacle": ("raised_on", "subject", "proposal", "answered_on", "answer", "source_status"),
    "unit_report": ("period", "due_on", "received_on", "document_no"),
}


def items(store: Store, filters: Filters) -> dict[str, Listing]:
    """Name -> what is listed. Every count is one of these lists, or a filter on its class."""
    kinds = {
        f"items.{kind}": Listing(replace(filters, kinds=(kind,)), order="opened")
        for kind in WORK_KINDS
    }
    before = filters_before(store, filters)
    return (
        kinds
        | {
            "late": Listing(filters, "late"),
            "overdue": Listing(filters, "open_overdue"),
            "no_due": Listing(filters, "no_due", order="opened"),
            "open": Listing(filters, "open"),
            "extended": Listing(filters, "extended"),
        }
        | ({"before": Listing(before, order="opened")} if before else {})
    )


def every(parts: Parts) -> dict[str, Sheet]:
    """All lists, in the order of the annex."""
    store, filters = parts.store, parts.filters
    found = {}
    for name, which in items(store, filters).items():
        rows = [_worded(row) for row in listed(store, which)]
        said = which.filters.sentence(unit_names=parts.units)
        if name == "overdue":
            rows = explained(parts, rows)
        marks = [mark for mark in (LEFT_OUT, REASON) if any(row.get(mark) for row in rows)]
        found[name] = Sheet(text(f"review.list.{name}"), (*ITEMS, *marks), rows, said)
    for point, what in POINTS.items():
        if what.table:
            found[f"point.{point}"] = _records(parts, point, what.table)
    return found | {"back": _back(parts), "uploads": _uploads(parts)}


def long_overdue(overdue: Sheet) -> list[dict]:
    """Of the overdue list what is overdue longer than LONG days, the longest first."""
    rows = [row for row in overdue.rows if row["days_overdue"] and row["days_overdue"] > LONG]
    return sorted(rows, key=lambda row: (-row["days_overdue"], row["unit"], str(row["source_id"])))


def _records(parts: Parts, point: str, table: str) -> Sheet:
    found = letter.records(parts.store, letter.Record(letter.plain(parts.filters), point))
    rows = [row | parts.unit(row["unit_id"]) | _counted(row) for row in found]
    columns = ("counted", "unit", *COLUMNS[table], *PLACE)
    said = letter.plain(parts.filters).sentence(unit_names=parts.units)
    return Sheet(text(f"point.{point}"), columns, rows, said)


def _counted(row: dict) -> dict:
    """Words for yes, no, not applicable, and for what a submission was returned as."""
    words = {c: text(f"review.{v}") for c, v in row.items() if v in ("yes", "no", "not_applicable")}
    words |= {
        c: text("review.yes" if v else "review.no") for c, v in row.items() if isinstance(v, bool)
    }
    if row.get("returned_as"):
        words["returned_as"] = text(f"point.returned_{row['returned_as']}").split(":")[0]
    return words


def _worded(row: dict) -> dict:
    return worded(row, "vi") | {
        "unit": row["unit"] or text("unit.unknown"),
        "code": row["class"],
        LEFT_OUT: text("review.left_out") if row["excluded_why"] else None,
        "kind_code": row["kind"],
        "authority": text(f"authority.{row['authority']}") if row["authority"] else None,
    }


def _back(parts: Parts) -> Sheet:
    theirs = replace(parts.filters, kinds=("petitions",))
    rows = petitions.back_and_forth(parts.store, theirs)
    said = theirs.sentence(unit_names=parts.units)
    return Sheet(
        text("review.list.back"), ("source_id", "subject", "hand_overs", "returns"), rows, said
    )


def _uploads(parts: Parts) -> Sheet:
    columns = (
        "file",
        "kind",
        "source",
        "as_of",
        "rows_read",
        "rows_loaded",
        "rows_rejected",
        "rows_skipped",
        "upload",
    )
    rows = [row | {"kind": text(f"kind.{row['kind']}")} for row in uploads(parts.store)]
    return Sheet(text("review.list.uploads"), columns, rows, parts.filters.sentence())
