"""Labels: by hand, the mirror law, R's outliers; and simulations of what they promise."""

import json

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm, t

from layout import REPO
from metrics.funnel import FAMILY, TAIL95, TAIL998, Funnel, fit, outside
from metrics.labels import LABELS, smallest

VECTORS = REPO.parent / "shared" / "vectors" / "funnel_limits_FunnelPlotR.json"
FOUR = {"too_few", "ordinary", "look_further", "distinct"}


def labels(x, n, few=10) -> list[str]:
    return fit(x, n, (sum(x), sum(n)), few).labels(x, n, few)


# --- by hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "n", "label"),
    [  # around 50%: of 10 cases 2 to 8 lie within 95%, 1 to 9 within 99.8%
        (0, 9, "too_few"),
        (5, 10, "ordinary"),
        (8, 10, "ordinary"),
        (9, 10, "look_further"),
        (10, 10, "distinct"),
        (2, 10, "ordinary"),
        (1, 10, "look_further"),
        (0, 10, "distinct"),
    ],
)
def test_labels_by_hand(x, n, label):
    assert Funnel(50, 100).labels([x], [n]) == [label]


def test_there_are_four_labels():
    assert set(LABELS) == FOUR
    assert (smallest("unit"), smallest("official"), smallest(None)) == (10, 20, 10)
    assert labels([10, 0], [19, 500], few=20)[0] == "too_few"


def test_nothing_to_judge_is_too_few():
    assert labels([], []) == [] and labels([0, 0], [0, 0]) == ["too_few"] * 2
    assert labels([0] * 12, [50] * 12) == labels([50] * 12, [50] * 12) == ["ordinary"] * 12


@pytest.mark.skipif(not VECTORS.exists(), reason="R's results are not beside this repository")
def test_what_is_outside_agrees_with_r():
    given = json.loads(VECTORS.read_text("utf-8"))["outliers"]
    rates = np.array(given["rr"])
    for of, low, high in [
        ("95_unadjusted", "LCL95", "UCL95"), ("95_overdispersed", "OD95LCL", "OD95UCL"),
        ("99_unadjusted", "LCL99", "UCL99"), ("99_overdispersed", "OD99LCL", "OD99UCL"),
    ]:  # fmt: skip
        found = outside(rates, np.array(given[low]), np.array(given[high]))
        assert found.astype(int).tolist() == given[f"flag_{of}"]


def test_widening_step_by_step():
    """Twelve units of 200 cases, half at 10% and half at 40%: every step written out."""
    x, n = [20] * 6 + [80] * 6, [200] * 12
    found = fit(x, n, (600, 2400))
    middle = np.arcsin(np.sqrt(0.25))
    z = [(np.arcsin(np.sqrt((c + 0.375) / 200.75)) - middle) * np.sqrt(802) for c in (20, 80)]
    mean = (z[0] + z[1]) / 2  # more than a tenth at each end: none is drawn in
    squares = 6 * ((z[0] - mean) ** 2 + (z[1] - mean) ** 2)
    inside = norm.ppf(0.9)
    kept = 0.8 - 2 * inside * norm.pdf(inside) + 0.2 * inside**2
    tau = np.sqrt((squares / kept - 11) / (12 * 802 - 802))
    assert found.adjusted and found.groups == 12
    assert (found.phi, found.tau) == (pytest.approx(squares / 11), pytest.approx(tau))
    _, high = found.limits([200], TAIL95)
    factor = np.sqrt(1 + (tau * t.isf(0.025, 10) / norm.isf(0.025)) ** 2 * 802)
    exact = (binom.ppf(0.975, 200, 0.25) + 0.5) / 200
    wanted = np.sin(middle + (np.arcsin(np.sqrt(exact)) - middle) * factor) ** 2
    assert high[0] == pytest.approx(wanted)
    assert labels(x, n) == ["ordinary"] * 12  # unadjusted all twelve would be distinct
    assert set(Funnel(600, 2400).labels(x, n)) == {"distinct"}


def test_one_outlier_is_not_taken_for_spread():
    x, n = [12] * 11 + [45], [100] * 12
    assert not fit(x, n, (sum(x), sum(n))).adjusted
    assert labels(x, n) == ["ordinary"] * 11 + ["distinct"]


def test_few_groups_are_never_adjusted():
    x, n = [10, 40] * 4, [100] * 8
    assert not fit(x, n, (sum(x), sum(n))).adjusted


