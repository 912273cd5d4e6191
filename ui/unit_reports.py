"""Báo cáo của đơn vị: the period, what was asked for, and who has reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from metrics import unit_reports
from metrics.format import count, day
from metrics.periods import Period, parse
from metrics.unit_reports import STATES
from ui import data, head, periods, tables
from ui.decisions import Write
from ui.export_traces import traced
from ui.exports import export
from ui.sentences import word
from ui.tables import EXCEL_TYPE, Column
from ui.words import plain, t

LIMITS = {"min_value": periods.FIRST_DAY, "max_value": periods.LAST_DAY, "format": "DD/MM/YYYY"}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {"letter": ("docx", WORD_TYPE), "forms": ("zip", "application/zip"),
         "list": ("docx", WORD_TYPE), "book": ("xlsx", EXCEL_TYPE)}  # fmt: skip
NAMES = {"letter": "cong-van-yeu-cau-bao-cao", "forms": "bieu-bao-cao-cac-don-vi",
         "list": "tong-hop-bao-cao-don-vi", "book": "tong-hop-bao-cao-don-vi"}  # fmt: skip
COLUMNS = ("unit", "due_on", "received_on", "document_no", "state", "days_late", "noted")
FORMS = {"due_on": "date", "received_on": "date", "days_late": "count"}


def choose() -> tuple[Period, date]:
    """The period and the day up to which reports are counted; without data, say so and stop."""
    facts = begin()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = choose_period(facts, "unit_reports.period")
        came_by = st.date_input(
            t("unit_reports.came_by"), facts.as_of, key="unit_reports.came_by", width=220,
            persist_state="session", **LIMITS,
        )  # fmt: skip
    said = t("unit_reports.about", first=day(period.first), last=day(period.last))
    st.markdown(f":small[{plain(said)} {plain(head.age())}]")
    return period, came_by or facts.as_of


def begin() -> data.Facts:
    """What the data cover; without any, say what to do and stop."""
    facts = data.facts() if data.ready() else None
    if facts is None:
        head.begin()
    return facts


def choose_period(facts: data.Facts, key: str) -> Period:
    """A half-year or a year that the data touch; first the one last reported on."""
    names = [n for kind in ("H", "Y") for n in periods.names(kind, facts.first, facts.as_of)]
    names.sort(key=lambda name: parse(name).last, reverse=True)
    start = names.index(owed) if (owed := last_owed(facts.period)) in names else 0
    return parse(
        st.selectbox(
            t("choose.period"),
            names,
            start,
            format_func=periods.label,
            width=260,
            key=key,
            persist_state="session",
        )
    )


def label(period: Period) -> str:
    """The period in words, within a sentence."""
    words = periods.label(period.name)
    return words[:1].lower() + words[1:]


def last_owed(period: Period | None) -> str:
    """The letter asks for a report every six months and every year: the second half is in the
    year's."""
    return period.name.replace("H2", "Y") if period else ""


def asked(period: Period, papers: Mapping[str, Callable], decide: Write | None) -> None:
    """By when, under which number; the letter and the forms to send with it."""
    known = data.ask(unit_reports.request, period)
    if decide:
        request(period, known, decide)
    else:
        st.markdown(plain(t("unit_reports.due_on", due=day(known["due_on"]))))
    download("letter", "forms", period=period, papers=papers)
    st.caption(t("unit_reports.forms.about"))


def request(period: Period, known: Mapping, decide: Write) -> None:
    """The day and the number of the letter that asks."""
    form, line = st.form("request", border=False), {"horizontal": True}
    with form, st.container(**line, vertical_alignment="bottom"):
        due = st.date_input(
            t("unit_reports.due"), known["due_on"], width=180, **LIMITS,
            help=t("unit_reports.due.help", days=unit_reports.DUE_DAYS),
        )  # fmt: skip
        number = st.text_input(
            t("unit_reports.number"), known["document_no"] or "", width=220, max_chars=100
        )
        issued = st.date_input(t("unit_reports.issued"), known["issued_on"], width=180, **LIMITS)
        sent = st.form_submit_button(t("unit_reports.keep"), icon=":material/save:")
    if sent and due:
        body = {"due_on": due.isoformat(), "document_no": number.strip()}
        decide("request_kept", {"period": period.name, **body,
                                "issued_on": issued and issued.isoformat()}, "")  # fmt: skip


def download(*names: str, period: Period, papers: Mapping[str, Callable]) -> None:
    """Buttons side by side; nothing is written until one is clicked."""
    with st.container(horizontal=True):
        for name in names:
            ending, kind = FILES[name]
            st.download_button(
                t(f"unit_reports.file.{name}"),
                traced(papers[name], file := f"{NAMES[name]}-{period.name}.{ending}"), file, kind,
                key=f"unit_reports.{name}",
                on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def received(period: Period, came_by: date, files: Any, decide: Write | None) -> None:
    """Who has reported, late or not yet; a chosen unit's receipt is entered or taken back."""
    rows = [shown(row) for row in data.ask(unit_reports.reports, period, came_by)]
    states = {s: count(sum(row["code"] == s for row in rows)) for s in STATES}
    title = t("unit_reports.received", total=count(len(rows)), **states)
    about = t("unit_reports.received.about", day=day(came_by))
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text"), t(f"consolidated.head.{c}")) for c in COLUMNS],
        export(files, "bao-cao-da-nhan", title, COLUMNS, rows, about),
        key=f"unit_reports.{period.name}", title=title, about=about, pick=bool(decide), whole=True,
    )  # fmt: skip
    if picked and decide:
        receipt(period, came_by, picked, decide)


def shown(row: Mapping) -> dict:
    """A unit's report in words, and where that is noted."""
    noted = {"page": lambda: word("who", row["by"]),
             "register": lambda: t("unit_reports.place", file=row["file"], row=row["row"]),
             None: lambda: ""}[row["noted"]]()  # fmt: skip
    return row | {"code": row["state"], "state": t(f"unit_report.{row['state']}"),
                  "where": row["noted"], "noted": noted}  # fmt: skip


def receipt(period: Period, came_by: date, row: Mapping, decide: Write) -> None:
    """One unit: the day and number of its report, or what was entered, to take back."""
    st.markdown(f"**{plain(row['unit'])}**")
    about = {"period": period.name, "unit_id": row["unit_id"]}
    if row["where"] == "page":
        with st.form(f"receipt-back-{row['unit_id']}", border=False):
            why = st.text_input(t("urge.why_back"), max_chars=500).strip()
            sent = st.form_submit_button(t("unit_reports.take_back"), icon=":material/undo:")
        if sent and not why:
            st.error(t("urge.why_needed"))
        elif sent:
            decide("report_withdrawn", about, why)
        return
    with (
        st.form(f"receipt-{row['unit_id']}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        on = st.date_input(t("unit_reports.received_on"), came_by, width=180, **LIMITS)
        number = st.text_input(t("unit_reports.report_number"), width=220, max_chars=100).strip()
        sent = st.form_submit_button(t("unit_reports.receive"), type="primary")
    if sent and on:
        decide(
            "report_received", about | {"received_on": on.isoformat(), "document_no": number}, ""
        )
