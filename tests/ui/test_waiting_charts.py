"""The curves of what still waits, and the control chart: what is drawn, and what a click says."""

from dataclasses import replace
from datetime import date

from metrics.survival import Curve
from metrics.trend_points import Point, Trend
from tests.metrics.survival_rows import curves as read
from ui import survival_chart, trend_chart
from ui.chart_box import legend_line


def said(days, share, at_risk):
    return f"{days}|{share}|{at_risk}"


def drawn(rows, chosen=None):
    *groups, everyone = read(rows)
    words = {curve.key: f"Phòng {curve.key}" for curve in groups} | {None: "Toàn bộ"}
    return survival_chart.curves(groups, everyone, chosen, words, "Từng đơn vị", said)


ROWS = [
    *[("A", "answered", 2, True, None)] * 5, *[("A", "open", 12, True, None)] * 5,
    *[("<b>", "answered", 4, True, None)] * 10,
]  # fmt: skip


def lines(chart):
    return [t for t in chart.figure["data"] if t["mode"] == "lines" and t["line"]["width"]]


def dots(chart):
    return [t for t in chart.figure["data"] if t["mode"] == "markers"]


def test_a_line_steps_down_and_ends_where_the_watch_does():
    chart = drawn(ROWS)
    a = next(line for line in lines(chart) if line["x"][-1] == 12 and 0.5 in line["y"])
    assert (a["x"], a["y"], a["line"]["shape"]) == ([0, 2, 12], [1.0, 0.5, 0.5], "hv")
    assert "Toàn" in legend_line(chart.legend) and "Từng" in legend_line(chart.legend)


def test_dots_open_their_unit_and_say_how_many_were_watched():
    chart = drawn(ROWS)
    one = next(t for t in dots(chart) if t["customdata"] and t["customdata"][0][0] == "A")
    assert one["customdata"] == [["A", 5], ["A", 10]]
    assert one["hovertext"] == ["Phòng A<br>5|50,0%|5", "Phòng A<br>10|50,0%|5"]
    assert not any("<b>" in text for t in dots(chart) for text in t["hovertext"])
    assert chart.figure["layout"]["xaxis"]["ticktext"][:3] == ["0<br>20", "5<br>5", "10<br>5"]


def test_a_chosen_unit_is_thick_and_has_its_own_numbers_below():
    chart = drawn(ROWS, "A")
    assert sum(line["line"]["width"] == 3 for line in lines(chart)) == 2
    assert chart.figure["layout"]["xaxis"]["ticktext"][0] == "0<br>20<br>10"


def test_a_line_stops_before_nobody_is_left_to_watch():
    """All who were watched are answered on day 3; one enters on day 9 and waits."""
    (curve,) = read([("A", "answered", 3, True, None), ("A", "open", 20, True, 9)])[:-1]
    assert curve.emptied_on == 3
    line = survival_chart._line(curve, 30, "received", 1)
    assert (line["x"], line["y"]) == ([0, 2], [1.0, 1.0])


def test_the_axis_ends_where_few_still_wait():
    assert survival_chart.last_day(read(ROWS)[-1]) == 30
    assert survival_chart.last_day(read([("A", "open", 400, True, None)])[-1]) == 250
    assert survival_chart.last_day(Curve(None)) == 30


POINT = Point(date(2023, 1, 1), 2, 20, 0.1, 0.0, 0.3, (), True)
TREND = Trend(
    "C",
    (
        POINT,
        replace(POINT, month=date(2023, 2, 1), tet=True),
        Point(date(2023, 3, 1), 1, 3, None),
        replace(POINT, month=date(2023, 4, 1), value=0.5, marks=("outside",), in_base=False),
    ),
    0.12,
)
WORDS = {"value": "Giá trị", "limits": "Giới hạn", "marked": "Có dấu"}


def test_a_control_chart_rings_its_marks_and_names_tet():
    chart = trend_chart.control(TREND, WORDS, lambda p: f"{p.month:%m}", ".0%", "Tết")
    low, high, center, values, marks = chart.figure["data"]
    assert values["customdata"][3] == ["2023-04-01", ""]
    assert values["y"] == [0.1, 0.1, None, 0.5] and high["y"] == [0.3, 0.3, None, 0.3]
    assert center["y"] == [0.12, 0.12, None, 0.12] and low["line"]["dash"] == "dash"
    assert (marks["x"], marks["y"]) == ([3], [0.5])
    layout = chart.figure["layout"]
    assert [note["text"] for note in layout["annotations"]] == ["Tết"]
    assert [shape["x0"] for shape in layout["shapes"]] == [1, 1.5]  # Tết; the base's end
