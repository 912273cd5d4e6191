"""What came, what went, what stays: by statutory month, and overdue work by age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from metrics.filters import Filters
from metrics.measure import condition, scope
from metrics.queries import fill, read
from metrics.sight import counted
from store import Store

MONTHS_WITHOUT_PERIOD = 12
AGES = ("d1_5", "d6_10", "d11_30", "d31_90", "d91")  # calendar days overdue


def flow(store: Store, filters: Filters) -> list[dict]:
    """Per statutory month (its first day): came, gone (done or withdrawn), backlog at its end.

    A period shows its own months; without one, the last twelve.
    """
    store, filters = counted(store, filters)
    everything = scope(replace(filters, period=None))
    last = statutory_month(
        min(filters.period.last, filters.as_of) if filters.period else filters.as_of
    )
    first = statutory_month(filters.period.first) if filters.period else _back(last)
    params = filters.params() | {"first_month": first, "last_month": last}
    return store.query(fill("flow", item=everything), params)


def ageing(store: Store, filters: Filters, by_unit: bool = False) -> list[dict]:
    """Overdue open items by calendar days overdue: one row per bucket (and unit)."""
    store, filters = counted(store, filters)
    query = fill(
        "ageing",
        item=scope(filters),
        overdue=condition("open_overdue", filters),
        due=_due(filters),
        key="unit_id as unit," if by_unit else "",
        group="unit_id," if by_unit else "",
    )
    return store.query(query, filters.params())


def extensions(store: Store, filters: Filters) -> list[dict]:
    """Per unit with extended items (a later due date than the original): extended, and of these
    extended_after_due (an export dated past the old date still showed it) and extended_unclear
    (the exports cannot tell whether it was moved before or after its day)."""
    store, filters = counted(store, filters)
    query = fill("extensions", item=scope(filters), moved=read("moved"))
    return store.query(query, filters.params())


def statutory_month(day: date) -> date:
    """First day of the month that names the statutory month of `day` (it ends on the 14th)."""
    if day.day <= 14:
        return day.replace(day=1)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _due(filters: Filters) -> str:
    return "due_on" if filters.due_basis == "current" else "first_due_on"


def _back(month: date) -> date:
    index = month.year * 12 + month.month - 1 - (MONTHS_WITHOUT_PERIOD - 1)
    return date(index // 12, index % 12 + 1, 1)
