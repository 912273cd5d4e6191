"""What was loaded, withdrawn and refused; taking an upload's effect out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import streamlit as st
import tomli_w

from layout import DataDir
from metrics.format import count, day
from ui import jobs, tables
from ui.exports import export
from ui.sentences import moment, refusal, word
from ui.tables import Column
from ui.upload_request import Said, check, say
from ui.words import plain, t

LOADED, WITHDRAWN = "upload_registered", "upload_withdrawn"
ROWS = ("read", "loaded", "rejected", "skipped")
COLUMNS = ("at", "event", "file", "kind", "source", "as_of", "who", "why")


def refusal_of(report: Mapping) -> dict:
    """What is recorded of a file that was turned down; of one with secrets not even the name."""
    body = {"sha256": report["upload"], "code": report["refused"]}
    return body if report["refused"] == "state_secret" else body | {"name": report["file"]}


def events(
    entries: Sequence, uploads: Sequence[Mapping], aside: Mapping[str, str] | None = None
) -> list[dict]:
    """Ledger entries about uploads as rows in words, the newest first; `aside`: upload -> why the
    build left it out.

    `counts` is the upload as it is in use where this entry is what put it in use, else None.
    """
    used = {u["upload"]: u for u in uploads}
    names = {e.body["sha256"]: e.body["name"] for e in entries if e.kind == LOADED}
    rows, told = [], set()
    for entry in reversed(entries):
        sha, sheet = entry.body["sha256"], entry.body.get("sheet")
        one = f"{sha}:{sheet}" if sheet else sha  # an upload may be one sheet of its file
        counts = used.get(one) if entry.kind == LOADED and not told & {sha, one} else None
        newest = entry.kind == LOADED and not told & {sha, one}
        told |= {one}
        row = _event(entry, names.get(sha, ""), counts) | {"out_of_use": one not in used}
        if newest and (why := (aside or {}).get(one)):
            row["why"] = t("history.set_aside", why=why)
        rows.append(row)
    return rows


def _event(entry, name: str, counts: Mapping | None) -> dict:
    why = entry.why
    if "code" in entry.body:
        why = refusal({"refused": entry.body["code"], "params": {}})
    said = counts or (entry.body if entry.kind == LOADED else {})
    return {
        "at": moment(entry.at),
        "event": t(f"history.{entry.kind}"),
        "file": name or entry.body.get("name", ""),
        "kind": word("kind", said.get("kind")),
        "source": said.get("source") or "",
        "as_of": counts["as_of"].date() if counts else None,
        "who": word("who", entry.who),
        "why": why,
        "sha256": entry.body["sha256"],
        "counts": counts,
        "said": entry.body if entry.kind == LOADED else None,
    }


def draw(data: DataDir, rows: Sequence[Mapping], files: Any) -> None:
    """The list; what a row put in use can be withdrawn, what was withdrawn can be loaded again."""
    forms = {"at": "moment", "as_of": "date", "why": "long"}
    picked = tables.show(
        rows, [Column(c, forms.get(c, "text")) for c in COLUMNS],
        export(files, "lich-su-nap", t("history.title"), COLUMNS, rows, t("history.about")),
        key=f"upload-history-{len(rows)}",  # a longer list forgets what was chosen in the shorter
        title=t("history.title"), about=t("history.about"), pick=True,
    )  # fmt: skip
    if picked is None:
        return
    if picked["counts"]:
        numbers = {name: count(picked["counts"][f"rows_{name}"]) for name in ROWS}
        st.markdown(f"**{plain(picked['file'])}** · {t('upload.rows', **numbers)}")
        if st.button(t("withdraw.ask"), key="withdraw", icon=":material/undo:"):
            st.dialog(t("withdraw.title"))(confirm)(data, picked)
    elif picked["said"] and picked["out_of_use"]:
        if st.button(t("history.again"), key="load-again", icon=":material/redo:"):
            attempt(lambda: load_again(data, picked["said"]))
    else:
        st.caption(t("history.not_in_use"))


def confirm(data: DataDir, picked: Mapping) -> None:
    """Ask why; withdrawing takes out the effect and erases nothing."""
    as_of = day(picked["as_of"])
    st.markdown(t("withdraw.what", file=plain(picked["file"]), as_of=as_of))
    with st.form("withdraw-form", border=False):
        why = st.text_area(t("withdraw.why"), key="withdraw-why", max_chars=500).strip()
        if not st.form_submit_button(t("withdraw.yes"), type="primary"):
            return
    if not why:
        st.error(t("withdraw.no_why"))
        return
    arguments = [picked["sha256"], f"--why={why}", f"--who={jobs.by()}"]
    attempt(lambda: jobs.command(data, "withdraw", arguments))


def load_again(data: DataDir, registered: Mapping) -> None:
    """A preview of an upload that was withdrawn, with what was said of it then."""
    content = (data.uploads / registered["sha256"]).read_bytes()
    job = jobs.drop(data, [(registered["name"], content)], who=jobs.by())
    kept = {f.name: registered[f.name] for f in fields(Said) if registered.get(f.name)}
    if profile := kept.get("profile"):
        kept["profile"] = tomli_w.dumps({k: v for k, v in profile.items() if v})
    say(job, registered["sha256"], Said(**kept))
    check(job)


def attempt(act: Callable[[], object]) -> None:
    """Start a job and show it; where too much is under way, say so."""
    try:
        act()
    except jobs.TooMany as much:
        st.error(t(f"upload.too_many.{much.code}", files=jobs.FILES_AT_ONCE))
        return
    st.rerun()
