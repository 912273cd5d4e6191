"""The funnel plot: a point per group, number of cases across, rate upwards, limits around the
department's rate. Plain dictionaries for Plotly."""

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.format import fraction, percent
from metrics.funnel import TAIL95, TAIL998, Funnel
from metrics.labels import DISTINCT, LABELS, LOOK_FURTHER, TOO_FEW
from ui.chart_parts import Chart, clipped, figure, hover, name
from ui.theme import look

DRAWN = 240  # places along a limit where it is worked out
LINES = {"limit95": (TAIL95, 1), "limit998": (TAIL998, 2)}  # tail, width
SYMBOLS = {"ordinary": "circle", "look_further": "diamond-open", "distinct": "diamond"}
NAMED = (LOOK_FURTHER, DISTINCT)  # points that have their name beside them
NAME = 14  # letters of a name on the chart


def funnel(
    rows: Sequence[Mapping], around: Funnel, words: Mapping[str, str], fewest: int, opens: str
) -> Chart:
    """rows: {"key", "label" (its name), "x", "n", "code" (one of the four)}; those with too few
    cases have no point. words: for the codes and lines. customdata is [key, opens]."""
    shown = [row for row in rows if row["code"] != TOO_FEW]
    if not shown:
        return Chart(figure([], {}))
    sizes = places(fewest, [row["n"] for row in shown])
    used = [code for code in LABELS if any(row["code"] == code for row in shown)]
    traces = [line for kind in LINES for line in limit_lines(around, sizes, kind)]
    traces.append(centre_line(around, sizes))
    traces += [points([r for r in shown if r["code"] == c], c, words, opens) for c in used]
    legend = [(key, words[key]) for key in (*used, "department", *LINES)]
    return Chart(figure(traces, layout(shown, around, sizes, words)), legend)


def places(fewest: int, numbers: Sequence[int]) -> np.ndarray:
    """Where the limits are worked out: evenly from the smallest group to the largest, and at
    every group itself, so that a point and its line agree."""
    last = max(max(numbers) * 1.06, fewest + 10)
    return np.unique(np.append(np.linspace(fewest, last, DRAWN).astype(int), numbers))


def limit_lines(around: Funnel, sizes: np.ndarray, kind: str) -> list[dict]:
    tail, width = LINES[kind]
    style = {"color": look(kind).color, "width": width}
    return [
        {
            "type": "scatter", "mode": "lines", "x": sizes.tolist(), "y": end.tolist(),
            "line": style, "hoverinfo": "skip",
        }
        for end in around.limits(sizes, tail)
    ]  # fmt: skip


def centre_line(around: Funnel, sizes: np.ndarray) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [int(sizes[0]), int(sizes[-1])],
        "y": [around.centre] * 2,
        "line": {"color": look("department").color, "width": 2},
        "hoverinfo": "skip",
    }


def points(rows: Sequence[Mapping], code: str, words: Mapping[str, str], opens: str) -> dict:
    names = {"text": [clipped(row["label"], NAME) for row in rows]} if code in NAMED else {}
    return {
        "type": "scatter",
        "mode": "markers+text" if names else "markers",
        "x": [row["n"] for row in rows],
        "y": [row["x"] / row["n"] for row in rows],
        **names,
        "textposition": "top center",
        "textfont": {"size": 11},
        "cliponaxis": False,
        "marker": {
            "color": look(code).color,
            "symbol": SYMBOLS[code],
            "size": 11,
            "opacity": 1,
            "line": {"width": 2 if code == LOOK_FURTHER else 0},
        },
        **hover(
            f"{name(row['label'])}<br>{percent(row['x'], row['n'])} ="
            f" {fraction(row['x'], row['n'])}<br>{name(words[code])}"
            for row in rows
        ),
        "customdata": [[row["key"], opens] for row in rows],
    }


def layout(
    rows: Sequence[Mapping], around: Funnel, sizes: np.ndarray, words: Mapping[str, str]
) -> dict:
    """High enough for every point, and for the limits where half of the groups stand."""
    middle = sorted(row["n"] for row in rows)[len(rows) // 2]
    ends = [float(around.limits([middle], tail)[1][0]) for tail in (TAIL95, TAIL998)]
    top = max([row["x"] / row["n"] for row in rows] + ends)
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False}
    room = (sizes[-1] - sizes[0]) * 0.03
    return {
        "height": 380,
        "xaxis": axis
        | {
            "title": {"text": name(words["cases"]), "font": {"size": 12}},
            "range": [float(sizes[0] - room), float(sizes[-1] + room)],
            "tickformat": ",~f",
            "nticks": 6,
        },
        "yaxis": axis
        | {"range": [-0.02, min(1.04, top * 1.12 + 0.02)], "tickformat": ".0%", "automargin": True},
        "margin": {"l": 4, "r": 12, "t": 16, "b": 48},
    }
