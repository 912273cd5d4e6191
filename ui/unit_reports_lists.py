"""What the units' reports say: figures beside ours, difficulties and proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from metrics import unit_reports
from metrics.filters import Filters
from metrics.format import count, day
from metrics.periods import Period
from ui import data, drill, tables
from ui.exports import export
from ui.tables import Column
from ui.words import plain, t

FIGURES = ("unit", "kind_word", "measure", "ours", "theirs", "difference", "why")
OBSTACLES = ("unit", "raised_on", "subject", "proposal", "answered_on", "answer", "noted_word",
             "file", "row")  # fmt: skip
EXPLAINED = ("unit", "source_id", "subject", "due_on", "days_overdue", "closed_on", "why",
             "expected_on", "document_no", "file", "sheet", "row")  # fmt: skip
FORMS = {"ours": "count", "theirs": "count", "difference": "count", "why": "long",
         "raised_on": "date", "answered_on": "date", "row": "count", "subject": "long",
         "proposal": "long", "due_on": "date", "closed_on": "date",
         "expected_on": "date", "days_overdue": "count"}  # fmt: skip
HEADS = {"kind_word": "consolidated.head.kind", "noted_word": "consolidated.head.noted",
         "ours": "consolidated.head.ours", "theirs": "consolidated.head.theirs",
         "why": "consolidated.head.why", "measure": "consolidated.head.measure",
         "subject": "consolidated.head.subject"}  # fmt: skip


def figures(period: Period, files: Any) -> None:
    """Figures that a unit reported otherwise; a row opens the items that make ours."""
    names = data.unit_names()
    told = data.ask(unit_reports.compared, period, period.last)
    if not told:
        st.info(t("unit_reports.no_forms"), icon=":material/inbox:")
        return
    rows = [
        row | {"unit": names.get(row["unit_id"], row["unit_id"]), "why": row["reason"],
               "kind_word": t(f"kind.{row['kind']}"), "measure": t(f"count.{row['count']}")}
        for row in told if row["difference"]
    ]  # fmt: skip
    title = t("unit_reports.differ", number=count(len(rows)), total=count(len(told)))
    about = t("unit_reports.differ.about", as_of=day(period.last))
    picked = tables.show(
        rows, columns(FIGURES), export(files, "so-lieu-khac-nhau", title, FIGURES, rows, about),
        key=drill.key("differ"), title=title, about=about, pick=True,
    )  # fmt: skip
    if row := drill.clicked("differ", picked):
        opened(period, row)


def opened(period: Period, row: Mapping) -> None:
    """The items behind our figure."""
    mine = Filters(period.last, period, units=(row["unit_id"],), kinds=(row["kind"],))
    drill.open_counts("differ", f"{row['unit']} · {row['kind_word']}", mine, row["count"])


def obstacles(period: Period, came_by: date, files: Any) -> None:
    """Of the register and of the reports that came back."""
    names = data.unit_names()
    rows = [
        row | {"unit": names.get(row["unit_id"], row["unit_id"]),
               "noted_word": t(f"consolidated.noted.{row['noted']}"),
               "row": row["row"] if row["noted"] == "register" else None}
        for row in data.ask(unit_reports.obstacles, period, came_by)
    ]  # fmt: skip
    waiting = sum(row["answered_on"] is None for row in rows)
    title = t("unit_reports.obstacles", number=count(len(rows)), waiting=count(waiting))
    tables.show(
        rows, columns(OBSTACLES), export(files, "kho-khan-vuong-mac", title, OBSTACLES, rows),
        key="unit_reports.obstacles", title=title,
    )  # fmt: skip
    if not rows:
        st.caption(plain(t("consolidated.none.obstacles")))


def overdue(period: Period, came_by: date, files: Any) -> None:
    """The units' reasons for what is overdue, each beside its item."""
    names, found = data.unit_names(), data.ask(unit_reports.explained, period, came_by)
    rows = [
        row | {"unit": names.get(row["unit_id"], row["unit_id"]), "why": row["reason"],
               "link": drill.item_address(str(row["item_id"])) if row["item_id"] else None}
        for row in found
    ]  # fmt: skip
    if not rows:
        return
    title = t("unit_reports.explained", number=count(len(rows)))
    tables.show(
        rows, [Column("link", "link", pinned=True), *columns(EXPLAINED)],
        export(files, "ly-do-qua-han", title, EXPLAINED, rows),
        key="unit_reports.explained", title=title, about=t("unit_reports.explained.about"),
    )  # fmt: skip


def columns(names: tuple[str, ...]) -> list[Column]:
    return [Column(c, FORMS.get(c, "text"), HEADS.get(c) and t(HEADS[c])) for c in names]
