"""Kaplan-Meier against R's published values, against statsmodels, and by simulation."""

import json
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from layout import REPO
from metrics.survival import at_risk, closed_median, crossing, figures, restricted_mean
from tests.metrics.survival_rows import curve, curves

FILE = REPO.parent / "shared" / "vectors" / "kaplan_meier_reference.json"
VECTORS = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
published = pytest.mark.skipif(not VECTORS, reason="needs ../shared/vectors")
some = settings(max_examples=40, deadline=None)


def waiting(found, day):
    return next((s.waiting for s in reversed(found.steps) if s.at <= day), 1.0)


def told(found, until=None):
    return figures(found, until or found.follow_up)


# --- R ------------------------------------------------------------------------------------------


def test_seven_durations_with_the_last_one_cut_short():
    found = curve([10, 15, 23, 30, 35, 52, 100], [1, 1, 1, 1, 1, 1, 0])
    row = told(found)
    assert (row["median"], row["median_low"], row["median_high"]) == (30, 15, None)
    assert row["rmst"] == pytest.approx(37.857142857, abs=1e-9)
    assert row["rmst_se"] == pytest.approx(10.738880, abs=1e-5)


def test_eight_durations_with_three_cut_short():
    found = curve([3, 5, 6, 7, 8, 10, 12, 12], [1, 0, 1, 1, 0, 1, 1, 0])
    known = {3: 0.875, 6: 0.7291667, 7: 0.5833333, 10: 0.3888889}
    assert {d: waiting(found, d) for d in known} == pytest.approx(known, abs=1e-7)
    row = told(found)
    assert row["median"] == 10
    assert row["answered_5"] == pytest.approx(0.125)
    assert row["answered_10"] == pytest.approx(1 - 0.3888889, abs=1e-7)
    assert row["answered_15"] is row["answered_30"] is row["p90"] is None  # nobody waited so long


@published
@pytest.mark.parametrize("name", ["statsmodels_1", "statsmodels_2"])
def test_published_curves(name):
    vector = VECTORS[name]
    found = curve(vector["time"], vector["event"])
    events = [step for step in found.steps if step.answered]
    assert [s.at for s in events] == vector["times"]
    assert [s.at_risk for s in events] == vector["n_risk"]
    assert [s.waiting for s in events] == pytest.approx(vector["surv"], abs=1e-6)
    errors = [s.waiting * s.greenwood**0.5 if s.waiting else None for s in events]
    assert errors == pytest.approx(vector["se"], abs=1e-6)


@published
@pytest.mark.parametrize("name", ["g3_RIT", "g3_control"])
def test_published_points(name):
    found = curve(VECTORS[name]["time"], VECTORS[name]["event"])
    for day, share in VECTORS[name]["at"].items():
        assert waiting(found, int(day)) == pytest.approx(share, abs=5e-4)


@published
@pytest.mark.parametrize("name", ["maintained", "nonmaintained"])
def test_published_medians(name):
    vector = VECTORS["aml"][name]
    assert told(curve(vector["time"], vector["event"]))["median"] == vector["median"]


def test_a_median_on_a_flat_piece_lies_halfway():
    """R: survfit(Surv(c(9, 19, 32, 34, 48, 50), c(1, 1, 1, 1, 0, 0)) ~ 1) gives 33."""
    assert told(curve([9, 19, 32, 34, 48, 50], [1, 1, 1, 1, 0, 0]))["median"] == 33
    assert told(curve([2, 4, 6, 8], [1] * 4))["median"] == 5  # as of numbers
    assert crossing([(1, 0.5), (2, 0.5), (3, 0.25)], 0.5, 9) == 2


def test_a_flat_piece_that_never_ends_is_halved_where_the_watch_ends():
    """R: quantile(survfit(Surv(c(1, 2, 3, 4), c(1, 1, 0, 0)) ~ 1), 0.5) gives 3. Were it its first
    day, an item left open would shorten the median that its answer gives: (2 + 4) / 2."""
    assert told(curve([1, 2, 3, 4], [1, 1, 0, 0]))["median"] == 3
    assert told(curve([1, 2, 4, 4], [1, 1, 1, 0]))["median"] == 3
    assert crossing([(2, 0.5)], 0.5, 10) == 6


# --- statsmodels as the second opinion ------------------------------------------------------------

durations = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=40)


