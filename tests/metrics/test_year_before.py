"""The same view a year earlier."""

from dataclasses import replace
from datetime import date

import numpy
import pytest

from metrics.filters import Filters
from metrics.periods import Period, parse
from metrics.year_before import change, changes, filters_before, moved_back
from tests.warehouses import Export, warehouse


@pytest.mark.parametrize(
    ("period", "as_of", "before", "as_of_before"),
    [
        ("2023H1", "2023-06-14", "2022H1", "2022-06-14"),
        ("2023H1", "2023-06-30", "2022H1", "2022-06-30"),  # as long after the period as now
        ("2023M02-calendar", "2023-02-28", "2022M02-calendar", "2022-02-28"),
        ("2023Q1", "2023-03-01", "2022Q1", "2022-03-01"),
    ],
)
def test_goes_back_by_a_year(period, as_of, before, as_of_before):
    now = Filters(date.fromisoformat(as_of), parse(period), units=("A",))
    then = moved_back(now)
    assert (then.period, then.as_of) == (parse(before), date.fromisoformat(as_of_before))
    assert then.units == ("A",)


def test_there_is_none_without_a_name():
    own_dates = Period(date(2023, 1, 1), date(2023, 3, 1))
    assert moved_back(Filters(own_dates.last, own_dates)) is None
    assert moved_back(Filters(date(2023, 1, 1))) is None


HEAD = "source_id subject unit opened_on due_on closed_on"
H1 = Filters(date(2023, 6, 14), parse("2023H1"))
LEFT_OVER = ("1", "a", "A", "01/03/2022", "10/03/2022", "")  # all that is left of 2022
THIS_HALF = ("2", "b", "A", "03/01/2023", "10/02/2023", "09/02/2023")
FINISHED = ("3", "c", "A", "20/12/2021", "10/01/2022", "10/01/2022")
LATER = ("4", "d", "A", "20/12/2021", "10/01/2022", "16/01/2022")  # 32 days after the first day

# rows of the source "one", rows of the source "two" -> is there a year before
SURVIVORS = [
    ([LEFT_OVER, THIS_HALF], [], False),  # of 2022 only what was never finished is known
    ([LEFT_OVER, THIS_HALF, FINISHED], [], True),
    ([LEFT_OVER, THIS_HALF, LATER], [], False),  # finished work is known only from later on
    ([THIS_HALF], [], False),  # nothing of 2022 at all
    ([THIS_HALF, FINISHED], [LEFT_OVER, THIS_HALF], False),  # the other source would mislead
    ([THIS_HALF, FINISHED], [THIS_HALF], True),  # the other had no work then
]


@pytest.mark.parametrize(("one", "two", "expected"), SURVIVORS)
def test_what_a_first_export_left_over_is_no_year_before(tmp_path, one, two, expected):
    exports = [Export("2023-06-14", HEAD, rows, source=name)
               for name, rows in (("one", one), ("two", two)) if rows]  # fmt: skip
    store = warehouse(tmp_path, *exports)
    assert filters_before(store, H1) == (moved_back(H1) if expected else None)
    assert bool(changes(store, H1).totals) == expected
    assert filters_before(store, replace(H1, sources=("one",))) == (
        moved_back(replace(H1, sources=("one",))) if FINISHED in one else None
    )


# --- the difference, and whether it is one --------------------------------------------------------

COUNTED = ("open_overdue", "total", "judged", "late", "done_in_time", "done_judged")


def counted(late: int, judged: int) -> dict:
    return dict.fromkeys(COUNTED, 0) | {"late": late, "judged": judged, "total": judged}


def test_the_difference_is_always_there_and_a_change_only_where_chance_is_ruled_out():
    row = change("C", counted(30, 100), counted(10, 100))
    assert row["difference"] == pytest.approx(0.2) and row["changed"] and row["p"] < 0.01
    row = change("C", counted(15, 100), counted(10, 100))
    assert row["difference"] == pytest.approx(0.05) and not row["changed"]
    row = change("C", counted(1, 2), counted(0, 0))
    assert (row["rate_before"], row["difference"], row["p"], row["changed"]) == (
        None, None, None, False,
    )  # fmt: skip


@pytest.mark.parametrize("n", [15, 60, 300, 3000])
@pytest.mark.parametrize("rate", [0.03, 0.12, 0.5])
def test_a_stable_unit_is_told_changed_in_at_most_two_of_a_hundred_halves(n, rate):
    """Two halves of one and the same unit, its rate the same in both."""
    chance = numpy.random.default_rng(12)
    sizes = chance.integers(n * 2 // 3, n * 4 // 3, (500, 2))
    late = chance.binomial(sizes, rate)
    told = [
        change("C", counted(int(x), int(m)), counted(int(x0), int(m0)))["changed"]
        for (x, x0), (m, m0) in zip(late, sizes, strict=True)
    ]
    assert sum(told) <= 0.02 * len(told)


def test_by_unit_and_in_all(tmp_path):
    """Unit A: 1 of 2 late in 2022H2, 2 of 2 in 2023H2; unit B is new."""
    store = warehouse(
        tmp_path,
        Export("2023-12-14", HEAD, [
            ("1", "a", "A", "01/08/2022", "10/08/2022", "09/08/2022"),
            ("2", "b", "A", "01/08/2022", "10/08/2022", "12/08/2022"),
            ("3", "c", "A", "01/08/2023", "10/08/2023", "11/08/2023"),
            ("4", "d", "A", "01/08/2023", "10/08/2023", "12/08/2023"),
            ("5", "e", "B", "01/08/2023", "10/08/2023", "09/08/2023"),
            ("0", "z", "A", "01/06/2022", "10/06/2022", "09/06/2022"),
        ]),
    )  # fmt: skip
    now = Filters(date(2023, 12, 14), parse("2023H2"))
    found = {row["unit"]: row for row in changes(store, now, "unit").rows if row["rate_id"] == "C"}
    a, b = found["?A"], found["?B"]
    assert [a[k] for k in ("x", "n", "x_before", "n_before", "difference")] == [2, 2, 1, 2, 0.5]
    assert [b[k] for k in ("x", "n", "x_before", "n_before", "difference")] == [0, 1, 0, 0, None]
    (c,) = [row for row in changes(store, now).totals if row["rate_id"] == "C"]
    assert [c[k] for k in ("x", "n", "x_before", "n_before")] == [2, 3, 1, 2]
    assert changes(store, Filters(date(2022, 12, 14), parse("2022H1"))).totals == []
