"""Month by month against limits fixed on a stated base: p-charts and XmR charts, with marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from metrics import control
from metrics.catalog import DUE_DATES, OVERDUE_FROM, SMALL
from metrics.filters import Filters
from metrics.flow import statutory_month
from metrics.latency import latency
from metrics.measure import condition, scope
from metrics.queries import fill
from metrics.reach import known_from
from metrics.sight import counted
from metrics.trend_points import BASE, MEASURES, Point, Trend
from store import Store

# the month (counted from year 0) of a day: it runs from the 15th to the 14th
MONTH = (
    "extract(year from {0}) * 12 + extract(month from {0}) - 1"
    " + case when extract(day from {0}) > 14 then 1 else 0 end"
)


def trend(store: Store, filters: Filters, measure: str = "C") -> Trend:
    """The whole statutory months of this year and the one before, up to the as-of date (of a
    period: its end), where the sources know finished work. The base is the first twelve that have
    a value, so that it stays through the year."""
    everything = replace(filters, period=None)
    end = min(filters.period.last, filters.as_of) if filters.period else filters.as_of
    found = _values(store, everything, measure)
    begins = known_from(store, filters)
    known = {m: row for m, row in found.items() if not begins or m >= statutory_month(begins)}
    months = _window(min(known, default=None), end)
    tet = {statutory_month(row["day"]) for row in store.query(TET)}
    points = [replace(_point(m, found, measure), tet=m in tet) for m in months]
    return replace(_limited(measure, points), known_from=begins if known != found else None)


TET = (
    "select day from calendar where name like '%Tết%' and name not like '%Dương lịch%'"
    " and not is_working"
)


def _values(store: Store, filters: Filters, measure: str) -> dict[date, dict]:
    """Month -> x, n, and of the median its value."""
    if measure == "median":
        rows = latency(store, filters, "month")
        return {r["month"]: {"x": r["closed"], "n": r["n"], "value": r["median"]} for r in rows}
    store, filters = counted(store, filters)
    sql = _overdue(filters) if measure == "B" else _counted(filters, measure)
    rows = store.query(sql, filters.params())
    return {date(r["month_no"] // 12, r["month_no"] % 12 + 1, 1): r for r in rows}


def _counted(filters: Filters, measure: str) -> str:
    day, x, n = {
        "C": (DUE_DATES[filters.due_basis], "late", "judged"),
        "received": ("opened_on", "total", "total"),
        "closed": ("closed_on", "done", "done"),
    }[measure]
    return fill("trend", item=scope(filters), day=day, x=condition(x, filters),
                n=condition(n, filters), month=MONTH.format("day_of"))  # fmt: skip


def _overdue(filters: Filters) -> str:
    begin = OVERDUE_FROM[filters.due_basis]
    return fill("trend_overdue", item=scope(filters), overdue_from=begin,
                overdue=MONTH.format(begin), closed=MONTH.format("closed_on"),
                done_judged=condition("done_judged", filters))  # fmt: skip


def _window(begin: date | None, end: date) -> list[date]:
    """The whole months from January of the year before `end`'s, or from where the data begin."""
    last = statutory_month(end)
    if end < last.replace(day=14):  # not whole
        last = (last - timedelta(days=1)).replace(day=1)
    first = date(last.year - 1, 1, 1)
    month, months = max(first, begin) if begin else last + timedelta(days=1), []
    while month <= last:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def _point(month: date, found: dict[date, dict], measure: str) -> Point:
    form = MEASURES[measure].form
    row = found.get(month)
    if row is None and measure == "B":  # nothing moved: what was overdue still is
        before = max((m for m in found if m < month), default=None)
        row = dict.fromkeys(("x", "n"), found[before]["x"] if before else 0)
    row = row or {"x": 0, "n": 0}
    if form == "count":
        return Point(month, row["x"], None, float(row["x"]))
    enough = row["n"] >= SMALL
    value = row.get("value") if form == "days" else enough and row["x"] / row["n"]
    return Point(month, row["x"], row["n"], value if enough else None)


def _limited(measure: str, points: list[Point]) -> Trend:
    """The points with limits, marks and base; a month without a value is passed over."""
    shown = [point for point in points if point.value is not None]
    if not shown:
        return Trend(measure, tuple(points), None)
    base = shown[:BASE]
    if MEASURES[measure].chart == "p":
        limits = control.p_chart([(p.x, p.n) for p in base], [p.n for p in shown])
    else:
        limits = control.xmr([p.value for p in base], len(shown))
    marks = control.marks([p.value for p in shown], limits)
    told = {
        p.month: replace(p, low=max(0.0, low), high=high, marks=mark, in_base=p in base)
        for p, low, high, mark in zip(shown, limits.low, limits.high, marks, strict=True)
    }
    return Trend(measure, tuple(told.get(p.month, p) for p in points), limits.center)
