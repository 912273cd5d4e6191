"""One unit beside the department, stratum by stratum: a picture and a table with fractions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.board import Board
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from metrics.strata import STRATUM, TERMS, URGENCIES, strata
from ui import chart_box, data, drill, exports, methods, strata_chart, tables
from ui.tables import Column
from ui.words import language, t

SHOWN = {
    "x": "count", "n": "count", "rate": "rate",
    "department_x": "count", "department_n": "count", "department_rate": "rate",
}  # fmt: skip
SAID = ("source", "urgency", "term")  # what tells the strata of a picture apart
CHARTED = 14  # strata in the picture, those with most work first; the table has them all
COUNTS = ("late", "judged", "open_overdue")


def choose(now: Filters, here: Board) -> str | None:
    """The unit that the reader looks at: one with judged work, in the directory's order."""
    names = data.unit_names()
    units = [g["unit"] for g in data.in_unit_order(here.groups) if g["judged"]]
    return st.selectbox(
        t("strata.unit"), units, format_func=lambda unit: names.get(unit, unit),
        key=f"strata.unit.{language()}", persist_state="session",
    )  # fmt: skip


def compare(now: Filters, unit: str, files: Any) -> None:
    """The unit's fraction and the department's in each stratum where the unit has judged work."""
    rows = [worded(r) for r in data.ask(strata, now, "unit") if r["unit"] == unit]
    picture(now, unit, sorted(rows, key=lambda row: -row["n"])[:CHARTED])
    table(now, unit, sorted(rows, key=in_order), files)
    methods.link(17)


def worded(row: dict) -> dict:
    """The stratum in words; no rate of few cases on either side."""
    words = {"kind": t(f"kind.{row['kind']}"), "urgency": t(f"urgency.{row['urgency']}")}
    words |= {"source": row["source"], "term": t(f"term.{row['term']}")}
    rates = {
        "rate": data.shown_rate(row["x"], row["n"]),
        "department_rate": data.shown_rate(row["department_x"], row["department_n"]),
    }
    key = json.dumps([row[name] for name in STRATUM])  # a source is any text
    told = [words[name] for name in SAID if row[name] != "none"]
    return row | rates | {"key": key, "words": words, "label": " · ".join(told)}


def in_order(row: dict) -> tuple:
    return (
        row["kind"],
        row["source"],
        list(URGENCIES).index(row["urgency"]),
        list(TERMS).index(row["term"]),
    )


def about(now: Filters, rows: Sequence[dict]) -> str:
    judged = count(sum(row["n"] for row in rows))
    return t(
        "strata.about", sentence=data.sentence(now), definition=named("C", "strata"), number=judged
    )


def picture(now: Filters, unit: str, rows: Sequence[dict]) -> None:
    name = data.unit_names().get(unit, unit)
    words = {"unit": name, "department": t("strata.department")}
    chart = strata_chart.pairs(rows, words, COUNTS[0])
    points = chart_box.show(
        chart, title=t("strata.title", unit=name), about=about(now, rows), key=drill.key("strata")
    )
    if chosen := drill.clicked("strata", points):
        open_stratum("strata", now, unit, chosen[0], name)


def table(now: Filters, unit: str, rows: list[dict], files: Any) -> None:
    name = data.unit_names().get(unit, unit)
    shown = [row | row["words"] for row in rows]
    columns = [Column(field, pinned=field == "kind") for field in STRATUM]
    columns += [Column(field, form, t(f"strata.{field}")) for field, form in SHOWN.items()]
    export = exports.report(files, "dung-han-cung-loai", "strata", now, "unit")
    row = tables.show(
        shown, columns, export, key=drill.key("strata.table"),
        title=t("strata.table", unit=name), about=t("strata.pick"), pick=True,
    )  # fmt: skip
    if row := drill.clicked("strata.table", row):
        open_stratum("strata.table", now, unit, row["key"], name)


def open_stratum(origin: str, now: Filters, unit: str, key: str, name: str) -> None:
    """The unit's items of a stratum, and beside them everybody's."""
    kind, source, urgency, term = json.loads(key)
    here = replace(now, kinds=(kind,), sources=(source,))
    narrow = (("urgency_is", urgency), ("term_is", term))
    own = replace(here, units=(unit,))
    lists = [(t(f"count.{c}"), Listing(own, c, narrow)) for c in COUNTS]
    everyone = replace(here, units=(), officials=())
    lists.append((t("strata.everyone"), Listing(everyone, "judged", narrow)))
    drill.open_list(origin, drill.title(name, t(f"term.{term}")), *lists)
