"""What is told of other units: by hand on the canaries, and laws of who is put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout import DataDir
from metrics import letter, open_store
from metrics.board import board
from metrics.filters import Filters
from metrics.latency import latency
from metrics.measure import counts, total
from metrics.periods import Period, parse
from metrics.rates import rates
from metrics.sight import Cases, own_units, put_together
from metrics.strata import strata
from metrics.trends import trend
from tests.gate.canaries import official
from viewer import OTHERS, Viewer

HEAD, PERSON = Viewer("h", "unit_head", ("A",)), Viewer("p", "official", (), ("A-1",))
LOOKER, OFFICE = Viewer("v", "viewer"), Viewer("o", "office")
NOW = Filters(date(2023, 12, 14), parse("2023H2"))
NAMED = "ABCDEFGH"


@pytest.fixture(scope="module")
def data(canary_data) -> DataDir:
    return DataDir(canary_data)


def by_unit(data: DataDir, viewer: Viewer, filters: Filters) -> dict[str, int]:
    rows = counts(open_store(data, viewer=viewer), filters, ("total",), "unit")
    return {row["unit"]: row["total"] for row in rows}


# Leads of A 14 tasks + 4 petitions + 4 consultations + 3 with B; of nobody known, 1.
WHOLE = {"A": 25, "B": 24, "C": 20, "D": 11, "?Tổ zqdx000zq": 1}


@pytest.mark.parametrize(
    ("viewer", "filters", "told"),
    [
        (OFFICE, NOW, WHOLE),
        # one case of a unit nobody knows: with the smallest other, lest it is the difference
        (HEAD, NOW, {"A": 25, "B": 24, "C": 20, OTHERS: 12}),
        (PERSON, NOW, {"A": 25, "B": 24, "C": 20, OTHERS: 12}),
        (LOOKER, NOW, {OTHERS: 81}),
        # four petitions of each: too few to be told, and the tasks would give them away
        (HEAD, replace(NOW, kinds=("petitions",)), {"A": 4, OTHERS: 12}),
        (HEAD, replace(NOW, kinds=("tasks",)), {"A": 17, OTHERS: 32}),
        (LOOKER, replace(NOW, kinds=("petitions",)), {OTHERS: 16}),
        # of chosen units, officials or days: one's own rows
        (HEAD, replace(NOW, units=("B",)), {}),
        (HEAD, replace(NOW, units=("A",)), {"A": 25}),
        (HEAD, replace(NOW, officials=(official("B", 1),)), {}),
        (HEAD, replace(NOW, period=Period(date(2023, 7, 1), date(2023, 12, 14))), {"A": 25}),
        (PERSON, replace(NOW, period=Period(date(2023, 7, 1), date(2023, 12, 14))), {"A": 9}),
        (LOOKER, replace(NOW, period=Period(date(2023, 7, 1), date(2023, 12, 14))), {}),
        (LOOKER, replace(NOW, officials=(official("B", 1),)), {}),
        (Viewer("a", "administrator"), NOW, {}),
    ],
)  # fmt: skip
def test_totals_by_unit_by_hand(data, viewer, filters, told):
    assert by_unit(data, viewer, filters) == told


@pytest.mark.parametrize("viewer", [HEAD, PERSON, LOOKER])
def test_the_department_is_the_same_for_everybody(data, viewer):
    store, office = open_store(data, viewer=viewer), open_store(data, viewer=OFFICE)
    assert total(store, NOW, ("total", "late")) == total(office, NOW, ("total", "late"))
    assert rates(store, NOW).totals == rates(office, NOW).totals
    assert board(store, NOW).total == board(office, NOW).total
    for measure in ("C", "received", "median"):
        assert trend(store, NOW, measure) == trend(office, NOW, measure)


def test_other_ways_to_ask_put_the_same_units_together(data):
    head, looker = open_store(data, viewer=HEAD), open_store(data, viewer=LOOKER)
    assert [row["unit"] for row in latency(head, NOW, "unit")] == ["A", "B", "C", OTHERS]
    assert [row["unit"] for row in latency(looker, NOW, "unit")] == [OTHERS]
    assert {row["unit"] for row in strata(head, NOW)} == {"A"}
    assert counts(head, NOW, ("total",), "official")[0]["official"] == official("A", 1)
    assert counts(looker, NOW, ("total",), "official") == []


def test_points_of_the_letter(data):
    """Three papers of each unit: nobody else's are told alone."""
    cells = letter.letter(open_store(data, viewer=HEAD), letter.plain(NOW)).cells
    assert cells["obstacles", "A"] == (0, 3)
    assert {unit for _, unit in cells} == {"A", OTHERS}
    assert cells["complete", "A"] == (3, 3) and ("complete", "B") not in cells
    assert ("complete", OTHERS) not in cells, "nine records of the others are too few"
    assert cells["tasks_overdue", OTHERS][1] >= 10
    assert {unit for _, unit in letter.letter(open_store(data, viewer=LOOKER), NOW).cells} == {
        OTHERS
    }


@given(
    st.dictionaries(
        st.sampled_from(NAMED),
        st.tuples(st.integers(0, 40), st.integers(1, 40)).map(
            lambda n: Cases(n[0], min(n[1], n[0] or n[1]))
        ),
        max_size=8,
    ),
    st.sampled_from(["unit_head", "official", "viewer"]),
    st.sets(st.sampled_from(NAMED), max_size=3),
)
def test_what_is_told_of_others_is_of_ten_cases_and_never_a_difference(cases, role, units):
    viewer = Viewer("x", role, tuple(units))
    together = put_together(cases, viewer)
    others = {unit: one for unit, one in cases.items() if unit not in own_units(viewer)}
    if together is None:
        assert role == "viewer" or any(one.smallest < 10 for one in others.values())
        return
    apart = {unit: one for unit, one in others.items() if unit not in together}
    assert not set(together) & set(own_units(viewer))
    assert all(one.smallest >= 10 for one in apart.values())
    rest = [others[unit].chosen for unit in together]
    assert sum(rest) == 0 or sum(rest) >= 10
    assert role == "viewer" or len(rest) != 1 or rest == [0]
    assert role != "viewer" or not apart
