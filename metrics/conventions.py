"""How other systems count otherwise than we do: each a condition on items and what it changes.

Seen in published tables (DOMAIN sections 3 and 7): work without a due date counted as in term,
work finished on its due day counted late, each case counted once whatever its lead units …
The conditions are SQL over the CTE `placed` of queries/reconcile_items.sql.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Convention:
    """`condition` marks the items. `counts`: whether they count at all (None: no change);
    `becomes`: class -> class ("label": what the source's own status says). `of_moment`: no way of
    counting but a trait of when the lists were taken; looked for unit by unit."""

    condition: str
    counts: bool | None = None
    becomes: tuple[tuple[str, str], ...] = ()
    of_moment: bool = False


LABEL = "label"
# The first that applies to an item decides, of those that count and of those that reclassify.
CONVENTIONS = {
    "seen_later": Convention("not was_there", counts=True, of_moment=True),
    "support_counted": Convention("role = 'support'", counts=True),
    "case_once": Convention("role = 'lead' and not first_lead", counts=False),
    "gone_later": Convention("was_there and is_gone", counts=False, of_moment=True),
    "withdrawn_left_out": Convention("class = 'withdrawn'", counts=False),
    "awaiting_as_done": Convention(
        "awaiting and class in ('open_in_term', 'open_overdue', 'open_no_due')",
        becomes=(("open_in_term", "done_on_time"), ("open_overdue", "done_late"),
                 ("open_no_due", "done_on_time")),
    ),
    "no_due_in_term": Convention(
        "class in ('open_no_due', 'done_no_due')",
        becomes=(("open_no_due", "open_in_term"), ("done_no_due", "done_on_time")),
    ),
    "due_day_late": Convention(
        "class = 'done_on_time' and closed_is_dated and closed_on = due_on",
        becomes=(("done_on_time", "done_late"),),
    ),
    "unknown_on_time": Convention(
        "class = 'done_unknown'", becomes=(("done_unknown", "done_on_time"),)
    ),
    "unknown_late": Convention(
        "class = 'done_unknown'", becomes=(("done_unknown", "done_late"),)
    ),
    "by_label": Convention("label <> class", becomes=((LABEL, LABEL),)),
}  # fmt: skip
NAMES = tuple(CONVENTIONS)
# What else may part the two numbers of a unit; found by names, not by conditions.
KIN = ("other_spelling", "abbreviated", "renamed")
UNLISTED = "unit_not_listed"  # in the table's own total: units that it does not list
CAUSES = (*NAMES, *KIN, UNLISTED)
