"""The blocks of Tổng quan, from its counts to what a reader sees."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from metrics import flow as flows
from metrics import lists
from metrics.board import Board
from metrics.catalog import CLASSES, SETTLEMENT
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, exports, tables
from ui.blocks_leaders import OWN
from ui.tables import Column, Export
from ui.words import language, t

LONGEST = lists.Top("longest", "open_overdue", limit=10)
WHOLE = 40  # rows of a table that stands without scrolling, so that its total is in sight
FLOW = {"received": "came_in", "closed": "gone_in", "backlog": "left_after"}


def by_unit(now: Filters, board: Board) -> None:
    """Settlement as one stacked bar per unit; a click opens the rows of its part."""
    names = data.unit_names()
    rows = [
        group | {"key": group["unit"], "label": names.get(group["unit"], group["unit"])}
        for group in data.in_unit_order(board.groups)
    ]
    chart = charts.stacked_bar(rows, {name: t(f"class.{name}") for name in CLASSES})
    about = t("chart.about", sentence=data.sentence(now), number=count(board.total["total"]))
    points = chart_box.show(
        chart, title=t("overview.by_unit"), about=about, key=drill.key("by_unit")
    )
    if chosen := drill.clicked("by_unit", points):
        unit, name = chosen
        where = names.get(unit, unit)
        drill.open_counts("by_unit", where, drill.of_group(now, "unit", unit), name, "total")


def flow(now: Filters) -> None:
    """What came, what went and what stayed, by statutory month."""
    everything = replace(now, period=None)
    rows = [
        {"key": row["month"].isoformat(), "label": row["month"].strftime("%m/%Y"),
         "received": row["came"], "closed": row["gone"], "backlog": row["backlog"]}
        for row in data.ask(flows.flow, now)
    ]  # fmt: skip
    chart = charts.flow(rows, {name: t(f"flow.{name}") for name in FLOW})
    about = t("flow.about", sentence=data.sentence(everything),
              number=count(sum(row["received"] for row in rows)))  # fmt: skip
    about += f" · {named('flow')}"
    points = chart_box.show(chart, title=t("overview.flow"), about=about, key=drill.key("flow"))
    if chosen := drill.clicked("flow", points):
        month, side = chosen
        listing = Listing(everything, "total", ((FLOW[side], month),), order="opened")
        words = t(f"flow.{side}")
        label = date.fromisoformat(month).strftime("%m/%Y")
        drill.open_list("flow", drill.title(words, label), (words, listing))


def first_rows(now: Filters) -> dict[str, list[dict]]:
    """What stands first in the leaders' lists and in the overdue, in one query."""
    return data.ask(lists.tops, now, (*OWN, replace(LONGEST, order=drill.due_order(now))))


def urge(now: Filters, board: Board, longest_overdue: list[dict], files: Any) -> None:
    """What to urge this week: the longest overdue, and by unit what is overdue or falls due."""
    st.subheader(t("overview.urge"), anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        longest(now, longest_overdue, board.total["open_overdue"], files)
    with right:
        urge_by_unit(now, board, files)


def longest(now: Filters, found: list[dict], number: int, files: Any) -> None:
    columns = [Column("link", "link", pinned=True),
               Column("days_overdue", "count", t("brief.days")), Column("unit"),
               Column("subject", "long"), Column("due_on", "date"),
               Column("official")]  # fmt: skip
    heading = t("overview.longest", shown=count(len(found)), number=count(number))
    whole = replace(LONGEST, order=drill.due_order(now)).listing(now)
    export = exports.listing(files, "dung-han-qua-han", whole, heading)
    rows = drill.worded(found, now, short=True)
    tables.show(rows, columns, export, key="longest", title=heading)


def urge_by_unit(now: Filters, board: Board, files: Any) -> None:
    names, short, wanted = (
        data.unit_names(),
        data.unit_names(short=True),
        ("open_overdue", "due_soon"),
    )
    rows = [
        {"unit_id": g["unit"], "unit": short[g["unit"]]} | {n: g[n] for n in wanted}
        for g in data.in_unit_order(board.groups)
        if g["open_overdue"] or g["due_soon"]
    ]
    columns = [Column("unit"), *(Column(n, "count", t(f"brief.{n}")) for n in wanted)]
    heading = t("overview.urge_by_unit", overdue=count(board.total["open_overdue"]),
                soon=count(board.total["due_soon"]))  # fmt: skip
    export = files.table(heading, ("unit", *wanted), rows, data.sentence(now), language())
    row = tables.show(
        rows, columns, Export("dung-han-don-doc", *export), key=drill.key("urge"), title=heading,
        pick=True,
    )  # fmt: skip
    if row := drill.clicked("urge", row):
        unit = drill.of_group(now, "unit", row["unit_id"])
        drill.open_counts("urge", names[row["unit_id"]], unit, *wanted)


def settlement(now: Filters, board: Board, files: Any) -> None:
    """The settlement table, as the report has it; a row opens what it counts."""
    names = data.unit_names()
    rows = [g | {"unit_id": g["unit"], "unit": names.get(g["unit"], g["unit"])}
            for g in data.in_unit_order(board.groups)]  # fmt: skip
    rows.append(board.total | {"unit_id": None, "unit": t("report.total")})
    export = exports.report(files, "dung-han-tinh-hinh", "settlement", now, "unit")
    columns = [Column("unit", pinned=True)]
    columns += [
        Column(n, "count", t(f"brief.{n}"), f"{t(f'count.{n}')} ({named(n)})") for n in SETTLEMENT
    ]
    row = tables.show(
        rows, columns, export, key=drill.key("settlement"),
        title=t("report.settlement"), about=data.sentence(now), pick=True, whole=len(rows) <= WHOLE,
    )  # fmt: skip
    if row := drill.clicked("settlement", row):
        chosen = drill.of_group(now, "unit", row["unit_id"]) if row["unit_id"] else now
        drill.open_counts("settlement", row["unit"], chosen, "total", "done", "open", "no_due")
