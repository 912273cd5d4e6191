"""The five figures of Tổng quan: each with its fraction, its rows, and a year earlier."""

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


def draw(figure: Figure, now: Filters, here: dict, then: dict | None) -> None:
    st.metric(t(f"figure.{figure.name}"), value(figure, here), help=t(f"figure.{figure.name}.help"))
    st.button(
        plain(shown_fraction(figure, here)),
        key=f"figure.{figure.name}",
        type="tertiary",
        on_click=drill.open_counts,
        args=("figure", "", now, figure.x, figure.n, *figure.rest),
        help=t("figure.open"),
    )
    st.markdown(f":small[{plain(change(figure, here, then))}]")


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
    """Against the same period last year: a direction only where chance is ruled out."""
    if then is None:
        return t("change.nothing")
    x1, n1, x2, n2 = (source[name] for source in (here, then) for name in (figure.x, figure.n))
    if figure.name == "total":
        return t("change.count", before=count(n2), change=signed(n1 - n2, count))
    if n1 < SMALL or n2 < SMALL:
        return t("change.counts", before=fraction(x2, n2))
    before = f"{percent(x2, n2)} ({fraction(x2, n2)})"
    way = direction(x1, n1, x2, n2)
    if way:
        return t("change.up" if way > 0 else "change.down", before=before)
    points = signed(100 * x1 / n1 - 100 * x2 / n2, decimal)
    return t("change.unsure", before=before, points=points)


def signed(number: float, write) -> str:
    return ("+" if number > 0 else "−" if number < 0 else "") + write(abs(number))
