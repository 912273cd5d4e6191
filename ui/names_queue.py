"""The queue of names: what each stands on, who it may be and why, one click to answer."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import names
from metrics.format import count, day
from ui import data, tables
from ui.exports import export
from ui.names_answers import Answer, new_unit, outside
from ui.quality_rows import open_rows
from ui.tables import Column
from ui.words import plain, t

Decide = Callable[[Answer, str], None]  # what was answered, and why
COLUMNS = ("name", "rows", "likely", "because", "cases", "source")
FORMS = {"rows": "count", "cases": "count"}
WEAK = ("similar", "several")  # reasons that point at nobody: no answer stands out


def reason(suggestion: Mapping) -> str:
    """Why it is suggested."""
    return t(f"names.reason.{suggestion['reason']}", detail=suggestion["detail"])


def waiting(what: str, told: Container[str]) -> list[dict]:
    """The queue without `told`: what was answered while the figures are still being rebuilt."""
    rows = [row for row in data.ask(names.waiting, what) if row["name"] not in told]
    return [row | _first(row["suggestions"]) for row in rows]


def _first(suggestions: Sequence[Mapping]) -> dict:
    if not suggestions:
        return {"likely": "", "because": ""}
    return {"likely": suggestions[0]["target"], "because": reason(suggestions[0])}


def choose(queues: Mapping[str, Sequence]) -> str:
    """Units or people; where only one of them waits there is nothing to choose."""
    if not queues["person"]:
        return "unit"
    words = {what: t(f"names.{what}.tab", number=count(len(q))) for what, q in queues.items()}
    start = "unit" if queues["unit"] else "person"
    return st.segmented_control(
        t("names.kind"), list(words), default=start, required=True, key="names.what",
        format_func=words.get, label_visibility="collapsed",
    )  # fmt: skip


def table(rows: Sequence[Mapping], what: str, files: Any) -> Mapping | None:
    """All names that wait; the chosen one, or the first."""
    title, about = t(f"names.{what}.waiting", number=count(len(rows))), t("names.waiting.about")
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text")) for c in COLUMNS],
        export(files, f"ten-chua-ro-{what}", title, (*COLUMNS, "last_seen"), rows, about),
        key=f"names-{what}-{len(rows)}", title=title, about=about, pick=True,
    )  # fmt: skip
    return picked or (rows[0] if rows else None)


def card(row: Mapping, what: str, decide: Decide) -> None:
    """One name: its rows, its suggestions, and the other things it may be."""
    name = row["name"]
    with st.container(border=True, key="names-card"):
        st.markdown(t(f"names.{what}.who", name=plain(name)))
        st.caption(plain(t("names.stands", rows=count(row["rows"]), cases=count(row["cases"]),
                           source=row["source"], day=day(row["last_seen"]))))  # fmt: skip
        if st.button(t("names.see_rows", number=count(row["rows"])), key="names-rows",
                     type="tertiary", icon=":material/table_rows:"):  # fmt: skip
            open_rows("names-rows", name, names.rows, what, name)
        why = st.text_input(t("names.why"), key=f"names-why-{what}-{name}", max_chars=500).strip()
        if not row["suggestions"]:
            st.caption(t(f"names.{what}.no_suggestion"))
        for place, one in enumerate(row["suggestions"]):
            if suggested(one, place):
                decide(Answer(one["target_what"], name, one["target_id"]), why)
        with st.expander(t("names.other"), expanded=not row["suggestions"]):
            other(row, what, why, decide)


def suggested(one: Mapping, place: int) -> bool:
    """A button with the reason under it; True when it was clicked."""
    label = t(f"names.{one['target_what']}.is", target=plain(one["target"]))
    first = place == 0 and one["reason"] not in WEAK
    clicked = st.button(label, key=f"names-suggested-{place}", width="stretch",
                        type="primary" if first else "secondary")  # fmt: skip
    st.caption(plain(reason(one)))
    return clicked


def other(row: Mapping, what: str, why: str, decide: Decide) -> None:
    """Any other unit or official, one that no directory has, or none of ours."""
    name, known = row["name"], data.ask(names.choices, what)
    words = {one["id"]: _described(one) for one in reversed(known)}
    if known:
        chosen = st.selectbox(
            t(f"names.{what}.choose"), [one["id"] for one in known], index=None,
            format_func=words.get, placeholder=t("names.search"), key=f"names-to-{what}-{name}",
        )  # fmt: skip
        if st.button(t("names.answer"), disabled=chosen is None, key="names-answer"):
            decide(Answer(what, name, chosen), why)
    else:
        st.info(t("names.no_directory"))
    if st.button(t(f"names.{what}.outside"), key="names-outside", help=t("names.outside.help")):
        decide(outside(what, name), why)
    if what == "unit":
        called = st.text_input(t("names.new.called"), value=name, key=f"names-new-{name}",
                               max_chars=200)  # fmt: skip
        if st.button(t("names.new"), key="names-new", help=t("names.new.help")):
            decide(new_unit(name, called, {one["name"]: one["id"] for one in known}), why)


def _described(one: Mapping) -> str:
    """A unit or an official in a list of choices."""
    kept = one["about"] or (t(f"names.stands_for.{one['stands_for']}") if one["stands_for"] else "")
    return " · ".join(filter(None, (one["name"], kept)))
