"""Right of reply: an objection names rows and a reason; a đính chính a field, its old and its new
value, a document and a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

import streamlit as st

from layout import data_dir
from metrics import record, record_work
from metrics.filters import Filters
from metrics.format import count, day
from metrics.objections import DATES, FIELDS
from ui import data, record_files
from ui.decisions import Write
from ui.words import plain, t


def key(name: str) -> str:
    """A field's key; after something was sent the fields are empty again."""
    return f"ask.{name}.{st.session_state.get('ask.turn', 0)}"


def sent(write: Write, kind: str, body: dict, why: str) -> None:
    st.session_state["ask.turn"] = st.session_state.get("ask.turn", 0) + 1
    write(kind, body, why)


def draw(mine: Filters, papers: Sequence[Mapping], write: Write) -> None:
    """Both forms, about this subject's own rows."""
    rows = {row["item_id"]: row for row in offered(mine)}
    if rows or papers:
        with st.expander(t("objection.title"), icon=":material/feedback:"):
            objection(rows, papers, write)
    if rows:
        with st.expander(t("correction.title"), icon=":material/edit_note:"):
            correction(rows, write)


def offered(mine: Filters) -> list[dict]:
    """The items of a form's choice; where there are more than it can offer, that is said."""
    rows = data.ask(record_work.choices, mine)
    number = record_work.summed(data.ask(record_work.handled, mine))["total"]
    if number > len(rows):
        said = t("record.choices_cut", number=count(number), shown=count(len(rows)))
        st.caption(plain(said))
    return rows


def item_name(row: Mapping) -> str:
    """«mã · trích yếu · lớp»."""
    words = (row["source_id"], row["subject"], t(f"class.{row['class']}"))
    return " · ".join(filter(None, words))


def paper_name(row: Mapping) -> str:
    """«Nhắc nhở 68/SCT-VP ngày 10/04/2023»."""
    kind = t(f"paper_kind.{row['kind']}")
    return t("objection.paper", kind=kind, number=row["document_no"], day=day(row["issued_on"]))


def objection(rows: Mapping[str, Mapping], papers: Sequence[Mapping], write: Write) -> None:
    """Which rows, why, and perhaps a file."""
    names = {("item_id", i): item_name(row) for i, row in rows.items()}
    names |= {("record_id", row["record_id"]): paper_name(row) for row in papers}
    chosen = st.multiselect(
        t("objection.rows"),
        list(names),
        format_func=names.get,
        key=key("rows"),
        placeholder=t("objection.choose"),
    )
    why = st.text_area(t("objection.reason"), key=key("why"), max_chars=4000).strip()
    given = record_files.uploader(key("file"))
    if not st.button(t("objection.send"), type="primary", key="objection.send"):
        return
    if not chosen or not why:
        st.error(t("record_problem.objection"))
        return
    if (attached := kept(given)) is not None:
        about = [{what: which} for what, which in chosen]
        body = {"objection_id": uuid4().hex, "rows": about, **attached}
        sent(write, "objection_made", body, why)


def kept(given) -> dict | None:
    """What an entry says of an attached file; None where it was turned down."""
    try:
        return record_files.keep(given, data_dir())
    except record_files.Unfit as unfit:
        st.error(t(str(unfit), limit=unfit.limit))
        return None


def correction(rows: Mapping[str, dict], write: Write) -> None:
    """One field of one item."""
    item = st.selectbox(
        t("correction.item"),
        list(rows),
        index=None,
        placeholder=t("record.choose"),
        key=key("item"),
        format_func=lambda i: item_name(rows[i]),
    )
    field = st.selectbox(
        t("correction.field"),
        FIELDS,
        key=key("field"),
        format_func=lambda f: t(f"correction_field.{f}"),
    )
    if item is None:
        return
    row = rows[item]
    old = as_text(row[field])
    st.markdown(plain(t("correction.old", value=shown(field, old))))
    new = new_value(field)
    number = st.text_input(t("column.document_no"), key=key("no"), max_chars=100).strip()
    person = st.text_input(t("correction.person"), key=key("who"), max_chars=200).strip()
    why = st.text_area(t("correction.reason"), key=key("because"), max_chars=4000).strip()
    given = record_files.uploader(key("paper"))
    if not st.button(t("correction.send"), type="primary", key="correction.send"):
        return
    if not (number and person and why) or new in (None, old):
        st.error(t("record_problem.correction"))
        return
    if (attached := kept(given)) is not None:
        about = {name: row[name] for name in ("item_id", "case_id", "role", "unit_id")}
        body = {
            "correction_id": uuid4().hex,
            **about,
            "field": field,
            "old_value": old,
            "new_value": new,
            "document_no": number,
            "person": person,
            **attached,
        }
        sent(write, "correction_asked", body, why)


def as_text(value: object) -> str:
    """A value as the ledger keeps it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def shown(field: str, value: str | None) -> str:
    """A kept value as a reader meets it; a dash for none."""
    if field in DATES and value:
        return day(date.fromisoformat(value))
    if field == "unit_id":
        return data.unit_names().get(value or "", value or "–")
    return value or "–"


def new_value(field: str) -> str | None:
    """What it should say: a day, an official, a unit; '' is no day, which is said on purpose. None
    where nothing was said: a day that was forgotten takes none away."""
    label = t("correction.new")
    if field in DATES:
        none = st.checkbox(t("correction.none"), key=key("none"))
        found = st.date_input(label, value=None, format="DD/MM/YYYY", key=key("new"), disabled=none)
        return "" if none else found and found.isoformat()
    names = {u["unit_id"]: u["name"] for u in data.units() if u["resolved"]}
    if field == "official":
        names = {name: name for name in data.ask(record.officials)}
    return st.selectbox(
        label,
        list(names),
        index=None,
        placeholder=t("record.choose"),
        key=key(f"new.{field}"),
        format_func=names.get,
    )
