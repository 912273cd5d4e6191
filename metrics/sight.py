"""Whose work a figure may count. Who may not read every row is told totals of the others only.

The units of others that have fewer than ten cases in scope are put together under one name, and so
many more that the rest has ten cases of two units at least: no unit's figures are then the
difference of two that are shown. docs/decisions/0023 says what is protected so, and what is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.scope import scope
from store import Store
from viewer import OTHERS, Viewer

NARROWING = ("kinds", "sources", "authorities", "roles")  # filters that cut a unit's work in parts
COLUMNS = {"kinds": "kind", "sources": "source", "authorities": "authority", "roles": "role"}
EVERYBODYS = Filters.__dataclass_fields__["roles"].default  # the roles that are usually counted


@dataclass(frozen=True)
class Cases:
    """Of one unit: the cases that the filters choose, and those of the smallest part that the
    same filters could choose otherwise."""

    chosen: int
    smallest: int


def limited(store: Store) -> bool:
    """Whether this reader is told totals of others' work instead of their rows."""
    return store.totals is not store


def counted(store: Store, filters: Filters, by: str | None = None) -> tuple[Store, Filters]:
    """Where to count, and with which units put together; the same store and filters for those
    who read every row. What could point to somebody is counted over one's own rows only."""
    if not limited(store) or _points(filters, by):
        return store, filters
    apart = put_together(_cases(store, filters), store.viewer)
    if apart is None:
        return store, filters
    return store.totals, replace(filters, together=apart)


def own_units(viewer: Viewer) -> tuple[str, ...]:
    """The units whose figures a reader sees whole."""
    return viewer.units if viewer.role == "unit_head" else ()


def may_be_named(unit: str, viewer: Viewer) -> bool:
    """Whether another unit may stand beside its figures; an unresolved name is a file's text."""
    return viewer.role != "viewer" and unit != OTHERS and not unit.startswith("?")


def put_together(
    cases: Mapping[str, Cases], viewer: Viewer, least: int = SMALL
) -> tuple[str, ...] | None:
    """The units of others that lose their name; None where even all of them are too few."""
    others = {u: one.chosen for u, one in cases.items() if u not in own_units(viewer)}
    if viewer.role == "viewer":
        return tuple(sorted(others)) if sum(others.values()) >= least else None
    told = [u for u in others if may_be_named(u, viewer) and cases[u].smallest >= least]
    told.sort(key=lambda u: (others[u], u))
    few = [u for u in others if u not in told]
    while 0 < sum(others[u] for u in few) < least or (len(few) == 1 and others[few[0]]):
        if not told:
            return None
        few.append(told.pop(0))
    return tuple(sorted(few))


def _points(filters: Filters, by: str | None) -> bool:
    """Whether a figure is of chosen units, officials or days, which could point to somebody."""
    window = filters.period is not None and not filters.period.name
    return bool(filters.units or filters.officials or by in ("official", "source_status") or window)


def _cases(store: Store, filters: Filters) -> dict[str, Cases]:
    """Per unit: what the filters choose, and the smallest of the parts that they cut it in."""
    cut = [n for n in NARROWING if getattr(filters, n) not in ((), EVERYBODYS)]
    whole = replace(filters, **dict.fromkeys(cut, ()))
    key = "".join(f", {COLUMNS[n]}" for n in cut)
    sql = f"with {scope(whole, 'unit')} select unit_id{key}, count(*) as n from item group by all"
    found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for row in store.totals.kept(sql, whole.params()):
        chosen = all(row[COLUMNS[n]] in getattr(filters, n) for n in cut if getattr(filters, n))
        found[row["unit_id"]].append((row["n"], chosen))
    return {
        unit: Cases(sum(n for n, chosen in parts if chosen), min(n for n, _ in parts))
        for unit, parts in found.items()
    }
