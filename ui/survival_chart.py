"""Curves of what still waits, as a Plotly figure in plain dictionaries."""

from collections.abc import Callable, Mapping, Sequence

from metrics.format import count, percent
from metrics.survival import Curve, Step, at_risk
from ui.chart_parts import Chart, figure, hover, name
from ui.theme import look

ENDS = (30, 60, 120, 250)  # working days that the axis may end on
TICKS = {
    30: (0, 5, 10, 15, 20, 30),
    60: (0, 5, 10, 15, 30, 45, 60),
    120: (0, 10, 30, 60, 90, 120),
    250: (0, 15, 30, 60, 120, 180, 250),
}
EVERYONE, ONE, OTHERS = "closed", "backlog", "received"  # looks of the three kinds of line
SHADOW = "rgba(100, 116, 139, 0.18)"


def curves(
    groups: Sequence[Curve],
    everyone: Curve,
    chosen: object,
    words: Mapping[object, str],
    others: str,
    said: Callable[..., str],
) -> Chart:
    """All groups as thin lines, everyone as a thick one with its 95% band; the chosen one, if any,
    thick as well. Dots on the named days can be clicked: customdata is [key, day].

    words: key -> name, None -> the word for everyone; others: the word for the thin lines.
    said(days, share, at_risk): a hover.
    """
    end = last_day(everyone)
    days = [day for day in TICKS[end] if day <= end]
    told = next((curve for curve in groups if curve.key == chosen), None)
    traces = [_line(curve, end, OTHERS, 1.2) for curve in groups if curve is not told]
    traces += [*_band(everyone, end), _line(everyone, end, EVERYONE, 3)]
    traces += [_line(told, end, ONE, 3)] if told else []
    looks = [(curve, ONE if curve is told else OTHERS) for curve in groups] + [(everyone, EVERYONE)]
    traces += [_dots(curve, days, words[curve.key], said, which) for curve, which in looks]
    watched = [everyone, told] if told else [everyone]
    layout = {"height": 330, "xaxis": _days_axis(days, end, watched), "yaxis": _share_axis()}
    layout["margin"] = {"l": 4, "r": 14, "t": 10, "b": 50 + 14 * len(watched)}
    legend = [(EVERYONE, words[None])] + ([(ONE, words[chosen])] if told else [])
    legend += [(OTHERS, others)] if len(groups) > bool(told) else []
    return Chart(figure(traces, layout), legend)


def last_day(curve: Curve) -> int:
    """The first of the ends at which few still wait, or to which nobody was watched."""
    for end in ENDS:
        if left(curve, end) <= 0.1 or curve.follow_up <= end:
            return end
    return ENDS[-1]


def left(curve: Curve, day: int) -> float:
    """The share still waiting at the end of a day."""
    reached = [step.waiting for step in curve.steps if step.at <= day]
    return reached[-1] if reached else 1.0


def _shown(curve: Curve, end: int) -> list[Step]:
    return [step for step in curve.steps if step.at <= _stop(curve, end) and step.answered]


def _stop(curve: Curve, end: int) -> int:
    """Where a line ends: before nobody was left to watch, and where the axis does."""
    watched = curve.follow_up if curve.emptied_on is None else max(0, curve.emptied_on - 1)
    return min(end, watched)


def _line(curve: Curve, end: int, which: str, width: float) -> dict:
    steps = _shown(curve, end)
    stop = _stop(curve, end)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, *(step.at for step in steps), stop],
        "y": [1.0, *(step.waiting for step in steps), left(curve, stop)],
        "line": {"color": look(which).color, "width": width, "shape": "hv"},
        "hoverinfo": "skip",
    }


def _band(curve: Curve, end: int) -> list[dict]:
    steps = [step for step in _shown(curve, end) if step.low is not None]
    x = [0, *(step.at for step in steps)]
    line = {"width": 0, "shape": "hv"}
    low = {"x": x, "y": [1.0, *(step.low for step in steps)], "line": line}
    high = {"x": x, "y": [1.0, *(step.high for step in steps)], "line": line}
    filled = {"fill": "tonexty", "fillcolor": SHADOW}
    common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return [common | low, common | high | filled]


def _dots(curve: Curve, days: Sequence[int], word: str, said: Callable[..., str],
          which: str) -> dict:  # fmt: skip
    seen = [day for day in days[1:] if day <= _stop(curve, day)]
    texts = [
        said(days=day, share=_share(left(curve, day)), at_risk=count(at_risk(curve, day)))
        for day in seen
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": seen,
        "y": [left(curve, day) for day in seen],
        "cliponaxis": False,
        "marker": {"color": look(which).color, "size": 6 if which == OTHERS else 9, "opacity": 1},
        **hover(f"{name(word)}<br>{name(text)}" for text in texts),
        "customdata": [[curve.key, day] for day in seen],
    }


def _share(value: float) -> str:
    return percent(round(value * 1000), 1000)


def _days_axis(days: Sequence[int], end: int, watched: Sequence[Curve]) -> dict:
    """Under each day how many of the thick lines' items were being watched then."""
    ticks = [
        "<br>".join([str(day), *(count(at_risk(curve, day)) for curve in watched)]) for day in days
    ]
    return {
        "range": [0, end],
        "tickvals": list(days),
        "ticktext": ticks,
        "tickangle": 0,
        "fixedrange": True,
        "zeroline": False,
        "tickfont": {"size": 11},
    }


def _share_axis() -> dict:
    return {
        "range": [0, 1.02],
        "tickformat": ".0%",
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "fixedrange": True,
        "zeroline": False,
        "automargin": True,
    }
