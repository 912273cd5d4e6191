"""Rows that were made one case: the rules, the rows, and the way to take them apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from metrics import merges
from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.sentences import word
from ui.tables import Column
from ui.words import plain, t

ANSWER = "merge_answer"
COLUMNS = ("source", "kind", "source_id", "subject", "merge_rule", "rows")
ROWS = (
    "file",
    "sheet",
    "row",
    "into_row",
    "merge_rule",
    "unit",
    "opened_on",
    "due_on",
    "source_status",
)
FORMS = {"subject": "long", "rows": "count", "row": "count", "into_row": "count",
         "opened_on": "date", "due_on": "date"}  # fmt: skip
Decide = Callable[[dict, str], None] | None  # None: this reader only looks


def draw(files: Any, decide: Decide) -> None:
    """The merged ids if any; one that is chosen opens its rows and can be taken apart."""
    found = data.ask(merges.ids)
    if not found:
        return taken_apart(decide)
    number = sum(data.ask(merges.counts).values())
    title = t("merge.title", number=count(number))
    rows = [worded(row) for row in found]
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text")) for c in COLUMNS],
        export(files, "dong-da-gop", title, COLUMNS, rows, t("merge.about")),
        key=drill.key("merged"), title=title, about=t("merge.about"), pick=True,
    )  # fmt: skip
    if picked:
        one_id(picked, files, decide)
    return taken_apart(decide)


def one_id(picked: Mapping, files: Any, decide: Decide) -> None:
    """The merged rows of one id, and the button that makes them cases of their own."""
    record = {"source": picked["source"], "kind": picked["code"], "source_id": picked["source_id"]}
    rows = [worded(row) for row in data.ask(merges.rows, *record.values())]
    title = t("merge.rows", source_id=picked["source_id"])
    tables.show(
        rows, [Column(c, FORMS.get(c, "text")) for c in ROWS],
        export(files, "dong-da-gop-cua-mot-ma", title, ROWS, rows, ""),
        key="merged-rows", title=title,
    )  # fmt: skip
    if decide is None:
        return
    why = st.text_input(t("names.why"), key="merge-why", max_chars=500).strip()
    if st.button(t("merge.undo"), key="merge-undo", icon=":material/call_split:"):
        decide(record | {"merge": False}, why)


def taken_apart(decide: Decide) -> None:
    """What was taken apart; each can be made one case again."""
    for n, record in enumerate(data.ask(merges.apart)):
        said, again = st.columns([4, 1], vertical_alignment="center")
        kind = word("kind", record["kind"])
        said.caption(plain(t("merge.apart", source=record["source"], kind=kind,
                             source_id=record["source_id"])))  # fmt: skip
        key = f"merge-again-{n}"
        if decide and again.button(t("merge.again"), key=key, icon=":material/undo:"):
            decide(dict(record) | {"merge": True}, "")


def worded(row: Mapping) -> dict:
    """Words for codes; `code` keeps the kind's name."""
    words = {"merge_rule": t(f"merge_rule.{row['rule']}")}
    if "kind" in row:
        words |= {"kind": word("kind", row["kind"]), "code": row["kind"]}
    return {**row, **words}
