"""Họp đánh giá: the Office's comments, last year's signed totals, the letterhead, proposals."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import context
from metrics.periods import Period, year_before
from ui import data, periods
from ui.words import plain, t
from viewer import Viewer

Write = Callable[..., None]  # kind of entry, its body, why
SIGNED = ("total", "carried_over", "received", "done", "done_early", "done_on_time", "done_late",
          "open", "open_in_term", "open_overdue")  # fmt: skip
LONG = ("recipients", "signer_title")  # several lines


def comments(
    period: Period, sections: Sequence[str], kept: Mapping[str, str], write: Write
) -> None:
    """One section's comment at a time; what is kept is merged at every run."""
    st.markdown(f"**{t('pack.comments')}**  \n:small[{t('pack.comments.about')}]")
    section = st.selectbox(
        t("pack.section"), sections, key="pack.section",
        format_func=lambda one: t(f"review.section.{one}") + (" ✓" if one in kept else ""),
    )  # fmt: skip
    with st.form(f"pack.comment.{period.name}.{section}"):
        words = st.text_area(t("pack.comment"), kept.get(section, ""), height=160, max_chars=10_000,
                             key=f"pack.text.{period.name}.{section}")  # fmt: skip
        if st.form_submit_button(t("pack.keep")) and words.strip() != kept.get(section, ""):
            write(
                "comment_kept", {"period": period.name, "section": section, "text": words.strip()}
            )


def signed(period: Period, kept: Mapping[str, Any], write: Write) -> None:
    """The same period last year as a signed report gave it, with its number."""
    before = year_before(period)
    if before is None:
        return
    values = kept.get("values", {})
    with st.expander(t("pack.signed", period=periods.label(before.name))):
        with st.form(f"pack.signed.{before.name}"):
            number = st.text_input(
                t("pack.signed.document"), kept.get("document_no", ""), max_chars=200
            )
            columns = st.columns(5)
            found = {
                name: columns[place % 5].number_input(t(f"count.{name}"), 0, value=values.get(name),
                                                      key=f"pack.signed.{before.name}.{name}")
                for place, name in enumerate(SIGNED)
            }  # fmt: skip
            sent = st.form_submit_button(t("pack.keep"))
        given = {name: value for name, value in found.items() if value is not None}
        if sent and given and not number.strip():
            st.error(t("pack.signed.needs_number"))
        elif sent:
            value = {"period": before.name, "document_no": number.strip(), "values": given}
            write("setting", {"name": "review.signed", "value": value})


def head(facts: Sequence[str], now: Any, write: Write) -> None:
    """What stands in the head and at the foot of every paper."""
    st.markdown(f"**{t('pack.head')}**  \n:small[{t('pack.head.about')}]")
    with st.form("pack.head"):
        found = {}
        for name in facts:
            shown = "" if getattr(now, name) == "…" else getattr(now, name)
            field = st.text_area if name in LONG else st.text_input
            found[name] = field(
                t(f"pack.head.{name}"), shown, max_chars=1000, key=f"pack.head.{name}"
            )
        sent = st.form_submit_button(t("pack.keep"))
    changed = {
        n: v.strip() for n, v in found.items() if v.strip() != getattr(now, n).replace("…", "")
    }
    if sent:
        for place, (name, value) in enumerate(changed.items(), start=1):
            body = {"name": f"paper.{name}", "value": value}
            write("setting", body, last=place == len(changed))


def proposals(period: Period, kept: Sequence[Any], write: Write, viewer: Viewer) -> None:
    """Proposals to commend, entered by a named person; only for those who signed in."""
    if not viewer.signed_in:
        st.info(t("pack.praise.needs_account"), icon=":material/key:")
        return
    st.markdown(f"**{t('pack.praise')}**  \n:small[{t('pack.praise.about')}]")
    for entry in kept:
        body = entry.body
        with st.container(horizontal=True, vertical_alignment="center"):
            whose = body.get("official") or data.own_unit_names().get(body.get("unit_id"), "")
            st.markdown(
                plain(f"{whose}: {body['form']}. {body['grounds']} ({entry.who})"), width="stretch"
            )
            if st.button(t("pack.praise.withdraw"), key=f"pack.praise.{body['proposal_id']}"):
                write("proposal_withdrawn", {"proposal_id": body["proposal_id"]})
    _propose(period, write)


def _propose(period: Period, write: Write) -> None:
    people = data.ask(context.choices)["officials"]
    units = data.own_unit_names()
    with st.form(f"pack.propose.{period.name}", clear_on_submit=True):
        official = st.selectbox(t("pack.praise.official"), ["", *people])
        unit = st.selectbox(
            t("pack.praise.unit"), ["", *units], format_func=lambda u: units.get(u, "")
        )
        form = st.text_input(t("pack.praise.form"), max_chars=200)
        grounds = st.text_area(t("pack.praise.grounds"), max_chars=2000)
        sent = st.form_submit_button(t("pack.keep"))
    whole = bool(official) != bool(unit) and form.strip() and grounds.strip()
    if sent and not whole:
        st.error(t("pack.praise.incomplete"))
    elif sent:
        body = {"proposal_id": str(uuid.uuid4()), "period": period.name, "official": official,
                "unit_id": unit, "form": form.strip(), "grounds": grounds.strip()}  # fmt: skip
        write("proposal_made", body)
