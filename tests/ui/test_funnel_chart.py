"""The funnel plot: a point where there is enough, its word, and the limits at that very point."""

import pytest

from metrics.funnel import TAIL95, TAIL998, Funnel
from metrics.labels import LABELS
from ui.funnel_chart import DRAWN, funnel

WORDS = {code: code.upper() for code in LABELS}
WORDS |= {line: line for line in ("department", "limit95", "limit998", "cases")}
ROWS = [
    {"key": "A", "label": "Phòng <A>", "x": 30, "n": 60, "code": "distinct"},
    {"key": "B", "label": "Phòng B", "x": 2, "n": 50, "code": "look_further"},
    {"key": "C", "label": "Phòng C", "x": 20, "n": 140, "code": "ordinary"},
    {"key": "D", "label": "Phòng D", "x": 9, "n": 9, "code": "too_few"},
]
AROUND = Funnel(52, 250, 3)


@pytest.fixture
def drawn():
    return funnel(ROWS, AROUND, WORDS, 10, "late")


def test_points_by_label_and_none_for_too_few(drawn):
    points = {
        t["hovertext"][0].split("<br>")[-1]: t for t in drawn.figure["data"] if "hovertext" in t
    }
    assert points.keys() == {"DISTINCT", "LOOK_FURTHER", "ORDINARY"}
    assert (points["DISTINCT"]["x"], points["DISTINCT"]["y"]) == ([60], [0.5])
    assert points["DISTINCT"]["customdata"] == [["A", "late"]]
    assert points["DISTINCT"]["text"] == ["Phòng &lt;A&gt;"]
    assert "text" not in points["ORDINARY"]  # only what stands out is named
    assert points["ORDINARY"]["hovertext"] == ["Phòng C<br>14,3% = 20/140<br>ORDINARY"]


def test_no_two_labels_look_alike(drawn):
    looks = {
        (t["marker"]["symbol"], t["marker"]["color"]) for t in drawn.figure["data"] if "marker" in t
    }
    assert len(looks) == 3
    assert [name for name, _ in drawn.legend] == [
        "ordinary", "look_further", "distinct", "department", "limit95", "limit998",
    ]  # fmt: skip


def test_the_lines_pass_where_the_labels_were_judged(drawn):
    lines = [t for t in drawn.figure["data"] if t["mode"] == "lines"]
    low95, high95, low998, high998, centre = lines
    for n in (50, 60, 140):
        at = low95["x"].index(n)
        for (low, high), tail in (((low95, high95), TAIL95), ((low998, high998), TAIL998)):
            wanted = AROUND.limits([n], tail)
            assert (low["y"][at], high["y"][at]) == (wanted[0][0], wanted[1][0])
    assert centre["y"] == [52 / 250] * 2
    assert len(low95["x"]) <= DRAWN + len(ROWS)
    assert low95["x"][0] == 10


def test_every_point_is_within_the_axes(drawn):
    (left, right), (low, high) = (drawn.figure["layout"][a]["range"] for a in ("xaxis", "yaxis"))
    assert left < 10 and right > 140 and low < 0 and high > 0.5


def test_nobody_with_enough_cases_is_an_empty_chart():
    assert funnel(ROWS[3:], AROUND, WORDS, 10, "late").figure["data"] == []
