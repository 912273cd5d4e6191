"""In a record: the late items with their reasons, and who confirmed an objective cause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from messages import text
from metrics import record_work
from metrics.catalog import DUE_BASES
from metrics.filters import Filters
from metrics.format import count
from ui import data, drill, struck, tables
from ui.decisions import Write
from ui.exports import export
from ui.record_head import today
from ui.tables import Column
from ui.words import language, plain, t

COLUMNS = ("source_id", "subject", "class", "days_overdue", "due_on", "closed_on", "progress_note",
           "objective_cause", "cause_authority", "cause_document", "cause_dated", "confirmed_by",
           "marks", "official", "unit", "file", "sheet", "row")  # fmt: skip
LABELS = {"cause": "objective_cause", "authority": "cause_authority",
          "document_no": "cause_document"}  # fmt: skip
FORMS = {"subject": "long", "days_overdue": "count", "due_on": "date", "closed_on": "date",
         "cause_dated": "date", "row": "count", "progress_note": "long"}  # fmt: skip


def draw(mine: Filters, files: Any, write: Write | None) -> None:
    """`write` is there for those who may note that an authority confirmed a cause."""
    rows = worded(mine, data.ROWS_SHOWN)
    number = record_work.summed(data.ask(record_work.handled, mine))["late"]
    title, about = t("record.late", number=count(number)), t("record.late.about")
    used = [c for c in COLUMNS if any(row.get(c) not in (None, "") for row in rows)]
    every, lang, basis = data.later(record_work.late, mine), language(), DUE_BASES[mine.due_basis]

    def whole() -> list[dict]:
        """Every row as a file says it, written where there is no page."""
        return [files.worded(row | {"class": row[basis]}, lang) | {"marks": marks(row, lang)}
                for row in every()]  # fmt: skip

    exported = COLUMNS if number > len(rows) else used
    file = export(files, "viec-cham", title, exported, whole, f"{data.sentence(mine)}. {about}")
    shown = [Column("link", "link", pinned=True), *(Column(c, FORMS.get(c, "text")) for c in used)]
    picked = tables.show(
        rows, shown, replace(file, rows=number), key="record.late", title=title,
        about=about + drill.cut(rows, number), pick=write is not None,
    )  # fmt: skip
    struck.draw(
        (f"{row['source_id'] or ''} {row['subject'] or ''}", row["excluded_why"])
        for row in rows if row["excluded_why"]
    )  # fmt: skip
    if write and rows:
        confirm(picked or rows[0], picked is not None, write)


def worded(mine: Filters, limit: int) -> list[dict]:
    """The first late items in words, marked with what people decided of each."""
    rows = drill.worded(data.ask(record_work.late, mine, limit), mine)
    return [row | {"marks": marks(row, language())} for row in rows]


def marks(row: dict, lang: str) -> str:
    """«đã loại; có phản hồi; có đính chính»."""
    said = {"excluded": row["excluded_why"], "objected": row["objections"],
            "corrected": row["corrections"]}  # fmt: skip
    return "; ".join(text(f"record.mark.{name}", lang) for name, value in said.items() if value)


def confirm(row: dict, open_: bool, write: Write) -> None:
    """Note which authority confirmed an objective cause, by which paper; or take that back."""
    name = f"{row['source_id'] or ''} {row['subject'] or ''}".strip()
    with st.expander(t("cause.title"), expanded=open_, icon=":material/gavel:"):
        st.markdown(plain(t("cause.of", item=name)))
        if row["confirmed_by"]:
            if st.button(t("cause.take_back"), key="cause.back"):
                write("cause_confirmed", {"item_id": row["item_id"], "cause": None}, "")
            return
        with st.form("cause", border=False):
            given = {
                "cause": st.text_area(t("column.objective_cause"), max_chars=1000),
                "authority": st.text_input(t("column.cause_authority"), max_chars=200),
                "document_no": st.text_input(t("column.cause_document"), max_chars=100),
            }
            dated = st.date_input(t("column.cause_dated"), value=None, format="DD/MM/YYYY")
            sent = st.form_submit_button(t("cause.keep"), type="primary")
    if sent:
        missing = [t(f"column.{LABELS[n]}") for n, value in given.items() if not value.strip()]
        missing += [t("column.cause_dated")] if not dated else []
        if missing:
            st.error(plain(t("record_problem.missing_all", fields=", ".join(missing))))
        elif dated > today():
            st.error(t("record_problem.cause_not_yet"))
        else:
            body = {n: " ".join(value.split()) for n, value in given.items()}
            write("cause_confirmed",
                  {"item_id": row["item_id"], "dated": dated.isoformat(), **body}, "")  # fmt: skip
