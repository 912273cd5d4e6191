"""The blocks of Quá hạn besides rates and extensions: ages, what falls due, what has no term."""

from typing import Any

import streamlit as st

from metrics import flow as flows
from metrics.board import Board
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, exports, tables
from ui.tables import Column
from ui.words import t

WITHOUT = ("done_no_due", "open_no_due")


def ageing(now: Filters, total: int) -> None:
    """Overdue open work by how long it has been overdue."""
    found = {row["bucket"]: row["overdue"] for row in data.ask(flows.ageing, now)}
    rows = [{"key": age, "label": t(f"age.{age}"), "open_overdue": found.get(age, 0)}
            for age in flows.AGES]  # fmt: skip
    chart = charts.columns(rows, "open_overdue", t("class.open_overdue"))
    about = t("chart.about", sentence=data.sentence(now), number=count(total))
    about += f" · {named('ageing')}"
    points = chart_box.show(chart, title=t("overdue.ageing"), about=about, key=drill.key("ageing"))
    if chosen := drill.clicked("ageing", points):
        word = f"{t('class.open_overdue')}: {t('age.' + chosen[0])}"
        listing = Listing(now, "open_overdue", (("age", chosen[0]),))
        drill.open_list("ageing", word, (word, listing))


def without_due_date(now: Filters, here: Board) -> None:
    """Work without a due date is a list of its own, by unit."""
    names = data.unit_names()
    rows = [g | {"key": g["unit"], "label": names.get(g["unit"], g["unit"])}
            for g in data.in_unit_order(here.groups) if g["no_due"]]  # fmt: skip
    chart = charts.stacked_bar(rows, {name: t(f"class.{name}") for name in WITHOUT})
    shown = {"number": count(here.total["no_due"]), "all": count(here.total["total"])}
    about = t("overdue.no_due_about", sentence=data.sentence(now), **shown)
    points = chart_box.show(chart, title=t("overdue.no_due"), about=about, key=drill.key("no_due"))
    if chosen := drill.clicked("no_due", points):
        unit, name = chosen
        of_unit = drill.of_group(now, "unit", unit)
        drill.open_counts("no_due", names.get(unit, unit), of_unit, name, "no_due")
    st.button(
        t("overdue.no_due_list", number=count(here.total["no_due"])), key="no_due.all",
        type="tertiary", icon=":material/list:", disabled=not here.total["no_due"],
        on_click=drill.open_counts, args=("no_due", "", now, "no_due", *WITHOUT),
    )  # fmt: skip


def coming_due(now: Filters, files: Any, total: int) -> None:
    """What falls due within seven days, soonest first."""
    listing = Listing(now, "due_soon", order=drill.due_order(now))
    heading = t("overdue.coming", number=count(total))
    rows = drill.item_rows(listing, data.ROWS_ON_PAGE, short=True)
    columns = [Column("link", "link", pinned=True), Column("due_on", "date"), Column("unit"),
               Column("subject", "long"), Column("official")]  # fmt: skip
    export = exports.listing(files, "dung-han-sap-den-han", listing, heading)
    tables.show(
        rows, columns, export, key="coming", title=heading, about=drill.cut(rows, total).strip()
    )
