"""Control limits and run rules against NHSRplotthedots, and by hand."""

import json

import pytest

from layout import REPO
from metrics.control import Limits, marks, p_chart, shift, trend, two_of_three, xmr

FILE = REPO.parent / "shared" / "vectors" / "spc_NHSRplotthedots.json"
VECTORS = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
published = pytest.mark.skipif(not VECTORS, reason="needs ../shared/vectors")


@published
@pytest.mark.parametrize("case", VECTORS.get("xmr", []), ids=str)
def test_published_limits(case):
    limits = xmr(case["y"], len(case["y"]), case["screen_outliers"])
    found = (limits.center, limits.low[0], limits.high[0])
    assert found == pytest.approx((case["mean"], case["lpl"], case["upl"]), abs=1e-5)


@published
@pytest.mark.parametrize("case", VECTORS.get("seven_one_side_of_mean", []), ids=str)
def test_published_runs_on_one_side(case):
    assert [abs(flag) for flag in shift(case["sign"])] == case["flag"]


@published
@pytest.mark.parametrize("case", VECTORS.get("seven_point_trend", []), ids=str)
def test_published_trends(case):
    assert trend(case["y"]) == case["flag"]


@published
@pytest.mark.parametrize("case", VECTORS.get("two_in_three", []), ids=str)
def test_published_two_in_three(case):
    assert two_of_three([bool(c) for c in case["close"]], case["side"]) == case["flag"]


def test_a_p_chart_by_hand():
    """Base 10/100 and 30/100: centre 20%; three standard deviations of 100 are 12 points."""
    limits = p_chart([(10, 100), (30, 100)], [100, 400, 9])
    assert limits.center == 0.2
    assert limits.low == pytest.approx((0.08, 0.14, 0.0))
    assert limits.high == pytest.approx((0.32, 0.26, 0.6))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 3.1, -3.1, 0], [("outside",), ("outside",), ("outside",), ()]),
        ([2.5, 0.5, 2.5], [("two_of_three",), (), ("two_of_three",)]),  # near: beyond 2 of 3
        ([-2.5, -2.5, 0], [(), (), ()]),  # the third lies on the centre
        ([2.5, -2.5, 2.5], [(), (), ()]),  # not on one side
        ([3, 3, 3], [("two_of_three",)] * 3),  # on the limit is within it
        ([0.5] * 8, [()] * 6 + [("shift",)] * 2),
        ([-0.6, -0.4, -0.2, 0.1, 0.3, 0.5, 0.7], [()] * 6 + [("trend",)]),
        ([0, 0, 0, 0, 0, 0, 0], [()] * 7),
        ([], []),
    ],
)
def test_each_rule_by_name(values, expected):
    count = len(values)
    assert marks(values, Limits(0, (-3.0,) * count, (3.0,) * count)) == expected


def test_a_base_of_one_point_has_no_width():
    assert xmr([4.0], 2) == Limits(4.0, (4.0, 4.0), (4.0, 4.0))
