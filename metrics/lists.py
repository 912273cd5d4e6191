"""Lists a reader opens from a figure: a named count, narrowed to a month, an age, a counterpart."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.catalog import DUE_DATES, OVERDUE_FROM
from metrics.filters import EXCLUDED, Filters
from metrics.measure import KEY, condition, detailed, picked, rows, scope
from metrics.queries import read
from metrics.strata import TERM, URGENCY
from store import Store

AGE = """case when date_diff('day', {due}, $as_of) <= 5 then 'd1_5'
    when date_diff('day', {due}, $as_of) <= 10 then 'd6_10'
    when date_diff('day', {due}, $as_of) <= 30 then 'd11_30'
    when date_diff('day', {due}, $as_of) <= 90 then 'd31_90' else 'd91' end"""
DAY = "cast(${name} as date)"
MOVED = "item_id in (select item_id from ({moved}) as moved where"
ASKED = "item_id in (select item_id from consultation where"
PASSED = "item_id in (select item_id from hand_over where"

# name -> SQL condition over the items in scope; ${name} is its value, always bound
NARROW = {
    "came_in": f"received_month = {DAY}",
    "gone_in": f"greatest(closed_month, received_month) = {DAY} and closed_on <= $as_of",
    "left_after": f"received_month <= {DAY} and not coalesce("
    f"closed_month <= {DAY} and closed_on <= $as_of, false)",
    "closed_in": f"closed_month = {DAY} and closed_on <= $as_of",
    "due_from": f"{{due}} >= {DAY}",
    "due_to": f"{{due}} <= {DAY}",
    "overdue_at": f"{{overdue}} <= {DAY} and not coalesce("
    f"closed_on <= {DAY} and closed_on <= $as_of, false)",
    "age": f"{AGE} = ${{name}}",
    "from_above": "kind = 'tasks' and authority in ('provincial_party', 'provincial_committee')",
    "enterprises": "kind = 'petitions' and case_id in (select case_id from petition"
    " where lower(sender_type) like '%doanh nghiệp%')",
    "unanswered": "kind = 'consultations'",
    "sender_type_is": "case_id in (select case_id from petition"
    " where coalesce(sender_type, '') = ${name})",
    "passed_on": f"{PASSED} passed_on <= {DAY})",
    "passed_from": f"{PASSED} from_unit_id = ${{name}} and passed_on <= $as_of)",
    "passed_to": f"{PASSED} to_unit_id = ${{name}} and passed_on <= $as_of)",
    "requesting_unit": f"{ASKED} coalesce(requesting_unit_id, '') = ${{name}})",
    "reply_form": f"{ASKED} coalesce(reply_form, '') = ${{name}})",
    "term_set_by": f"{ASKED} coalesce(term_set_by, '') = ${{name}})",
    "left_out": EXCLUDED,  # after an objection
    "carried_over": "opened_on < $first",
    "extended_after_due": f"{MOVED} after_due)",
    "extended_unclear": f"{MOVED} unclear and not after_due)",
    "term_is": f"{TERM} = ${{name}}",
    "urgency_is": f"obs_no in (select obs_no from (select obs_no, urgency as written"
    f" from observation) as told where {URGENCY} = ${{name}})",
}
ORDERS = {
    "due": "item.due_on, item.opened_on, item.item_id",
    "opened": "item.opened_on, item.due_on, item.item_id",
    "first_due": "item.first_due_on, item.opened_on, item.item_id",
}


@dataclass(frozen=True)
class Listing:
    """The items of `count` that the filters and every (name, value) of `narrow` leave."""

    filters: Filters
    count: str = "total"
    narrow: tuple[tuple[str, str], ...] = ()
    order: str = "due"


def listed(store: Store, listing: Listing, limit: int | None = None) -> list[dict]:
    """The rows, as measure.rows gives them. KeyError for a narrowing that does not exist."""
    where, values = _where(listing)
    return rows(
        store, listing.filters, listing.count,
        where=where, params=values, order=ORDERS[listing.order], limit=limit,
    )  # fmt: skip


def number(store: Store, listing: Listing) -> int:
    """How many rows the list has."""
    where, values = _where(listing)
    chosen = f"{condition(listing.count, listing.filters)} and {where}"
    sql = f"with {scope(listing.filters)} select count(*) as number from item where {chosen}"
    return store.query(sql, listing.filters.params() | values)[0]["number"]


@dataclass(frozen=True)
class Top:
    """The first rows of a list of open items; `narrow` names narrowings without a value."""

    name: str
    count: str = "open"
    narrow: tuple[str, ...] = ()
    order: str = "due"
    limit: int = 1

    def listing(self, filters: Filters) -> Listing:
        """The whole list."""
        return Listing(filters, self.count, tuple((n, "") for n in self.narrow), self.order)


def tops(store: Store, filters: Filters, wanted: tuple[Top, ...]) -> dict[str, list[dict]]:
    """Several lists in one pass: name -> first rows, each with the `number` the whole list has."""
    keys = " union all ".join(_top(top, filters) for top in wanted)
    numbers = ", ".join(
        f"count(*) filter (where {_of_top(top, filters)}) as {top.name}" for top in wanted
    )
    which = " ".join(f"when '{top.name}' then {top.name}" for top in wanted)
    ctes = f"""{scope(filters)}, open_item as materialized (
    select {KEY}, case_id, kind, authority, opened_on, due_on, first_due_on, class, first_class
    from item where {condition("open", filters)}), number_of as (
    select {numbers} from open_item as item), {
        picked(
            f"select *, case list_name {which} end as number from ({keys}), number_of",
            ", list_name, place, number",
        )
    }"""
    more = ", item.list_name, item.number"
    found = store.query(
        detailed(filters, ctes, "item.list_name, item.place", more), filters.params()
    )
    return {top.name: [row for row in found if row["list_name"] == top.name] for top in wanted}


def _of_top(top: Top, filters: Filters) -> str:
    where, _ = _where(top.listing(filters))
    return f"{condition(top.count, filters)} and {where}"


def _top(top: Top, filters: Filters) -> str:
    order = ORDERS[top.order].replace("item.item_id", KEY)
    return f"""(select {KEY}, '{top.name}' as list_name,
        row_number() over (order by {order}) as place
    from (select * from open_item as item where {_of_top(top, filters)}
        order by {order} limit {int(top.limit)}) as item)"""


def _where(listing: Listing) -> tuple[str, dict]:
    due, overdue = (d[listing.filters.due_basis] for d in (DUE_DATES, OVERDUE_FROM))
    parts = []
    for name, _ in listing.narrow:
        sql = NARROW[name].replace("{moved}", read("moved"))
        sql = sql.replace("{due}", due).replace("{overdue}", overdue)
        parts.append(f"({sql.replace('{name}', f'narrow_{name}')})")
    return " and ".join(parts) or "true", {f"narrow_{n}": v for n, v in listing.narrow}
