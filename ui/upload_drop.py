"""The place to drop files: each drop becomes a job that is checked at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from layout import DataDir
from ui import jobs
from ui.upload_request import check, guess_sources
from ui.words import t

LIMIT_MB = 50
TURN = "drop.turn"  # a new number empties the place for the next drop


def draw(data: DataDir, uploads: Sequence[dict]) -> None:
    """Take what is dropped, start looking at it, and make room for more."""
    turn = st.session_state.setdefault(TURN, 0)
    files = st.file_uploader(
        t("upload.drop"),
        accept_multiple_files=True,
        max_upload_size=LIMIT_MB,
        key=f"drop-{turn}",
        help=t("upload.drop.help", limit=LIMIT_MB),
    )
    st.caption(t("upload.formats", limit=LIMIT_MB))
    if files:
        try:
            received(data, [(file.name, file.getvalue()) for file in files], uploads)
        except jobs.TooMany as much:
            st.error(t(f"upload.too_many.{much.code}", files=jobs.FILES_AT_ONCE))
            return
        st.session_state[TURN] = turn + 1
        st.rerun()


def received(data: DataDir, files: list[tuple[str, bytes]], uploads: Sequence[dict]) -> jobs.Job:
    """A job for the dropped files, under way; what was loaded meanwhile is put away."""
    jobs.put_away(data)
    job = jobs.drop(data, files, who=jobs.by())
    guess_sources(job, uploads)
    return check(job)
