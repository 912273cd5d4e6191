"""What Plotly figures are made of: names made harmless, numbers, marks, axes, the common layout."""

import html
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ui.theme import SHADES, look

ROW, ROW_WITH_NOTE = 30, 36  # pixels of height per horizontal bar
HEAD, FOOT = 16, 34  # pixels above the plot, and below it for the axis
MARGIN = {"l": 4, "r": 12, "t": HEAD, "b": FOOT}
CLEAR = "rgba(0,0,0,0)"
LETTERS = 11  # the size of numbers on bars: at this size or, where there is no room, not at all


@dataclass(frozen=True)
class Chart:
    """A figure, and what its colours mean: (name of a class or measure, its word)."""

    figure: dict
    legend: list[tuple[str, str]] = field(default_factory=list)


def name(text: object) -> str:
    """A name from a file, for Plotly, which reads a little HTML: its <, > and & are letters."""
    return html.escape(" ".join(str(text).split()), quote=False)


def clipped(text: object, width: int) -> str:
    """A name on one line of at most `width` letters; the hover has it whole."""
    whole = " ".join(str(text).split())
    return name(whole if len(whole) <= width else whole[: width - 1].rstrip() + "…")


def wrapped(text: object, width: int) -> str:
    """A name on at most two lines of about `width` letters."""
    first, *rest = textwrap.wrap(" ".join(str(text).split()), width) or [""]
    return "<br>".join([name(first), *([clipped(" ".join(rest), width)] if rest else [])])


def row_label(row: Mapping) -> str:
    """A row's name on two lines; on one if a note ("n = 34") takes the second."""
    if not row.get("note"):
        return wrapped(row["label"], 18)
    return f"{clipped(row['label'], 20)}<br>{name(row['note'])}"


def number(value: float | None) -> str:
    """As written in Vietnam: 1.234 and 3,5; nothing is a dash."""
    if value is None:
        return "–"
    digits = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return digits.translate(str.maketrans(",.", ".,"))


def shade(value: float, top: float) -> str:
    """The shade of a cell: the strongest for `top`, the lightest for what is near nothing."""
    return SHADES[min(int(value / top * len(SHADES)), len(SHADES) - 1)] if top else SHADES[0]


def mark(count: str) -> dict:
    """The fill of a bar and the colour of a number on it."""
    style = look(count)
    marker = {"color": style.color, "line": {"width": 0}}
    if style.hatched:
        stripes = {"shape": "/", "fgcolor": style.color, "size": 6, "solidity": 0.3}
        marker = {"color": style.color, "pattern": stripes | {"bgcolor": style.ground}}
    return {"marker": marker, "insidetextfont": {"color": style.ink, "size": LETTERS}}


def hover(texts: Iterable[str]) -> dict:
    return {"hovertext": list(texts), "hoverinfo": "text"}


def names_axis(labels: list[str]) -> dict:
    ticks = {"tickvals": list(range(len(labels))), "ticktext": labels, "ticks": ""}
    return ticks | {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": True}


def numbers_axis() -> dict:
    fixed = {"fixedrange": True, "zeroline": False, "rangemode": "tozero"}
    return fixed | {"nticks": 6, "tickformat": ",~f"}


def counts_axis(counts: Iterable[int | None]) -> dict:
    """For things counted: however few they are, no tick stands at half of one."""
    fewest = max((c or 0 for c in counts), default=0) < numbers_axis()["nticks"]
    return numbers_axis() | ({"dtick": 1} if fewest else {})


def rows_layout(rows: Sequence[Mapping]) -> dict:
    """One row of pixels per bar, first row on top, names at the left."""
    names = names_axis([row_label(r) for r in rows])
    names |= {"range": [len(rows) - 0.5, -0.5], "ticklabelstandoff": 6}
    row = ROW_WITH_NOTE if any(r.get("note") for r in rows) else ROW
    height = row * max(len(rows), 1) + HEAD + FOOT
    return {"height": height, "yaxis": names, "xaxis": numbers_axis()}


def figure(traces: list[dict], layout: dict) -> dict:
    """No title, legend or buttons of Plotly's own: ui/chart_box.py draws what wraps at any width.

    Axes are fixed, so that a finger on a chart scrolls the page.
    """
    common = {
        "margin": MARGIN,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "separators": ",.",
        "uniformtext": {"mode": "hide", "minsize": LETTERS},
        "font": {"size": 12},
        "barcornerradius": 2,
    }
    return {"data": traces, "layout": common | layout}
