"""A figure that goes to the browser as it was made.

Streamlit has Plotly check each property of each trace at every rerun, a fifth of a page's time,
though the same code always makes the same figure. The tests have Plotly check them instead: every
chart of every page there must be what Plotly would have made of it (tests/pages/conftest.py).
"""

from functools import cache

from plotly.basedatatypes import BaseFigure
from plotly.graph_objects import Figure


class PlainFigure(BaseFigure):
    """What Streamlit takes for one of Plotly's figures and only asks for its dictionary."""

    def __init__(self, figure: dict) -> None:
        """figure: `data` and `layout`, as ui/chart_parts.py makes them."""
        # Not Plotly's own, which is what takes the time; nor its way of setting attributes.
        object.__setattr__(self, "_plain", figure)

    def to_dict(self) -> dict:
        layout = {"template": _template()} | self._plain["layout"]
        return {"data": self._plain["data"], "layout": layout}


@cache
def _template() -> dict:
    """Streamlit's own look, which Plotly puts into every figure; pages recolour it by theme."""
    return Figure().to_dict()["layout"]["template"]
