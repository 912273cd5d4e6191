"""Counts, rates and rows: the same condition gives the number and its list."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.catalog import (
    COUNTS,
    DIMENSIONS,
    DUE_BASES,
    DUE_DATES,
    EARLIER_COUNTS,
    SETTLEMENT,
)
from metrics.filters import Filters
from metrics.scope import scope
from metrics.sight import counted
from store import Store

# A duration is measured between two dates that the source gives, in their order.
MEASURED = "closed_is_dated and not opened_is_first_seen and closed_on >= opened_on"


def condition(name: str, filters: Filters) -> str:
    """The SQL of a named count for these filters. Raises KeyError for an unknown name."""
    if not filters.period and name in ("carried_over", "received"):
        return "false" if name == "carried_over" else "true"
    basis = filters.due_basis
    sql = COUNTS[name] if name in COUNTS else EARLIER_COUNTS[name]
    return sql.replace("{class}", DUE_BASES[basis]).replace("{due}", DUE_DATES[basis])


def counted_as(names: Iterable[str], filters: Filters) -> str:
    """SQL: one column per named count."""
    return ", ".join(f"count(*) filter (where {condition(n, filters)}) as {n}" for n in names)


def counts(
    store: Store, filters: Filters, names: tuple[str, ...], by: str | None = None
) -> list[dict]:
    """One row per group with each named count; one row in all without `by`. Ordered by key."""
    store, filters = counted(store, filters, by)
    key = f"{DIMENSIONS[by]} as {by}," if by else ""
    group = f"group by {DIMENSIONS[by]} order by {DIMENSIONS[by]}" if by else ""
    items, source, columns = scope(filters, by), "item", counted_as(names, filters)
    if by == "official" and filters.per == "item":  # what is joined is small: a yes or no each
        told = ", ".join(f"{condition(name, filters)} as {name}" for name in names)
        items = f"{scope(filters)}, told as (select item_id, {told} from item)"
        source = "told join item_official using (item_id)"
        columns = ", ".join(f"count(*) filter (where {name}) as {name}" for name in names)
    sql = f"with {items} select {key} {columns} from {source} {group}"
    return store.query(sql, filters.params())


def total(store: Store, filters: Filters, names: tuple[str, ...]) -> dict:
    """The named counts over everything in scope."""
    return counts(store, filters, names)[0]


def settlement(store: Store, filters: Filters, by: str | None = None) -> list[dict]:
    """The settlement table (DOMAIN section 3): T = O + N = D + W + P, one row per group."""
    return counts(store, filters, SETTLEMENT, by)


# {class} and {due} are those of the due date that the filters judge by
ROW_COLUMNS = """
    item.item_id, item.case_id, o.source_id, o.subject, o.document_no, item.kind, item.source,
    item.role, item.unit_id, coalesce(u.name, '') as unit, item.official, o.assigned_by,
    item.authority, item.opened_on, item.opened_is_first_seen, item.first_due_on, item.due_on,
    case when item.closed_on <= $as_of then item.closed_on end as closed_on, item.closed_is_dated,
    case when item.closed_on <= $as_of and {measured} then item.closed_no - item.opened_no end
        as working_days,
    item.class, item.first_class, item.basis, item.source_status, item.awaiting,
    o.due_text, o.due_rule, o.statutory_due_on,
    case when item.{class} = 'open_overdue' then date_diff('day', item.{due}, $as_of) end
        as days_overdue,
    excluded.excluded_why, f.name as file, f.upload_id as upload, r.sheet, r.row"""
KEY = "obs_no, unit_id, role"  # tells the items of a day apart, and reads quicker than item_id


def rows(store: Store, filters: Filters, name: str = "total", *, where: str = "true",
         order: str = "item.due_on, item.opened_on, item.item_id", params: dict | None = None,
         limit: int | None = None, offset: int = 0) -> list[dict]:  # fmt: skip
    """The items behind a count, each with its upload, sheet and row. `where` (with its `params`)
    and `order` are SQL of `metrics`, never text from outside."""
    condition_ = f"{condition(name, filters)} and {where}"
    # Of an official's items so few go by that a second look for the whole of them costs more.
    if limit is None or filters.per == "case" or filters.officials:
        page = f"limit {int(limit)} offset {int(offset)}" if limit is not None else ""
        chosen = f"chosen as (select * from item where {condition_} order by {order} {page})"
    else:
        chosen = picked(pick(condition_, order, limit, offset))
    sql = detailed(filters, f"{scope(filters)}, {chosen}", order)
    return store.query(sql, filters.params() | (params or {}))


def pick(where: str, order: str, limit: int, offset: int = 0, table: str = "item") -> str:
    """SQL for the keys of the first items: few columns are read of the many that go by."""
    keys = ", ".join(f"item.{column}" for column in KEY.split(", "))
    return f"""select {KEY} from {table} as item where {where}
    order by {order.replace("item.item_id", keys)} limit {int(limit)} offset {int(offset)}"""


def picked(keys: str, more: str = "") -> str:
    """The CTE `chosen`: the whole items of these keys."""
    return f"""picked as ({keys}), chosen as (
    select whole.* {more} from work_item_at($as_of) whole join picked using ({KEY}))"""


def detailed(filters: Filters, chosen: str, order: str, more: str = "") -> str:
    """SQL that gives the items of `chosen` what a list shows of them, and `more` columns."""
    basis = filters.due_basis
    shown = ROW_COLUMNS.replace("{class}", DUE_BASES[basis]).replace("{due}", DUE_DATES[basis])
    measured = MEASURED.replace("closed_", "item.closed_").replace("opened_", "item.opened_")
    shown = shown.replace("{measured}", measured)
    return f"""
with {chosen}, names as (
    select item_id, string_agg(official, '; ' order by official) as official
    from item_official where item_id in (select item_id from chosen) group by item_id
), excluded as (
    select item_id, max(coalesce(nullif(reason, ''), '–')) as excluded_why from exclusion
    where item_id is not null group by item_id
), item_ as (select chosen.*, names.official from chosen left join names using (item_id))
select {shown} {more}
from item_ as item
join observation o using (obs_no)
join unit u using (unit_id)
join source_row r using (obs_no)
join upload f on f.upload_no = r.upload_no
left join excluded on excluded.item_id = item.item_id
order by {order}"""
