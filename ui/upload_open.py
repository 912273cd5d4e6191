"""Columns of a file that may be one of several fields: asked, but nothing waits for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from ui.job import Job
from ui.sentences import field
from ui.upload_answers import open_columns, with_columns
from ui.upload_request import check, part, say, words_of
from ui.words import plain, t


def draw(job: Job, report: Mapping, key: str) -> None:
    """One choice for each such column; choosing none keeps it as text."""
    asked = open_columns(report)
    if not asked:
        return
    with st.form(f"{key}-open", border=False):
        chosen: dict[str, str] = {}
        for number, (heading, fields) in enumerate(asked):
            name = st.pills(t("ask.meaning", heading=plain(heading)), fields, format_func=field,
                            help=t("ask.meaning.help"), key=f"{key}-open-{number}")  # fmt: skip
            if name:
                chosen.setdefault(name, heading)
        keep = st.checkbox(t("ask.keep"), True, help=t("ask.keep.help"), key=f"{key}-open-keep")
        if st.form_submit_button(t("ask.answer"), icon=":material/refresh:") and chosen:
            one = part(job, report)
            profile = with_columns(report["toml"], chosen)
            source = words_of(job, one).source or report["source"]
            words = replace(words_of(job, one), profile=profile, keep_profile=keep, source=source)
            say(job, one, words)
            check(job)
            st.rerun()
