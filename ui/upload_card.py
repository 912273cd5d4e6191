"""One job on the page: how far it is, what would change, yes or no, what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from layout import DataDir
from metrics.format import NOTHING, count
from ui import jobs, upload_file, upload_names, upload_password, upload_said, who
from ui.job import Job
from ui.pages_list import PAGES
from ui.sentences import moment
from ui.upload_answers import asks
from ui.upload_file import Context
from ui.upload_request import adopt_sheets, again, load, put_aside, received
from ui.words import plain, t

REFRESH = 1.0  # seconds between two looks at a job under way


def every(context: Context) -> None:
    """The newest job, and the older ones folded away."""
    newest, *older = [*jobs.every(context.data), None]
    if newest:
        draw(newest, context)
    for job in filter(None, older):
        with st.expander(title(job), key=f"older-{job.id}", on_change="rerun") as fold:
            if fold.open or job.live:
                draw(job, context)


def draw(job: Job, context: Context) -> None:
    """The job as it stands now."""
    with st.container(key=f"job-{job.id}"):
        if job.live:
            under_way(context.data, job.id)
            return
        upload_password.sweep(job)
        if job.state != "done":
            broken(job, context.uploads)
        elif job.run["verb"] in ("check", "load"):
            looked_at(job, context)
        else:
            st.success(t(f"job.{job.run['verb']}.done"), icon=":material/check:")
            button(job, "close", jobs.remove)


@st.fragment(run_every=REFRESH)
def under_way(data: DataDir, job_id: str) -> None:
    """How far it is; the page runs again when it is over."""
    job = jobs.find(data, job_id)
    if job is None or not job.live:
        st.rerun()
    names = "; ".join(file.name for file in job.files)
    verb = t(f"job.{job.run['verb']}")
    others = any(one.live and one.id != job_id for one in jobs.every(data))
    if job.state == "waiting" and others:
        st.info(f"{verb}: {t('job.waiting')}", icon=":material/hourglass:")
    else:
        step = {"step": "start", "done": 0, "total": 1} | job.progress
        said_so = t(f"job.step.{step['step']}", number=step["done"] + 1, total=step["total"])
        st.progress(_share(step), f"{verb}: {said_so}")
    if names:
        st.caption(plain(names))
    if job.run["verb"] == "check":
        button(job, "stop", jobs.remove)


def _share(step: Mapping) -> float:
    """How full the bar is: reading takes it to 80%, building to 90%."""
    if step["step"] == "build":
        return 0.9
    return 0.05 + 0.75 * step["done"] / max(step["total"], 1)


def rebuilds(data: DataDir) -> None:
    """On a page that only decides: rebuilds under way, and those that failed; for those alone who
    may load files: a job names files and says why it failed."""
    if not PAGES["upload"].opens_to(who.current()):
        return
    for job in jobs.every(data):
        if job.run["verb"] == "build" and job.live:
            under_way(data, job.id)
        elif job.run["verb"] == "build" and job.state != "done":
            broken(job, [])


def broken(job: Job, uploads: Sequence[dict]) -> None:
    """It ended without a result: say why; try again or drop it."""
    words = job.complaint or t(f"job.{job.state}")
    st.error(plain(words), title=t(f"job.{job.run['verb']}"), icon=":material/error:")
    for file in job.files:
        with st.expander(f"{t('upload.mend')}: {plain(file.name)}"):
            upload_said.draw(job, file.sha256, uploads)
    with st.container(horizontal=True):
        button(job, "retry", retry)
        button(job, "drop", jobs.remove)


def retry(job: Job) -> None:
    """Once more; a withdrawal is written down before the building that may fail after it."""
    if job.run["verb"] == "withdraw":
        jobs.start(job, "build", [])
    else:
        again(job)


def looked_at(job: Job, context: Context) -> None:
    """Each file as it was read; then yes or no, or what was done."""
    verb, out = job.run["verb"], job.folder / "out.json"
    reports = reports_of(out, out.stat().st_mtime_ns)
    if verb == "check":
        adopt_sheets(job, reports)
    waits = verb == "check" and any(map(asks, reports))
    st.caption(t("upload.waits" if waits else f"job.{verb}.done", at=when(job)))
    alone = verb == "check" and len(reports) == 1
    for number, report in enumerate(reports):
        with st.container(border=report["status"] != "refused" or asks(report)):
            upload_file.draw(job, report, f"{job.id}-{number}", context, alone)
    context.refuse(job, [r for r in reports if r.get("refused") == "state_secret"])
    if verb == "load":
        upload_names.draw(reports, job.id, context.told, context.answer)
        button(job, "close", jobs.remove)
    else:
        decide(job, reports, context)


@st.cache_resource(max_entries=8, show_spinner=False)
def reports_of(out: Path, written: int) -> list[dict]:
    """A finished run's reports, shared and never changed; `written` tells one run from another."""
    return json.loads(out.read_text("utf-8"))["files"]


def decide(job: Job, reports: Sequence[Mapping], context: Context) -> None:
    """Yes or no; files that wait for an answer go on waiting, on a card of their own."""
    good = {received(r) for r in reports if r["status"] == "would_load"}
    waiting = {received(r) for r in reports if asks(r)} - good
    refused = [r for r in reports if r["status"] == "refused" and not asks(r)]

    def yes(one: Job) -> None:
        context.refuse(one, refused)
        if waiting:
            put_aside(context.data, one, waiting)
        load(one, good)

    def no(one: Job) -> None:
        context.refuse(one, refused)
        jobs.remove(one)

    with st.container(horizontal=True):
        if good:
            button(job, "yes", yes, type="primary", number=count(len(good)))
        button(job, "no" if good or waiting else "close", no)


def button(job: Job, name: str, act: Callable[[Job], object], type="secondary", **words) -> None:
    """A button that acts on the job and shows the page anew."""
    if st.button(t(f"job.button.{name}", **words), key=f"{name}-{job.id}", type=type):
        try:
            act(job)
        except jobs.TooMany as much:
            st.error(t(f"upload.too_many.{much.code}", files=jobs.FILES_AT_ONCE))
            return
        st.rerun()


def when(job: Job) -> str:
    """dd/mm/yyyy hh:mm of the drop."""
    at = moment(job.drop["at"])
    return f"{at:%d/%m/%Y %H:%M}" if at else NOTHING


def title(job: Job) -> str:
    """One line for a job that is folded away."""
    names = plain("; ".join(file.name for file in job.files))
    return " · ".join(filter(None, (t(f"job.{job.run['verb']}"), when(job), names)))
