"""Kết luận hội nghị: the meeting, its points, and what earlier meetings assigned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from metrics import conclusions
from metrics.format import count, day
from metrics.periods import Period
from ui import data, drill, tables
from ui.decisions import Write
from ui.exports import export
from ui.tables import Column
from ui.unit_reports import LIMITS
from ui.words import plain, t

COLUMNS = ("conclusion_id", "conclusion", "unit", "official", "due_on", "state_word", "done_on",
           "done_document")  # fmt: skip
FORMS = {"due_on": "date", "done_on": "date"}


def meeting(period: Period, notice: Mapping, decide: Write) -> None:
    """When it was, who chaired it, the notice's number once it has one."""
    with st.expander(t("conclusions.meeting"), expanded=notice["held_on"] is None):
        form, line = st.form("meeting", border=False), {"horizontal": True}
        with form, st.container(**line, vertical_alignment="bottom"):
            held = st.date_input(t("conclusions.held_on"), notice["held_on"], width=170, **LIMITS)
            chair = st.text_input(
                t("conclusions.chair"), notice["chair"] or "", width=260, max_chars=200,
                placeholder=t("conclusions.chair.example"),
            )  # fmt: skip
            number = st.text_input(
                t("conclusions.number"), notice["document_no"] or "", width=230, max_chars=100
            )
            issued = st.date_input(
                t("conclusions.issued"), notice["issued_on"], width=170, **LIMITS
            )
            sent = st.form_submit_button(t("conclusions.save"), icon=":material/save:")
    if sent:
        body = {"held_on": iso(held), "issued_on": iso(issued), "chair": chair.strip(),
                "document_no": number.strip()}  # fmt: skip
        decide("notice_kept", {"period": period.name, **body}, "")


def iso(given: date | None) -> str | None:
    return given.isoformat() if given else None


def points(period: Period, as_of: date, files: Any, pick: bool) -> Mapping | None:
    """The points of this review; the chosen one."""
    rows = [shown(row) for row in data.ask(conclusions.of_period, period, as_of)]
    if not rows:
        st.info(t("conclusions.none"), icon=":material/edit_note:")
        return None
    title = t("conclusions.listed", number=count(len(rows)),
              assigned=count(sum(row["unit_id"] is not None for row in rows)))  # fmt: skip
    return listed("points", rows, title, t("conclusions.listed.about") if pick else "", files, pick)


def previous(period: Period, as_of: date, files: Any) -> None:
    """What earlier reviews assigned, as it stands."""
    rows = [shown(row) for row in data.ask(conclusions.of_previous, period, as_of)]
    if not rows:
        st.caption(t("conclusions.previous.none"))
        return
    still = sum(row["class"].startswith("open_") for row in rows)
    title = t("conclusions.previous", number=count(len(rows)), open=count(still))
    listed("previous", rows, title, t("conclusions.previous.about", as_of=day(as_of)), files)


def listed(
    name: str, rows: list[dict], title: str, about: str, files: Any, pick: bool = False
) -> Mapping | None:
    columns = [Column(c, FORMS.get(c, "text")) for c in COLUMNS]
    if any(row["link"] for row in rows):
        columns.insert(0, Column("link", "link", pinned=True))
    return tables.show(
        rows, columns, export(files, "ket-luan", title, COLUMNS, rows, about),
        key=f"conclusions.{name}", title=title, about=about, pick=pick,
    )  # fmt: skip


def shown(row: Mapping) -> dict:
    """A conclusion as a reader meets it."""
    link = drill.item_address(str(row["item_id"])) if row["item_id"] else None
    unit = data.unit_names(short=True).get(row["unit_id"], row["unit"])
    return row | {"conclusion": row["text"], "link": link, "unit": unit,
                  "state_word": t(f"class.{row['class']}") if row["class"] else ""}  # fmt: skip


def of_chosen(row: Mapping | None, decide: Write) -> None:
    """Taking a point back asks why."""
    if row is None:
        return
    with st.form(f"conclusion-back-{row['conclusion_id']}", border=False):
        why = st.text_input(t("urge.why_back"), max_chars=500).strip()
        sent = st.form_submit_button(t("conclusions.take_back"), icon=":material/undo:")
    if sent and not why:
        st.error(plain(t("urge.why_needed")))
    elif sent:
        decide("conclusion_withdrawn", {"conclusion_id": row["conclusion_id"]}, why)
