"""What is reconciled: which published table, with which source of items, for which period."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from metrics.reconcile import nearest_export, publications, sources
from metrics.reconcile_items import Question
from ui import data, head, periods
from ui.words import plain, t

LOOKED_BACK = timedelta(days=60)  # a report on a period comes out within two months of its end


def choose() -> tuple[Question, dict]:
    """The question that is asked and the table it is about; without data, say what to do, stop."""
    published = {p["upload"]: p for p in data.ask(publications)} if data.ready() else {}
    if not published:
        nothing("reconcile.empty")
    columns = st.columns([3, 2, 2], gap="medium")
    upload = columns[0].selectbox(
        t("reconcile.choose"), list(published), format_func=lambda u: named(published[u]),
        key="reconcile.upload",
    )  # fmt: skip
    found = data.ask(sources, upload)
    if not found:
        nothing("reconcile.empty_source")
    source = columns[1].selectbox(t("reconcile.choose_source"), found, key=f"source.{upload[:12]}")
    table = published[upload]
    with columns[2]:
        period = choose_period(table["as_of"].date())
    return Question(upload, source, table["as_of"], period), table


def nothing(code: str) -> None:
    """The page has nothing to show: say what to do, and stop."""
    st.info(t(code), icon=":material/balance:")
    head.go_upload()
    st.stop()


def named(table: dict) -> str:
    return f"{table['file']} · {table['as_of']:%H:%M %d/%m/%Y}"


def choose_period(day: date) -> periods.Period | None:
    """Periods that end near the table's day; none takes all that was opened up to it."""
    names = [n for kind in periods.KINDS[:8] for n in periods.names(kind, day - LOOKED_BACK, day)]
    name = st.selectbox(
        t("reconcile.choose_period"), [periods.ALL, *names],
        format_func=lambda n: t("reconcile.every_period") if n == periods.ALL else periods.label(n),
        key="reconcile.period",
    )  # fmt: skip
    return periods.read(name)


def distance(question: Question) -> None:
    """Say it where the list was taken on another day than the table."""
    export = data.ask(nearest_export, question)
    days = abs((export.date() - question.as_of.date()).days)
    if days:
        words = t("reconcile.far", day=f"{export:%d/%m/%Y}", days=days)
        st.markdown(f":small[:material/warning: {plain(words)}]")
