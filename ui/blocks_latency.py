"""The blocks of Thời gian trả lời: how long answers take, and always with what still waits."""

from dataclasses import replace
from typing import Any

import streamlit as st

from metrics import clocks
from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.format import count, decimal
from metrics.latency import figures, longest
from metrics.measure import counts
from metrics.survival import DAYS, Curve
from ui import chart_box, data, drill, methods, survival_chart, tables
from ui.tables import Column, Export
from ui.words import language, plain, t

KINDS = ("petitions", "consultations")  # what is answered; a filter of kinds goes before
COUNTED = {
    "n": "watched", "closed": "answered", "open": "waiting", "oldest_open": "oldest_open",
    "withdrawn": "withdrawn_only", "transferred": "transferred", "finished": "finished",
    "unmeasured": "unmeasured",
}  # fmt: skip
EXPORTED = (
    "unit", "n", "open", "oldest_open", "closed_median", "median", "median_low", "median_high",
    "p90", "p90_low", "p90_high", *(f"answered_{k}" for k in DAYS), "closed", "withdrawn",
    "transferred", "finished", "unmeasured",
)  # fmt: skip


def kinds(now: Filters) -> list[str]:
    """Petitions and consultations, or the kinds that were chosen; where there are none, what is
    there."""
    there = [row["kind"] for row in data.ask(counts, now, ("total",), "kind")]
    return [kind for kind in now.kinds or KINDS if kind in there] or there


