"""The work in a record: handled by kind, class and source, what was late and why, what changed.

Every number is a named count of the same filters, so that its list opens by the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.catalog import CLASSES
from metrics.filters import EXCLUDED, Filters
from metrics.measure import condition, counted_as, counts, detailed, total
from metrics.periods import preceding
from metrics.queries import fill
from metrics.reach import reaches
from metrics.record_marks import marked
from metrics.scope import scope
from metrics.sight import limited, own_units
from store import Store

HANDLED = ("total", *CLASSES)
BY = ("kind", "source")
COMPARED = ("total", "received", "done", "late", "judged", "open", "open_overdue")
CHOICES = 1000  # items that a form offers
WHY = ", o.progress_note"  # what the unit itself says of it


def handled(store: Store, filters: Filters) -> list[dict]:
    """How many of each class, and `late`, per kind and source."""
    names = (*HANDLED, "late")
    columns = counted_as(names, filters)
    key = ", ".join(BY)
    sql = f"with {scope(filters)} select {key}, {columns} from item group by {key}"
    return store.query(sql, filters.params())


def summed(rows: list[dict]) -> dict:
    """The rows of `handled` in one."""
    return {name: sum(row[name] for row in rows) for name in (*HANDLED, "late")}


def grouped(rows: list[dict], by: str) -> list[dict]:
    """The rows of `handled` per kind or per source, by name."""
    groups = {key: [row for row in rows if row[by] == key] for key in sorted({r[by] for r in rows})}
    return [{by: key} | summed(several) for key, several in groups.items()]


def late(store: Store, filters: Filters, limit: int | None = None) -> list[dict]:
    """The first late items, done or open, as lists show them, with `progress_note` and what people
    decided about each (record_marks)."""
    order = "item.due_on, item.opened_on, item.item_id"
    page = f"limit {int(limit)}" if limit is not None else ""
    chosen = f"select * from item where {condition('late', filters)} order by {order} {page}"
    sql = detailed(filters, f"{scope(filters)}, chosen as ({chosen})", order, WHY)
    return marked(store, store.query(sql, filters.params()))


def choices(store: Store, filters: Filters, limit: int = CHOICES) -> list[dict]:
    """The first items as a form offers them, with what may be said to be wrong
    (objections.FIELDS)."""
    query = fill("record_choices", item=scope(filters))
    return store.query(query, filters.params() | {"limit": limit})


@dataclass(frozen=True)
class Change:
    """One count now and in the period before it, which was looked at on its last day."""

    name: str
    before: int
    now: int


def before(filters: Filters) -> Filters | None:
    """The period before, as of its last day; None for a window that has none."""
    period = preceding(filters.period) if filters.period else None
    return replace(filters, period=period, as_of=period.last) if period else None


def changes(store: Store, filters: Filters) -> list[Change]:
    """The counts that say what a period brought, beside those of the one before; none where the
    data do not reach back so far."""
    earlier = before(filters)
    if earlier is None or not reaches(store, earlier):
        return []
    then, now = (total(store, one, COMPARED) for one in (earlier, filters))
    return [Change(name, then[name], now[name]) for name in COMPARED]


def left_over(store: Store, filters: Filters) -> dict:
    """What became of the work carried over: how many of each class now."""
    carried = condition("carried_over", filters)
    columns = ", ".join(
        f"count(*) filter (where {carried} and {condition(name, filters)}) as {name}"
        for name in HANDLED
    )
    sql = f"with {scope(filters)} select {columns} from item"
    return store.query(sql, filters.params())[0]


def with_and_without(
    store: Store, filters: Filters, names: tuple[str, ...]
) -> tuple[dict, dict] | None:
    """The named counts with and without what was excluded; None where nothing in scope was."""
    if not excluded(store, filters):
        return None
    both = (replace(filters, excluding=without) for without in (False, True))
    whole, rest = (total(store, one, names) for one in both)
    return whole, rest


@dataclass(frozen=True)
class Twice:
    """A unit of which `excluded` items were excluded: its counts with and without them."""

    unit: str
    excluded: int
    whole: dict
    rest: dict


def units_with_and_without(store: Store, filters: Filters, names: tuple[str, ...]) -> list[Twice]:
    """The named counts of each unit of which something in scope was excluded; of those units whose
    rows the reader sees whole."""
    if not any_excluded(store):
        return []
    whole = replace(filters, excluding=False)
    sql = (
        f"with {scope(whole, 'unit')} select unit_id, count(*) as number from item"
        f" where {EXCLUDED} group by unit_id order by unit_id"
    )
    gone = {row["unit_id"]: row["number"] for row in store.query(sql, whole.params())}
    if limited(store):
        gone = {unit: number for unit, number in gone.items() if unit in own_units(store.viewer)}
    if not gone:
        return []
    theirs = replace(whole, units=tuple(gone))
    both = [
        {row["unit"]: row for row in counts(store, replace(theirs, excluding=less), names, "unit")}
        for less in (False, True)
    ]
    none = dict.fromkeys(names, 0)  # of a unit everything may have been excluded
    return [
        Twice(unit, number, *(none | {n: rows[unit][n] for n in names if unit in rows}
                              for rows in both))
        for unit, number in gone.items()
    ]  # fmt: skip


def excluded(store: Store, filters: Filters) -> int:
    """How many items in scope were excluded after an objection."""
    if not any_excluded(store):
        return 0
    whole = replace(filters, excluding=False)
    sql = f"with {scope(whole)} select count(*) as number from item where {EXCLUDED}"
    return store.query(sql, whole.params())[0]["number"]


def any_excluded(store: Store) -> bool:
    """Whether anything was excluded at all: then alone the figures are made twice."""
    return bool(store.query("select 1 as one from exclusion where item_id is not null limit 1"))
