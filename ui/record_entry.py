"""The form for a paper: reminder, commendation, discipline, transfer, by the rules of its day."""

from __future__ import annotations

from typing import Any

import streamlit as st

from layout import data_dir
from metrics import record, record_entry
from metrics.filters import Filters
from metrics.format import day
from metrics.record import BODIES, OFFICIAL, PAPERS, UNIT, Subject
from metrics.record_entry import CONSIDERED, REGISTERS
from ui import data, record_ask, record_files
from ui.decisions import Write
from ui.record_head import today
from ui.words import plain, t

TEXTS = {
    "reminders": ("level", "signer", "content"),
    "decisions": ("signer", "grounds", "papers_read"),
}
LONG = ("content", "grounds", "papers_read")
DATES = {"discipline": ("considered_from", "concluded_on", "valid_to", "violated_on")}
OTHER = ""


def draw(subject: Subject | None, now: Filters, write: Write) -> None:
    """The whole form; `subject` None: chosen in it."""
    with st.expander(t("entry.title"), icon=":material/edit_document:"):
        kind = st.segmented_control(
            t("record.kind"),
            PAPERS,
            default=PAPERS[0],
            required=True,
            key="entry.kind",
            format_func=lambda one: t(f"paper_kind.{one}"),
        )
        who = subject or choose()
        if who is None:
            return
        register = REGISTERS[kind]
        left, right = st.columns(2)
        with left:
            fields = {"document_no": text("document_no"), "issued_on": date_("issued_on")}
        with right:
            fields |= of_decision(kind, who, fields["issued_on"]) if register == "decisions" else {}
        fields |= {name: text(name) for name in TEXTS[register]}
        fields |= {name: date_(name) for name in DATES.get(kind, ())}
        fields |= of_items(who, now)
        why = text("entered_why")
        given = record_files.uploader(key("file"))
        if st.button(t("entry.keep"), type="primary", key="entry.keep"):
            take(kind, who, fields, why, given, write)


def key(name: str) -> str:
    """A field's key; another turn of the form has other fields, so that they are empty again."""
    return f"entry.{name}.{st.session_state.get('entry.turn', 0)}"


def text(name: str) -> str:
    """One line, or several where much is to be said."""
    draw_ = st.text_area if name in LONG else st.text_input
    return draw_(t(f"column.{name}"), key=key(name), max_chars=2000).strip()


def date_(name: str) -> str:
    """A day as ISO text; '' where none was given."""
    found = st.date_input(t(f"column.{name}"), value=None, format="DD/MM/YYYY", key=key(name))
    return found.isoformat() if found else ""


def choose() -> Subject | None:
    """About an official, or a unit as a whole."""
    kind = st.segmented_control(
        t("entry.about"),
        (OFFICIAL, UNIT),
        default=OFFICIAL,
        required=True,
        key="entry.about",
        format_func=lambda one: t(f"record.{one}"),
    )
    names = {u["unit_id"]: u["name"] for u in data.units() if u["resolved"]}
    if kind == OFFICIAL:
        names = {name: name for name in data.ask(record.officials)}
    chosen = st.selectbox(
        t(f"record.choose_{kind}"),
        list(names),
        index=None,
        placeholder=t("record.choose"),
        key=f"entry.{kind}",
        format_func=lambda one: names[one],
    )
    return Subject(kind, chosen) if chosen else None


def of_decision(kind: str, who: Subject, issued_on: str) -> dict:
    """Of the Party or the administration, and the form by the rules of the paper's day."""
    body = st.segmented_control(
        t("column.body"),
        BODIES,
        default=BODIES[0],
        required=True,
        key=key("body"),
        format_func=lambda one: t(f"body.{one}"),
    )
    on = st.session_state.get(key("issued_on")) or today()
    person = who.key if who.kind == OFFICIAL else None
    known = data.ask(record_entry.allowed, kind, body, person, on)
    choices = [row["form"] for row in known] + ([CONSIDERED] if kind == "discipline" else [])
    if known:
        form = st.selectbox(
            t("record.form"),
            choices,
            index=None,
            placeholder=t("record.choose"),
            key=key(f"form.{kind}.{body}"),
        )
    else:
        form = st.text_input(t("record.form"), key=key("form.free"), max_chars=200).strip()
    st.caption(plain(t("entry.rules", basis=record_entry.basis(known), day=day(on))))
    return {"decision_kind": kind, "body": body, "form": form or ""}


def of_items(who: Subject, now: Filters) -> dict:
    """The items that the paper names, chosen among the subject's own."""
    rows = record_ask.offered(who.filters(now))
    names = {
        row["item_id"]: f"{row['source_id'] or ''} {row['subject'] or ''}".strip() for row in rows
    }
    chosen = st.multiselect(
        t("record.items"),
        list(names),
        format_func=names.get,
        key=key("items"),
        placeholder=t("entry.items"),
        help=t("entry.items.about", sentence=data.sentence(now)),
    )
    refs = {row["item_id"]: row["source_id"] for row in rows if row["source_id"]}
    return {"item_ids": chosen, "item_refs": sorted({refs[i] for i in chosen if i in refs})}


def take(kind: str, who: Subject, fields: dict, why: str, given: Any, write: Write) -> None:
    """Keep the paper, or say what is missing, field by field."""
    fields |= about(who)
    found = record_entry.problems(data.store(), kind, fields, why, today())
    try:
        attached = record_files.keep(given, data_dir()) if not found else {}
    except record_files.Unfit as unfit:
        st.error(t(str(unfit), limit=unfit.limit))
        return
    for problem in found:
        label = t(f"column.{problem.field if problem.field != 'why' else 'entered_why'}")
        words = dict(problem.params)
        words |= {n: t(f"column.{words[n]}") for n in ("first", "last") if n in words}
        st.error(plain(f"{label}: {t(f'record_problem.{problem.code}', **words)}"))
    if found:
        return
    register = REGISTERS[kind]
    body = {
        "record_id": record_entry.record_id(register, fields),
        "register": register,
        "fields": fields | attached,
    }
    st.session_state["entry.turn"] = st.session_state.get("entry.turn", 0) + 1
    write("record_added", body, why)


def about(who: Subject) -> dict:
    """An official with the unit of the post held now, or a unit."""
    if who.kind == UNIT:
        return {"official": None, "unit_id": who.key}
    held = data.ask(record.posts, who.key)
    return {"official": who.key, "unit_id": held[0]["unit_id"] if held else None}
