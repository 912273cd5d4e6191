"""Per stratum two points on one line, the unit's rate and the department's, for Plotly."""

from collections.abc import Mapping, Sequence

from metrics.format import fraction, percent
from ui.chart_parts import FOOT, HEAD, Chart, figure, hover, name, rows_layout
from ui.theme import look

LOOKS = {"unit": "done_late", "department": "department"}
RATES = {"unit": ("rate", "x", "n"), "department": ("department_rate", "department_x",
         "department_n")}  # fmt: skip


ROW = 40  # pixels: two lines of a name, and a fraction over its point


def rows_height(rows: int) -> int:
    return ROW * rows + HEAD + FOOT


def pairs(rows: Sequence[Mapping], words: Mapping[str, str], opens: str) -> Chart:
    """rows: {"key", "label", and rate, x, n, department_rate, …}; a rate that is None (too few
    cases) gets its fraction in figures only. customdata is [key, opens]."""
    if not rows:
        return Chart(figure([], {}))
    layout = rows_layout(rows) | {"height": rows_height(len(rows))}
    ends = [row[RATES[side][0]] or 0 for row in rows for side in RATES]
    layout["xaxis"] |= {"tickformat": ".0%", "range": [-0.01, min(1.03, max(0.1, *ends) * 1.08)]}
    layout["xaxis"] |= {"rangemode": "normal"}
    traces = [_between(rows), _points(rows, "department", words, opens)]
    traces += [_points(rows, "unit", words, opens), _few(rows, opens)]
    return Chart(figure(traces, layout), [(LOOKS[side], words[side]) for side in RATES])


def _between(rows: Sequence[Mapping]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row in rows for x in (row["rate"], row["department_rate"], None)],
        "y": [y for i in range(len(rows)) for y in (i, i, None)],
        "line": {"color": look("department").color, "width": 1},
        "opacity": 0.6,
        "hoverinfo": "skip",
    }


def _points(rows: Sequence[Mapping], side: str, words: Mapping[str, str], opens: str) -> dict:
    rate, x, n = RATES[side]
    ring = side == "department"
    return {
        "type": "scatter",
        "mode": "markers" if ring else "markers+text",
        **({} if ring else {"text": [fraction(row[x], row[n]) for row in rows]}),
        "textposition": "top center",
        "textfont": {"size": 11},
        "x": [row[rate] for row in rows],
        "y": list(range(len(rows))),
        "cliponaxis": False,
        "marker": {
            "color": look(LOOKS[side]).color,
            "size": 14 if ring else 11,
            "symbol": "line-ns-open" if ring else "circle",
            "opacity": 1,
            "line": {"width": 3 if ring else 0},
        },
        **hover(
            f"{name(row['label'])}<br>{name(words[side])}:"
            f" {percent(row[x], row[n])} = {fraction(row[x], row[n])}"
            for row in rows
        ),
        "customdata": [[row["key"], opens] for row in rows],
    }


def _few(rows: Sequence[Mapping], opens: str) -> dict:
    """Where the unit has too few cases for a rate its fraction stands at the left."""
    few = [(i, row) for i, row in enumerate(rows) if row["rate"] is None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [0] * len(few),
        "y": [i for i, _ in few],
        "text": [fraction(row["x"], row["n"]) for _, row in few],
        "textposition": "middle right",
        "cliponaxis": False,
        "marker": {"color": look("done_late").color, "size": 6, "symbol": "line-ns-open"},
        **hover(f"{name(row['label'])}: {fraction(row['x'], row['n'])}" for _, row in few),
        "customdata": [[row["key"], opens] for _, row in few],
    }
