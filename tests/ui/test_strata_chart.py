"""Two points per stratum; few cases stand as a fraction, never as a rate."""

from ui.strata_chart import pairs

WORDS = {"unit": "Phòng A", "department": "Toàn Sở"}
ROWS = [
    {"key": "k1", "label": "hscv · Khẩn", "x": 3, "n": 12, "rate": 0.25,
     "department_x": 10, "department_n": 100, "department_rate": 0.1},
    {"key": "k2", "label": "<hscv>", "x": 3, "n": 3, "rate": None,
     "department_x": 4, "department_n": 8, "department_rate": None},
]  # fmt: skip


def test_two_points_on_a_line():
    between, department, unit, _ = pairs(ROWS, WORDS, "late").figure["data"]
    assert between["x"][:2] == [0.25, 0.1]
    assert (unit["x"], unit["text"][0]) == ([0.25, None], "3/12")
    assert department["x"] == [0.1, None]
    assert unit["hovertext"][0] == "hscv · Khẩn<br>Phòng A: 25,0% = 3/12"
    assert unit["customdata"] == department["customdata"] == [["k1", "late"], ["k2", "late"]]


def test_few_cases_are_a_fraction():
    *_, few = pairs(ROWS, WORDS, "late").figure["data"]
    assert (few["text"], few["y"], few["customdata"]) == (["3/3"], [1], [["k2", "late"]])
    assert few["hovertext"] == ["&lt;hscv&gt;: 3/3"]


def test_no_strata_no_chart():
    assert pairs([], WORDS, "late").figure["data"] == []
