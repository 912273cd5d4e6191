"""Wilson's interval against R's binom package."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout import REPO
from metrics.uncertainty import wilson

VECTORS = REPO.parent / "shared" / "vectors" / "wilson_R_binom.csv"
BY_HAND = [  # x, n, low, high: z^2 = 3.841459; 0 of 10 ends at z^2 / (10 + z^2)
    (0, 10, 0.0, 0.2775327998628899),
    (10, 10, 0.7224672001371101, 1.0),
    (5, 10, 0.2365930905, 0.7634069095),
]


@pytest.mark.skipif(not VECTORS.exists(), reason="R's results are not beside this repository")
def test_agrees_with_r():
    lines = [line for line in VECTORS.read_text("utf-8").splitlines() if "source:" not in line]
    rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        found = wilson(int(row["count"]), int(row["nobs"]))
        for bound, given_as in zip(found, (row["low"], row["high"])):
            places = len(given_as.split(".")[1])  # some are given to seven or eight
            assert bound == pytest.approx(float(given_as), abs=10 ** -min(places, 12))


@pytest.mark.parametrize(("x", "n", "low", "high"), BY_HAND)
def test_by_hand(x, n, low, high):
    assert wilson(x, n) == pytest.approx((low, high), abs=1e-9)


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None


@given(n=st.integers(1, 10_000), data=st.data())
def test_holds_the_rate_and_narrows_with_more_cases(n, data):
    x = data.draw(st.integers(0, n))
    low, high = wilson(x, n)
    assert 0 <= low <= x / n + 1e-12 and x / n - 1e-12 <= high <= 1
    narrow = wilson(10 * x, 10 * n)
    assert narrow[1] - narrow[0] < high - low