def test_the_more_are_compared_the_more_it_takes_to_be_distinct():
    assert Funnel(1, 2, 25).distinct_tail == pytest.approx(TAIL998)
    assert Funnel(1, 2, 100).distinct_tail == FAMILY / 200
    assert Funnel(1, 2, 0).distinct_tail == TAIL998


# --- laws ---------------------------------------------------------------------------------------

groups = st.lists(
    st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1, max_size=30,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(groups)
@example([(20, 200)] * 6 + [(80, 200)] * 6)
def test_mirrored_data_mirror_the_labels(pairs):
    x, n = map(list, zip(*pairs, strict=True))
    mirrored = [size - count for count, size in pairs]
    assert labels(x, n) == labels(mirrored, n)
    one, other = (fit(c, n, (sum(c), sum(n))) for c in (x, mirrored))
    assert one.tau == pytest.approx(other.tau, abs=1e-9)
    if sum(n):
        low, high = one.limits(n, TAIL998)
        assert other.limits(n, TAIL998)[1] == pytest.approx(1 - low, abs=1e-9)
        assert (low <= one.centre + 1e-12).all() and (one.centre - 1e-12 <= high).all()


@settings(max_examples=80, deadline=None)
@given(groups)
def test_the_order_of_the_groups_does_not_matter_and_widening_only_widens(pairs):
    x, n = map(list, zip(*pairs, strict=True))
    assert labels(x[::-1], n[::-1]) == labels(x, n)[::-1]
    found = fit(x, n, (sum(x), sum(n)))
    if not sum(n):
        return
    plain, wide = (f.limits(n, TAIL95) for f in (Funnel(found.x, found.n), found))
    assert (wide[0] <= plain[0] + 1e-12).all() and (wide[1] >= plain[1] - 1e-12).all()


# --- simulations (seeded) -----------------------------------------------------------------------

SIZES = np.linspace(4, 300, 15).astype(int)
RATE, SPREAD = 0.12, 0.07


def half_years(number: int, seed: int, rates, sizes=SIZES):
    """Per half-year the counts of fifteen units whose true rates `rates(rng)` gives."""
    rng = np.random.default_rng(seed)
    for _ in range(number):
        yield rng.binomial(sizes, rates(rng))


def shares(counts, sizes=SIZES, adjust=True) -> tuple[float, float, float]:
    """Share of units labelled at all, of units distinct, of half-years with one distinct."""
    labelled = distinct = families = number = 0
    for x in counts:
        whole = int(x.sum()), int(sizes.sum())
        found = (fit(x, sizes, whole) if adjust else Funnel(*whole)).labels(x, sizes)
        labelled += sum(label in ("look_further", "distinct") for label in found)
        distinct += found.count("distinct")
        families += "distinct" in found
        number += 1
    return labelled / number / len(sizes), distinct / number / len(sizes), families / number


def test_units_of_one_true_rate_are_hardly_ever_distinct():
    """Some unit distinct in at most 2% of half-years (seen: about 1%)."""
    _, _, families = shares(half_years(2500, 1, lambda rng: RATE))
    assert families <= 0.02


def test_a_unit_three_times_worse_is_found():
    """Fifty cases at 36% among fourteen units at 12%: distinct in at least 80%."""
    sizes = np.where(np.arange(15) == 7, 50, SIZES)
    rates = np.where(np.arange(15) == 7, 3 * RATE, RATE)
    found = [
        fit(x, sizes, (int(x.sum()), int(sizes.sum()))).labels(x, sizes)[7]
        for x in half_years(2000, 2, lambda rng: rates, sizes)
    ]
    assert found.count("distinct") / len(found) >= 0.80
    assert found.count("ordinary") / len(found) <= 0.03


@pytest.mark.parametrize("draw", ["normal", "beta"])
def test_units_that_differ_anyway_raise_few_alarms(draw):
    """True rates with a standard deviation of 7 points: no unit is an exception among them.
    At most 4% of units distinct (seen: 0.4%), and of either label at most half as many as without
    widening (seen: 3 to 4%, without it 40%)."""
    size = RATE * (1 - RATE) / SPREAD**2 - 1

    def rates(rng):
        if draw == "beta":
            return rng.beta(RATE * size, (1 - RATE) * size, len(SIZES))
        return np.clip(rng.normal(RATE, SPREAD, len(SIZES)), 0, 1)

    labelled, distinct, _ = shares(half_years(500, 3, rates))
    before, distinct_before, _ = shares(half_years(500, 3, rates), adjust=False)
    assert distinct <= 0.04 and distinct <= distinct_before / 2
    assert labelled <= 0.05 and labelled <= before / 2
