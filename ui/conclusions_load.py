"""The assignments as tasks: the list goes through the ordinary load, as a job of its own."""

from __future__ import annotations

from typing import Any

import streamlit as st

from layout import DataDir
from metrics import quality
from metrics.format import count
from ui import data, jobs, upload_card
from ui.job import Job
from ui.sentences import refusal
from ui.upload_request import Said, load, say
from ui.words import plain, t


def draw(where: DataDir, tasks: Any, who: str | None) -> None:
    """`tasks`: reports.office.tasks_file.TaskFile; `who` None: this reader only looks."""
    mine = [job for job in jobs.every(where) if is_mine(job, tasks.name)]
    for job in mine[:1]:
        result(where, job)
    if who is None or not tasks.number or any(job.live for job in mine):
        return
    loaded = newest_load(tasks.source)
    if loaded == tasks.as_of:
        st.caption(t("conclusions.load.current"))
        return
    if loaded:
        st.warning(t("conclusions.load.behind"), icon=":material/sync_problem:")
    if st.button(t("conclusions.load"), icon=":material/playlist_add:", key="conclusions.load",
                 help=plain(t("conclusions.load.about"))):  # fmt: skip
        for job in mine:
            jobs.remove(job)
        begin(where, tasks, who)
        st.rerun()


def is_mine(job: Job, name: str) -> bool:
    return job.run["verb"] == "load" and [file.name for file in job.files] == [name]


def begin(where: DataDir, tasks: Any, who: str) -> None:
    """Drop the list, say what it is, load it."""
    job = jobs.drop(where, [(tasks.name, tasks.content)], who=who)
    digest = job.files[0].sha256
    say(job, digest, Said(tasks.kind, tasks.source, tasks.as_of))
    load(job, [digest])


def result(where: DataDir, job: Job) -> None:
    """How far the load is, or what became of it."""
    if job.live:
        upload_card.under_way(where, job.id)
        return
    report = ((job.result or {}).get("files") or [{}])[0]
    if report.get("status") in ("loaded", "unchanged"):
        rows = report.get("rows", {}).get("loaded", 0)
        st.success(t("conclusions.loaded", number=count(rows)), icon=":material/check:")
    else:
        why = refusal(report) if report.get("refused") else job.complaint or t(f"job.{job.state}")
        st.error(plain(t("conclusions.failed", why=why)), icon=":material/error:")
    if st.button(t("conclusions.close"), key=f"close-{job.id}", type="tertiary"):
        jobs.remove(job)
        st.rerun()


def newest_load(source: str) -> str | None:
    """As of which moment the list was last loaded; None where it never was."""
    found = [u["as_of"] for u in data.ask(quality.uploads) if u["source"] == source]
    return max(found).isoformat(" ", timespec="seconds") if found else None
