"""Questions that rows raise, how every row was accounted for, what vanished; and their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from metrics import quality
from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.private import masked
from ui.sentences import word
from ui.tables import Column
from ui.words import t

OPEN = "quality.open"
LIMIT = 1000  # rows that a list asks for
ROWS = ("source_id", "subject", "unit", "opened_on", "due_on", "closed_on", "source_status",
        "unread_text", "file", "sheet", "row")  # fmt: skip
FORMS = {"subject": "long", "opened_on": "date", "due_on": "date", "closed_on": "date",
         "row": "count", "last_seen": "date", "newest_export": "date"}  # fmt: skip


LINK = Column("link", "link", pinned=True)


@dataclass(frozen=True)
class Opened:
    """A list that was asked for: by which table, its title, and the question that gives it."""

    origin: str
    title: str
    question: Callable
    given: tuple


def open_rows(origin: str, title: str, question: Callable, *given: Any) -> None:
    """Ask for the rows behind a number; show_opened() draws them."""
    st.session_state[OPEN] = Opened(origin, title, question, given)


def unmark(origin: str) -> None:
    """Take the mark off what was clicked, so that the same click works again."""
    turns = st.session_state.setdefault(drill.TURN, {})
    turns[origin] = turns.get(origin, 0) + 1


def show_opened(files: Any) -> None:
    """The rows that were asked for, each with its file, sheet and row, and the way to its item."""
    opened = st.session_state.pop(OPEN, None)
    if opened:
        done = partial(unmark, opened.origin)
        box = st.dialog(t("quality.rows"), width="large", on_dismiss=done)
        box(lambda: listed(opened, files))()


def listed(opened: Opened, files: Any) -> None:
    rows = data.ask(opened.question, *opened.given, LIMIT)
    number = count(len(rows)) if len(rows) < LIMIT else t("quality.first", number=count(LIMIT))
    about = t("quality.rows.about", number=number)
    rows = [row | {"link": row["item_id"] and drill.item_address(row["item_id"])} for row in rows]
    used = [c for c in ROWS if any(row.get(c) not in (None, "") for row in rows)]
    tables.show(
        rows, [LINK, *(Column(c, FORMS.get(c, "text")) for c in used)],
        export(files, "dong-can-xem", opened.title, used, rows, about),
        key="quality-rows", title=opened.title, about=about,
    )  # fmt: skip


def suspicious(files: Any) -> None:
    """Each question with the number of rows that raise it."""
    rows = [
        {"name": q["question"], "question": t(f"question.{q['question']}"), "rows": q["rows"]}
        for q in data.ask(quality.suspicious) if q["rows"]
    ]  # fmt: skip
    columns, title, about = (
        ("question", "rows"),
        t("quality.suspicious"),
        t("quality.suspicious.about"),
    )
    picked = tables.show(
        rows, [Column("question"), Column("rows", "count")],
        export(files, "dong-dang-ngo", title, columns, rows, about),
        key=drill.key("suspicious"), title=title, about=about, pick=True,
    )  # fmt: skip
    if one := drill.clicked("suspicious", picked):
        open_rows("suspicious", one["question"], quality.suspicious_rows, one["name"])


def accounting(files: Any) -> None:
    """Per upload in use: read = loaded + rejected + skipped; a row opens what was left out."""
    source = st.session_state.get("quality.source")
    found = [u for u in data.ask(quality.uploads) if source in (None, u["source"])]
    rows = [u | {"kind": word("kind", u["kind"]), "code": u["kind"]} for u in found]
    columns = (
        "as_of",
        "file",
        "source",
        "kind",
        "rows_read",
        "rows_loaded",
        "rows_rejected",
        "rows_skipped",
    )
    title = t("quality.accounting") + (f" · {source}" if source else "")
    about = t("quality.accounting.about")
    forms = {"as_of": "date"} | {c: "count" for c in columns if c.startswith("rows_")}
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text")) for c in columns],
        export(files, "doi-chieu-dong", title, columns, rows, about),
        key="accounting", title=title, about=about, pick=True,
    )  # fmt: skip
    if source and st.button(t("quality.every_source"), key="quality-every-source"):
        del st.session_state["quality.source"]
        st.rerun()
    if picked:
        left_out(picked, files)


def left_out(upload: dict, files: Any) -> None:
    """The rows of one upload that were not loaded, by reason."""
    found = data.ask(quality.left_out, upload["upload"])
    rows = [
        {"sheet": r["sheet"] or None, "row": r["row"],
         "disposition": word("disposition", r["disposition"]),
         "reason": word("reason", r["reason"]),
         "text": " · ".join(c for c in masked(r["cells"]) if c)}
        for r in found
    ]  # fmt: skip
    counted = Counter(row["reason"] for row in rows).most_common()
    about = "; ".join(f"{reason}: {count(number)}" for reason, number in counted)
    wanted = ("sheet", "row", "disposition", "reason", "text")
    title = t("quality.left_out", file=upload["file"])
    tables.show(
        rows[:LIMIT], [Column(c, {"row": "count", "text": "long"}.get(c, "text")) for c in wanted],
        export(files, "dong-khong-nap", title, wanted, rows, about),
        key=f"left-out-{upload['upload'][:12]}", title=title, about=about,
    )  # fmt: skip


def vanished(files: Any) -> None:
    """Open cases that the newest full export of their source no longer lists."""
    rows = [r | {"link": drill.item_address(r["item_id"])} for r in data.ask(quality.vanished)]
    columns = ("source", "source_id", "subject", "last_seen", "newest_export")
    title = t("quality.vanished", number=count(len(rows)))
    about = t("quality.vanished.about")
    tables.show(
        rows[:LIMIT], [LINK, *(Column(c, FORMS.get(c, "text")) for c in columns)],
        export(files, "ho-so-bien-mat", title, columns, rows, about),
        key="vanished", title=title, about=about,
    )  # fmt: skip
