"""Who held a case: working days per holder, from the register of steps (etl/sql/92, 93).

A case's days are split only where its steps are whole; then the days of its holders add up to the
working days from the first receipt to the last passing on, or to the as-of date while it is held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from math import ceil, floor
from operator import itemgetter

from metrics.filters import Filters
from metrics.measure import scope
from metrics.queries import fill, read
from store import Store

# Units first; leaders and the registry are holders of their own; the rest are nobody's days.
HOLDERS = ("unit", "leaders", "registry", "outside", "no_paper", "several", "transit", "closed")
UNSPLIT = ("no_received", "bad_dates", "not_passed", "step_gap")
# A case that ended, with a step that nobody passed on: when it left that desk is not known.
LEFT_OPEN = """select distinct case_no, 'not_passed' as left_open from hold
    where closed_on <= $as_of"""
TOLD = f"""select case_no, case_id, kind, coalesce(unsplit, left_open) as unsplit
    from step_case left join ({LEFT_OPEN}) as tail using (case_no)"""
WHY = f"select case_no, case_id, unsplit from ({TOLD}) as told where unsplit is not null"
INSIDE = f"{TOLD} where case_id in (select case_id from item)"  # the cases in scope with steps
SPLIT = f"select case_no from ({INSIDE}) as inside where unsplit is null"
IN_SCOPE = f"select case_no from ({INSIDE}) as inside"
CONDITIONS = {
    "held": "true",
    "now": "(s.passed_on is null or s.passed_on > $as_of)",
    "over": "least(coalesce(s.passed_no, today.no), today.no) > s.due_no",
    "now_over": "(s.passed_on is null or s.passed_on > $as_of) and today.no > s.due_no",
    "forwards": "s.action = 'forward' and s.passed_on <= $as_of and not s.without_paper",
    "returned": "s.action = 'return' and s.passed_on <= $as_of and not s.without_paper",
    "without_paper": "s.without_paper",
}
ORDERS = {
    "now": "s.received_on, s.case_no, s.place",
    "over": "days_over desc nulls last, days desc, s.case_no, s.place",
    "place": "s.place",
}
EVERY = 10_000_000
QUANTILES = {"median": 0.5, "p90": 0.9}
NUMBER = {"forward": "forwards", "return": "returned"}  # action -> how often
NEVER = dict.fromkeys(NUMBER.values(), 0) | {
    f"{action}_{n}": None for action in NUMBER for n in QUANTILES
}


@dataclass(frozen=True)
class Steps:
    """The steps of a holder (None: of everybody) that meet a named condition."""

    filters: Filters
    holder: str | None = None
    unit: str | None = None
    condition: str = "held"


@dataclass(frozen=True)
class Figures:
    """`holders`, one row each: cases, days, days_over (beyond the step's own term), days_no_term,
    now, now_over, longest_now; forwards and returned with median and p90 of their working days.
    `coverage`, per kind: cases, with_steps, and of these not split for each reason of UNSPLIT."""

    holders: list[dict]
    coverage: list[dict]


def figures(store: Store, filters: Filters) -> Figures:
    """Who held what, and of how many cases that is known."""
    inside = f"{scope(filters)}, inside as materialized ({INSIDE})"
    wanted = "select case_no from inside where unsplit is null"
    (found,) = store.query(fill("holders", held=_held_of(inside, wanted)), filters.params())
    rows = [row | _clocks(row.pop("passed") or ()) for row in found["holders"] or ()]
    rows.sort(key=lambda row: HOLDERS.index(row["holder"]))
    return Figures(rows, found["coverage"] or [])


def _clocks(passed: Iterable[dict]) -> dict:
    """How often a holder passed on and gave back, and after how many working days."""
    told = dict(NEVER)
    for action, several in groupby(passed, itemgetter("action")):
        times = [(one["days"], one["number"]) for one in several]
        told[NUMBER[action]] = sum(number for _, number in times)
        told |= {f"{action}_{n}": quantile(times, p) for n, p in QUANTILES.items()}
    return told


def quantile(times: list[tuple[int, int]], share: float) -> float:
    """The quantile of values in their order with how often each stands, between two neighbours
    in proportion (percentile_cont)."""
    place = share * (sum(number for _, number in times) - 1)
    ends = list(accumulate(number for _, number in times))
    low, high = (times[bisect_right(ends, n)][0] for n in (floor(place), ceil(place)))
    return low + (high - low) * (place - floor(place))


def by_case(store: Store, filters: Filters) -> list[dict]:
    """One row per case and holder, in order of receipt: days, days_over, total_days; a case whose
    days are not split has one row with the reason in `unsplit`."""
    query = fill("holders_by_case", held=_held(filters), unsplit=WHY)
    return store.query(query, filters.params())


def steps(store: Store, chosen: Steps, limit: int | None = None) -> list[dict]:
    """The steps, each with file, sheet and row. KeyError for a condition that does not exist."""
    where = [f"({CONDITIONS[chosen.condition]})"]
    where += ["s.holder = $holder"] if chosen.holder else []
    where += ["s.unit_id = $unit"] if chosen.unit else []
    order = ORDERS["now" if chosen.condition.startswith("now") else "over"]
    query = fill(
        "holders_steps", item=scope(chosen.filters), wanted=SPLIT,
        condition=" and ".join(where), order=order,
    )  # fmt: skip
    given = {"holder": chosen.holder, "unit": chosen.unit, "limit": limit or EVERY}
    return store.query(query, chosen.filters.params() | given)


def back_and_forth(store: Store, filters: Filters, limit: int | None = None) -> list[dict]:
    """Cases that came back to a unit after another unit had them (chuyển đi chuyển lại): how often,
    the units in order, and `number`, how many such cases there are without the limit. Leaders and
    the registry in between are no such return."""
    given = filters.params() | {"limit": limit or EVERY}
    return store.query(fill("holders_back", item=scope(filters)), given)


def case_steps(store: Store, case_id: str, as_of: date) -> list[dict]:
    """The steps of one case in order, as `steps` gives them."""
    given = {"case_id": case_id, "as_of": as_of, "limit": EVERY}
    item = "item as (select case_id, item_id from work_item where case_id = $case_id)"
    query = fill(
        "holders_steps", item=item, wanted=IN_SCOPE, condition="true", order=ORDERS["place"]
    )
    return store.query(query, given)


def case_holds(store: Store, case_id: str, as_of: date) -> list[dict]:
    """The stretches of one case in order: holder, unit_id, from_on, to_on (at most the as-of date),
    days, days_over, now; none where its days are not split."""
    return store.query(
        fill("holders_case", held=_held_of(f"item as ({ONE})")),
        {"case_id": case_id, "as_of": as_of},
    )


def why_unsplit(store: Store, case_id: str, as_of: date) -> str | None:
    """Why the days of a case with steps are not split; None where they are, or without steps."""
    found = store.query(
        f"select unsplit from ({WHY}) as unsplit where case_id = $case_id",
        {"case_id": case_id, "as_of": as_of},
    )
    return found[0]["unsplit"] if found else None


def newest(store: Store) -> date | None:
    """To which day the register of steps reaches; None without one."""
    query = "select cast(max(as_of) as date) as newest from upload where kind = 'steps'"
    return store.totals.query(query)[0]["newest"]


def strangers(store: Store) -> int:
    """Cases of the register that no loaded list of work has."""
    query = "select count(distinct source_id) as cases from step where case_id is null"
    return store.query(query)[0]["cases"]


ONE = "select cast($case_id as uuid) as case_id"


def _held(filters: Filters) -> str:
    return _held_of(scope(filters))


def _held_of(item: str, wanted: str = SPLIT) -> str:
    return read("held").replace("{item}", item).replace("{wanted}", wanted)
