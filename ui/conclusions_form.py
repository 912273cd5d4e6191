"""One point of the meeting: a new one, or a kept one to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from metrics.conclusions import next_id
from metrics.format import day
from metrics.periods import Period
from ui import data
from ui.conclusions import iso
from ui.decisions import Write
from ui.unit_reports import LIMITS
from ui.words import plain, t

EMPTY = dict.fromkeys(("text", "unit_id", "official", "due_on", "said_done_on", "done_document"))
LONGEST = 2000


def draw(
    period: Period, held_on: date | None, row: Mapping | None, used: Sequence[str], decide: Write
) -> None:
    """`used`: every id that was ever given; the form is empty again after a new point."""
    known, new = row or EMPTY, row is None
    mark = next_id(period, used) if new else row["conclusion_id"]
    heading = t("conclusions.new") if new else t("conclusions.edit", id=mark)
    with st.form(f"conclusion-{mark}"):
        st.markdown(f"**{plain(heading)}**")
        said = fields(known, mark, new)
        sent = st.form_submit_button(t("conclusions.keep"), type="primary")
    if not sent:
        return
    if not said["text"]:
        st.error(t("conclusions.text_needed"))
    elif held_on and said["due_on"] and said["due_on"] < held_on:
        st.error(plain(t("conclusions.due_before", due=day(said["due_on"]), held=day(held_on))))
    else:
        place = known["place"] if not new else len(used) + 1
        days = {name: iso(said[name]) for name in ("due_on", "done_on")}
        body = {"conclusion_id": mark, "period": period.name, "place": place}
        decide("conclusion_kept", body | said | days, "")


def fields(known: Mapping, mark: str, new: bool) -> dict:
    """What was said of the point; what became of it is asked of kept ones only."""
    names = {u["unit_id"]: u["name"] for u in data.units() if u["resolved"]}
    people = data.facts().choices["officials"]
    text = st.text_area(t("conclusions.text"), known["text"] or "", height=110, max_chars=LONGEST,
                        placeholder=t("conclusions.text.example"), key=f"text-{mark}")  # fmt: skip
    unit = st.selectbox(t("conclusions.unit"), list(names), place(list(names), known["unit_id"]),
                        format_func=names.get, key=f"unit-{mark}",
                        placeholder=t("conclusions.unit.none"))  # fmt: skip
    left, right = st.columns(2)
    kept = [known["official"]] if known["official"] and known["official"] not in people else []
    choices = [*kept, *people]
    official = left.selectbox(
        t("conclusions.official"), choices, place(choices, known["official"]),
        placeholder=t("conclusions.official.none"), accept_new_options=True, key=f"who-{mark}",
    )  # fmt: skip
    due = right.date_input(t("conclusions.due"), known["due_on"], key=f"due-{mark}", **LIMITS)
    said = {"text": text.strip(), "unit_id": unit, "official": official, "due_on": due,
            "done_on": None, "done_document": None}  # fmt: skip
    if new:
        return said
    said_on = known["said_done_on"]
    on = left.date_input(t("conclusions.done_on"), said_on, key=f"on-{mark}", **LIMITS)
    paper = right.text_input(t("conclusions.done_document"), known["done_document"] or "",
                             max_chars=200, key=f"paper-{mark}")  # fmt: skip
    return said | {"done_on": on, "done_document": paper.strip() or None}


def place(values: list, value: object) -> int | None:
    return values.index(value) if value in values else None
