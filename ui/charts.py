"""Plotly figures as plain dictionaries. They know numbers and words, not Streamlit.

Every builder takes plain rows and returns a Chart; ui/chart_box.py shows it. A mark's customdata
[key, count] is what a click opens: the group and the named count. A row's "note" ("n = 34") is
printed under its name.
"""

from collections.abc import Mapping, Sequence

from ui.chart_parts import (
    Chart,
    clipped,
    counts_axis,
    figure,
    hover,
    mark,
    name,
    names_axis,
    number,
    rows_layout,
    shade,
    wrapped,
)
from ui.theme import SHADE_INK, look


def stacked_bar(rows: Sequence[Mapping], words: Mapping[str, str]) -> Chart:
    """One bar per row, its parts the counts of `words` (count -> word) in that order.

    rows: {"key", "label", count: int, …}, first row on top. A count nobody has is left out.
    """
    used = {count: word for count, word in words.items() if any(r.get(count) for r in rows)}
    traces = [_part(rows, count, word) for count, word in used.items()]
    axis = counts_axis(sum(r.get(count) or 0 for count in used) for r in rows)
    layout = rows_layout(rows) | {"xaxis": axis, "barmode": "stack", "bargap": 0.28}
    return Chart(figure(traces, layout), list(used.items()))


def _part(rows: Sequence[Mapping], count: str, word: str) -> dict:
    values = [r.get(count) or 0 for r in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word,
        "y": list(range(len(rows))),
        "x": values,
        "text": [number(v) if v else "" for v in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        **mark(count),
        **hover(f"{name(r['label'])}<br>{word}: {number(r.get(count) or 0)}" for r in rows),
        "customdata": [[r["key"], count] for r in rows],
    }


def columns(rows: Sequence[Mapping], count: str, word: str) -> Chart:
    """Upright bars in the order given, as for ages: rows {"key", "label", count: int}."""
    trace = {
        "type": "bar",
        "x": list(range(len(rows))),
        "y": [r[count] or 0 for r in rows],
        "text": [number(r[count]) for r in rows],
        "textposition": "outside",
        "cliponaxis": False,
        **mark(count),
        **hover(f"{name(r['label'])}: {number(r[count])} · {word}" for r in rows),
        "customdata": [[r["key"], count] for r in rows],
    }
    axis = names_axis([wrapped(r["label"], 8) for r in rows]) | {"tickangle": 0}
    axes = {"xaxis": axis, "yaxis": counts_axis(trace["y"]), "uniformtext": {"mode": False}}
    return Chart(figure([trace], axes | {"height": 240, "bargap": 0.3}), [(count, word)])


def flow(rows: Sequence[Mapping], words: Mapping[str, str]) -> Chart:
    """Per month: what came in and went out as bars; above them the backlog at its end.

    rows: {"key", "label", "received", "closed", "backlog"}; words for those three.
    """
    x = list(range(len(rows)))
    bars = [_month_bars(rows, measure, words[measure]) for measure in ("received", "closed")]
    step = max(1, -(-len(rows) // 8))  # at most eight months are named
    ticks = {"tickvals": x[::step], "ticktext": [name(r["label"]) for r in rows][::step]}
    layout = {
        "height": 330,
        "barmode": "group",
        "bargap": 0.25,
        "xaxis": {"fixedrange": True, "showgrid": False, "anchor": "y", "zeroline": False} | ticks,
        "yaxis": counts_axis(r[m] for r in rows for m in ("received", "closed"))
        | {"domain": [0, 0.56]},
        "yaxis2": counts_axis(r["backlog"] for r in rows)
        | {"domain": [0.66, 1], "anchor": "x", "nticks": 4},
    }
    legend = [(m, words[m]) for m in ("received", "closed", "backlog")]
    return Chart(figure([*bars, _backlog(rows, words["backlog"])], layout), legend)


def _month_bars(rows: Sequence[Mapping], measure: str, word: str) -> dict:
    return {
        "type": "bar",
        "x": list(range(len(rows))),
        "y": [r[measure] or 0 for r in rows],
        **mark(measure),
        **hover(f"{name(r['label'])}<br>{word}: {number(r[measure])}" for r in rows),
        "customdata": [[r["key"], measure] for r in rows],
    }


def _backlog(rows: Sequence[Mapping], word: str) -> dict:
    values = [r["backlog"] for r in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": list(range(len(rows))),
        "y": values,
        "yaxis": "y2",
        "text": [""] * (len(values) - 1) + [number(v) for v in values[-1:]],
        "textposition": "top center",
        "cliponaxis": False,
        "line": {"color": look("backlog").color, "width": 2},
        "marker": {"color": look("backlog").color, "size": 6},
        **hover(f"{name(r['label'])}<br>{word}: {number(r['backlog'])}" for r in rows),
        "customdata": [[r["key"], "backlog"] for r in rows],
    }


def matrix(
    cells: Sequence[Mapping], row_names: Mapping[str, str], column_names: Mapping[str, str]
) -> Chart:
    """A shaded table of numbers. Bars of length one, because a heat map cannot be clicked.

    cells: {"row", "column", "value", "count", "hover"}; a pair that is not there stays blank.
    customdata is [row, column, count]. Give short names: a column has room for 16 letters.
    """
    across = {key: i for i, key in enumerate(column_names)}
    down = {key: i for i, key in enumerate(row_names)}
    top = max((c["value"] for c in cells), default=0)
    trace = {
        "type": "bar",
        "orientation": "h",
        "base": [across[c["column"]] for c in cells],
        "x": [1] * len(cells),
        "y": [down[c["row"]] for c in cells],
        "text": [number(c["value"]) for c in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": SHADE_INK},
        "marker": {"color": [shade(c["value"], top) for c in cells], "line": {"width": 0}},
        **hover(name(c["hover"]) for c in cells),
        "customdata": [[c["row"], c["column"], c["count"]] for c in cells],
    }
    layout = rows_layout([{"label": label} for label in row_names.values()])
    layout |= {"barmode": "overlay", "bargap": 0.06, "height": layout["height"] + 70}
    heads = names_axis([clipped(label, 16) for label in column_names.values()])
    heads |= {"tickangle": -90, "range": [0, len(across)]}
    layout["xaxis"] = heads | {"tickvals": [i + 0.5 for i in across.values()]}
    layout["uniformtext"] = {"mode": "hide", "minsize": 8}
    return Chart(figure([trace], layout))
