"""What a file stops with, asked on its card: a password, a kind, sheets, a column, a correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import streamlit as st

from ui import upload_password, upload_reading
from ui.job import Dropped, Job
from ui.sentences import field, refusal, word
from ui.upload_answers import PASSWORD, answered, source_of
from ui.upload_request import Said, check, part, received, say, words_of
from ui.words import plain, t

NONE = ""  # no column is what was asked for
FEW = 6  # candidates that stand side by side with their cells; more are a list


def draw(job: Job, file: Dropped, report: Mapping, uploads: Sequence[dict], files: ModuleType):
    """The question with its likeliest answer chosen; answering looks at the file again."""
    st.markdown(f"**{plain(report['file'])}**")
    key = f"ask-{job.id}-{report['upload'][:12]}-{report['params'].get('sheet', '')}"
    if report["refused"] in PASSWORD:
        password(job, file, report, key)
        return
    if report["refused"] == "question" and report["params"]["about"] == "sheets":
        sheets(job, report, key)
        return
    if report["refused"] != "question":
        evidence(report, files, key)
    with st.form(key, border=False):
        words = _chosen(job, report, key)
        source, keep = _source(words, file, uploads, key), _keep(key)
        label = "ask.accept" if report["refused"] != "question" else "ask.answer"
        if st.form_submit_button(t(label), type="primary", icon=":material/check:"):
            answer(job, part(job, report), replace(words, source=source, keep_profile=keep))
    if report["refused"] == "question" and report["params"].get("proposed"):
        with st.expander(t("ask.others"), icon=":material/table_view:"):
            upload_reading.proposed(report["params"]["proposed"], files, key, t("ask.others"))


def answer(job: Job, key: str, words: Said) -> None:
    """Keep it with the drop, and look again."""
    say(job, key, words)
    check(job)
    st.rerun()


def password(job: Job, file: Dropped, report: Mapping, key: str) -> None:
    """Ask for it; the field empties itself with the click."""
    if report["refused"] == "wrong_password":
        st.warning(plain(refusal(report)), icon=":material/key:")
    with st.form(key, border=False, clear_on_submit=True):
        given = st.text_input(
            t("ask.password"), type="password", key=f"{key}-password",
            max_chars=upload_password.LONGEST, help=t("ask.password.help"),
            autocomplete="off",
        )  # fmt: skip
        opens = st.form_submit_button(t("ask.open"), type="primary", icon=":material/key:")
    if opens and given:
        upload_password.hold(job, file.sha256, given)
        check(job)
        st.rerun()


def sheets(job: Job, report: Mapping, key: str) -> None:
    """Sheets of several kinds: each chosen one is loaded as an export of its own."""
    kinds = {one["sheet"]: one["kind"] for one in report["params"]["sheets"]}
    with st.form(key, border=False):
        chosen = st.pills(
            t("ask.sheets"), list(kinds), selection_mode="multi", default=list(kinds),
            format_func=lambda name: plain(f"{name} ({word('kind', kinds[name])})"),
            key=f"{key}-sheets",
        )  # fmt: skip
        keep = _keep(key)
        if st.form_submit_button(t("ask.answer"), type="primary") and chosen:
            digest = received(report)
            words = replace(words_of(job, digest), sheets=tuple(chosen), keep_profile=keep)
            answer(job, digest, words)


def evidence(report: Mapping, files: ModuleType, key: str) -> None:
    """Each heading over other data, and the correction as a table and as a file."""
    params = report["params"]
    lines = [plain(t(f"misfit.{m['found']}", **_said(m, params))) for m in params["misfits"]]
    st.warning(
        f"{t('ask.shifted')}\n" + "\n".join(f"- {line}" for line in lines),
        icon=":material/swap_horiz:",
    )
    upload_reading.proposed(params["proposed"], files, key, t("ask.correction"))
    st.download_button(
        t("upload.toml"), params["proposal"], f"{Path(report['file']).stem}.toml",
        "application/toml", key=f"{key}-toml", on_click="ignore", type="tertiary",
        icon=":material/download:", help=t("upload.toml.help"),
    )  # fmt: skip


def _said(misfit: Mapping, params: Mapping) -> dict:
    return {
        "heading": misfit["heading"], "field": field(misfit["field"]), "other": params.get("other"),
        "percent": misfit["percent"], "example": misfit["example"],
    }  # fmt: skip


def _chosen(job: Job, report: Mapping, key: str) -> Said:
    """What holds for the file, with the answer that is chosen now."""
    params, words = report["params"], words_of(job, part(job, report))
    if report["refused"] != "question":
        return replace(words, profile=params["proposal"])
    if params["about"] == "kind":
        kinds = params["kinds"]
        kind = st.radio(t("ask.kind"), kinds, format_func=lambda one: word("kind", one),
                        horizontal=True, key=f"{key}-kind")  # fmt: skip
        return replace(words, kind=kind)
    return replace(words, profile=answered(params, _column(params, key) or None))


def _column(params: Mapping, key: str) -> str:
    """Which column is it, by heading and cells; the likeliest is chosen."""
    label = t("ask.column", field=field(params["fields"]), sheet=plain(params["sheet"]))
    said = {c["address"]: "; ".join(c["examples"]) for c in params["columns"]}
    if params.get("without"):
        said[NONE] = t("ask.none.help")
    names = {address: plain(address) if address else t("ask.none") for address in said}
    if len(said) <= FEW:
        return st.radio(label, list(said), format_func=names.get, key=f"{key}-column",
                        captions=[plain(text) for text in said.values()])  # fmt: skip
    return st.selectbox(
        label, list(said), key=f"{key}-column",
        format_func=lambda address: f"{address or names[NONE]} — {said[address]}",
    )  # fmt: skip


def _source(words: Said, file: Dropped, uploads: Sequence[dict], key: str) -> str:
    """Which system exported it; a name from the file's where nobody said. What is answered here
    is found again for this source."""
    known = sorted({u["source"] for u in uploads})
    first = words.source or source_of(file.name, known)
    choices = [first, *(one for one in known if one != first)]
    chosen = st.selectbox(t("upload.source"), choices, help=t("upload.source.help"),
                          accept_new_options=True, key=f"{key}-source")  # fmt: skip
    return (chosen or "").strip() or first


def _keep(key: str) -> bool:
    return st.checkbox(t("ask.keep"), True, help=t("ask.keep.help"), key=f"{key}-keep")
