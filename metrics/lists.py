"""Lists a reader opens from a figure: a named count, narrowed to a month, an age, a counterpart."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.filters import Filters
from metrics.measure import condition, rows, scope
from metrics.queries import read
from store import Store

DUE = {"current": "due_on", "first": "first_due_on"}
AGE = """case when date_diff('day', {due}, $as_of) <= 5 then 'd1_5'
    when date_diff('day', {due}, $as_of) <= 10 then 'd6_10'
    when date_diff('day', {due}, $as_of) <= 30 then 'd11_30'
    when date_diff('day', {due}, $as_of) <= 90 then 'd31_90' else 'd91' end"""
MOVED = "item_id in (select item_id from ({moved}) as moved)"
MONTH = "cast(${name} as date)"

# name -> SQL condition over the items in scope; ${name} is its value, always bound
NARROW = {
    "came_in": f"received_month = {MONTH}",
    "gone_in": f"closed_month = {MONTH} and closed_on <= $as_of",
    "left_after": f"received_month <= {MONTH} and not coalesce("
    f"closed_month <= {MONTH} and closed_on <= $as_of, false)",
    "age": f"{AGE} = ${{name}}",
    "sender_type": "case_id in (select case_id from case_text"
    " where lower(sender_type) like '%' || lower(${name}) || '%')",
    "sender_type_is": "case_id in (select case_id from case_text"
    " where coalesce(sender_type, '') = ${name})",
    "passed_on": "item_id in (select item_id from hand_over where passed_on <= cast(${name} as date))",
    "passed_from": "item_id in (select item_id from hand_over"
    " where from_unit_id = ${name} and passed_on <= $as_of)",
    "passed_to": "item_id in (select item_id from hand_over"
    " where to_unit_id = ${name} and passed_on <= $as_of)",
    "requesting_unit": "item_id in (select item_id from consultation"
    " where coalesce(requesting_unit_id, '') = ${name})",
    "reply_form": "item_id in (select item_id from consultation"
    " where coalesce(reply_form, '') = ${name})",
    "term_set_by": "item_id in (select item_id from consultation"
    " where coalesce(term_set_by, '') = ${name})",
    "extended": f"(due_on > first_due_on or {MOVED})",
    "extended_after_due": f"{MOVED[:-1]} where after_due)",
    "extended_unclear": f"not {MOVED[:-1]} where after_due) and ({MOVED[:-1]} where unclear)"
    f" or due_on > first_due_on and not {MOVED})",
}  # fmt: skip
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


def _where(listing: Listing) -> tuple[str, dict]:
    due = DUE[listing.filters.due_basis]
    parts = []
    for name, _ in listing.narrow:
        sql = NARROW[name].replace("{moved}", read("moved")).replace("{due}", due)
        parts.append(f"({sql.replace('{name}', f'narrow_{name}')})")
    return " and ".join(parts) or "true", {f"narrow_{n}": v for n, v in listing.narrow}
