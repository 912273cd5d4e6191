"""How fresh each source is, and what its newest export leaves out."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import context, quality
from ui import data, drill, tables
from ui.exports import export
from ui.quality_rows import open_rows
from ui.sentences import field
from ui.tables import Column
from ui.words import t


def freshness(files: Any) -> None:
    """The newest export of each source, and how far it lags behind the newest of all."""
    found = data.ask(context.sources)
    newest = max((s["newest"] for s in found), default=None)
    rows = [source | {"lag": (newest - source["newest"]).days} for source in found]
    columns = ("source", "newest", "lag", "uploads")
    forms = {"newest": "date", "lag": "count", "uploads": "count"}
    title, about = t("quality.freshness"), t("quality.freshness.about")
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text")) for c in columns],
        export(files, "do-moi-cua-nguon", title, columns, rows, about),
        key=drill.key("freshness"), title=title, about=about, pick=True,
    )  # fmt: skip
    if source := drill.clicked("freshness", picked):
        st.session_state["quality.source"] = source["source"]


def missing(files: Any) -> None:
    """Per source and field: how many cases lack it; a row opens them."""
    rows = [
        {"source": one["source"], "name": name, "field": field(name), "missing": one[name],
         "total": one["total"], "share": one[name] / one["total"]}
        for one in data.ask(quality.missing) for name in quality.MISSING if one[name]
    ]  # fmt: skip
    columns = ("source", "field", "missing", "total", "share")
    forms = {"missing": "count", "total": "count", "share": "rate"}
    title, about = t("quality.missing"), t("quality.missing.about")
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text"), _heading(c)) for c in columns],
        export(files, "thong-tin-con-thieu", title, columns, rows, about),
        key=drill.key("missing"), title=title, about=about, pick=True,
    )  # fmt: skip
    if one := drill.clicked("missing", picked):
        heading = t("quality.missing.of", field=one["field"], source=one["source"])
        open_rows("missing", heading, quality.missing_rows, one["source"], one["name"])


def _heading(column: str) -> str | None:
    return t("column.cases") if column == "total" else None
