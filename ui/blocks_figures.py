"""The five figures of Tổng quan: each with its fraction, its rows, and a year earlier."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from metrics.board import Board, board
from metrics.catalog import SMALL
from metrics.compare import direction
from metrics.filters import Filters
from metrics.format import count, decimal, fraction, percent
from metrics.year_before import filters_before
from ui import data, drill
from ui.words import plain, t


@dataclass(frozen=True)
class Figure:
    """A share: two counts; `rest` names what its list offers besides."""

    name: str
    x: str
    n: str
    rest: tuple[str, ...] = ()


FIGURES = (
    Figure("total", "received", "total", ("carried_over",)),
    Figure("settled", "done", "total", ("open", "withdrawn")),
    Figure("C", "late", "judged", ("excluded",)),
    Figure("B", "open_overdue", "judged", ("excluded",)),
    Figure("no_due", "no_due", "total"),
)


def figures(now: Filters, here: Board) -> None:
    """The five, side by side where there is room."""
    before = filters_before(now, data.facts().first)
    then = data.ask(board, before).total if before else None
    with st.grid(len(FIGURES), min_column_width=150, gap="small"):
        for figure in FIGURES:
            with st.container(border=True, gap=None, height="stretch"):
                draw(figure, now, here.total, then)
    st.markdown(f":small[{plain(verdict(here.total, then))}]")


def draw(figure: Figure, now: Filters, here: dict, then: dict | None) -> None:
    label = t(f"figure.{figure.name}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.metric(label, value(figure, here), label_visibility="collapsed", width="content")
        st.button(
            plain(shown_fraction(figure, here)),
            key=f"figure.{figure.name}",
            type="tertiary",
            on_click=drill.open_counts,
            args=("figure", "", now, figure.x, figure.n, *figure.rest),
            help=t(f"figure.{figure.name}.help"),
        )
    st.markdown(f"{plain(label)}  \n:small[{plain(change(figure, here, then))}]")


def value(figure: Figure, here: dict) -> str:
    """The number in large: a rate, or the count itself where ten cases are not reached."""
    x, n = here[figure.x], here[figure.n]
    if figure.name == "total":
        return count(n)
    return percent(x, n) if n >= SMALL else count(x)


def shown_fraction(figure: Figure, here: dict) -> str:
    if figure.name == "total":
        return t("figure.parts", old=count(here["carried_over"]), new=count(here["received"]))
    return fraction(here[figure.x], here[figure.n])


def change(figure: Figure, here: dict, then: dict | None) -> str:
    """The same period last year beside it; a direction only where chance is ruled out."""
    if then is None:
        return ""
    x1, n1, x2, n2 = pair(figure, here, then)
    if figure.name == "total":
        return t("change.count", before=count(n2), change=signed(n1 - n2, count))
    if n1 < SMALL or n2 < SMALL:
        return t("change.count", before=fraction(x2, n2), change=signed(x1 - x2, count))
    points = signed(round(100 * x1 / n1 - 100 * x2 / n2, 1), decimal)
    way = {1: "change.up", -1: "change.down", 0: "change.points"}[direction(x1, n1, x2, n2)]
    return t(way, before=f"{percent(x2, n2)} ({fraction(x2, n2)})", points=points)


def pair(figure: Figure, here: dict, then: dict) -> tuple[int, ...]:
    return tuple(source[name] for source in (here, then) for name in (figure.x, figure.n))


def verdict(here: dict, then: dict | None) -> str:
    """One line for all: which of the shares chance could explain."""
    if then is None:
        return t("change.nothing")
    shares = [figure for figure in FIGURES if figure.name != "total"]
    unsure = [f for f in shares if not direction(*pair(f, here, then))]
    if not unsure:
        return t("change.sure")
    names = "; ".join(t(f"figure.{f.name}.short") for f in unsure)
    return t("change.unsure", names=names)


def signed(number: float, write: Callable[[float], str]) -> str:
    return ("+" if number > 0 else "−" if number < 0 else "") + write(abs(number))
