"""Stored uploads that today's reader refuses: which, why, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from metrics import quality
from metrics.format import count
from ui import data, tables
from ui.exports import export
from ui.sentences import refusal, word
from ui.tables import Column
from ui.words import t

COLUMNS = ("file", "kind", "source", "why")


def draw(files: Any) -> None:
    """The list, if there is any, above everything else: none of its rows is in a figure."""
    rows = [shown(row) for row in data.ask(quality.set_aside)]
    if not rows:
        return
    title, about = t("aside.title", number=count(len(rows))), t("aside.about")
    st.warning(about, icon=":material/folder_off:")
    tables.show(
        rows, [*map(Column, COLUMNS[:3]), Column("why", "long")],
        export(files, "tep-tam-gac", title, COLUMNS, rows, about),
        key=f"aside-{len(rows)}", title=title, about=about,
    )  # fmt: skip


def shown(row: Mapping) -> dict:
    """The upload in words, its reason as the sentence a refused file gets."""
    said = {"refused": row["reason"], "params": json.loads(row["params"]), "file": row["file"]}
    return {
        "file": row["file"], "kind": word("kind", row["kind"]), "source": row["source"] or "",
        "why": refusal(said),
    }  # fmt: skip
