"""The three clocks of an answer, and the Kaplan-Meier curves they give (queries/survival.sql)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from metrics.board import PARTITIONS
from metrics.catalog import DIMENSIONS
from metrics.filters import Filters
from metrics.measure import MEASURED, condition, scope
from metrics.queries import fill
from metrics.sight import counted
from metrics.survival import OUTCOMES, Curve, Step
from store import Store

CLOCKS = ("final", "first", "forward")
HEARD = {
    "final": "select item_id as heard_id, passed_on as heard_on, 0 as heard_no, true as heard_dated"
    " from hand_over where false",
    "first": "select {id} as heard_id, min(replied_on) as heard_on, min(replied_no) as heard_no,"
    " coalesce(min(case when is_dated then replied_on end) = min(replied_on), false) as heard_dated"
    " from reply where replied_on <= $as_of group by {id}",
    "forward": "select {id} as heard_id, min(passed_on) as heard_on, min(working_no) as heard_no,"
    " true as heard_dated from hand_over join calendar on day = passed_on"
    " where passed_on <= $as_of group by {id}",
}


def curves(
    store: Store, filters: Filters, by: str | None = None, clock: str = "final"
) -> list[Curve]:
    """One curve per group in the order of their keys, then the curve of all together.

    `clock`: 'final' runs to the reply that stands, 'first' to the first one ever seen, 'forward'
    until the case was passed on; what ends otherwise is censored.
    """
    if by and not (filters.per == "item" and by in (*PARTITIONS, "month")):
        return [*_read(store, filters, by, clock, False), *curves(store, filters, None, clock)]
    return _read(store, filters, by, clock, True)


def _read(store: Store, filters: Filters, by: str | None, clock: str, total: bool) -> list[Curve]:
    store, filters = counted(store, filters, by)
    rows = store.query(survival_sql(stood(filters, by, clock), total), params(filters))
    found = read([row for row in rows if by or row["whole"]])
    return found or ([Curve(None)] if total else [])


def survival_sql(stood_: str, total: bool) -> str:
    """queries/survival.sql over the CTE `stood`, with or without all groups together. Each item
    comes under the curve and leaves it, in its group and (whole) in all."""
    ended = ", ".join(
        f"cast(sum(case when comes = 0 and outcome = '{o}' then items else 0 end) as bigint) as {o}"
        for o in OUTCOMES
    )
    wholes = ("false", "true") if total else ("false",)
    sides = [f"select {comes} as comes, {whole} as whole" for comes in (0, 1) for whole in wholes]
    names, union = ", ".join(OUTCOMES), " union all ".join(sides)
    return fill("survival", stood=stood_, outcomes=ended, names=names, sides=union)


def read(rows: list[dict]) -> list[Curve]:
    """The curves of its rows, which come in their order."""
    found = groupby(rows, key=lambda row: (row["whole"], row["grp"]))
    return [_curve(key, list(of_key)) for (_, key), of_key in found]


def stood(filters: Filters, by: str | None, clock: str) -> str:
    """The CTEs up to `stood`: per item how its wait ended, and its working days."""
    done, dated = condition("done", filters), MEASURED
    key = "case_id" if filters.per == "case" else "item_id"
    parts = {
        "final": (done, "closed_no", dated),
        "first": (
            f"(heard_on is not null or {done})",
            "coalesce(heard_no, closed_no)",
            f"case when heard_on is null then {dated}"
            " else heard_dated and heard_on >= opened_on end",
        ),
        "forward": ("heard_on is not null", "heard_no", "heard_on >= opened_on"),
    }
    answered, answered_no, measured = parts[clock]
    return fill(
        "stood",
        item=scope(filters, by),
        heard=f"heard as ({HEARD[clock].replace('{id}', key)})",
        heard_key=key,
        key=DIMENSIONS[by] if by else "''",
        answered=answered,
        answered_no=answered_no,
        measured=measured,
        done=done,
        open=condition("open", filters),
    )


def params(filters: Filters) -> dict:
    """What `stood` binds: the filters, and the day before the period."""
    first = filters.period.first if filters.period else None
    return filters.params() | {"day_before": first - timedelta(days=1) if first else date(1, 1, 1)}


def _curve(key: object, rows: list[dict]) -> Curve:
    curve = [row for row in rows if row["measured"]]
    aside = [row for row in rows if not row["measured"]]
    waits = [row["day_no"] for row in rows if row["open"] and row["day_no"] is not None]
    return Curve(
        key,
        tuple(_step(row) for row in curve),
        {o: sum(row[o] for row in curve) for o in OUTCOMES},
        {o: sum(row[o] for row in aside) for o in OUTCOMES},
        curve[-1]["day_no"] if curve else 0,
        max(waits, default=None),
    )


def _step(row: dict) -> Step:
    return Step(row["day_no"], row["at_risk"], row["answered"], row["waiting"], row["greenwood"])
