"""Who held one case, and when, for Plotly: a row per holder, a bar per stretch of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from metrics.format import day
from ui.chart_parts import Chart, figure, hover, mark, name, rows_layout

NOBODY = ("transit", "closed", "several", "no_paper")
PARTS = ("held_in_term", "held_over", "held_no_term", "held_nobody")
DAY_MS = 86_400_000


def timeline(stretches: Sequence[Mapping], words: Mapping[str, str]) -> Chart:
    """stretches: {"label", "holder", "from_on", "to_on", "due_on", "days", "said"}, in order."""
    labels = list(dict.fromkeys(s["label"] for s in stretches))
    bars = [bar | {"y": labels.index(s["label"])} for s in stretches for bar in parts(s)]
    used = [part for part in PARTS if any(bar["part"] == part for bar in bars)]
    traces = [_trace([b for b in bars if b["part"] == part], part) for part in used]
    layout = rows_layout([{"label": label} for label in labels])
    layout["xaxis"] = {"type": "date", "fixedrange": True, "tickformat": "%d/%m/%y", "nticks": 5}
    return Chart(figure(traces, layout | {"barmode": "overlay", "bargap": 0.35}),
                 [(part, words[part]) for part in used])  # fmt: skip


def parts(stretch: Mapping) -> list[dict]:
    """A stretch as one bar, or two where its own term ended within it. No days are a thin line."""
    first, last, due = stretch["from_on"], stretch["to_on"], stretch["due_on"]
    said = (name(stretch["label"]), f"{day(first)} – {day(last)}", stretch["said"])
    common = {"said": "<br>".join(said)}
    if stretch["holder"] in NOBODY:
        return [_bar(common, "held_nobody", first, last)]
    if due is None:
        return [_bar(common, "held_no_term", first, last)]
    if last <= due:
        return [_bar(common, "held_in_term", first, last)]
    turn = max(first, due)
    before = [_bar(common, "held_in_term", first, turn)] if turn > first else []
    return [*before, _bar(common, "held_over", turn, last)]


def _bar(common: dict, part: str, first: date, last: date) -> dict:
    width = max((last - first) / timedelta(days=1), 0.15) * DAY_MS
    return common | {"part": part, "base": first.isoformat(), "x": width}


def _trace(bars: Sequence[Mapping], part: str) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        **{side: [bar[side] for bar in bars] for side in ("x", "y", "base")},
        **mark(part),
        **hover(bar["said"] for bar in bars),
    }
