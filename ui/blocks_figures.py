"""The five figures of Tổng quan: each with its fraction, its rows, and a year earlier."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from metrics.board import Board
from metrics.catalog import SMALL
from metrics.compare import direction
from metrics.filters import Filters
from metrics.format import count, decimal, fraction, percent
from metrics.measure import total
from metrics.year_before import filters_before
from ui import cards, data
from ui.words import plain, t

WHOLE = "total"  # shown as a count, not as a rate


@dataclass(frozen=True)
class Figure:
    """A share: two counts; `rest` names what its list offers besides."""

    name: str
    x: str
    n: str
    rest: tuple[str, ...] = ()


FIGURES = (
    Figure(WHOLE, "received", "total", ("carried_over",)),
    Figure("settled", "done", "total", ("open", "withdrawn")),
    Figure("C", "late", "judged", ("excluded",)),
    Figure("B", "open_overdue", "judged", ("excluded",)),
    Figure("no_due", "no_due", "total"),
)
COMPARED = tuple(dict.fromkeys(name for f in FIGURES for name in (f.x, f.n)))


def figures(now: Filters, here: Board) -> None:
    """The five, and in one line which of them chance could explain."""
    before = data.ask(filters_before, now)
    then = data.ask(total, before, COMPARED) if before else None
    cards.row([card(figure, here.total, then) for figure in FIGURES], now)
    st.markdown(f":small[{plain(verdict(here.total, then))}]")


def card(figure: Figure, here: dict, then: dict | None) -> cards.Card:
    parts = {"old": count(here["carried_over"]), "new": count(here["received"])}
    return cards.Card(
        name=figure.name,
        label=t(f"figure.{figure.name}"),
        help=t(f"figure.{figure.name}.help"),
        x=here[figure.x],
        n=here[figure.n],
        opens=(figure.x, figure.n, *figure.rest),
        note=change(figure, here, then) if then else "",
        whole=t("figure.parts", **parts) if figure.name == WHOLE else "",
    )


def change(figure: Figure, here: dict, then: dict) -> str:
    """The same period last year beside it; a direction only where chance is ruled out."""
    x1, n1, x2, n2 = pair(figure, here, then)
    if figure.name == WHOLE:
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
    shares = [figure for figure in FIGURES if figure.name != WHOLE]
    unsure = [f for f in shares if not direction(*pair(f, here, then))]
    if not unsure:
        return t("change.sure")
    names = "; ".join(t(f"figure.{f.name}.short") for f in unsure)
    return t("change.unsure", names=names)


def signed(number: float, write: Callable[[float], str]) -> str:
    return ("+" if number > 0 else "−" if number < 0 else "") + write(abs(number))
