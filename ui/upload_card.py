"""One job on the page: how far it is, what would change, yes or no, what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import streamlit as st

from layout import DataDir
from metrics.format import NOTHING, count
from ui import jobs, upload_report, upload_said
from ui.job import Dropped, Job
from ui.sentences import moment
from ui.upload_request import check, load, said, same_layout, say
from ui.words import plain, t

REFRESH = 1.0  # seconds between two looks at a job under way


@dataclass(frozen=True)
class Context:
    """What the page hands down; `refuse` records that files of a job were turned down."""

    data: DataDir
    uploads: Sequence[dict]
    refuse: Callable[[Job, list[Mapping]], None]
    files: ModuleType
    marking: ModuleType


def draw(job: Job, context: Context) -> None:
    """The job as it stands now."""
    with st.container(key=f"job-{job.id}"):
        if job.live:
            under_way(context.data, job.id)
        elif job.state != "done":
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
    """On a page that only decides: rebuilds under way, and those that failed."""
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
            upload_said.draw(job, file, uploads)
    with st.container(horizontal=True):
        button(job, "retry", retry)
        button(job, "drop", jobs.remove)


def retry(job: Job) -> None:
    """Once more; a withdrawal is written down before the building that may fail after it."""
    if job.run["verb"] == "withdraw":
        jobs.start(job, "build", [])
    else:
        jobs.start(job, job.run["verb"], job.run["arguments"])


def looked_at(job: Job, context: Context) -> None:
    """Each file as it was read; then yes or no, or what was done."""
    verb, out = job.run["verb"], job.folder / "out.json"
    reports = reports_of(out, out.stat().st_mtime_ns)
    st.caption(t(f"job.{verb}.done", at=when(job)))
    for number, report in enumerate(reports):
        with st.container(border=report["status"] != "refused"):
            one_file(job, report, f"{job.id}-{number}", context)
    context.refuse(job, [r for r in reports if r.get("refused") == "state_secret"])
    if verb == "load":
        button(job, "close", jobs.remove, type="primary")
    else:
        decide(job, reports, context)


@st.cache_resource(max_entries=8, show_spinner=False)
def reports_of(out: Path, written: int) -> list[dict]:
    """A finished run's reports, shared and never changed; `written` tells one run from another."""
    return json.loads(out.read_text("utf-8"))["files"]


def one_file(job: Job, report: Mapping, key: str, context: Context) -> None:
    """What was read, what would change, what is doubtful; the rest behind folds."""
    files = {file.sha256: file for file in job.files}
    file = files.get(report["upload"])
    if upload_report.head(report):
        upload_report.effect(report)
        upload_report.doubts(report)
        received = context.data.uploads / report["upload"]
        if file and job.run["verb"] == "check":
            resembles(job, file, report, context)
            received = job.folder / file.stored
        with st.expander(t("upload.reading"), icon=":material/table_view:"):
            upload_report.reading(report, context.files, key)
        left = len(report["left_out"])
        if left:
            with st.expander(t("upload.left_out_of", number=count(left)), icon=":material/rule:"):
                upload_report.left_out(report, received, context.files, context.marking, key)
    if file and upload_said.mendable(report) and (job.folder / file.stored).exists():
        with st.expander(t("upload.mend"), icon=":material/tune:"):
            upload_said.draw(job, file, context.uploads)


def resembles(job: Job, file: Dropped, report: Mapping, context: Context) -> None:
    """A new source whose columns are those of a known one: ask, for it would count all twice."""
    for source in same_layout(report, context.uploads):
        st.warning(plain(t("upload.resembles", source=source, new=report["source"])))
        if st.button(plain(t("upload.same_source", source=source)), key=f"same-{job.id}-{source}"):
            say(job, file.sha256, replace(said(job)[file.sha256], source=source))
            check(job)
            st.rerun()


def decide(job: Job, reports: Sequence[Mapping], context: Context) -> None:
    """Yes or no."""
    good = [r["upload"] for r in reports if r["status"] == "would_load"]
    refused = [r for r in reports if r["status"] == "refused"]

    def yes(one: Job) -> None:
        context.refuse(one, refused)
        load(one, good)

    def no(one: Job) -> None:
        context.refuse(one, refused)
        jobs.remove(one)

    with st.container(horizontal=True):
        if good:
            button(job, "yes", yes, type="primary", number=count(len(good)))
        button(job, "no" if good else "close", no)


def button(job: Job, name: str, act: Callable[[Job], object], type="secondary", **words) -> None:
    """A button that acts on the job and shows the page anew."""
    if st.button(t(f"job.button.{name}", **words), key=f"{name}-{job.id}", type=type):
        act(job)
        st.rerun()


def when(job: Job) -> str:
    """dd/mm/yyyy hh:mm of the drop."""
    at = moment(job.drop["at"])
    return f"{at:%d/%m/%Y %H:%M}" if at else NOTHING


def title(job: Job) -> str:
    """One line for a job that is folded away."""
    names = plain("; ".join(file.name for file in job.files))
    return " · ".join(filter(None, (t(f"job.{job.run['verb']}"), when(job), names)))
