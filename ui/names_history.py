"""What was answered about names, by whom and why; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import names
from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.names_answers import Answer
from ui.names_queue import Decide
from ui.tables import Column
from ui.words import plain, t

COLUMNS = ("name", "stands_as", "at", "who", "why")
FORMS = {"at": "moment", "why": "long"}


def draw(held: Sequence[Mapping], files: Any, decide: Decide) -> None:
    """The answers that hold, the newest first, if any; one that is chosen can be taken back."""
    newest = sorted(held, key=lambda one: one["at"], reverse=True)
    rows = [one | {"stands_as": stands_as(one)} for one in newest]
    if not rows:
        return
    title, about = t("names.answered", number=count(len(rows))), t("names.answered.about")
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text")) for c in COLUMNS],
        export(files, "ten-da-tra-loi", title, COLUMNS, rows, about),
        key=drill.key("names-answered"), title=title, about=about, pick=True,
    )  # fmt: skip
    if picked:
        label = t("names.take_back", name=plain(picked["name"]))
        if st.button(label, key="names-take-back", icon=":material/undo:"):
            decide(Answer(picked["what"], picked["name"], None), "")


def stands_as(answer: Mapping) -> str:
    """Whom a name stands for, and what kind of answer that is."""
    if answer["stands_for"] == "outside":
        return t(f"names.{answer['what']}.outside.short")
    known = {one["id"]: one["name"] for one in data.ask(names.choices, answer["what"])}
    target = known.get(answer["target"], answer["target"])
    return t("names.new.short", target=target) if answer["stands_for"] == "new" else target
