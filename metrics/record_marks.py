"""What people decided about single items: causes, exclusions, objections, corrections.

These tables hold what was entered by hand: they are read whole and laid beside the rows of a list.
"""

from __future__ import annotations

from collections.abc import Iterable

from metrics.queries import read
from store import Store

CAUSE = ("objective_cause", "cause_authority", "cause_document", "cause_dated", "confirmed_by")
NONE = dict.fromkeys((*CAUSE, "excluded_why", "objections", "corrections"))


def marked(store: Store, rows: Iterable[dict]) -> list[dict]:
    """The rows with the objective cause that was confirmed (and by whom, on what paper), why they
    were excluded, and how many objections and corrections there are."""
    found = {row.pop("item_id"): row for row in store.query(read("record_marks"))}
    return [row | NONE | found.get(row["item_id"], {}) for row in rows]