def clock() -> str:
    """Which of the three clocks the reader looks at, and what it means."""
    st.markdown(f"**{t('clock.choose')}**")
    chosen = st.segmented_control(
        t("clock.choose"), clocks.CLOCKS, format_func=lambda name: t(f"clock.{name}"),
        default=clocks.CLOCKS[0], required=True, key="latency.clock", persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    st.caption(plain(t(f"clock.{chosen}.about")))
    return chosen


def read(now: Filters, kind: str, watch: str) -> tuple[Filters, list[Curve], Curve]:
    """The view of one kind of work, its units' curves in the directory's order, and everyone's."""
    chosen = replace(now, kinds=(kind,))
    *units, everyone = data.ask(clocks.curves, chosen, "unit", watch)
    place = {unit: n for n, unit in enumerate(data.unit_names())}
    return chosen, sorted(units, key=lambda curve: place.get(curve.key, len(place))), everyone


def per_unit(now: Filters, found: list[str], watch: str, files: Any) -> None:
    """What still waits after each day, kind beside kind; then the figures of the units."""
    read_ = {kind: read(now, kind, watch) for kind in found}
    for kind, place in zip(found, st.columns(len(found), gap="medium"), strict=True):
        with place:
            picture(kind, *read_[kind])
    for kind in found:
        table(kind, *read_[kind], files)
    methods.link(7)


def picture(kind: str, chosen: Filters, units: list[Curve], everyone: Curve) -> None:
    heading = t("survival.title", kind=t(f"kind.{kind}"))
    about = t("survival.about", sentence=data.sentence(chosen), **summed(everyone))
    if why := undrawn(everyone):
        st.markdown(f"**{plain(heading)}**  \n:small[{plain(about)}]")
        return st.caption(t(why))
    drawn = [curve for curve in units if not undrawn(curve)]
    names = data.unit_names(short=True)
    one = highlighted(kind, drawn, names)
    words = names | {None: t("survival.everyone")}
    chart = survival_chart.curves(
        drawn, everyone, one, words, t("survival.others"), lambda **of: t("survival.hover", **of)
    )
    about += f". {t('survival.axis')}"
    points = chart_box.show(chart, title=heading, about=about, key=drill.key(f"latency.{kind}"))
    if point := drill.clicked(f"latency.{kind}", points):
        open_unit(f"latency.{kind}", chosen, point[0], "total")


def undrawn(curve: Curve) -> str | None:
    """Why there is no line, as a message code."""
    if curve.n < SMALL:
        return "survival.few"
    if not curve.trusted:
        return "survival.untrusted"
    return None if curve.ended["answered"] else "survival.none"


def highlighted(kind: str, drawn: list[Curve], names: dict[str, str]) -> str | None:
    """The unit whose line the reader wants to tell from the others."""
    return st.selectbox(
        t("survival.highlight"), [None, *(curve.key for curve in drawn)],
        format_func=lambda unit: names[unit] if unit else t("survival.nobody"),
        key=f"latency.one.{kind}.{language()}",
    )  # fmt: skip


def summed(curve: Curve) -> dict[str, str]:
    row = figures(curve, 0)
    return {name: count(row[name]) for name in ("n", "closed", "open", "unmeasured")}


def table(kind: str, chosen: Filters, units: list[Curve], everyone: Curve, files: Any) -> None:
    short, until = data.unit_names(short=True), longest([*units, everyone])
    rows = [figures(c, until) | {"key": c.key, "unit": short[c.key]} for c in units]
    rows.append(figures(everyone, until) | {"key": None, "unit": t("report.total")})
    title = t("survival.table", kind=t(f"kind.{kind}"))
    made = files.table(title, EXPORTED, rows, data.sentence(chosen), language())
    row = tables.show(
        [shown(row) for row in rows], columns(rows), Export(f"dung-han-thoi-gian-{kind}", *made),
        key=drill.key(f"times.{kind}"), pick=True, title=title, about=t("survival.table_about"),
    )  # fmt: skip
    if row := drill.clicked(f"times.{kind}", row):
        open_unit(f"times.{kind}", chosen, row["key"], "open")


def columns(rows: list[dict]) -> list[Column]:
    """Counts that are 0 everywhere stay away, but for what waits."""
    used = [n for n in COUNTED if n in ("n", "closed", "open") or any(row[n] for row in rows)]
    named = {n: Column(n, "count", t(f"brief.{COUNTED[n]}"), t(f"column.{n}")) for n in used}
    first = [named.pop(n) for n in ("n", "closed", "open", "oldest_open") if n in named]
    spans = [Column(n, heading=t(f"brief.{n}")) for n in ("median", "p90")]
    shares = [Column(f"answered_{k}", "rate", t(f"brief.answered_{k}")) for k in DAYS]
    alone = Column("closed_median", "decimal", t("brief.closed_only"))
    return [Column("unit", pinned=True), *first, *spans, *shares, alone, *named.values()]


def shown(row: dict) -> dict:
    """The row for the eye: intervals in words, nothing but counts under ten items."""
    enough, row = row["n"] >= SMALL, of_somebody(row)
    shares = {f"answered_{k}": row[f"answered_{k}"] for k in DAYS}
    figures_ = {n: round(v, 3) if enough and v is not None else None for n, v in shares.items()}
    spans = {n: interval(row, n) if enough else None for n in ("median", "p90")}
    return row | figures_ | spans | {"closed_median": data.enough(row["closed_median"], row["n"])}


def of_somebody(row: dict) -> dict:
    """The row without what lies where nobody was left to watch."""
    if row["emptied_on"] is None:
        return row
    late = {f"answered_{k}": None for k in DAYS if k >= row["emptied_on"]}
    reached = {n: row[n] for n in ("median", "p90") if row[n] is not None}
    return row | late | {n: None for n, day_ in reached.items() if day_ >= row["emptied_on"]}


def interval(row: dict, name: str) -> str:
    """ "12 (9 – 15)"; an end that is not reached is an ellipsis."""
    if row[name] is None:
        return t("survival.undetermined")
    ends = (row[f"{name}_low"], row[f"{name}_high"])
    low, high = (t("survival.open_end") if end is None else day(end) for end in ends)
    return t("survival.interval", value=day(row[name]), low=low, high=high)


def day(value: float) -> str:
    return decimal(value, 0 if value == int(value) else 1)


def open_unit(origin: str, chosen: Filters, unit: str | None, first: str) -> None:
    where = data.unit_names().get(unit, unit) if unit else t("report.total")
    of_unit = drill.of_group(chosen, "unit", unit) if unit else chosen
    wanted = dict.fromkeys((first, "open", "done", "withdrawn"))
    drill.open_counts(origin, where, of_unit, *wanted)
