"""A control chart as a Plotly figure in plain dictionaries: months, centre, limits, marks."""

from collections.abc import Callable, Sequence

from metrics.trend_points import Point, Trend
from ui.chart_parts import Chart, figure, hover, name
from ui.theme import look

VALUE, MARK, LIMIT = "closed", "backlog", "received"  # looks of the line, its marks, the limits
NAMED = 8  # months written under the axis, at most


def control(
    found: Trend, words: dict[str, str], said: Callable[[Point], str], form: str, tet: str
) -> Chart:
    """The months that have a value, on one line; a mark is a ring round its point.

    words: of value, mark and limits. said(point): its hover. form: a Plotly format of the axis.
    tet: the word over a month that holds it. customdata is [month, ""].
    """
    traces = [*_limits(found), _values(found, said), _marks(found)]
    shapes, notes = _tet(found, tet)
    layout = {
        "height": 320,
        "xaxis": _months(found.points),
        "yaxis": {"tickformat": form, "rangemode": "tozero", "fixedrange": True, "zeroline": False}
        | {"automargin": True, "nticks": 6},
        "shapes": shapes + _base_end(found),
        "annotations": notes,
        "margin": {"l": 4, "r": 14, "t": 24, "b": 40},
    }
    legend = [(VALUE, words["value"]), (LIMIT, words["limits"]), (MARK, words["marked"])]
    return Chart(figure(traces, layout), legend)


def _limits(found: Trend) -> list[dict]:
    """The centre as a line, the limits as dashes; each month has its own, as it has its own n."""
    x = list(range(len(found.points)))
    shown = [point.value is not None for point in found.points]
    lines = {
        "low": [p.low for p in found.points],
        "high": [p.high for p in found.points],
        "center": [found.center if there else None for there in shown],
    }
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "connectgaps": True,
            "line": {"color": look(LIMIT).color, "width": 1.5, "shape": "hvh"}
            | ({} if which == "center" else {"dash": "dash"}),
            "hoverinfo": "skip",
        }
        for which, y in lines.items()
    ]


def _values(found: Trend, said: Callable[[Point], str]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(found.points))),
        "y": [point.value for point in found.points],
        "line": {"color": look(VALUE).color, "width": 2},
        "marker": {"color": look(VALUE).color, "size": 8, "opacity": 1},
        "cliponaxis": False,
        **hover(name(said(point)) for point in found.points),
        "customdata": [[point.month.isoformat(), ""] for point in found.points],
    }


def _marks(found: Trend) -> dict:
    marked = [(n, point) for n, point in enumerate(found.points) if point.marks]
    ring = {"symbol": "circle-open", "size": 16, "line": {"width": 3}, "opacity": 1}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [n for n, _ in marked],
        "y": [point.value for _, point in marked],
        "marker": ring | {"color": look(MARK).color},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _tet(found: Trend, word: str) -> tuple[list[dict], list[dict]]:
    """A dotted line and a word at each month that holds Tết."""
    months = [n for n, point in enumerate(found.points) if point.tet]
    line = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    line |= {"line": {"color": look(LIMIT).color, "width": 1, "dash": "dot"}}
    note = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": {"size": 11}}
    shapes = [line | {"x0": n, "x1": n} for n in months]
    return shapes, [note | {"x": n, "text": name(word)} for n in months]


def _base_end(found: Trend) -> list[dict]:
    """A line after the last month of the base, where later months follow."""
    inside = [n for n, point in enumerate(found.points) if point.in_base]
    if not inside or inside[-1] == len(found.points) - 1:
        return []
    x = inside[-1] + 0.5
    line = {"color": look(MARK).color, "width": 1}
    return [{"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": x, "x1": x, "line": line}]


def _months(points: Sequence[Point]) -> dict:
    step = max(1, -(-len(points) // NAMED))
    return {
        "tickvals": list(range(0, len(points), step)),
        "ticktext": [point.month.strftime("%m/%y") for point in points[::step]],
        "range": [-0.5, len(points) - 0.5],
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
