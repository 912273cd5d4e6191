"""Reminders per official and issuing level, with the work handled beside them; no proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from metrics import reminders as reminded
from metrics.filters import Filters
from metrics.format import day
from ui import data, drill, methods, record_list, tables
from ui.exports import export
from ui.record_list import Opened
from ui.tables import Column
from ui.words import language, plain, t

COLUMNS = ("official", "level", "papers", "total", "judged", "late", "expected", "said")
OF_UNITS = ("unit", "level", "papers")
PAPER = ("document_no", "issued_on", "level", "signer", "content", "item_refs")
FORMS = {"papers": "count", "total": "count", "judged": "count", "late": "count",
         "expected": "decimal", "said": "long"}  # fmt: skip
SHORT = {c: f"reminders.{c}" for c in ("total", "judged", "late")}  # headings on the screen
METHOD = 23


def draw(now: Filters, files: Any, as_row: Callable) -> None:
    """as_row: reports.holders.reminder_row, so that the screen says what the files say."""
    length = data.ask(reminded.months)
    found, aside = data.ask(reminded.with_aside, now)
    names = data.unit_names()
    rows = [as_row(one, names, language()) | {"of": one.papers} for one in found]
    first = reminded.window(now.as_of, length).first
    about = t("reminders.about", months=length, first=day(first), last=day(now.as_of))
    people = [row for row in rows if row["official"]]
    for row in people:
        if row["said"] and row["papers"] >= reminded.THIRD:
            st.info(plain(f"{row['official']} · {row['level']}: {row['said']}"))
    table("reminders", people, COLUMNS, t("reminders.title"), about, files)
    of_units = [row for row in rows if not row["official"]]
    if of_units:
        table("unit_reminders", of_units, OF_UNITS, t("reminders.units"),
              t("reminders.units.about"), files)  # fmt: skip
    beside(aside)
    methods.link(METHOD)


def table(
    name: str, rows: Sequence[dict], columns: Sequence[str], title: str, about: str, files: Any
) -> None:
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text"), SHORT.get(c) and t(SHORT[c])) for c in columns],
        export(files, "nhac-nho", title, columns, rows, about),
        key=drill.key(name), title=title, about=about, pick=True,
    )  # fmt: skip
    if row := drill.clicked(name, picked):
        whose = row["official"] or row["unit"]
        opened = f"{whose} · {row['level']}"
        record_list.open_list(Opened(name, opened, partial(list, row["of"]), PAPER))


def beside(found: list[dict]) -> None:
    """Papers that count for nobody, in one line and one list."""
    if found:
        st.button(
            t("reminders.aside", number=len(found)), key="reminders.aside", type="tertiary",
            on_click=record_list.open_list,
            args=(Opened("aside", t("reminders.aside.title"), partial(list, found),
                         ("official", *PAPER)),),
        )  # fmt: skip
