"""Names that stand for no known unit: say once which unit is meant; take an answer back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import context, quality
from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.quality_rows import open_rows
from ui.sentences import moment, word
from ui.tables import Column
from ui.words import plain, t

ANSWER = "unit_answer"
Decide = Callable[[str, str | None, str], None]  # name, unit id (None takes it back), why


def answers(entries: Sequence) -> list[dict]:
    """The answers that hold, the newest first: name, unit_id, at, who, why."""
    held: dict[str, dict] = {}
    for entry in entries:
        held.pop(entry.body["name"], None)
        if entry.body["unit_id"]:
            held[entry.body["name"]] = entry.body | {
                "at": moment(entry.at), "who": word("who", entry.who), "why": entry.why
            }  # fmt: skip
    return list(reversed(held.values()))


def unresolved(files: Any, held: Sequence[Mapping], decide: Decide) -> None:
    """The queue; a name can be answered, and its rows looked at. What was just answered is out
    of it while the figures are still being rebuilt."""
    told = {one["name"] for one in held}
    rows = [row for row in data.ask(quality.unresolved_units) if row["name"] not in told]
    columns = ("name", "rows", "cases", "source", "last_seen")
    forms = {"rows": "count", "cases": "count"}
    title, about = t("quality.unresolved"), t("quality.unresolved.about")
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text")) for c in columns[:-1]],
        export(files, "ten-don-vi-chua-nhan-ra", title, columns, rows, about),
        key=f"unresolved-{len(rows)}", title=title, about=about, pick=True,
    )  # fmt: skip
    if picked:
        answer(picked, decide)


def answer(row: Mapping, decide: Decide) -> None:
    """Which unit of the directory a name stands for."""
    name, directory = row["name"], [u for u in data.ask(context.units) if u["resolved"]]
    with st.container(border=True):
        st.markdown(t("quality.which", name=plain(name)))
        if st.button(t("quality.see_rows", number=count(row["rows"])), key="unresolved-rows"):
            open_rows("unresolved-rows", name, quality.unresolved_rows, name)
        if not directory:
            st.info(t("quality.no_directory"))
            return
        words = {u["unit_id"]: u["name"] for u in directory}
        unit = st.selectbox(
            t("quality.unit"), list(words), index=None, format_func=words.get,
            placeholder=t("quality.choose_unit"), key=f"answer-{name}",
        )  # fmt: skip
        why = st.text_input(t("quality.why"), key=f"why-{name}", max_chars=500)
        ready = {"type": "primary", "disabled": unit is None, "key": "answer-unit"}
        if st.button(t("quality.answer"), **ready):
            decide(name, unit, why.strip())


def answered(files: Any, held: Sequence[Mapping], decide: Decide) -> None:
    """What was answered, to be taken back."""
    names = data.unit_names()
    rows = [one | {"unit": names.get(one["unit_id"], one["unit_id"])} for one in held]
    columns = ("name", "unit", "at", "who", "why")
    title, about = t("quality.answered"), t("quality.answered.about")
    picked = tables.show(
        rows, [Column(c, {"at": "moment", "why": "long"}.get(c, "text")) for c in columns],
        export(files, "ten-don-vi-da-tra-loi", title, columns, rows, about),
        key=drill.key("answered"), title=title, about=about, pick=True,
    )  # fmt: skip
    if picked:
        label = t("quality.take_back", name=plain(picked["name"]))
        if st.button(label, key="take-back", icon=":material/undo:"):
            decide(picked["name"], None, "")
