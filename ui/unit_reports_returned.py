"""Forms that came back: read, held against ours, and recorded when the Office says so."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import streamlit as st

from metrics import unit_reports
from metrics.format import count
from metrics.periods import Period
from ui import data, periods
from ui.decisions import Write
from ui.unit_reports import LIMITS
from ui.words import language, plain, t

TYPES = ["xlsx", "xlsm", "xls", "ods"]
SHOWN = 10  # cells that could not be read, and differences, written out for one file
KEPT = 60  # forms read lately


@st.cache_data(max_entries=KEPT, show_spinner=False)
def read(digest: str, name: str, lang: str, _content: bytes, _reader: Any) -> tuple[Any, str]:
    """The form, or why it is none; the same file is read once."""
    try:
        return _reader.read(_content, name, lang), ""
    except _reader.NotRead as error:
        return None, str(error)


def drop(period: Period, came_by: date, reader: Any, decide: Write) -> None:
    """The units' Excel forms; reader: reports.office.returned."""
    turn = st.session_state.get("returned.turn", 0)
    files = st.file_uploader(t("returned.drop"), TYPES, accept_multiple_files=True,
                             key=f"returned.{period.name}.{turn}", max_upload_size=5)  # fmt: skip
    for file in files or ():
        content = file.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        with st.spinner(t("returned.reading")):
            form, why = read(digest, PurePath(file.name).name, language(), content, reader)
        with st.container(border=True):
            st.markdown(f"**{plain(file.name)}**")
            if wrong := why or misplaced(form, period):
                st.error(plain(wrong))
            else:
                looked_at(form, period, came_by, digest, decide)


def misplaced(form: Any, period: Period) -> str:
    """Why a form cannot be taken for this period; '' where it can."""
    if form.period.name != period.name:
        return t("returned.other_period", period=periods.label(form.period.name))
    units = {unit["unit_id"] for unit in data.ask(unit_reports.units, period)}
    return "" if form.unit_id in units else t("returned.other_unit", unit=form.unit_id)


def looked_at(form: Any, period: Period, came_by: date, digest: str, decide: Write) -> None:
    """What it says, where it differs; a button that records it."""
    differing = differences(form, period)
    st.markdown(plain(t("returned.said", unit=data.unit_names().get(form.unit_id, form.unit_id),
                        figures=count(len(form.figures)), differing=count(len(differing)),
                        obstacles=count(len(form.obstacles)),
                        reasons=count(len(form.overdue)))))  # fmt: skip
    several(differing)
    if form.unread:
        several([t("returned.unread", sheet=sheet, row=row, text=text)
                 for sheet, row, text in form.unread])  # fmt: skip
    with (
        st.form(f"returned-{digest}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        on = st.date_input(t("unit_reports.received_on"), came_by, width=180, **LIMITS)
        number = st.text_input(t("unit_reports.report_number"), width=220, max_chars=100).strip()
        sent = st.form_submit_button(t("returned.keep"), type="primary")
    if sent and on:
        st.session_state["returned.turn"] = st.session_state.get("returned.turn", 0) + 1
        decide("report_received", {
            "period": period.name, "unit_id": form.unit_id, "received_on": on.isoformat(),
            "document_no": number, "file_sha256": digest, "figures": form.figures,
            "reasons": form.reasons, "obstacles": form.obstacles, "overdue": form.overdue,
        }, "")  # fmt: skip


def differences(form: Any, period: Period) -> list[str]:
    """One line for each figure that is not ours."""
    ours = data.ask(unit_reports.figures, period, period.last)
    lines = []
    for code, theirs in form.figures.items():
        kind, name = code.split(".", 1)
        mine = ours.get((form.unit_id, kind), {}).get(name, 0)
        if theirs != mine:
            why = form.reasons.get(code) or t("returned.no_reason")
            lines.append(t("returned.differs", kind=t(f"kind.{kind}"), count=t(f"count.{name}"),
                           ours=count(mine), theirs=count(theirs), why=why))  # fmt: skip
    return lines


def several(lines: Sequence[str]) -> None:
    more = [t("returned.more", number=count(len(lines) - SHOWN))] if len(lines) > SHOWN else []
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in (*lines[:SHOWN], *more)))
