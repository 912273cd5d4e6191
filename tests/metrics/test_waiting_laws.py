"""Laws of waiting: time without a reply improves nothing, and closing never scores worse.

Random histories, each a unit of its own, stand in one warehouse: HISTORIES=10000 in the environment
tries ten thousand (some minutes); the default keeps the suite quick. What is drawn at random
beyond that goes through the curve's SQL alone.
"""

import os
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalog import RATES
from metrics.clocks import CLOCKS
from metrics.filters import Filters
from metrics.latency import latency
from metrics.measure import counts
from metrics.periods import Period
from metrics.survival import figures
from tests.metrics.survival_rows import curves
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
START, EXPORTED = date(2023, 1, 2), date(2023, 5, 31)
LONGER = ("median", "p90")  # worse if longer; their bounds move with what is known as well
RATED = tuple({name for rate in RATES.values() for name in (rate.x, rate.n)})
HISTORIES = int(os.environ.get("HISTORIES", "200"))
many = settings(max_examples=60, deadline=None)


def no_better(before: dict, after: dict) -> None:
    """Waits no shorter, shares answered no larger; what is not determined compares with nothing."""
    for name in LONGER:
        if before[name] is None:
            assert after[name] is None, name  # not reached, and reached no sooner
        elif after[name] is not None:
            assert after[name] >= before[name] - 1e-9, name
    for name in (n for n in before if n.startswith("answered_")):
        if before[name] is not None and after[name] is not None:
            assert after[name] <= before[name] + 1e-9, name


def history(chance: random.Random) -> list[tuple]:
    """Items as days: opened, closed (None: still open), term (None: none), and the label."""
    found = []
    for _ in range(chance.randint(1, 8)):
        opened, label = chance.randint(0, 90), chance.choice(["Hoàn thành", "", "Rút", "", "?"])
        closed = opened + chance.randint(0, 55) if label in ("Hoàn thành", "Rút") else None
        term = opened + chance.randint(1, 40) if chance.random() < 0.7 else None
        found.append((opened, closed, term, "Hoàn thành" if label == "?" else label))
    return found


def rows(unit: str, items: list[tuple]) -> list[tuple]:
    def day(number):
        return "" if number is None else (START + timedelta(days=number)).strftime("%d/%m/%Y")

    return [
        (f"{unit}.{n}", "việc", unit, day(opened), day(term), day(closed), label or "Đang xử lý")
        for n, (opened, closed, term, label) in enumerate(items)
    ]


def close_one(items: list[tuple], chance: random.Random) -> list[tuple] | None:
    """The same history with one of its late open items closed, late as it is."""
    late = [n for n, (_, _, term, label) in enumerate(items) if not label and term is not None]
    if not late:
        return None
    n = chance.choice(late)
    opened, _, term, _ = items[n]
    return [
        *items[:n],
        (opened, chance.randint(term + 1, 140), term, "Hoàn thành"),
        *items[n + 1 :],
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Units U…: random histories; units V…: the same with one late item closed."""
    chance, listed = random.Random(4), []
    for n in range(HISTORIES):
        items = history(chance)
        listed += rows(f"U{n:05}", items)
        if closed := close_one(items, chance):
            listed += rows(f"V{n:05}", closed)
    return warehouse(tmp_path_factory.mktemp("laws"), Export(EXPORTED.isoformat(), HEAD, listed))


def told(store, now: Filters, clock: str) -> dict[str, dict]:
    return {row["unit"]: row for row in latency(store, now, "unit", clock)}


def rates(store, now: Filters) -> dict[str, dict]:
    found = {row["unit"]: row for row in counts(store, now, RATED, "unit")}
    return {
        unit: {k: row[r.x] / row[r.n] if row[r.n] else None for k, r in RATES.items()}
        for unit, row in found.items()
    }


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("first", [None, 45])
def test_time_without_a_reply_improves_no_figure(store, clock, first):
    """Nothing was opened or closed after the export; only the days went by."""
    period = Period(START + timedelta(days=first), EXPORTED) if first else None
    moments = [EXPORTED + timedelta(days=n) for n in (0, 1, 9, 60, 300)]
    seen = [told(store, Filters(moment, period), clock) for moment in moments]
    for before, after in pairwise(seen):
        assert before.keys() == after.keys() and len(before) > HISTORIES / 2
        for unit, row in before.items():
            no_better(row, after[unit])
            assert after[unit]["n"] == row["n"]
            assert (after[unit]["oldest_open"] or 0) >= (row["oldest_open"] or 0)


def test_time_without_a_reply_improves_no_rate(store):
    moments = [Filters(EXPORTED + timedelta(days=n)) for n in (0, 1, 9, 60, 300)]
    for before, after in pairwise(rates(store, moment) for moment in moments):
        for unit, row in before.items():
            for name, value in row.items():
                if value is not None:
                    worse = 1 if RATES[name].worse == "higher" else -1
                    assert worse * after[unit][name] >= worse * value - 1e-12


def test_leaving_a_late_item_open_never_scores_better_than_closing_it(store):
    """Every figure of waiting, and rates A, B, C. D and the closed-only median are those that a
    late item can only harm by being closed: this is why they never stand alone."""
    now = Filters(date(2023, 9, 29))
    waits, shares = told(store, now, "final"), rates(store, now)
    closed = [unit for unit in waits if unit.startswith("?V")]
    assert len(closed) > HISTORIES / 3
    for unit in closed:
        left = "?U" + unit[2:]
        if waits[unit]["rmst"] is not None:  # None: more answers without their days than with
            no_better(waits[unit], waits[left])
        if None not in (waits[unit]["rmst"], waits[left]["rmst"]):
            assert waits[left]["rmst"] >= waits[unit]["rmst"] - 1e-9
        for name in "ABC":
            assert shares[left][name] >= shares[unit][name] - 1e-12


given_waits = st.lists(
    st.tuples(st.sampled_from(["answered", "open", "withdrawn"]), st.integers(0, 30)),
    min_size=1,
    max_size=25,
)


@many
@given(
    given_waits, st.integers(0, 40), st.integers(0, 40), st.one_of(st.none(), st.integers(0, 20))
)
def test_a_wait_that_was_left_open_is_no_shorter(waits, closed, more, late):
    rest = [("", how, days, True, None) for how, days in waits]
    entry = min(late, closed - 1) if late is not None and closed else None
    answered = curves([*rest, ("", "answered", closed, True, entry)])[-1]
    left = curves([*rest, ("", "open", closed + more, True, entry)])[-1]
    until = max(answered.follow_up, left.follow_up)
    no_better(figures(answered, until), figures(left, until))
