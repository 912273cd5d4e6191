"""Đôn đốc tuần này: what is overdue and what falls due within some working days, by whom it is
owed, and when it was urged before.

Urging is a call to work, kept with what it was about. It is no reminder (nhắc nhở): that is a
signed and dated paper, which stands in a register of its own and counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from metrics.filters import Filters
from metrics.measure import condition, detailed, pick, picked, scope
from metrics.queries import fill, read
from store import Store

DAYS = 5  # working days ahead, where nobody chose another number
MOST_DAYS = 30
HOW = ("phone", "message", "email", "meeting", "letter")
EVERY = 10_000_000
# Late ones first, the longest first; then by the day they fall due.
ORDER = "item.due_on, item.opened_on, item.item_id"
ASKED = """,
    coalesce(nullif(o.assigned_by, ''), (
        select any_value(asking.name) from consultation c
        join unit asking on asking.unit_id = c.requesting_unit_id where c.item_id = item.item_id
    ), (select any_value(sent.sender_type) from petition sent where sent.case_id = item.case_id)
    ) as asked_by,
    cast((select any_value(working_no) from calendar where day = item.due_on)
        - (select any_value(working_no) from calendar where day = $as_of) as integer
    ) as days_left, item.due_on = $as_of as due_today"""


@dataclass(frozen=True)
class Wanted:
    """Whose work is looked at, and how many working days ahead."""

    filters: Filters
    days: int = DAYS

    @classmethod
    def of(cls, filters: Filters, days: int = DAYS) -> Wanted:
        """What is still owed knows no period: all that was given by the as-of date, by the due
        date in force."""
        return cls(replace(filters, period=None, due_basis="current", per="item"), days)


def until(store: Store, wanted: Wanted) -> date:
    """The last day that is within so many working days of the as-of date."""
    given = {"as_of": wanted.filters.as_of, "days": wanted.days}
    row = store.query(
        "select max(day) as day from calendar where working_no <="
        " (select working_no + $days from calendar where day = $as_of)",
        given,
    )[0]
    return row["day"]


def groups(store: Store, wanted: Wanted, by: str = "unit") -> list[dict]:
    """Per unit (or unit and official): overdue, due_soon, longest (days), how many of these were
    `urged` before, and when last (`urged_at`)."""
    per_official = by == "official"
    query = fill(
        "urging_groups", item=scope(wanted.filters), overdue=_overdue(wanted), owed=_owed(wanted),
        official="p.official" if per_official else "null",
        officials="left join item_official p using (item_id)" if per_official else "",
    )  # fmt: skip
    return store.query(query, _params(store, wanted))


def rows(
    store: Store, wanted: Wanted, unit: str | None = None, official: str | None = None,
    limit: int | None = None,
) -> list[dict]:  # fmt: skip
    """The items, overdue first, as a list shows them, with who asked (`asked_by`), the working
    days left (`days_left`; `due_today`: the due date is the as-of date itself) and when they were
    urged. `official` '' is: in nobody's charge."""
    where = [_owed(wanted)]
    where += ["unit_id = $unit"] if unit is not None else []
    if official is not None:
        mine = "item_id in (select item_id from item_official"
        where.append(f"not {mine})" if official == "" else f"{mine} where official = $official)")
    keys = pick(" and ".join(where), ORDER, limit or EVERY)
    sql = detailed(wanted.filters, f"{scope(wanted.filters)}, {picked(keys)}", ORDER, ASKED)
    given = _params(store, wanted) | {"unit": unit, "official": official}
    told = urged_items(store)
    return [row | told.get(row["item_id"], NEVER) for row in store.query(sql, given)]


def urges(store: Store) -> list[dict]:
    """Every urging that holds, the newest first, as people recorded it."""
    return store.query(read("urges"))


def items_of(store: Store, filters: Filters, item_ids: tuple[str, ...]) -> list[dict]:
    """What was urged, as it stands now."""
    everything = Filters(filters.as_of, known=filters.known, roles=())
    chosen = "select * from item where cast(item_id as varchar) in (select unnest($ids))"
    sql = detailed(everything, f"{scope(everything)}, chosen as ({chosen})", ORDER, ASKED)
    return store.query(sql, everything.params() | {"ids": list(item_ids)})


NEVER = {"urged_at": None, "urged_times": 0}


def urged_items(store: Store) -> dict[str, dict]:
    """item_id -> urged_at (the last time), urged_times."""
    found: dict[str, dict] = {}
    for urge in urges(store):  # the newest first
        for item in urge["item_ids"]:
            one = found.setdefault(item, {"urged_at": urge["at"], "urged_times": 0})
            one["urged_times"] += 1
    return found


def _overdue(wanted: Wanted) -> str:
    return f"({condition('open_overdue', wanted.filters)})"


def _owed(wanted: Wanted) -> str:
    soon = f"{condition('open_in_term', wanted.filters)} and due_on <= $until"
    return f"({_overdue(wanted)} or ({soon}))"


def _params(store: Store, wanted: Wanted) -> dict:
    return wanted.filters.params() | {"until": until(store, wanted)}
