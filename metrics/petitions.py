"""Petitions and proposals: who sends, where they are passed on, what goes back and forth."""

from __future__ import annotations

from metrics.catalog import CLASSES
from metrics.filters import Filters
from metrics.measure import counted_as, scope
from metrics.queries import fill
from store import Store


def by_sender_type(store: Store, filters: Filters) -> list[dict]:
    """Per type of sender (None where none is given): total, done, open, late, each class."""
    names = ("total", "done", "open", "late", "judged", *CLASSES)
    columns = counted_as(names, filters)
    return store.query(
        f"with {scope(filters)} select sender_type, {columns}"
        " from item join petition using (case_id)"
        " group by sender_type order by total desc, sender_type nulls last",
        filters.params(),
    )


def hand_overs(store: Store, filters: Filters) -> list[dict]:
    """Per pair of units: number passed on, median and longest working days held before."""
    return store.query(fill("hand_overs", item=scope(filters)), filters.params())


def forwarding(store: Store, filters: Filters, by_unit: bool = True) -> list[dict]:
    """Cases passed on (per unit that did): number, median and p90 working days, returns."""
    parts = {"key": "from_unit_id as unit,", "group": "group by from_unit_id order by from_unit_id"}
    chosen = parts if by_unit else dict.fromkeys(parts, "")
    return store.query(fill("forwarding", item=scope(filters), **chosen), filters.params())


def back_and_forth(store: Store, filters: Filters) -> list[dict]:
    """Cases passed back to a unit that had passed them on (chuyển đi chuyển lại): the case, its
    subject, the number of hand-overs, and an item of it to open."""
    return store.query(fill("back_and_forth", item=scope(filters)), filters.params())