@some
@given(durations)
def test_agrees_with_statsmodels(pairs):
    times, events = zip(*pairs, strict=True)
    found = curve(times, events)
    other = SurvfuncRight(np.array(times, float), np.array(events, int))
    mine = [step for step in found.steps if step.answered]
    assert [s.at for s in mine] == list(other.surv_times)
    assert [s.waiting for s in mine] == pytest.approx(list(other.surv_prob), abs=1e-9)
    last = [s for s in mine if s.waiting]
    errors = [s.waiting * s.greenwood**0.5 for s in last]
    assert errors == pytest.approx(list(other.surv_prob_se)[: len(last)], abs=1e-9)


@some
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20), st.booleans()), min_size=8))
def test_late_entry_agrees_with_statsmodels(triples):
    entry = [late for late, _, _ in triples]
    times = [late + more for late, more, _ in triples]
    events = [event for *_, event in triples]
    found = curve(times, events, entry)
    other = SurvfuncRight(
        np.array(times, float), np.array(events, int), entry=np.array(entry, float)
    )
    shares = dict(zip(other.surv_times, other.surv_prob, strict=True))
    for step in found.steps:
        if step.answered:
            assert step.waiting == pytest.approx(shares[step.at], abs=1e-9)


# --- what the figures say by hand -----------------------------------------------------------------


def test_late_entry_by_hand():
    """Two carried over, first watched after their 5th and 8th day; two from the start."""
    found = curve([3, 10, 7, 12], [1, 0, 1, 1], [None, None, 5, 8])
    assert [(s.at, s.at_risk) for s in found.steps] == [(3, 2), (7, 2), (10, 2), (12, 1)]
    assert [s.waiting for s in found.steps] == [0.5, 0.25, 0.25, 0.0]
    assert [at_risk(found, day) for day in (0, 5, 9, 13)] == [2, 2, 2, 0]


def test_answers_of_the_same_day_take_no_time():
    found = curve([0, 0, 0, 4], [1, 1, 0, 1])
    assert [s.waiting for s in found.steps] == [0.5, 0.0]
    assert restricted_mean(found.steps, 4) == pytest.approx((2.0, 1.0))
    assert told(found)["median"] == 2  # S is 0.5 from day 0 to day 4


def test_groups_and_all_together_and_what_cannot_be_measured():
    rows = [
        ("a", "answered", 2, True, None), ("a", "open", 3, True, None),
        ("a", "answered", None, False, None), ("b", "transferred", 1, True, None),
        ("b", "answered", 4, True, None), ("b", "open", 9, False, None),
    ]  # fmt: skip
    a, b, whole = curves(rows)
    assert (a.key, b.key, whole.key) == ("a", "b", None)
    assert (a.n, b.n, whole.n) == (2, 2, 4)
    assert whole.ended == a.ended | {"answered": 2, "transferred": 1}
    assert (a.unmeasured["answered"], b.unmeasured["open"], b.oldest_open) == (1, 1, 9)
    assert whole.follow_up == 4


def test_nothing_is_said_where_most_answers_have_no_day():
    row = ("a", "answered", None, False, None)
    few = [("a", "answered", 2, True, None), ("a", "open", 30, True, None)]
    assert told(curves([*few, row])[0])["answered_5"] == 0.5
    nothing = told(curves([*few, row, row])[0])
    assert set(nothing.values()) == {None}


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
@some
def test_the_closed_median_is_the_median(times):
    assert closed_median(curve(times, [1] * len(times)).steps) == float(np.median(times))


# --- simulation -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mean", [30, 45])
def test_the_median_holds_where_that_of_closed_items_does_not(mean):
    """Answers take `mean` working days on average; half of the items came in the last 40 days."""
    chance = random.Random(2023)
    true = [round(chance.expovariate(1 / mean)) for _ in range(20_000)]
    room = [chance.randint(0, 80) for _ in true]
    found = curve(map(min, true, room), [t <= r for t, r in zip(true, room, strict=True)],
                  [None] * len(true))  # fmt: skip
    right = float(np.median(true))
    assert abs(told(found)["median"] - right) <= 1
    assert abs(closed_median(found.steps) - right) >= 5


def test_the_interval_holds_the_true_median_about_as_often_as_it_says():
    """200 offices of 60 items, median 20.8: at least 90% of the intervals hold the day 20 or 21."""
    chance, rows = random.Random(7), []
    for office in range(200):
        for _ in range(60):
            true, room = chance.expovariate(1 / 30), chance.uniform(0, 120)
            ended = "answered" if true <= room else "open"
            rows.append((f"{office:03}", ended, round(min(true, room)), True, None))
    found = [told(office) for office in curves(rows)[:-1]]
    held = [
        (row["median_low"] is None or row["median_low"] <= 21)
        and (row["median_high"] is None or row["median_high"] >= 20)
        for row in found
    ]
    assert len(held) == 200 and sum(held) >= 0.9 * 200
