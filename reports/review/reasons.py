"""Why items are overdue, as the units' reports say it, beside the items of the review."""

from __future__ import annotations

from messages import text
from metrics import unit_reports
from metrics.format import day
from metrics.record import naming
from reports.review.counted import Parts

REASON = "unit_reason"


def explained(parts: Parts, rows: list[dict]) -> list[dict]:
    """The rows with the reason that the unit's report gives, where it gives one: free text, and so
    kept back here, as every name is, where somebody's name stands in it."""
    period = parts.filters.period
    told = unit_reports.explained(parts.store, period, parts.filters.as_of) if period.name else []
    said = {one["item_id"]: _reason(one) for one in told if one["item_id"]}
    held_back = naming(parts.store, said.values()) if said else ()
    said |= {i: text("review.reason_held_back") for i, why in said.items() if why in held_back}
    return [row | {REASON: said.get(row["item_id"])} for row in rows]


def _reason(told: dict) -> str:
    """«chờ ý kiến Sở Tài chính; dự kiến xong 30/08/2023»."""
    on = told["expected_on"]
    expected = text("review.reason_expected", day=day(on)) if on else ""
    return "; ".join(filter(None, (told["reason"], expected)))
