"""Charts draw the numbers they are given, in the order given, and know what a click opens."""

import html
import json

import pytest

from ui import charts

UNITS = [
    {"key": "vp", "label": "Văn phòng", "done_late": 3, "open_overdue": 1200, "withdrawn": 0},
    {"key": "tt", "label": "<b>Thanh tra</b>", "done_late": None, "open_overdue": 4},
]
WORDS = {"done_late": "Quá hạn", "open_overdue": "Đang quá hạn", "withdrawn": "Rút"}
MONTHS = [
    {"key": f"2023M{m:02}", "label": f"T{m}", "received": m, "closed": 1, "backlog": 10 * m}
    for m in range(1, 13)
]
FLOW = {"received": "Đến", "closed": "Xong", "backlog": "Tồn"}
CELLS = [
    {"row": "vp", "column": "tt", "value": 3, "count": "open", "hover": "VP → <TT>"},
    {"row": "tt", "column": "vp", "value": 6, "count": "open", "hover": "TT → VP"},
]
NAMES = {"vp": "Văn phòng", "tt": "Thanh tra"}


def every_chart():
    yield charts.stacked_bar(UNITS, WORDS)
    yield charts.columns(UNITS, "open_overdue", "việc")
    yield charts.flow(MONTHS, FLOW)
    yield charts.matrix(CELLS, NAMES, NAMES)


@pytest.mark.parametrize(("most", "step"), [(0, 1), (1, 1), (2, 1), (5, 1), (6, None), (940, None)])
def test_no_tick_stands_at_half_of_one(most, step):
    rows = [UNITS[0] | {"done_late": most, "open_overdue": None}]
    assert charts.stacked_bar(rows, WORDS).figure["layout"]["xaxis"].get("dtick") == step
    rows = [UNITS[0] | {"open_overdue": most}]
    assert (
        charts.columns(rows, "open_overdue", "việc").figure["layout"]["yaxis"].get("dtick") == step
    )
    months = [MONTHS[0] | {"received": 0, "closed": most, "backlog": most}]
    flow = charts.flow(months, FLOW).figure["layout"]
    assert (flow["yaxis"].get("dtick"), flow["yaxis2"].get("dtick")) == (step, step)


def test_stacked_bar():
    late, overdue = charts.stacked_bar(UNITS, WORDS).figure["data"]  # nobody withdrew
    assert (late["x"], late["text"]) == ([3, 0], ["3", ""])
    assert (overdue["x"], overdue["text"]) == ([1200, 4], ["1.200", "4"])
    assert overdue["customdata"] == [["vp", "open_overdue"], ["tt", "open_overdue"]]
    assert overdue["hovertext"][1] == "&lt;b&gt;Thanh tra&lt;/b&gt;<br>Đang quá hạn: 4"


def test_stacked_bar_names_only_what_it_shows():
    assert charts.stacked_bar(UNITS, WORDS).legend == [
        ("done_late", "Quá hạn"),
        ("open_overdue", "Đang quá hạn"),
    ]


def test_the_first_row_stands_on_top_and_each_row_has_the_same_height():
    one, twelve = (charts.stacked_bar(UNITS[:1] * n, WORDS).figure["layout"] for n in (1, 12))
    assert twelve["yaxis"]["range"] == [11.5, -0.5]
    assert twelve["height"] - one["height"] == 11 * 30


def test_columns():
    (bars,) = charts.columns(UNITS, "open_overdue", "việc").figure["data"]
    assert (bars["y"], bars["text"]) == ([1200, 4], ["1.200", "4"])


def test_flow_names_at_most_eight_months_and_labels_the_last_backlog():
    figure = charts.flow(MONTHS, FLOW).figure
    came, went, backlog = figure["data"]
    assert (came["y"], went["y"]) == (list(range(1, 13)), [1] * 12)
    assert backlog["text"] == [""] * 11 + ["120"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["T1", "T3", "T5", "T7", "T9", "T11"]


def test_matrix_puts_each_cell_in_its_row_and_column():
    (cells,) = charts.matrix(CELLS, NAMES, NAMES).figure["data"]
    assert list(zip(cells["y"], cells["base"], cells["text"])) == [(0, 1, "3"), (1, 0, "6")]
    assert cells["customdata"][0] == ["vp", "tt", "open"]
    assert cells["hovertext"][0] == "VP → &lt;TT&gt;"


@pytest.mark.parametrize("chart", [*every_chart()], ids=lambda c: c.figure["data"][0]["type"])
def test_every_chart_is_plain_data_without_buttons_of_its_own(chart):
    layout = json.loads(json.dumps(chart.figure))["layout"]
    assert layout["separators"] == ",."
    assert layout["showlegend"] is False and layout["dragmode"] is False
    assert "title" not in layout


@pytest.mark.parametrize(
    "chart",
    [
        charts.stacked_bar([], WORDS),
        charts.columns([], "done_late", "việc"),
        charts.flow([], FLOW),
        charts.matrix([], {}, {}),
    ],
)
def test_nothing_to_show_is_no_failure(chart):
    assert chart.figure["layout"]["height"] > 0


def test_a_hostile_name_is_letters_everywhere():
    bad = "<img src=x onerror=alert(1)>"
    chart = charts.stacked_bar([{"key": bad, "label": bad, "done_late": 1}], WORDS)
    shown = [*chart.figure["layout"]["yaxis"]["ticktext"], *chart.figure["data"][0]["hovertext"]]
    assert not any("<img" in text for text in shown)
    assert any(html.unescape(text).startswith("<img") for text in shown)
