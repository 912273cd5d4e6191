"""How a file was read: each field and its column, how sure and why; cells that were converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import streamlit as st

import messages
from ui import tables
from ui.exports import export
from ui.sentences import field, word
from ui.tables import Column
from ui.upload_answers import sureness
from ui.words import language, plain, t

COLUMNS = ("field", "heading", "sure", "why")
PROPOSED = ("field", "heading", "letter", "sure", "why", "examples")
CONVERTED = ("sheet", "row", "before", "after")
SHEETS_NAMED = 6


def place(report: Mapping) -> str:
    """Which sheets and which row of headings were read."""
    sheets = [plain(sheet) for sheet in report["sheets"]]
    more = " …" if len(sheets) > SHEETS_NAMED else ""
    return t(
        "upload.place",
        sheets="; ".join(sheets[:SHEETS_NAMED]) + more or "–",
        header=report["header_row"] or "–",
        encoding=plain(report["encoding"] or "–"),
    )


def line(report: Mapping) -> str:
    """Every field and the heading it stands under, in one line."""
    found = (
        f"{plain(field(r['field']))} ← «{plain(r['heading'] or '–')}»" for r in report["recognised"]
    )
    return "; ".join(found)


def doubtful(report: Mapping) -> bool:
    """Whether a column is less than sure."""
    return any(sureness(r["confidence"]) in ("middle", "low") for r in report["recognised"])


def draw(report: Mapping, files: ModuleType, key: str) -> None:
    """The table field ← heading; the profile to keep."""
    rows = [
        {"field": field(r["field"]), "heading": r["heading"], "why": why(r["rule"], r["figures"]),
         "sure": t(f"sure.{sureness(r['confidence'])}")}
        for r in report["recognised"]
    ]  # fmt: skip
    title = t("upload.reading")
    tables.show(
        rows, [Column("field"), Column("heading"), Column("sure"), Column("why", "long")],
        export(files, "cach-doc", title, COLUMNS, rows, place(report)),
        key=f"{key}-reading", title=title,
    )  # fmt: skip
    st.download_button(
        t("upload.toml"), report["toml"], f"{Path(report['file']).stem}.toml", "application/toml",
        key=f"{key}-toml", on_click="ignore", type="tertiary", icon=":material/download:",
        help=t("upload.toml.help"),
    )  # fmt: skip


def proposed(columns: Sequence[Mapping], files: ModuleType, key: str, title: str) -> None:
    """The columns that a question or a correction proposes, with examples of their cells."""
    rows = [
        {"field": field(c["field"]), "heading": c["heading"] or c["address"],
         "letter": c["column"], "sure": t(f"sure.{sureness(c['confidence'])}"),
         "why": why("", c), "examples": "; ".join(c["examples"])}
        for c in columns
    ]  # fmt: skip
    tables.show(
        rows, [*map(Column, PROPOSED[:4]), Column("why"), Column("examples", "long")],
        export(files, "de-xuat", title, PROPOSED, rows), key=f"{key}-proposed", title=title,
    )  # fmt: skip


def converted(found: Mapping, files: ModuleType, key: str) -> None:
    """The first cells that old encodings gave, before and after."""
    title = t("upload.converted", number=found["cells"])
    rows = [{name: cell.get(name) for name in CONVERTED} for cell in found["first"]]
    tables.show(
        rows, [Column("sheet"), Column("row", "count"), Column("before"), Column("after")],
        export(files, "chuyen-ma", title, CONVERTED, rows),
        key=f"{key}-converted", title=title, about=t("upload.converted.about"),
    )  # fmt: skip


def why(rule: str, figures: Mapping) -> str:
    """The rule, then the figures that speak for it."""
    said = [word("recognise", rule.split(".")[-1])] if rule else []
    test = f"evidence.{figures.get('found')}"
    if figures.get("percent") and messages.known(test, language()):
        said.append(t(test, percent=figures["percent"]))
    elif figures.get("filled"):
        said.append(t("evidence.filled", filled=figures["filled"]))
    return "; ".join(said)
