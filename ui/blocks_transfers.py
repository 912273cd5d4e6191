"""Petitions passed from unit to unit: how many, after how long, and the ones that came back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import petitions
from metrics.filters import Filters
from metrics.format import count, decimal
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, tables
from ui.exports import export
from ui.tables import Column
from ui.words import t

LINK = Column("link", "link", pinned=True)


def matrix(now: Filters) -> None:
    """From unit (rows) to unit (columns): how often; a click opens what was passed on."""
    found, names = data.ask(petitions.hand_overs, now), data.unit_names(short=True)
    if not found:
        st.markdown(f"**{t('petitions.transfers')}**")
        st.caption(t("petitions.no_transfers"))
        return
    cells = [
        {"row": pair["from_unit"], "column": pair["to_unit"], "value": pair["passed_on"],
         "count": "passed_on", "hover": hover(pair, names)}
        for pair in found
    ]  # fmt: skip
    givers = {u: n for u, n in names.items() if any(p["from_unit"] == u for p in found)}
    takers = {u: n for u, n in names.items() if any(p["to_unit"] == u for p in found)}
    number = sum(pair["passed_on"] for pair in found)
    points = chart_box.show(
        charts.matrix(cells, givers, takers), title=t("petitions.transfers"),
        about=t("petitions.transfers.about", sentence=data.sentence(now), number=count(number)),
        key=drill.key("transfers"),
    )  # fmt: skip
    if chosen := drill.clicked("transfers", points):
        giver, taker, _ = chosen
        open_passed("transfers", now, giver, taker)


def hover(pair: dict, names: dict[str, str]) -> str:
    return t(
        "petitions.pair", giver=names.get(pair["from_unit"], pair["from_unit"]),
        taker=names.get(pair["to_unit"], pair["to_unit"]), number=count(pair["passed_on"]),
        median=decimal(data.enough(pair["median_held"], pair["passed_on"])),
        longest=count(pair["longest_held"]),
    )  # fmt: skip


def open_passed(origin: str, now: Filters, giver: str, taker: str | None = None) -> None:
    """The items that one unit passed on (to another)."""
    names = data.unit_names()
    narrow = (("passed_from", giver),) + ((("passed_to", taker),) if taker else ())
    where = " → ".join(names.get(unit, unit) for unit in (giver, taker) if unit)
    word = t("petitions.passed_on")
    listing = Listing(now, "total", narrow, order="opened")
    drill.open_list(origin, drill.title(word, where), (word, listing))


def forwarding(now: Filters, files: Any) -> None:
    """Working days a unit held what it then passed on: median and 90th percentile."""
    names = data.unit_names(short=True)
    rows = [
        row | {"unit_id": row["unit"], "unit": names.get(row["unit"], row["unit"])}
        for row in data.in_unit_order(data.ask(petitions.forwarding, now))
    ]
    total = data.ask(petitions.forwarding, now, False)[0]
    if rows:
        rows.append(total | {"unit_id": None, "unit": t("report.total")})
    for row in rows:
        row |= {c: data.enough(row[c], row["passed_on"]) for c in ("median_held", "p90_held")}
    columns = ("unit", "passed_on", "median_held", "p90_held", "returned")
    forms = {
        "passed_on": "count",
        "median_held": "decimal",
        "p90_held": "decimal",
        "returned": "count",
    }
    title = t("petitions.forwarding")
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text")) for c in columns],
        export(files, "thoi-gian-chuyen", title, columns, rows, data.sentence(now)),
        key=drill.key("forwarding"), title=title, about=t("petitions.forwarding.about"), pick=True,
    )  # fmt: skip
    row = drill.clicked("forwarding", picked)
    if row and row["unit_id"]:
        open_passed("forwarding", now, row["unit_id"])


def back_and_forth(now: Filters, files: Any) -> None:
    """Chuyển đi chuyển lại: cases that came back to a unit that had passed them on."""
    rows = [
        row | {"link": drill.item_address(row["item_id"])}
        for row in data.ask(petitions.back_and_forth, now)
    ]
    columns = ("source_id", "subject", "hand_overs", "returns")
    forms = {"subject": "long", "hand_overs": "count", "returns": "count"}
    title = t("petitions.back_and_forth", number=count(len(rows)))
    tables.show(
        rows, [LINK, *(Column(c, forms.get(c, "text")) for c in columns)],
        export(files, "chuyen-di-chuyen-lai", title, columns, rows, data.sentence(now)),
        key="back-and-forth", title=title, about=t("petitions.back_and_forth.about"),
    )  # fmt: skip
