"""One file of a job on the page: what it is and would change, what it asks, the rest in folds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

import streamlit as st

from layout import DataDir
from metrics.format import count
from ui import upload_open, upload_question, upload_reading, upload_report, upload_said
from ui.job import Dropped, Job
from ui.names_answers import Answer
from ui.upload_answers import asks
from ui.upload_request import check, part, received, same_layout, say, words_of
from ui.words import plain, t


@dataclass(frozen=True)
class Context:
    """What the page hands down: `refuse` records that files of a job were turned down, `answer`
    writes down whom names stand for; of `told` names that was said since the last build."""

    data: DataDir
    uploads: Sequence[dict]
    refuse: Callable[[Job, list[Mapping]], None]
    answer: Callable[[list[Answer]], None]
    told: set[str]
    files: ModuleType
    marking: ModuleType


def draw(job: Job, report: Mapping, key: str, context: Context, alone: bool) -> None:
    """The file as it was read; `alone`: nothing else is on the card, so it unfolds what
    is to be looked at."""
    file = next((f for f in job.files if f.sha256 == received(report)), None)
    there = file is not None and (job.folder / file.stored).exists()
    if there and asks(report):
        upload_question.draw(job, file, report, context.uploads, context.files)
    elif upload_report.head(report):
        taken(job, file, report, key, context, alone)
    if there and upload_said.mendable(report):
        unclear = report["status"] == "refused" and not asks(report)
        with st.expander(t("upload.mend"), icon=":material/tune:", expanded=unclear):
            upload_said.draw(job, part(job, report), context.uploads)


def taken(
    job: Job, file: Dropped | None, report: Mapping, key: str, context: Context, alone: bool
) -> None:
    """A file that loads or was loaded."""
    previewed = file is not None and job.run["verb"] == "check"
    st.caption(f"{upload_reading.place(report)}  \n{upload_reading.line(report)}")
    upload_report.effect(report)
    upload_report.doubts(report, previewed)
    if previewed:
        resembles(job, report, key, context)
        upload_open.draw(job, report, key)
    if report.get("converted"):
        with st.expander(t("upload.converted.fold"), icon=":material/translate:", expanded=alone):
            upload_reading.converted(report["converted"], context.files, key)
    with st.expander(t("upload.reading"), icon=":material/table_view:",
                     expanded=alone and upload_reading.doubtful(report)):  # fmt: skip
        upload_reading.draw(report, context.files, key)
    if left := len(report["left_out"]):
        with st.expander(t("upload.left_out_of", number=count(left)), icon=":material/rule:"):
            path = context.data.uploads / report["upload"]
            if previewed:  # what still has its password cannot be marked up
                locked = received(report) != report["upload"]
                path = None if locked else job.folder / file.stored
            upload_report.left_out(report, path, context.files, context.marking, key)


def resembles(job: Job, report: Mapping, key: str, context: Context) -> None:
    """A new source whose columns are those of a known one: ask, for it would count all twice."""
    for source in same_layout(report, context.uploads):
        st.warning(plain(t("upload.resembles", source=source, new=report["source"])))
        if st.button(plain(t("upload.same_source", source=source)), key=f"same-{key}-{source}"):
            one = part(job, report)
            say(job, one, replace(words_of(job, one), source=source))
            check(job)
            st.rerun()
