"""The blocks of Diễn biến: a measure month by month, with limits and marks."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from metrics.filters import Filters
from metrics.format import count, day, decimal, fraction, percent
from metrics.lists import Listing
from metrics.trend_points import COLUMNS, MEASURES, Point, Trend
from metrics.trends import trend
from ui import chart_box, data, drill, methods, tables, trend_chart
from ui.tables import Column, Export
from ui.words import language, t

AXIS = {"rate": ".0%", "count": ",~f", "days": ",~f"}
CELL = {"rate": "rate", "count": "decimal", "days": "decimal"}
PER_MILLE = 1000  # a share of an interval's end, which has no fraction to show


def choices(now: Filters) -> tuple[str, Filters]:
    """The measure, and the view narrowed to one unit if the reader wants."""
    st.markdown(f"**{t('trend.choose')}**")
    measure = st.segmented_control(
        t("trend.choose"), list(MEASURES), format_func=lambda name: t(f"trend.{name}"),
        default="C", required=True, key="trend.measure", persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    names = data.unit_names()
    units = [unit for unit in names if not now.units or unit in now.units]
    unit = st.selectbox(
        t("trend.unit"), [None, *units], key=f"trend.unit.{language()}", width=420,
        format_func=lambda key: names[key] if key else t("trend.every_unit"),
    )  # fmt: skip
    return measure, replace(now, units=(unit,)) if unit else now


def months(now: Filters, measure: str, files: Any) -> None:
    """The chart, and its months as a table."""
    found: Trend = data.ask(trend, now, measure)
    picture(now, found)
    table(now, found, files)
    methods.link(21)


def picture(now: Filters, found: Trend) -> None:
    words = {name: t(f"trend.{name}") for name in ("value", "limits", "marked")}
    form = MEASURES[found.measure].form
    chart = trend_chart.control(
        found, words, lambda point: said(point, form), AXIS[form], t("trend.tet")
    )
    name = f"trend.{found.measure}"
    heading = t("report.trend", measure=t(name))
    points = chart_box.show(chart, title=heading, about=about(now, found), key=drill.key(name))
    if point := drill.clicked(name, points):
        open_month(name, now, found, date.fromisoformat(point[0]))


def about(now: Filters, found: Trend) -> str:
    """What is shown, and which months the limits stand on."""
    what = t(f"trend.{found.measure}.about")
    sentence = data.sentence(replace(now, period=None))
    told = t("trend.about", sentence=sentence, what=what, base=base(found))
    from_when = found.known_from
    return f"{told} {t('trend.known_from', day=day(from_when))}" if from_when else told


def base(found: Trend) -> str:
    if not found.base:
        return t("trend.no_base")
    first, last = (p.month.strftime("%m/%Y") for p in (found.base[0], found.base[-1]))
    code = "trend.provisional" if found.provisional else "trend.base"
    return t(code, number=count(len(found.base)), first=first, last=last)


def said(point: Point, form: str) -> str:
    """A month in words: its value, its fraction, its limits, its marks."""
    month = point.month.strftime("%m/%Y")
    if form == "rate" and point.value is not None:
        of = {"value": percent(point.x, point.n), "fraction": fraction(point.x, point.n)}
        line = t("trend.hover_of", month=month, **of)
    else:
        line = t("trend.hover", month=month, value=written(point.value, form))
    if point.low is not None:
        low, high = (written(end, form) for end in (point.low, point.high))
        line += " · " + t("trend.within", low=low, high=high)
    return " · ".join([line, *(t(f"rule.{rule}") for rule in point.marks)])


def written(value: float | None, form: str) -> str:
    if form == "rate" and value is not None:
        return percent(round(value * PER_MILLE), PER_MILLE)
    text = decimal(value, 0 if value is None or value == int(value) else 1)
    return t("trend.days", value=text) if form == "days" else text


def table(now: Filters, found: Trend, files: Any) -> None:
    form = MEASURES[found.measure].form
    title, rows = t("trend.table"), found.rows()
    made = files.table(title, COLUMNS, rows, data.sentence(now), language())
    shares = (Column("x", "count"), Column("n", "count")) if form != "count" else ()
    columns = [
        Column("month", pinned=True),
        *shares,
        Column("value", CELL[form], t("trend.value")),
        *(Column(n, CELL[form]) for n in ("center", "limit_low", "limit_high")),
        Column("marks"),
    ]
    shown = [
        row | {"marks": "; ".join(t(f"rule.{rule}") for rule in row["marks"].split())}
        | {n: rounded(row[n], form) for n in ("value", "center", "limit_low", "limit_high")}
        for row in reversed(rows)
    ]  # fmt: skip
    name = f"trend.table.{found.measure}"
    export = Export(f"dung-han-dien-bien-{found.measure}", *made)
    row = tables.show(shown, columns, export, key=drill.key(name), pick=True, title=title,
                      about=t("trend.table_about"))  # fmt: skip
    if row := drill.clicked(name, row):
        open_month(name, now, found, row["last_day"].replace(day=1))


def rounded(value: float | None, form: str) -> float | None:
    return None if value is None else round(value, 3 if form == "rate" else 1)


def open_month(origin: str, now: Filters, found: Trend, month: date) -> None:
    """The cases behind a month's value."""
    everything = replace(now, period=None)
    point = next(p for p in found.points if p.month == month)
    due = (("due_from", point.first.isoformat()), ("due_to", point.last.isoformat()))
    came, went = ("came_in", month.isoformat()), ("closed_in", month.isoformat())
    then = ("overdue_at", point.last.isoformat())
    lists = {
        "C": (("late_due", "late", due), ("judged_due", "judged", due)),
        "B": (("overdue_then", "total", (then,)), ("done_then", "done_judged", (went,))),
        "received": (("came", "total", (came,)),),
        "closed": (("went", "done", (went,)),),
        "median": (("came", "total", (came,)), ("waiting", "open", (came,))),
    }[found.measure]
    words = [(t(f"trend.{word}"), Listing(everything, name, by)) for word, name, by in lists]
    drill.open_list(origin, drill.title(t(f"trend.{found.measure}"), f"{month:%m/%Y}"), *words)
