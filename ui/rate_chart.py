"""Rates of groups with their uncertainty, as a Plotly figure in plain dictionaries."""

from collections.abc import Mapping, Sequence

from metrics.catalog import RATES, SMALL
from metrics.format import fraction, percent
from metrics.uncertainty import wilson
from ui.chart_parts import figure, hover, name, rows_layout
from ui.charts import Chart
from ui.theme import look

# The class whose colour a rate has: what its numerator ends with.
LOOKS = {"A": "open_overdue", "B": "open_overdue", "C": "done_late", "D": "done_on_time"}


def rates(rows: Sequence[Mapping], head: str, beside: str, words: Mapping[str, str]) -> Chart:
    """Per row the rate `head` with its 95% interval, a thin line; the rate `beside` as a ring.

    rows: {"key", "label", and the counts of both rates}, first on top. A row with fewer than ten
    judged cases (or its own "least") gets its counts in figures and no rate. customdata is [key,
    numerator].
    """
    traces = [
        _spans(rows, head),
        _points(rows, beside, words, ring=True),
        _points(rows, head, words),
    ]
    layout = rows_layout([row | {"note": _fraction(row, head)} for row in rows])
    layout["xaxis"] |= {"tickformat": ".0%", "range": [0, _end(rows, head, beside)]}
    layout["xaxis"] |= {"rangemode": "normal"}
    return Chart(
        figure([*traces, _small(rows, head)], layout),
        [(LOOKS[head], words[head]), (LOOKS[beside], words[beside])],
    )


def _least(row: Mapping) -> int:
    return row.get("least", SMALL)


def _shown(row: Mapping, rate: str) -> float | None:
    x, n = row[RATES[rate].x], row[RATES[rate].n]
    return x / n if n >= _least(row) else None


def _fraction(row: Mapping, rate: str) -> str:
    return fraction(row[RATES[rate].x], row[RATES[rate].n])


def _end(rows: Sequence[Mapping], head: str, beside: str) -> float:
    """Where the axis ends: a little after the longest interval."""
    ends = [b for row in rows if (b := _interval(row, head)[1]) is not None]
    return min(1.02, max([*ends, *(_shown(row, beside) or 0 for row in rows), 0.05]) * 1.06)


def _interval(row: Mapping, rate: str) -> tuple[float | None, float | None]:
    x, n = row[RATES[rate].x], row[RATES[rate].n]
    return wilson(x, n) if n >= _least(row) else (None, None)


def _spans(rows: Sequence[Mapping], rate: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [bound for row in rows for bound in (*_interval(row, rate), None)],
        "y": [y for i in range(len(rows)) for y in (i, i, None)],
        "line": {"color": look(LOOKS[rate]).color, "width": 2},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }


def _points(rows: Sequence[Mapping], rate: str, words: Mapping[str, str], ring=False) -> dict:
    marker = {"color": look(LOOKS[rate]).color, "size": 11, "opacity": 1, "line": {"width": 0}}
    if ring:
        marker = {
            "color": look(LOOKS[rate]).color,
            "size": 15,
            "symbol": "circle-open",
            "opacity": 1,
        }
        marker |= {"line": {"width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_shown(row, rate) for row in rows],
        "y": list(range(len(rows))),
        "cliponaxis": False,
        "marker": marker,
        **hover(_hover(row, rate, words[rate]) for row in rows),
        "customdata": [[row["key"], RATES[rate].x] for row in rows],
    }


def _hover(row: Mapping, rate: str, word: str) -> str:
    low, high = _interval(row, rate)
    x, n = row[RATES[rate].x], row[RATES[rate].n]
    if low is None:
        return f"{name(row['label'])}<br>{name(word)}: {fraction(x, n)}"
    ends = f"{percent(low, 1)} – {percent(high, 1)}"
    return (
        f"{name(row['label'])}<br>{name(word)}: {percent(x, n)} = {fraction(x, n)}<br>95%: {ends}"
    )


def _small(rows: Sequence[Mapping], rate: str) -> dict:
    """Counts in figures where there are too few cases for a rate; they can be clicked as well."""
    few = [(i, row) for i, row in enumerate(rows) if row[RATES[rate].n] < _least(row)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [0] * len(few),
        "y": [i for i, _ in few],
        "text": [_fraction(row, rate) for _, row in few],
        "textposition": "middle right",
        "cliponaxis": False,
        "marker": {"color": look(LOOKS[rate]).color, "size": 6, "symbol": "line-ns-open"},
        **hover(f"{name(row['label'])}: {_fraction(row, rate)}" for _, row in few),
        "customdata": [[row["key"], RATES[rate].x] for _, row in few],
    }
