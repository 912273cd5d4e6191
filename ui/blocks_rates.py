"""The four named rates: in all, and per unit, official, source or authority."""

from typing import Any

import streamlit as st

from metrics.board import Board, board
from metrics.catalog import BESIDE, HEADLINE, RATES, SMALL
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count, percent
from metrics.labels import smallest
from metrics.uncertainty import wilson
from ui import blocks_funnel, cards, chart_box, data, drill, exports, methods, rate_chart, tables
from ui.tables import Column
from ui.words import plain, t

ORDER = (HEADLINE, BESIDE, "A", "D")
DIMENSIONS = ("unit", "official", "source", "authority")
CHARTED = 30  # more groups than this stand in the table only


def rates(now: Filters, here: Board) -> None:
    """The four named rates with numerator, denominator and what each leaves out."""
    cards.row([rate_card(rate, here.total) for rate in ORDER], now)
    left = {name: count(here.total[name]) for name in ("no_due", "done_unknown", "withdrawn")}
    st.markdown(
        f":small[{plain(t('overdue.excluded', all=count(here.total['excluded']), **left))}]"
    )


def rate_card(name: str, here: dict) -> cards.Card:
    rate = RATES[name]
    x, n = here[rate.x], here[rate.n]
    left_out = here["total"] - n if rate.n != "done_judged" else here["done"] - n
    note = t("rate.note", rate=named(name), out=count(left_out))
    if n >= SMALL:
        low, high = wilson(x, n)
        note = t("rate.interval", low=percent(low, 1), high=percent(high, 1)) + " · " + note
    return cards.Card(
        f"rate{name}",
        t(f"rate.{name}"),
        t(f"rate.{name}.help"),
        x,
        n,
        (rate.x, rate.n, "excluded"),
        note,
    )


def by_dimension(now: Filters, here: Board, files: Any) -> None:
    """C with its interval and B beside it, per group of the dimension the reader chose."""
    by = st.segmented_control(
        t("overdue.by"), DIMENSIONS, format_func=lambda d: t(f"by.{d}"), default="unit",
        required=True, key="overdue.by", persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    board_ = here if by == "unit" else data.ask(board, now, by)
    names = data.unit_names(short=True)  # the list that a click opens has the whole name
    around = blocks_funnel.compare(now, by, board_)
    rows = [
        g | {"key": g[by], "label": group_word(by, g[by], names), "least": smallest(by)}
        for g in ordered(board_.groups, by)
    ]
    rows = blocks_funnel.labelled(rows, around, by)
    left, right = st.columns(2, gap="medium") if len(rows) <= CHARTED else (st.container(), None)
    with left:
        blocks_funnel.funnel(now, by, rows, around, open_group)
    if right:
        with right:
            rate_picture(now, by, rows)
    rate_table(now, by, rows, here.total, files)
    methods.link(16)


def ordered(groups: list[dict], by: str) -> list[dict]:
    return data.in_unit_order(groups) if by == "unit" else groups


def group_word(by: str, key: str, names: dict[str, str]) -> str:
    if by == "unit":
        return names.get(key, key)
    return t(f"authority.{key}") if by == "authority" else key


def rate_picture(now: Filters, by: str, rows: list[dict]) -> None:
    words = {rate: t(f"rate.{rate}") for rate in (HEADLINE, BESIDE)}
    chart = rate_chart.rates(rows, HEADLINE, BESIDE, words)
    judged = count(sum(row["judged"] for row in rows))
    about = t("overdue.about", sentence=data.sentence(now), number=judged)
    heading = t("overdue.rates", by=t(f"by.{by}"))
    points = chart_box.show(chart, title=heading, about=about, key=drill.key(f"rates.{by}"))
    if chosen := drill.clicked(f"rates.{by}", points):
        open_group(f"rates.{by}", now, by, chosen[0], chosen[1])


def open_group(origin: str, now: Filters, by: str, key: str, first: str) -> None:
    counts = dict.fromkeys((first, "late", "open_overdue", "judged", "excluded"))
    where = group_word(by, key, data.unit_names())
    drill.open_counts(origin, where, drill.of_group(now, by, key), *counts)


def rate_table(now: Filters, by: str, rows: list[dict], total: dict, files: Any) -> None:
    rows = [rate_row(row, row["label"], smallest(by)) for row in rows]
    rows.append(rate_row(total | {"key": None}, t("report.total")))
    columns = [Column("group", heading=t(f"by.{by}"), pinned=True)]
    columns += [Column(name, form, t(f"brief.{name}")) for name, form in RATE_COLUMNS.items()]
    export = exports.report(files, "dung-han-ty-le", "rates", now, by)
    heading = t("overdue.table", by=t(f"by.{by}"))
    row = tables.show(
        rows, columns, export, key=drill.key(f"table.{by}"), title=heading,
        about=t("overdue.small_official" if by == "official" else "overdue.small"), pick=True,
    )  # fmt: skip
    if (row := drill.clicked(f"table.{by}", row)) and row["key"] is not None:
        open_group(f"table.{by}", now, by, row["key"], "late")


RATE_COLUMNS = {
    "late": "count", "judged": "count", "rate_C": "rate", "low": "rate", "high": "rate",
    "said": "text",
    "open_overdue": "count", "rate_B": "rate", "total": "count", "rate_A": "rate",
    "done_in_time": "count", "done_judged": "count", "rate_D": "rate", "excluded": "count",
}  # fmt: skip


def rate_row(row: dict, label: str, least: int = SMALL) -> dict:
    """The counts of a group with its rates; no rate under so many cases."""
    shown = {
        f"rate_{name}": data.shown_rate(row[r.x], row[r.n], least) for name, r in RATES.items()
    }
    late, judged = row["late"], row["judged"]
    low, high = wilson(late, judged) if judged >= least else (None, None)
    bounds = {"low": low and round(low, 3), "high": high and round(high, 3)}
    return row | shown | bounds | {"group": label}
