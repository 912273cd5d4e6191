"""One's own records in a line each, and the way to where one objects or corrects."""

from __future__ import annotations

import streamlit as st

from metrics import record
from metrics.filters import Filters
from metrics.measure import total
from metrics.record import OFFICIAL, UNIT, Subject
from ui import data, record_pick
from ui.record_head import SHOWN, figures
from ui.words import plain, t
from viewer import Viewer


def draw(viewer: Viewer, now: Filters) -> None:
    """A line of figures for each unit and official that is this reader's."""
    names = data.unit_names()
    mine = [(Subject(UNIT, u), names.get(u, u)) for u in viewer.units if viewer.role == "unit_head"]
    mine += [(Subject(OFFICIAL, n), n) for n in data.ask(record.names_of, viewer.officials)]
    for subject, name in mine:
        found = data.ask(total, subject.filters(now), SHOWN)
        st.markdown(f"**{plain(name)}**  \n{plain(figures(found))}")
        st.link_button(
            t("record.open"), record_pick.address_of(subject.kind, subject.key),
            icon=":material/folder_open:",
        )  # fmt: skip
    if mine:
        st.caption(t("replies.about"))
