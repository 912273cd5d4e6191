"""Họp đánh giá: which period, what to look at first, and the papers made by a job of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from layout import DataDir
from metrics.filters import Filters
from metrics.periods import parse
from ui import data, head, jobs, periods
from ui.export_traces import traced
from ui.job import Job
from ui.job_runner import OUT
from ui.pages_list import PAGES
from ui.words import plain, t
from viewer import Viewer

VERB = "review"
RESTRICTED = "phu_luc_nhan_su.docx"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
LIMITS = {"min_value": periods.FIRST_DAY, "max_value": periods.LAST_DAY}


def choose() -> Filters:
    """The period and its as-of date; without data, say what to do and stop."""
    facts = data.facts() if data.ready() else None
    if facts is None:
        head.begin()
    kinds = ("H", "Y", "Q", "H-calendar", "Y-calendar")
    names = [n for kind in kinds for n in periods.names(kind, facts.first, facts.last)]
    start = names.index(facts.period.name) if facts.period else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            t("choose.period"),
            names,
            start,
            format_func=period_word,
            width=260,
            key="pack.period",
            persist_state="session",
        )
        period = parse(name)
        as_of = st.date_input(
            t("choose.as_of"),
            period.last,
            format="DD/MM/YYYY",
            width=180,
            key=f"pack.as_of.{name}",
            **LIMITS,
        )
    filters = Filters(as_of or period.last, period)
    st.markdown(f":small[{plain(data.sentence(filters))}]")
    return filters


def period_word(name: str) -> str:
    """A period in words; no two of the choice may read alike."""
    word = periods.label(name)
    return t("pack.calendar", period=word) if name.endswith(periods.CALENDAR) else word


def checked(filters: Filters, checklist: Callable) -> Sequence[Any]:
    """The checklist, each line with the way to its page; returns its points."""
    points = data.ask(checklist, filters)
    left = sum(not point.holds for point in points)
    st.markdown(f"**{t('pack.checklist')}** · {t('pack.left', number=left)}")
    for point in points:
        sign = ":material/check_circle:" if point.holds else ":material/error:"
        with st.container(horizontal=True, vertical_alignment="center"):
            said = f"{sign} {plain(t(f'freeze.check.{point.code}'))} — {plain(point.found)}"
            st.markdown(said, width="stretch")
            if point.page in PAGES:
                st.page_link(
                    PAGES[point.page].path(point.page),
                    label=t("pack.open"),
                    icon=":material/arrow_forward:",
                )
    return points


def make(where: DataDir, filters: Filters, points: Sequence[Any], viewer: Viewer) -> None:
    """A button for a draft, a form for the freeze, and the newest papers."""
    asked = [
        f"--period={filters.period.name}",
        f"--as-of={filters.as_of.isoformat()}",
        f"--who={jobs.by()}",
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(t("pack.make"), key="pack.make", icon=":material/inventory_2:"):
            _start(where, asked)
    if viewer.role == "office":
        _freeze(where, asked, left=[point for point in points if not point.holds])
    job = next((job for job in jobs.every(where) if job.run["verb"] == VERB), None)
    if job is not None:
        shown(where, job.id, viewer)


def _freeze(where: DataDir, asked: list[str], left: list) -> None:
    with st.form("pack.freeze", clear_on_submit=True):
        st.markdown(f"**{t('pack.freeze')}**  \n:small[{t('pack.freeze.about')}]")
        why = st.text_area(
            t("pack.why" if left else "pack.why.free"), key="pack.why", max_chars=2000
        )
        sent = st.form_submit_button(t("pack.freeze"), icon=":material/lock:")
    if sent and left and not why.strip():
        st.error(t("freeze.needs_reason"))
    elif sent:
        _start(where, [*asked, "--freeze", f"--why={why.strip()}"])


def _start(where: DataDir, arguments: list[str]) -> None:
    try:
        jobs.command(where, VERB, arguments)
    except jobs.TooMany as many:
        st.error(t(f"upload.too_many.{many.code}"))


@st.fragment(run_every=1)
def shown(where: DataDir, job_id: str, viewer: Viewer) -> None:
    """How far the newest job is; when it is done, its papers."""
    job = jobs.find(where, job_id)
    if job is None:
        return
    if job.live:
        step = job.progress
        words = t("pack.step", file=step["file"]) if step.get("file") else t("pack.waiting")
        st.progress(step["done"] / step["total"] if step.get("total") else 0.0, words)
    elif job.state == "done":
        _papers(job, viewer)
    else:
        st.error(plain(job.complaint or t("pack.broken")), icon=":material/error:")


def _papers(job: Job, viewer: Viewer) -> None:
    said = job.result or {}
    if said.get("review_id"):
        st.success(t("pack.frozen", id=plain(said["review_id"])), icon=":material/lock:")
    folder = job.folder / OUT
    files = [(name, folder / name) for name in said.get("papers", []) if (folder / name).is_file()]
    downloads(files, viewer, job.id)


def downloads(files: Sequence[tuple[str, Path]], viewer: Viewer, key: str) -> None:
    """A button for each paper; the restricted one only for those who signed in."""
    with st.container(horizontal=True):
        for name, path in files:
            if name != RESTRICTED or viewer.signed_in:
                st.download_button(
                    t(f"pack.file.{name.split('.')[0]}"),
                    traced(path.read_bytes, f"review {key} {name}"),
                    name,
                    TYPES[name.rsplit(".", 1)[1]],
                    key=f"pack.{key}.{name}",
                    on_click="ignore",
                    icon=":material/download:",
                    help=name,
                )
    if not viewer.signed_in and any(name == RESTRICTED for name, _ in files):
        st.caption(t("pack.restricted"))
