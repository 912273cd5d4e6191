"""The blocks of Kiến nghị, đề xuất. Counts and lists only: there is no rate of referral."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import flow, petitions
from metrics.board import Board
from metrics.catalog import CLASSES, SMALL
from metrics.filters import Filters
from metrics.format import count, decimal
from metrics.latency import latency
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, tables
from ui.exports import export
from ui.tables import Column
from ui.words import plain, t

OPEN = ("open_overdue", "open_in_term", "open_no_due")
OLDEST = 10
LINK = Column("link", "link", pinned=True)


def figures(now: Filters, board: Board) -> None:
    """What is in hand, what waits, and what was passed on; each opens its items."""
    total, waits = board.total, data.ask(latency, now)[0]["oldest_open"]
    passed = data.ask(petitions.forwarding, now, False)[0]
    moved = Listing(now, "total", (("passed_on", now.as_of.isoformat()),), order="opened")
    with st.grid(5, min_column_width=150, gap="small"):
        figure("total", count(total["total"]), Listing(now, "total"))
        figure("open", count(total["open"]), Listing(now, "open"))
        figure("open_overdue", count(total["open_overdue"]), Listing(now, "open_overdue"))
        figure("oldest", count(waits), Listing(now, "open", order="opened"), t("petitions.days"))
        figure("passed_on", count(passed["passed_on"]), moved, held(passed))


def held(passed: dict) -> str:
    """How long what was passed on had been held; of few nothing is said."""
    if passed["passed_on"] < SMALL:
        return ""
    median, p90 = decimal(passed["median_held"]), decimal(passed["p90_held"])
    return t("petitions.held", median=median, p90=p90)


def figure(name: str, value: str, listing: Listing, beside: str = "") -> None:
    """A number, and the button that opens what it counts."""
    word = t(f"petitions.{name}")
    with st.container(border=True, gap=None, height="stretch"):
        st.metric(word, value, help=t(f"petitions.{name}.help"))
        st.button(
            t("petitions.see"), key=f"petitions.{name}", type="tertiary",
            on_click=drill.open_list, args=(f"petitions.{name}", word, (word, listing)),
        )  # fmt: skip
        if beside:
            st.markdown(f":small[{plain(beside)}]")


def backlog(now: Filters, board: Board) -> None:
    """What is open, per unit, by where it stands against its due date."""
    names = data.unit_names()
    rows = [
        group | {"key": group["unit"], "label": names.get(group["unit"], group["unit"])}
        for group in data.in_unit_order(board.groups) if group["open"]
    ]  # fmt: skip
    chart = charts.stacked_bar(rows, {name: t(f"class.{name}") for name in OPEN})
    points = chart_box.show(
        chart, title=t("petitions.backlog"), about=about(now, board.total["open"]),
        key=drill.key("backlog"),
    )  # fmt: skip
    if chosen := drill.clicked("backlog", points):
        unit, name = chosen
        drill.open_counts("backlog", names[unit], drill.of_group(now, "unit", unit), name, "open")


def ageing(now: Filters, board: Board) -> None:
    """Overdue petitions by how many days overdue."""
    found = {row["bucket"]: row["overdue"] for row in data.ask(flow.ageing, now)}
    rows = [
        {"key": age, "label": t(f"age.{age}"), "open_overdue": found.get(age, 0)}
        for age in flow.AGES
    ]
    chart = charts.columns(rows, "open_overdue", t("class.open_overdue"))
    points = chart_box.show(
        chart, title=t("petitions.ageing"), about=about(now, board.total["open_overdue"]),
        key=drill.key("petitions_age"),
    )  # fmt: skip
    if chosen := drill.clicked("petitions_age", points):
        listing = Listing(now, "open_overdue", (("age", chosen[0]),))
        word = t(f"age.{chosen[0]}")
        drill.open_list(
            "petitions_age", drill.title(t("count.open_overdue"), word), (word, listing)
        )


def oldest(now: Filters, board: Board, files: Any) -> None:
    """The ones that have waited longest, whatever their due date."""
    names = data.unit_names(short=True)
    rows = [
        row | {"unit": names.get(row["unit_id"], row["unit"])}
        for row in drill.item_rows(Listing(now, "open", order="opened"), OLDEST)
    ]
    title = t("petitions.longest", shown=count(len(rows)), number=count(board.total["open"]))
    columns = ("subject", "unit", "opened_on", "due_on", "class")
    forms = {"subject": "long", "opened_on": "date", "due_on": "date"}
    tables.show(
        rows, [LINK, *(Column(c, forms.get(c, "text")) for c in columns)],
        export(files, "kien-nghi-cho-lau", title, columns, rows, data.sentence(now)),
        key="petitions-oldest", title=title,
    )  # fmt: skip


def by_sender(now: Filters, board: Board) -> None:
    """Settlement by type of sender; never who the sender is."""
    rows = [
        row
        | {"key": row["sender_type"] or "", "label": row["sender_type"] or t("petitions.no_type")}
        for row in data.ask(petitions.by_sender_type, now)
    ]
    chart = charts.stacked_bar(rows, {name: t(f"class.{name}") for name in CLASSES})
    points = chart_box.show(
        chart, title=t("petitions.by_sender"), about=about(now, board.total["total"]),
        key=drill.key("by_sender"),
    )  # fmt: skip
    if chosen := drill.clicked("by_sender", points):
        kind, name = chosen
        one = (t(f"count.{name}"), Listing(now, name, (("sender_type_is", kind),)))
        every = (t("count.total"), Listing(now, "total", (("sender_type_is", kind),)))
        drill.open_list(
            "by_sender", drill.title(one[0], kind or t("petitions.no_type")), one, every
        )


def about(now: Filters, number: int) -> str:
    return t("chart.about", sentence=data.sentence(now), number=count(number))
