"""What is held about the reader, for how long, who can see it, and all of it in one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from metrics.format import count
from ui.export_traces import traced
from ui.pages_list import PAGES
from ui.tables import EXCEL_TYPE
from ui.words import plain, t
from viewer import ROLES, Viewer


def draw(viewer: Viewer, held: Any, content: Callable[[], bytes]) -> None:
    """`held`: reports.about_person.Held of this reader; `content` makes the file of it."""
    st.caption(t("mine.about"))
    if held.lacking:
        st.info(t(f"about_person.{held.lacking}"), icon=":material/info:")
    number = sum(held.numbers.values())
    st.download_button(
        t("mine.download", number=count(number)),
        traced(content, f"about {viewer.name}", number),
        "du-lieu-ve-toi.xlsx",
        EXCEL_TYPE,
        key="mine.file",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    st.table(headings(held.numbers), hide_index=True, border="horizontal")
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(t("about_person.note.seen"), anchor=False)
        st.markdown("\n".join(map(sees, ROLES, [viewer.role] * len(ROLES))))
    with right:
        for note in ("kept", "not_here"):
            st.subheader(t(f"about_person.note.{note}"), anchor=False)
            st.markdown(plain(held.notes()[note]))
        if PAGES["replies"].opens_to(viewer):
            st.markdown(plain(t("mine.wrong", page=t("page.replies"))))


def headings(numbers: dict[str, int]) -> pd.DataFrame:
    """Each heading with its rows, in plain words."""
    rows = [
        [t(f"about_person.sheet.{name}"), count(number), t(f"about_person.what.{name}")]
        for name, number in numbers.items()
    ]
    columns = ("held_what", "held_number", "held_about")
    return pd.DataFrame(rows, columns=[t(f"column.{name}") for name in columns])


def sees(role: str, own: str) -> str:
    """What a role sees, as a line of a list; the reader's own role is marked."""
    word = plain(t(f"account_role.{role}"))
    mine = f" ({plain(t('mine.role'))})" if role == own else ""
    return f"- **{word}**{mine}: {plain(t(f'about_person.sees.{role}'))}"
