"""Objections and đính chính: what was asked and answered, what is due, and the Office's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import objections, record
from metrics.format import NOTHING, count, day
from ui import data, drill, record_ask, tables
from ui.decisions import Write
from ui.exports import export
from ui.record_head import today
from ui.record_papers import attached
from ui.sentences import word
from ui.tables import Column
from ui.words import plain, t
from viewer import Viewer

KINDS = ("objection", "correction")
COLUMNS = {
    "objection": ("about", "unit", "official", "reason", "made_by", "made_at", "due_on",
                  "days_left", "state", "answer", "answered_by", "answered_at", "marks", "file",
                  "sheet", "row"),
    "correction": ("about", "unit", "official", "field", "old_value", "new_value", "document_no",
                   "person", "reason", "requested_by", "asked_at", "due_on", "days_left", "state",
                   "answer", "answered_by", "answered_at", "applied", "file", "sheet", "row"),
}  # fmt: skip
FORMS = {"reason": "long", "made_at": "moment", "asked_at": "moment", "answered_at": "moment",
         "due_on": "date", "days_left": "count", "row": "count", "answer": "long",
         "about": "long", "applied": "count"}  # fmt: skip
ASK = {"objection": objections.objections, "correction": objections.corrections}


def rows(kind: str, subject: Any = None) -> list[dict]:
    """What was asked, in words, with the clock of today."""
    found = data.ask(ASK[kind], *([subject] if subject else []))
    found = objections.with_clock(found, data.store(), today())
    return [row | {"asked": objections.asked(row)} | said(kind, row) for row in found]


def said(kind: str, row: Mapping) -> dict:
    """Words for codes, and the address of what it is about."""
    about = " · ".join(filter(None, (row["source_id"], row["subject"])))
    link = drill.item_address(row["item_id"]) if row["item_id"] else None
    if kind == "correction":
        shown = {n: record_ask.shown(row["field"], row[n]) for n in ("old_value", "new_value")}
        field = t(f"correction_field.{row['field']}")
        applied = row["applied"] if row["state"] == "accepted" else None
        return {"about": about, "link": link, "code": row["field"], "field": field, **shown,
                "outcome_code": row["state"], "applied": applied, "requested_by": row["asked_by"],
                "state": t(f"answer.{row['state']}")}  # fmt: skip
    state = t(f"answer.{row['outcome'] or 'asked'}")
    paper = row["document_no"] and t("objection.about_paper", number=row["document_no"])
    marks = t("record.mark.excluded") if row["excluded"] else ""
    return {"about": about or paper or NOTHING, "link": link, "state": state, "marks": marks,
            "outcome_code": row["outcome"] or "asked"}  # fmt: skip


def table(
    kind: str, found: Sequence[Mapping], files: Any, name: str, pick: bool = False,
    title: str = "list",
):  # fmt: skip
    """One kind, the newest first; the row that was picked."""
    title = t(f"{kind}.{title}", number=count(len({row[f"{kind}_id"] for row in found})))
    used = [c for c in COLUMNS[kind] if any(row.get(c) not in (None, "") for row in found)]
    link = [Column("link", "link", pinned=True)] if any(row.get("link") for row in found) else []
    return tables.show(
        found, [*link, *(Column(c, FORMS.get(c, "text")) for c in used)],
        export(files, "phan-hoi-dinh-chinh", title, used, found, t(f"{kind}.about")),
        key=drill.key(name), title=title, about=t(f"{kind}.about"), pick=pick,
    )  # fmt: skip


def queue(viewer: Viewer, files: Any, write: Write, decide: Callable) -> None:
    """What waits for an answer, by what runs out first; the chosen one is answered below."""
    for kind in KINDS:
        waiting = [row for row in rows(kind) if row["outcome_code"] == "asked"]
        waiting.sort(key=lambda row: (row["days_left"], row["ledger_seq"]))
        picked = table(kind, waiting, files, f"queue.{kind}", True, "waiting")
        if waiting:
            one = picked or waiting[0]
            same = [row for row in waiting if row[f"{kind}_id"] == one[f"{kind}_id"]]
            answer(kind, same, viewer, write, decide)


def answer(
    kind: str, same: Sequence[Mapping], viewer: Viewer, write: Write, decide: Callable
) -> None:
    """Yes or no with a reason to all rows that one person named at once; whoever may not answer is
    told why, and that is written down."""
    row = same[0]
    with st.container(border=True, key=f"answer.{kind}"):
        asked_by = row["made_by"] if kind == "objection" else row["asked_by"]
        about = "; ".join(r["about"] for r in same)
        words = t(f"{kind}.asks", who=word("who", asked_by), about=about,
                  reason=row["reason"], field=row.get("field", ""), old=row.get("old_value", ""),
                  new=row.get("new_value", ""), number=row["document_no"] or NOTHING,
                  person=row.get("person") or NOTHING)  # fmt: skip
        st.markdown(plain(words))
        attached(row, f"answer.{kind}.file")
        why = st.text_area(t("answer.reason"), key=f"answer.{kind}.{row[f'{kind}_id']}",
                           max_chars=4000).strip()  # fmt: skip
        exclude = kind == "objection" and st.checkbox(
            t("answer.exclude"), key=f"answer.exclude.{row['objection_id']}"
        )
        with st.container(horizontal=True):
            yes = st.button(t(f"{kind}.yes"), key=f"{kind}.yes", type="primary")
            no = st.button(t(f"{kind}.no"), key=f"{kind}.no")
        if yes or no:
            given(kind, same, viewer, yes, why, bool(exclude and yes), write, decide)


def given(kind: str, same: Sequence[Mapping], viewer: Viewer, yes: bool, why: str, exclude: bool,
          write: Write, decide: Callable) -> None:  # fmt: skip
    """The answer, unless the rule forbids it to this reader."""
    names = data.ask(record.names_of, viewer.officials)
    found = [objections.refusal(viewer, row["asked"], names) for row in same]
    if because := next(filter(None, found), None):
        key = f"{kind}_id"
        what = {"what": f"{kind}_answer", key: same[0][key], "because": because}
        write("refused", what, "")
        st.error(t(f"answer.refused.{because}"), icon=":material/block:")
    elif not why:
        st.error(t("record_problem.answer"))
    else:
        decide(kind, same, yes, why, exclude)


def windows(write: Write | None, period: str | None) -> None:
    """Until when records may be answered before the review of a period is frozen."""
    found = objections.windows(data.store(), today())
    for one in found[:3]:
        code = "open" if (one["days_left"] or 0) >= 0 else "over"
        words = t(f"window.{code}", period=one["period"], first=day(one["opened_on"]),
                  last=day(one["closes_on"]), days=one["days"],
                  left=abs(one["days_left"] or 0))  # fmt: skip
        st.info(plain(words), icon=":material/hourglass_top:")
    if write and period and period not in {one["period"] for one in found}:
        days = data.ask(objections.days)["reply_days"]
        if st.button(t("window.start", period=period, days=days), key="window.start"):
            write("replies_opened", {"period": period, "days": days}, "")


def mine(viewer: Viewer, files: Any, write: Write) -> None:
    """What this reader asked and nobody has answered; an objection can be taken back."""
    for kind in KINDS:
        found = [row for row in rows(kind) if row["outcome_code"] == "asked"]
        found = [row for row in found if row["asked"].made_by == viewer.name]
        if not found:
            continue
        picked = table(kind, found, files, f"mine.{kind}", kind == "objection", "mine")
        if picked and st.button(t("answer.withdraw"), key="objection.withdraw"):
            write("objection_withdrawn", {"objection_id": picked["objection_id"]}, "")


def history(files: Any, lift: Write | None) -> None:
    """Everything that was asked and answered, of all that this reader may see."""
    for kind in KINDS:
        found = [row for row in rows(kind) if row["outcome_code"] != "asked"]
        picked = table(kind, found, files, f"history.{kind}", kind == "objection", "answered")
        if lift and picked and picked.get("marks"):
            with st.popover(t("exclusion.lift"), icon=":material/undo:"):
                why = st.text_input(t("record.why"), key="exclusion.why", max_chars=500).strip()
                if st.button(t("exclusion.lift"), key="exclusion.lift", disabled=not why):
                    about = {n: picked[n] for n in ("item_id", "record_id") if picked[n]}
                    lift("exclusion_lifted", about, why)
