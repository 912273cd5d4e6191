"""A figure in a frame: the number in large, the fraction that opens its rows, its name, a note."""

from dataclasses import dataclass

import streamlit as st

from metrics.catalog import SMALL
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count, fraction, percent
from ui import drill
from ui.words import plain


@dataclass(frozen=True)
class Card:
    """x of n; `opens` are the counts whose rows can be seen. A whole shows n itself."""

    name: str
    label: str
    help: str
    x: int
    n: int
    opens: tuple[str, ...]
    note: str = ""
    whole: str = ""  # written beside n instead of the fraction

    @property
    def value(self) -> str:
        """The rate, or the count where ten cases are not reached."""
        if self.whole:
            return count(self.n)
        return percent(self.x, self.n) if self.n >= SMALL else count(self.x)


def row(cards: list[Card], now: Filters) -> None:
    """Side by side where there is room, in two columns on a phone."""
    with st.grid(len(cards), min_column_width=150, gap="small"):
        for card in cards:
            with st.container(border=True, gap=None, height="stretch"):
                draw(card, now)


def draw(card: Card, now: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.metric(card.label, card.value, label_visibility="collapsed", width="content")
        st.button(
            plain(card.whole or fraction(card.x, card.n)),
            key=f"card.{card.name}",
            type="tertiary",
            on_click=drill.open_counts,
            args=("card", "", now, *card.opens),
            help=plain(f"{card.help} ({named(*card.opens)})"),
        )
    note = f"  \n:small[:gray[{plain(card.note)}]]" if card.note else ""
    st.markdown(f":small[**{plain(card.label)}**]{note}")
