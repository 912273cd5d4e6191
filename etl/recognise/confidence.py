"""How sure each decision is, from 0 to 1, and the figures that speak for it."""

from __future__ import annotations

from etl.profile import DATE_FIELDS
from etl.recognise.columns import Assignment
from etl.recognise.evidence import FEWEST, Sample

# What the cells of a field are, where that can be told from a cell.
SHOWS = {
    "source_status": "status", "unit": "unit", "support_units": "unit", "requesting_unit": "unit",
    "document_no": "document", "official": "person", "urgency": "urgency", "unit_name": "unit",
    "person_name": "person", "subject": "sentence",
}  # fmt: skip
DECIDES = ("status", "term", "unit")  # cells that are something else speak against the heading
BY_REASON = {
    "by_heading": 0.92, "by_rank": 0.85, "by_elimination": 0.8, "by_cells": 0.85, "by_profile": 1.0,
    "only_due": 0.85, "renewed_due": 0.85, "free_text": 0.8,
}  # fmt: skip
SHORT = 0.05  # a heading of one short word says less


def shows(field: str) -> str | None:
    """The test that cells of this field pass, if there is one."""
    return "term" if field in DATE_FIELDS else SHOWS.get(field)


def figures(field: str, column: int, sample: Sample) -> dict:
    """{"found", "percent", "filled"}: the part of the filled cells that are what the field is."""
    test = shows(field)
    share = sample.share(column, test) if test else 0.0
    return {"found": test, "percent": int(100 * share), "filled": sample.filled(column)}


def measure(found: Assignment, sample: Sample) -> None:
    """Fill in the confidence and the figures of every decision that has none yet."""
    for name, column in found.columns.items():
        found.evidence.setdefault(name, figures(name, column, sample))
        found.confidence.setdefault(name, sure(found, name, sample))


def sure(found: Assignment, name: str, sample: Sample) -> float:
    """What the heading is worth, more or less by what stands below it."""
    reason, column = found.reasons[name].removeprefix("recognise."), found.columns[name]
    base = BY_REASON.get(reason, 0.8)
    if reason == "by_profile":
        return base
    heading = found.header.headings[column] if column < len(found.header.headings) else ""
    if " " not in heading:
        base -= SHORT
    test = shows(name)
    if test is None or sample.filled(column) < FEWEST:
        return round(base, 2)
    share = sample.share(column, test)
    if test in DECIDES:
        return round(base * (0.6 + 0.4 * share) + (1 - base) * 0.8 * share, 2)
    return round(base + (1 - base) * 0.8 * share, 2)
