"""How many names wait for an answer, and the way to where they get it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import names, quality
from metrics.format import count
from ui import data, tables, who
from ui.exports import export
from ui.pages_list import PAGES
from ui.tables import Column
from ui.words import t

PAGE = "pages/data/names.py"
SHOWN = 8  # of the names, those that stand on most rows


def unresolved(files: Any) -> None:
    """The names of units that wait, most rows first, and a link to the queue."""
    rows = data.ask(quality.unresolved_units)
    columns = ("name", "rows", "cases", "source", "last_seen")
    forms = {"rows": "count", "cases": "count"}
    title, about = t("quality.unresolved"), t("quality.unresolved.about")
    tables.show(
        rows[:SHOWN], [Column(c, forms.get(c, "text")) for c in columns[:-1]],
        export(files, "ten-don-vi-chua-nhan-ra", title, columns, rows, about),
        key="unresolved", title=title, about=about,
    )  # fmt: skip
    waiting = sum(one["names"] for one in data.ask(names.total).values())
    label = t("names.go", number=count(waiting)) if waiting else t("names.go_none")
    if PAGES["names"].opens_to(who.current()):
        st.page_link(PAGE, label=label, icon=":material/arrow_forward:")
