"""Intervals and limits against SciPy on a whole grid, and against R's published results."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import bdtr
from scipy.stats import beta, binom, binomtest

from layout import REPO
from metrics.uncertainty import binomial_limits, binomial_quantile, exact, poisson_limits, wilson

VECTORS = REPO.parent / "shared" / "vectors"
WILSON, FUNNEL = VECTORS / "wilson_R_binom.csv", VECTORS / "funnel_limits_FunnelPlotR.json"
BY_HAND = [  # x, n, low, high: z^2 = 3.841459; 0 of 10 ends at z^2 / (10 + z^2)
    (0, 10, 0.0, 0.2775327998628899),
    (10, 10, 0.7224672001371101, 1.0),
    (5, 10, 0.2365930905, 0.7634069095),
]
# The whole grid 0 <= x <= n <= 200.
N = np.concatenate([np.full(n + 1, n) for n in range(1, 201)])
X = np.concatenate([np.arange(n + 1) for n in range(1, 201)])
Answer = type(binomtest(1, 2))


def by_scipy(x: int, n: int, method: str, level: float = 0.95) -> tuple[float, float]:
    """SciPy's interval, without the test's p-value, which takes long."""
    answer = Answer(k=x, n=n, alternative="two-sided", statistic=x / n, pvalue=None)
    found = answer.proportion_ci(level, method)
    return found.low, found.high


@pytest.mark.skipif(not WILSON.exists(), reason="R's results are not beside this repository")
def test_agrees_with_r():
    lines = [line for line in WILSON.read_text("utf-8").splitlines() if "source:" not in line]
    rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        found = wilson(int(row["count"]), int(row["nobs"]))
        for bound, given_as in zip(found, (row["low"], row["high"])):
            places = len(given_as.split(".")[1])  # some are given to seven or eight
            assert bound == pytest.approx(float(given_as), abs=10 ** -min(places, 12))


@pytest.mark.skipif(not FUNNEL.exists(), reason="R's results are not beside this repository")
def test_poisson_limits_agree_with_r():
    given = json.loads(FUNNEL.read_text("utf-8"))["poisson_limits"]
    for n, expected in enumerate(given["expected_counts"]):
        for tail, of in ((0.025, "95"), (0.001, "99")):
            wanted = given[f"ll{of}"][n], given[f"ul{of}"][n]
            assert poisson_limits(expected, tail) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(("x", "n", "low", "high"), BY_HAND)
def test_by_hand(x, n, low, high):
    assert wilson(x, n) == pytest.approx((low, high), abs=1e-9)


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None and exact(0, 0) is None


def test_wilson_equals_scipy_on_the_whole_grid():
    pairs = list(zip(X.tolist(), N.tolist(), strict=True))
    found = np.array([wilson(x, n) for x, n in pairs])
    assert np.abs(found - [by_scipy(x, n, "wilson") for x, n in pairs]).max() < 1e-12


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_exact_intervals_equal_scipy_on_the_whole_grid(level):
    low, high = np.array([exact(x, n, level) for x, n in zip(X.tolist(), N.tolist())]).T
    tail = (1 - level) / 2
    first, last = X == 0, X == N
    with np.errstate(invalid="ignore"):
        assert np.abs(low - np.where(first, 0, beta.ppf(tail, X, N - X + 1))).max() < 1e-9
        assert np.abs(high - np.where(last, 1, beta.isf(tail, X + 1, N - X))).max() < 1e-9
    # what an exact interval is: at its ends so many or more (so few or fewer) are that unlikely
    assert binom.sf(X - 1, N, low)[~first] == pytest.approx(tail)
    assert binom.cdf(X, N, high)[~last] == pytest.approx(tail)
    for x, n in [(0, 1), (1, 1), (3, 10), (18, 20), (0, 200), (7, 200), (100, 200), (200, 200)]:
        assert exact(x, n, level) == pytest.approx(by_scipy(x, n, "exact", level), abs=1e-9)


@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_limits_equal_scipy_on_the_whole_grid(tail):
    low, high = binomial_limits(N, X / N, tail)
    assert (low == binom.ppf(tail, N, X / N)).all()
    assert (high == binom.ppf(1 - tail, N, X / N)).all()


def test_a_chance_that_is_met_exactly_is_met():
    """Whatever the chance of so many or fewer, that many is its quantile, not one more."""
    for n, p in ((2, 0.5), (10, 0.5), (10, 0.3), (37, 0.12), (100, 0.07)):
        x = np.arange(n)
        x = x[bdtr(x, n, p) < 0.999999]
        found = [float(binomial_quantile(n, p, chance)) for chance in bdtr(x, n, p)]
        assert found == x.tolist()


def test_limits_of_many_cases_and_of_none():
    low, high = binomial_limits(np.array([0, 1_000_000]), 0.13, 0.001)
    assert low.tolist() == [0, binom.ppf(0.001, 1_000_000, 0.13)]
    assert high.tolist() == [0, binom.ppf(0.999, 1_000_000, 0.13)]


def test_limits_by_hand():
    """Of 10 cases at 50%: P(x <= 1) = 11/1024 = 1.07%, P(x <= 2) = 5.5%; P(0) = 0.098%."""
    low, high = binomial_limits(np.array([10]), 0.5, 0.025)
    assert (low[0], high[0]) == (2, 8)
    low, high = binomial_limits(np.array([10]), 0.5, 0.001)
    assert (low[0], high[0]) == (1, 9)


@given(n=st.integers(1, 10_000), data=st.data())
def test_holds_the_rate_and_narrows_with_more_cases(n, data):
    x = data.draw(st.integers(0, n))
    low, high = wilson(x, n)
    assert 0 <= low <= x / n + 1e-12 and x / n - 1e-12 <= high <= 1
    narrow = wilson(10 * x, 10 * n)
    assert narrow[1] - narrow[0] < high - low
