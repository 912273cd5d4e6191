"""COUNTS, RATES and DIMENSIONS, one line each. Labels stand in the catalogues of locale/.

A count is a condition over the items in scope (see measure.py); the same condition gives the
number, its list, and its sentence. Classes are those of etl/sql/60_work_item_at.sql.
"""

from __future__ import annotations

from dataclasses import dataclass

WORK_KINDS = ("tasks", "petitions", "consultations", "dossiers")
CLASSES = (
    "done_early",
    "done_on_time",
    "done_late",
    "done_no_due",
    "done_unknown",
    "open_in_term",
    "open_overdue",
    "open_no_due",
    "withdrawn",
)

# name -> SQL condition; {class} and {due} are those of the current or the original due date
COUNTS = {
    "total": "true",
    "carried_over": "opened_on < $first",
    "received": "opened_on >= $first",
    **{name: f"{{class}} = '{name}'" for name in CLASSES},
    "done": "{class} like 'done\\_%' escape '\\'",
    "open": "{class} like 'open\\_%' escape '\\'",
    "done_judged": "{class} in ('done_early', 'done_on_time', 'done_late')",
    "done_in_time": "{class} in ('done_early', 'done_on_time')",
    "late": "{class} in ('done_late', 'open_overdue')",
    "judged": "{class} in ('done_early', 'done_on_time', 'done_late', 'open_overdue')",
    "excluded": "{class} in ('done_no_due', 'done_unknown', 'open_no_due', 'withdrawn')",
    "no_due": "{class} in ('done_no_due', 'open_no_due')",
    "awaiting": "awaiting and {class} like 'open\\_%' escape '\\'",
    "due_soon": "{class} = 'open_in_term' and {due} <= $soon",
    "extended": "due_on > first_due_on",
}

# A count that a frozen review has used is not changed: its condition moves here as "<name>_v1",
# the new one takes its place above and its number rises (metrics/definitions.py shows both).
COUNT_VERSIONS: dict[str, int] = {}  # those that are not at version 1
EARLIER_COUNTS: dict[str, str] = {}

SETTLEMENT = ("total", "carried_over", "received", *CLASSES)


@dataclass(frozen=True)
class Rate:
    """Two counts; `worse` says in which direction a difference is unwelcome."""

    x: str
    n: str
    worse: str
    version: int = 1


# DOMAIN section 3: A and B are the ones in use, C is true lateness, D is on time of resolved.
RATES = {
    "A": Rate("open_overdue", "total", "higher"),
    "B": Rate("open_overdue", "judged", "higher"),
    "C": Rate("late", "judged", "higher"),
    "D": Rate("done_in_time", "done_judged", "lower"),
}
EARLIER_RATES: dict[str, tuple[Rate, ...]] = {}  # what a rate was before, oldest first
HEADLINE, BESIDE = "C", "B"

# name -> SQL expression over the items in scope
DIMENSIONS = {
    "unit": "unit_id",
    "official": "official",
    "source": "source",
    "kind": "kind",
    "role": "role",
    "month": "received_month",
    "source_status": "source_status",
    "authority": "authority",
}
DUE_BASES = {"current": "class", "first": "first_class"}
DUE_DATES = {"current": "due_on", "first": "first_due_on"}
OVERDUE_FROM = {"current": "overdue_from", "first": "first_overdue_from"}
SMALL = 10  # under this many cases a page shows counts only
