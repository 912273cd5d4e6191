"""The form to put right how a file is read: kind, source, as-of date, full, a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from ui.job import Job
from ui.sentences import word
from ui.upload_request import check, say, words_of
from ui.words import t

KINDS = (
    "tasks", "petitions", "consultations", "dossiers", "units", "people", "steps", "reminders",
    "decisions", "submissions", "procedures", "rules", "dissemination", "obstacles", "unit_reports",
    "published_totals",
)  # fmt: skip
PROFILE_KB = 64
# Refusals that a kind, a date or a profile can put right; the others are about the file itself.
MENDABLE = ("unrecognised", "aggregate", "no_as_of", "bad_as_of", "ambiguous_column", "kind")


def mendable(report: Mapping) -> bool:
    """Whether other choices could change how the file is read."""
    code = report.get("refused", "")
    return not code or code in MENDABLE or code.startswith(("profile", "shifted"))


def draw(job: Job, part: str, uploads: Sequence[dict]) -> None:
    """Ask, and look at the whole drop again with the answers. Blank: the file says it itself.
    `part`: the file, or the sheet of it, that it is about."""
    digest, _, sheet = part.partition(":")
    now, key = words_of(job, part), "-".join(filter(None, ("said", job.id, digest[:12], sheet)))
    with st.form(key, border=False):
        left, right = st.columns(2)
        kind = left.selectbox(
            t("upload.kind"), KINDS, index=KINDS.index(now.kind) if now.kind else None,
            format_func=lambda value: word("kind", value), placeholder=t("upload.auto"),
            key=f"{key}-kind",
        )  # fmt: skip
        known = sorted({u["source"] for u in uploads} | ({now.source} if now.source else set()))
        source = right.selectbox(
            t("upload.source"), known, index=known.index(now.source) if now.source else None,
            help=t("upload.source.help"), accept_new_options=True,
            placeholder=t("upload.source.auto"), key=f"{key}-source",
        )  # fmt: skip
        as_of = left.date_input(
            t("upload.as_of"), date.fromisoformat(now.as_of) if now.as_of else None,
            format="DD/MM/YYYY", help=t("upload.as_of.help"), key=f"{key}-as-of",
            min_value=date(1990, 1, 1), max_value=date(2099, 12, 31),
        )  # fmt: skip
        full = right.toggle(
            t("upload.full"), now.full, help=t("upload.full.help"), key=f"{key}-full"
        )
        profile = st.file_uploader(
            t("upload.profile"), type="toml", help=t("upload.profile.help"), key=f"{key}-profile"
        )
        keep = st.checkbox(t("ask.keep"), now.keep_profile or not now.profile,
                           help=t("ask.keep.help"), key=f"{key}-keep")  # fmt: skip
        if now.profile:
            st.caption(t("upload.profile.kept"))
        if st.form_submit_button(t("upload.again"), icon=":material/refresh:"):
            text = now.profile if profile is None else profile.getvalue()[: PROFILE_KB << 10]
            if isinstance(text, bytes):
                text = text.decode("utf-8-sig", "replace")
            moment = as_of.isoformat() if as_of else None
            words = replace(now, kind=kind, source=(source or "").strip() or None, as_of=moment,
                            full=full, profile=text, keep_profile=bool(text and keep))  # fmt: skip
            say(job, part, words)
            check(job)
            st.rerun()
