"""What holds on every page that these tests open."""

import json
from typing import Any

import pytest
from plotly.graph_objects import Figure

from ui import chart_box
from ui.plain_figure import PlainFigure


@pytest.fixture(autouse=True)
def charts_are_what_plotly_would_make(monkeypatch):
    """Nobody checks a figure at run time (ui/plain_figure.py): Plotly does so here."""

    def checked(figure: dict) -> PlainFigure:
        made = PlainFigure(figure)
        ours, theirs = leaves(made.to_dict()), leaves(Figure(figure).to_dict())
        assert ours ^ theirs == set(), "ours differs from what Plotly would have made"
        return made

    monkeypatch.setattr(chart_box, "PlainFigure", checked)


def leaves(figure: Any, path: str = "") -> set[tuple[str, str]]:
    """Every value with its place, as it is written into the page."""
    if isinstance(figure, dict):
        return {one for key in figure for one in leaves(figure[key], f"{path}.{key}")}
    if isinstance(figure, list | tuple):
        return {one for n, value in enumerate(figure) for one in leaves(value, f"{path}.{n}")}
    return {(path, json.dumps(figure, default=str))}
