"""A chart as the reader meets it: what it shows, for when, what the colours mean, the figure."""

from typing import Any

import streamlit as st

from ui.chart_parts import Chart
from ui.plain_figure import PlainFigure
from ui.theme import Look, look
from ui.words import plain, t

CONFIG = {"displayModeBar": False, "showSendToCloud": False, "displaylogo": False}


def show(chart: Chart, *, title: str, about: str, key: str) -> list[list[Any]]:
    """Draw it and return the customdata of what the reader clicked, [] if nothing.

    title says what it shows, about is the period sentence with n. Both are shown as they stand.
    A click is forgotten as soon as the figure changes.
    """
    head = f"**{plain(title)}**  \n:small[{plain(about)}]"
    st.markdown(head + legend_line(chart.legend))
    if not chart.figure["data"]:  # Plotly would draw empty axes, Streamlit refuses
        st.caption(t("table.empty"))
        return []
    event = st.plotly_chart(
        PlainFigure(chart.figure),
        key=key,
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=f"{title}. {about}",
    )
    return [point["customdata"] for point in event.selection.points if point.get("customdata")]


def legend_line(legend: list[tuple[str, str]]) -> str:
    """Marks and words that wrap at any width; a mark never parts from its word."""
    entries = "\N{EM SPACE}".join(_entry(look(count), word) for count, word in legend)
    return f"  \n:small[{entries}]" if legend else ""


def _entry(style: Look, word: str) -> str:
    words = plain(word).replace(" ", "\N{NO-BREAK SPACE}")
    return f':color[{style.mark}]{{foreground="{style.color}"}}\N{NO-BREAK SPACE}{words}'
