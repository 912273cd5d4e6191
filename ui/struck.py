"""What was excluded after an objection stays in sight, struck through, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.words import plain, t


def draw(excluded: Iterable[tuple[str, str]]) -> None:
    """A line for each: what it is, and why it was excluded; nothing where there is none."""
    lines = [f"- ~~{plain(what)}~~: {plain(why)}" for what, why in excluded]
    if lines:
        st.markdown("\n".join([f"**{plain(t('record.struck'))}**", "", *lines]))
