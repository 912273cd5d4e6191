"""The list of all papers: searched by word, by kind; and all that is to be minded."""

from __future__ import annotations

import unicodedata
from typing import Any

import streamlit as st

from metrics import record, record_flags
from metrics.filters import Filters
from metrics.format import count
from metrics.record import PAPERS
from ui import data, tables
from ui.exports import export
from ui.record_head import today
from ui.tables import Column
from ui.words import language, t

WITHIN = ("document_no", "form", "official", "unit", "signer", "grounds", "entered_by")
LATEST = ("as_of", "today")


def papers(now: Filters) -> list[dict]:
    """Those that the reader looks for; up to the as-of date, or all that is there today."""
    left, middle, right = st.columns([2, 3, 2])
    with left:
        words = st.text_input(t("record.search"), key="records.search", max_chars=100)
    with middle:
        kinds = st.segmented_control(
            t("record.kind"), PAPERS, selection_mode="multi", key="records.kind",
            format_func=lambda one: t(f"paper_kind.{one}"),
        )  # fmt: skip
    with right:
        latest = st.segmented_control(
            t("records.until"), LATEST, default=LATEST[1], required=True, key="records.until",
            format_func=lambda one: t(f"records.until.{one}"),
        )  # fmt: skip
    until = max(today(), now.as_of) if latest == "today" else now.as_of
    found = data.ask(record.papers, until)
    if kinds:
        found = [row for row in found if row["kind"] in kinds]
    wanted = bare(words)
    return [row for row in found if wanted in text(row)] if wanted else found


def text(row: dict) -> str:
    """What a search looks in: without accents, lower case."""
    return bare(" ".join(str(row[name] or "") for name in WITHIN))


def bare(text: str) -> str:
    """Lower case without accents, for looking words up."""
    split = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())


def flags(now: Filters, files: Any) -> None:
    """Everybody's flags, by name; each with its reason and provision."""
    found = data.ask(record_flags.flags, now)
    rows = [{"official": f["official"], "since": f["since"], "until": f["until"],
             "said": record_flags.sentence(f, language())} for f in found]  # fmt: skip
    columns = [Column("official"), Column("said", "long"), Column("since", "date"),
               Column("until", "date")]  # fmt: skip
    title, about = t("flag.title", number=count(len(rows))), t("flag.about")
    with st.expander(title, icon=":material/flag:"):
        tables.show(
            rows, columns,
            export(files, "dieu-can-luu-y", title, ["official", "said", "since", "until"], rows,
                   f"{data.sentence(now)}. {about}"),
            key="records.flags", title=title, about=about,
        )  # fmt: skip
