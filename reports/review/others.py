"""Tables beside the counts: conclusions, who asked whom, what was passed on, who had the file."""

from __future__ import annotations

from dataclasses import replace

from messages import text
from metrics import conclusions as decided
from metrics import holders as held
from metrics import latency, petitions
from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.format import day
from reports.review.counted import Parts


def other_tables(parts: Parts) -> None:
    """Who asked whom, what was passed on, who had the file."""
    store, filters, unit = parts.store, parts.filters, parts.units.get
    asked = replace(filters, kinds=("consultations",))
    rows = [
        row
        | {
            "requesting_unit": unit(row["requesting_unit"], row["requesting_unit"]),
            "unit": unit(row["unit"], row["unit"]),
        }
        for row in latency.matrix(store, asked)
    ]
    columns = ("requesting_unit", "unit", "asked", "closed", "open", "late", "no_reply")
    parts.table("matrix", columns, rows, filters=asked)
    theirs = replace(filters, kinds=("petitions",))
    columns = ("sender_type", "total", "done", "open", "late", "judged")
    rows = petitions.by_sender_type(store, theirs)
    parts.table("senders", columns, rows, filters=theirs)
    _hand_overs(parts, theirs)
    _holders(parts)


def _hand_overs(parts: Parts, theirs: Filters) -> None:
    """In the directory's order; of few hand-overs only their number is said."""
    place, last = {unit: number for number, unit in enumerate(parts.units)}, len(parts.units)
    found = petitions.hand_overs(parts.store, theirs)
    found.sort(key=lambda row: (place.get(row["from_unit"], last), place.get(row["to_unit"], last)))
    rows = []
    for row in found:
        between = {name: parts.units.get(row[name]) for name in ("from_unit", "to_unit")}
        few = dict.fromkeys(("median_held", "longest_held") if row["passed_on"] < SMALL else ())
        rows.append(row | between | few)
    columns = ("from_unit", "to_unit", "passed_on", "median_held", "longest_held")
    parts.table("hand_overs", columns, rows, filters=theirs)


def conclusions(parts: Parts) -> None:
    """What earlier meetings assigned, and how it stands: the last one's first."""
    period, as_of = parts.filters.period, parts.filters.as_of
    found = decided.of_previous(parts.store, period, as_of) if period.name else []
    rows = [
        row | {"unit": row["unit"] or parts.unit(row["unit_id"])["unit"], "state": _state(row)}
        for row in found
    ]
    parts.table(
        "conclusions", ("text", "unit", "due_on", "state", "done_on", "done_document"), rows
    )


def _state(row: dict) -> str:
    if row["done_on"]:
        return text(
            "review.state.done", on=day(row["done_on"]), document=row["done_document"] or "–"
        )
    if row["class"] == "withdrawn":
        return text("class.withdrawn")
    return text(f"review.state.{'overdue' if row['class'] == 'open_overdue' else 'open'}")


def _holders(parts: Parts) -> None:
    figures = held.figures(parts.store, parts.filters)
    named = [row | {"unit": _holder(row, parts)} for row in figures.holders]
    columns = ("unit", "cases", "days", "days_over", "now", "now_over", "longest_now")
    notes = [
        text(
            "review.covered",
            kind=text(f"kind.{row['kind']}"),
            steps=row["with_steps"],
            cases=row["cases"],
        )
        for row in figures.coverage
        if row["with_steps"]
    ]
    parts.table("holders", columns, named, notes=notes)


def _holder(row: dict, parts: Parts) -> str:
    if row["holder"] == "unit":
        return parts.units.get(row["unit_id"]) or text("unit.unknown")
    return text(f"holder.{row['holder']}")
