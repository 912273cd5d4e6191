"""The leaders' own list: three kinds of work that they answer for themselves, in brief."""

import streamlit as st

from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Top
from ui import data, drill
from ui.words import plain, t

SUBJECT = 48  # letters of a subject
OWN = (
    Top("from_above", "open_overdue", ("from_above",)),
    Top("enterprises", "open", ("enterprises",), order="opened"),
    Top("unanswered", "open", ("unanswered",)),
)


def leaders(now: Filters, found: dict[str, list[dict]]) -> None:
    """Side by side: the number of each, which opens its list, and the one that waits longest."""
    for top, place in zip(OWN, st.columns(len(OWN), gap="small"), strict=True):
        with place.container(gap=None):
            own(top, now, found[top.name])


def own(top: Top, now: Filters, first: list[dict]) -> None:
    number = first[0]["number"] if first else 0
    label = t(f"own.{top.name}", number=count(number))
    st.button(
        f"**{plain(label)}**", key=f"own.{top.name}", type="tertiary", disabled=not number,
        on_click=drill.open_list, args=("own", label, (label, top.listing(now))),
    )  # fmt: skip
    for row in drill.worded(first, now):
        st.markdown(f":small[{line(row, now)}]")


def line(row: dict, now: Filters) -> str:
    """One item in a line: its subject, which opens it, its unit, and how long it has waited."""
    days, waited = row["days_overdue"], (now.as_of - row["opened_on"]).days
    waits = t("own.overdue", days=count(days)) if days else t("own.waits", days=count(waited))
    unit = data.unit_names(short=True).get(row["unit_id"], row["unit"])
    beside = plain(f"{unit} · {waits}").replace(" ", "\N{NO-BREAK SPACE}")
    return f"[{plain(shortened(row['subject']))}]({row['link']}) · {beside}"


def shortened(text: str) -> str:
    return text if len(text) <= SUBJECT else text[: SUBJECT - 1].rstrip() + "…"
