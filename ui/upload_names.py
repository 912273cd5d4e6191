"""Names of units that a load left open, asked on its card: the likeliest chosen, one button."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

import streamlit as st

from metrics import names
from metrics.format import count
from ui import data
from ui.names_answers import NEW, OUTSIDE, Answer, new_unit, outside
from ui.names_queue import WEAK, reason, waiting
from ui.words import plain, t

PAGE = "pages/data/names.py"
SHOWN = 8  # names asked here; the others wait on their page
LATER = "later"
Choice = tuple[str, str]  # what it is (unit, person, or one of the answers below), its id


def draw(
    reports: Sequence[Mapping],
    key: str,
    told: Container[str],
    answer: Callable[[list[Answer]], None],
) -> None:
    """The names of these loads that still wait; nothing is written before the button."""
    mine = {n["name"] for r in reports for n in r.get("unresolved_units") or ()}
    rows = [row for row in waiting("unit", told) if row["name"] in mine] if mine else []
    if not rows:
        return
    known = {one["id"]: one["name"] for one in data.ask(names.choices, "unit")}
    with st.form(f"names-{key}"):
        st.markdown(f"**{t('names.unit.waiting', number=count(len(rows)))}**")
        st.caption(t("upload.names.about"))
        chosen = {row["name"]: one_name(row, key, known) for row in rows[:SHOWN]}
        if st.form_submit_button(t("upload.names.answer"), type="primary", icon=":material/check:"):
            answers = [a for name, choice in chosen.items() if (a := said(name, choice, known))]
            if answers:
                answer(answers)
    left = max(len(rows) - SHOWN, 0)
    label = t("upload.names.more", number=count(left)) if left else t("upload.names.page")
    st.page_link(PAGE, label=label, icon=":material/arrow_forward:")


def one_name(row: Mapping, key: str, known: Mapping[str, str]) -> Choice:
    """Whom a name stands for: suggestions with their reasons, then every unit, or none of them."""
    words: dict[Choice, str] = {
        (one["target_what"], one["target_id"]): f"{one['target']} — {reason(one)}"
        for one in row["suggestions"]
    }
    strong = bool(row["suggestions"]) and row["suggestions"][0]["reason"] not in WEAK
    words |= {(LATER, ""): t("upload.names.later"), (OUTSIDE, ""): t("names.unit.outside"),
              (NEW, ""): t("names.new")}  # fmt: skip
    for unit, name in known.items():
        words.setdefault(("unit", unit), name)
    options = list(words)
    label = t("upload.names.who", name=plain(row["name"]), rows=count(row["rows"]))
    return st.selectbox(
        label, options, index=0 if strong else options.index((LATER, "")),
        format_func=words.get, key=f"name-{key}-{row['name']}",
    )  # fmt: skip


def said(name: str, choice: Choice, known: Mapping[str, str]) -> Answer | None:
    """The answer of a choice; None where it waits."""
    what, target = choice
    if what == LATER:
        return None
    if what == OUTSIDE:
        return outside("unit", name)
    if what == NEW:
        return new_unit(name, name, {called: unit for unit, called in known.items()})
    return Answer(what, name, target)
