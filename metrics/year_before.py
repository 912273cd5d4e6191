"""The same figures a year earlier, and whether the difference can be told from chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.board import board
from metrics.catalog import RATES
from metrics.compare import SURE, fisher_exact
from metrics.filters import Filters
from metrics.periods import year_before
from metrics.reach import reaches
from store import Store


def filters_before(store: Store, filters: Filters) -> Filters | None:
    """The filters moved back by a year. None for windows without a name, and where the data do not
    reach back so far."""
    before = moved_back(filters)
    return before if before and reaches(store, before) else None


def moved_back(filters: Filters) -> Filters | None:
    """The same view a year earlier, the as-of date as long after the period as now."""
    before = year_before(filters.period) if filters.period else None
    if before is None:
        return None
    as_of = before.last + (filters.as_of - filters.period.last)
    return replace(filters, period=before, as_of=as_of)


# per group and rate, after the group's key
CHANGES = (
    "rate_id", "x", "n", "rate", "x_before", "n_before", "rate_before", "difference", "p",
    "changed",
)  # fmt: skip


@dataclass(frozen=True)
class Changes:
    """`rows`: CHANGES per group and rate, with the group's key; `totals`: of everything in scope.
    Both are empty where the year before is not in the data."""

    rows: list[dict]
    totals: list[dict]


def changes(store: Store, filters: Filters, by: str | None = None) -> Changes:
    """Each rate beside that of the same period a year earlier. `difference` is always there where
    both have a rate; `changed` says that Fisher's exact test, which may be wrong in one case of a
    hundred, rules out chance."""
    before = filters_before(store, filters)
    if before is None:
        return Changes([], [])
    key = by or "unit"
    names = tuple(dict.fromkeys(name for r in RATES.values() for name in (r.x, r.n)))
    now, then = (board(store, one, key, names) for one in (filters, before))
    here, there = ({row[key]: row for row in one.groups} for one in (now, then))
    nobody = dict.fromkeys(names, 0)
    rows = [
        {key: group} | change(rate_id, here.get(group, nobody), there.get(group, nobody))
        for group in dict.fromkeys([*here, *there])
        for rate_id in RATES
    ]
    return Changes(rows if by else [], [change(r, now.total, then.total) for r in RATES])


def change(rate_id: str, now: dict, then: dict) -> dict:
    """CHANGES of one rate, from the counts of both periods."""
    x, n, x0, n0 = (
        row[name] for row in (now, then) for name in (RATES[rate_id].x, RATES[rate_id].n)
    )
    both = bool(n and n0)
    p = fisher_exact(x, n, x0, n0) if both else None
    return {
        "rate_id": rate_id,
        "x": x,
        "n": n,
        "rate": x / n if n else None,
        "x_before": x0,
        "n_before": n0,
        "rate_before": x0 / n0 if n0 else None,
        "difference": x / n - x0 / n0 if both else None,
        "p": p,
        "changed": both and p < SURE,
    }
