"""Rates with their uncertainty: who gets a point, an interval, or counts only."""

import pytest

from ui.rate_chart import rates

WORDS = {"C": "Tỷ lệ chậm", "B": "Tỷ lệ quá hạn"}
ROWS = [
    {"key": "A", "label": "Phòng <A>", "late": 4, "judged": 11, "open_overdue": 2},
    {"key": "B", "label": "Phòng B", "late": 9, "judged": 9, "open_overdue": 0},
    {"key": "C", "label": "Phòng C", "late": 0, "judged": 0, "open_overdue": 0},
]


@pytest.fixture
def traces():
    spans, beside, head, few = rates(ROWS, "C", "B", WORDS).figure["data"]
    return {"spans": spans, "B": beside, "C": head, "few": few}


def test_ten_cases_get_a_point_and_an_interval(traces):
    assert traces["C"]["x"] == [pytest.approx(4 / 11), None, None]
    assert traces["B"]["x"] == [pytest.approx(2 / 11), None, None]
    low, high, gap = traces["spans"]["x"][:3]
    assert (low, high, gap) == (
        pytest.approx(0.1517, abs=1e-4),
        pytest.approx(0.6462, abs=1e-4),
        None,
    )
    assert traces["spans"]["x"][3:] == [None] * 6


def test_fewer_get_their_counts(traces):
    assert traces["few"]["text"] == ["9/9", "0/0"]
    assert traces["few"]["y"] == [1, 2]


def test_every_mark_opens_its_numerator(traces):
    assert traces["C"]["customdata"] == [["A", "late"], ["B", "late"], ["C", "late"]]
    assert traces["B"]["customdata"][0] == ["A", "open_overdue"]
    assert traces["few"]["customdata"] == [["B", "late"], ["C", "late"]]


def test_a_name_is_no_markup(traces):
    assert traces["C"]["hovertext"][0].startswith("Phòng &lt;A&gt;<br>Tỷ lệ chậm: 36,4% = 4/11")
