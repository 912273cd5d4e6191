"""The blocks of Tổng quan, from its counts to what a reader sees."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from metrics import flow as flows
from metrics import lists
from metrics.board import Board
from metrics.catalog import CLASSES, SETTLEMENT
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, tables
from ui.tables import Column, Export
from ui.words import language, plain, t

URGED = 10  # the longest overdue
SUBJECT = 48  # letters of a subject in the leaders' list
FLOW = {"received": "came_in", "closed": "gone_in", "backlog": "left_after"}
SETTLEMENT_COLUMNS = (
    Column("unit", pinned=True), *(Column(name, "count") for name in SETTLEMENT),
)  # fmt: skip


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
    points = chart_box.show(chart, title=t("overview.flow"), about=about, key=drill.key("flow"))
    if chosen := drill.clicked("flow", points):
        month, side = chosen
        listing = Listing(everything, "total", ((FLOW[side], month),), order="opened")
        words = t(f"flow.{side}")
        label = date.fromisoformat(month).strftime("%m/%Y")
        drill.open_list("flow", drill.title(words, label), (words, listing))


def urge(now: Filters, board: Board, files: Any) -> None:
    """What to urge this week: the longest overdue, and by unit what is overdue or falls due."""
    st.subheader(t("overview.urge"), anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        longest(now, board.total["open_overdue"], files)
    with right:
        urge_by_unit(now, board, files)


def longest(now: Filters, number: int, files: Any) -> None:
    order = "due" if now.due_basis == "current" else "first_due"
    listing = Listing(now, "open_overdue", order=order)
    columns = [Column("link", "link", pinned=True), Column("subject", "long"), Column("unit"),
               Column("due_on", "date"), Column("days_overdue", "count")]  # fmt: skip
    rows = drill.item_rows(listing, URGED)
    heading = t("overview.longest", shown=count(len(rows)), number=count(number))
    export = Export("dung-han-qua-han", *files.listing(listing, heading, language()))
    tables.show(rows, columns, export, key="longest", title=heading)


def urge_by_unit(now: Filters, board: Board, files: Any) -> None:
    names, wanted = data.unit_names(), ("open_overdue", "due_soon")
    rows = [
        {"unit_id": g["unit"], "unit": names.get(g["unit"], g["unit"])} | {n: g[n] for n in wanted}
        for g in data.in_unit_order(board.groups)
        if g["open_overdue"] or g["due_soon"]
    ]
    columns = [Column("unit", pinned=True), *(Column(n, "count") for n in wanted)]
    heading = t("overview.urge_by_unit", overdue=count(board.total["open_overdue"]),
                soon=count(board.total["due_soon"]))  # fmt: skip
    export = files.table(heading, ("unit", *wanted), rows, data.sentence(now), language())
    row = tables.show(
        rows, columns, Export("dung-han-don-doc", *export), key=drill.key("urge"), title=heading,
        pick=True,
    )  # fmt: skip
    if row := drill.clicked("urge", row):
        unit = drill.of_group(now, "unit", row["unit_id"])
        drill.open_counts("urge", row["unit"], unit, *wanted)


def settlement(now: Filters, board: Board, files: Any) -> None:
    """The settlement table, as the report has it; a row opens what it counts."""
    names = data.unit_names()
    rows = [g | {"unit_id": g["unit"], "unit": names.get(g["unit"], g["unit"])}
            for g in data.in_unit_order(board.groups)]  # fmt: skip
    rows.append(board.total | {"unit_id": None, "unit": t("report.total")})
    export = Export("dung-han-tinh-hinh", *files.report("settlement", now, "unit", language()))
    row = tables.show(
        rows, SETTLEMENT_COLUMNS, export, key=drill.key("settlement"),
        title=t("report.settlement"), about=data.sentence(now), pick=True,
    )  # fmt: skip
    if row := drill.clicked("settlement", row):
        chosen = drill.of_group(now, "unit", row["unit_id"]) if row["unit_id"] else now
        drill.open_counts("settlement", row["unit"], chosen, "total", "done", "open", "no_due")


def leaders(now: Filters) -> None:
    """The leaders' own list: three kinds of work that they answer for themselves."""
    found = [(name, listing) for name, listing in own_lists(now) if listing]
    for (name, listing), place in zip(found, st.columns(len(found) or 1, gap="small"), strict=False):
        with place.container(gap=None):
            own(name, listing)


def own_lists(now: Filters) -> Sequence[tuple[str, Listing | None]]:
    above = ("provincial_party", "provincial_committee")
    authorities = tuple(a for a in above if a in (now.authorities or above))
    tasks = narrowed(now, "tasks")
    return (
        ("from_above", tasks and authorities
         and Listing(replace(tasks, authorities=authorities), "open_overdue")),
        ("enterprises", (f := narrowed(now, "petitions"))
         and Listing(f, "open", (("sender_type", "doanh nghiệp"),), order="opened")),
        ("unanswered", (f := narrowed(now, "consultations")) and Listing(f, "open")),
    )  # fmt: skip


def narrowed(now: Filters, kind: str) -> Filters | None:
    """The filters for one kind; None where they leave that kind out."""
    return replace(now, kinds=(kind,)) if kind in (now.kinds or (kind,)) else None


def own(name: str, listing: Listing) -> None:
    """One of them: its number, which opens the list, and the one that waits longest."""
    number = data.ask(lists.number, listing)
    label = t(f"own.{name}", number=count(number))
    st.button(
        f"**{plain(label)}**", key=f"own.{name}", type="tertiary", disabled=not number,
        on_click=drill.open_list, args=("own", label, (label, listing)),
    )  # fmt: skip
    names = data.unit_names(short=True)
    for row in drill.item_rows(listing, 1):
        days = row["days_overdue"]
        waits = (
            t("own.overdue", days=count(days)) if days
            else t("own.waits", days=count((listing.filters.as_of - row["opened_on"]).days))
        )  # fmt: skip
        link = f"[{plain(shortened(row['subject']))}]({row['link']})"
        unit = plain(names.get(row["unit_id"], row["unit"]))
        st.markdown(f":small[{link} · {unit} · {plain(waits)}]")


def shortened(text: str) -> str:
    return text if len(text) <= SUBJECT else text[: SUBJECT - 1].rstrip() + "…"
