"""A list of records that was asked for: drawn over the page, each row with its file, sheet, row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.tables import Column
from ui.words import plain, t

OPEN = "records.open"
PLACE = ("file", "sheet", "row")
LINK = Column("link", "link", pinned=True)
COUNTED = ("step_no", "row", "days", "days_over", "total_days", "attendees")
FORMS = dict.fromkeys(COUNTED, "count") | dict.fromkeys(("subject", "content"), "long")
FORMS |= {"passed_day": "date", "step_due": "date"}


@dataclass(frozen=True)
class Opened:
    """By what it was asked for, its title, and what gives its rows, ready for a reader."""

    origin: str
    title: str
    rows: Callable[[], list[dict]]
    columns: tuple[str, ...]
    about: str = ""


def open_list(wanted: Opened) -> None:
    """Ask for the list; show() draws it. Also as a button's callback."""
    st.session_state[OPEN] = wanted


def unmark(origin: str) -> None:
    """Take the mark off what was clicked, so that the same click works again."""
    turns = st.session_state.setdefault(drill.TURN, {})
    turns[origin] = turns.get(origin, 0) + 1


def show(files: Any) -> None:
    """The list that was asked for, once."""
    opened = st.session_state.pop(OPEN, None)
    if opened:
        done = partial(unmark, opened.origin)
        box = st.dialog(plain(opened.title), width="large", on_dismiss=done)
        box(lambda: listed(opened, files))()


def listed(opened: Opened, files: Any) -> None:
    """At most so many rows on the screen, all of them in the files."""
    rows = opened.rows()
    number = t("records.number", number=count(len(rows)))
    if len(rows) > data.ROWS_SHOWN:
        number += t("list.cut", shown=count(data.ROWS_SHOWN))
    about = f"{number} {opened.about}".strip()
    used = [c for c in (*opened.columns, *PLACE) if any(r.get(c) not in (None, "") for r in rows)]
    shown = [Column(c, form(c)) for c in used]
    if any(row.get("link") for row in rows):
        shown = [LINK, *shown]
    tables.show(
        rows[: data.ROWS_SHOWN], shown,
        export(files, "danh-sach", opened.title, used, rows, about),
        key="records", title=t("records.title"), about=about,
    )  # fmt: skip


def form(column: str) -> str:
    """Days are dates, the rest text where nothing else is said."""
    return "date" if column.endswith("_on") else FORMS.get(column, "text")


def linked(rows: Sequence[dict]) -> list[dict]:
    """The rows with the address of the item whose history they belong to."""
    return [
        row | {"link": drill.item_address(row["item_id"]) if row.get("item_id") else None}
        for row in rows
    ]
