"""Trends by hand: months, base, limits, marks, and the rows behind a point."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from metrics.filters import Filters
from metrics.lists import Listing, number
from metrics.periods import parse
from metrics.trends import MEASURES, trend
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
AS_OF = date(2023, 12, 14)
MONTHS = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(24)]


def late_in(n: int) -> int:
    """Of twenty a month: two late; six in the last month of 2022, twelve in June 2023."""
    return {11: 6, 17: 12}.get(n, 2)


def rows():
    """Twenty items a month of unit A: opened on the 20th before, due on the 5th, done on the 4th or,
    late, on the 25th (the next statutory month); unit B has three a month, none late."""
    for n, month in enumerate(MONTHS):
        opened = (month - timedelta(days=1)).replace(day=20)
        for unit, many, late in (("A", 20, late_in(n)), ("B", 3, 0)):
            for k in range(many):
                closed = month.replace(day=25 if k < late else 4)
                due = month.replace(day=5)
                days = (f"{d:%d/%m/%Y}" if d <= AS_OF else "" for d in (opened, due, closed))
                label = "Hoàn thành" if closed <= AS_OF else "Đang xử lý"
                yield f"{unit}{n}.{k}", "việc", unit, *days, label


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    exports = Export("2023-12-14", HEAD, list(rows()), kind="petitions")
    return warehouse(tmp_path_factory.mktemp("trends"), exports)


def test_months_of_which_only_what_was_left_over_is_known_are_not_drawn(tmp_path):
    """Ten tasks of 2022 are still open; what was finished is known from 10/07/2023 on."""
    old = [(f"O{n}", "việc", "A", "01/03/2022", "10/03/2022", "", "Đang xử lý") for n in range(10)]
    new = [(f"N{n}", "việc", "A", "03/07/2023", "20/07/2023", "10/07/2023", "Hoàn thành")
           for n in range(10)]  # fmt: skip
    store = warehouse(tmp_path, Export("2023-12-14", HEAD, old + new))
    for measure in MEASURES:
        found = trend(store, Filters(AS_OF), measure)
        assert found.points[0].month == date(2023, 7 + (measure == "C"), 1), measure
        cut = measure != "closed"  # of 2022 nothing was, so that no month is left out
        assert found.known_from == (date(2023, 7, 10) if cut else None), measure
    finished = ("F", "việc", "A", "01/03/2022", "10/03/2022", "09/03/2022", "Hoàn thành")
    whole = warehouse(tmp_path, Export("2023-12-14", HEAD, [*old, *new, finished]))
    found = trend(whole, Filters(AS_OF))
    assert (found.points[0].month, found.known_from) == (date(2022, 3, 1), None)


NOW = Filters(AS_OF, parse("2023H2"))
OF_A, OF_B = replace(NOW, units=("?A",)), replace(NOW, units=("?B",))


def test_late_by_the_month_due(store):
    found = trend(store, OF_A, "C")
    assert [p.month for p in found.points] == MONTHS
    assert [(p.x, p.n) for p in found.points] == [(late_in(n), 20) for n in range(24)]
    assert found.center == pytest.approx(28 / 240) and not found.provisional
    assert [p.month for p in found.base] == MONTHS[:12]
    reach = 3 * (28 / 240 * 212 / 240 / 20) ** 0.5
    assert found.points[0].high == pytest.approx(28 / 240 + reach) and found.points[0].low == 0
    assert {p.month: p.marks for p in found.points if "outside" in p.marks} == {
        date(2023, 6, 1): ("outside",)
    }
    assert "shift" in found.points[6].marks  # seven months at 10%, under the centre


def test_what_is_overdue_at_each_months_end(store):
    """The late ones of a month wait at its end (the 14th) and are done in the next."""
    found = trend(store, OF_A, "B")
    assert [p.x for p in found.points] == [late_in(n) for n in range(24)]
    done = [20 - late_in(n) + (late_in(n - 1) if n else 0) for n in range(24)]
    assert [p.n for p in found.points] == [late_in(n) + done[n] for n in range(24)]


@pytest.mark.parametrize(("measure", "values"), [
    ("received", [20.0] * 24),
    ("closed", [18.0, *[20.0 - late_in(n) + late_in(n - 1) for n in range(1, 24)]]),
])  # fmt: skip
def test_counts_by_month(store, measure, values):
    found = trend(store, OF_A, measure)
    assert [p.value for p in found.points] == values and found.points[0].n is None


def test_the_median_waits_for_its_month(store):
    found = trend(store, OF_A, "median")
    assert all(p.value is not None for p in found.points)
    assert found.points[17].value > found.points[16].value  # twelve of twenty were late
    early = trend(store, replace(OF_A, period=None, as_of=date(2023, 6, 16)), "median")
    assert early.points[-1].month == date(2023, 6, 1)
    assert early.points[-1].value is None  # June's late ones are not done yet: not determined


def test_under_ten_a_month_has_counts_only(store):
    found = trend(store, OF_B, "C")
    assert [(p.x, p.n, p.value) for p in found.points] == [(0, 3, None)] * 24
    assert found.center is None and found.base == []
    assert [row["center"] for row in found.rows()] == [None] * 24
    assert trend(store, OF_B, "received").points[0].value == 3.0


def test_months_that_are_not_whole_and_a_short_base(store):
    found = trend(store, replace(OF_A, period=None, as_of=date(2022, 9, 13)), "C")
    assert [p.month for p in found.points] == MONTHS[:8] and found.provisional
    ended = trend(store, replace(OF_A, period=parse("2023H1"), as_of=AS_OF), "C")
    assert ended.points[-1].month == date(2023, 6, 1)  # the period's end
    nothing = trend(store, replace(OF_A, units=("?nobody",)), "B")
    assert nothing.points == () and nothing.rows() == []


def test_tet_is_marked(store):
    tet = [p.month for p in trend(store, OF_A, "C").points if p.tet]
    assert tet == [date(2022, 2, 1), date(2023, 2, 1)]  # holidays from 31/1/2022 and 20/1/2023


@pytest.mark.parametrize("basis", ["current", "first"])
@pytest.mark.parametrize("per", ["item", "case"])
def test_a_point_opens_as_many_rows_as_it_says(store, basis, per):
    now = replace(NOW, period=None, due_basis=basis, per=per)
    for n in (0, 11, 12, 17, 23):
        month = MONTHS[n]
        for measure, narrow, count in (
            ("C", lambda p: (("due_from", str(p.first)), ("due_to", str(p.last))), "late"),
            ("B", lambda p: (("overdue_at", str(p.last)),), "total"),
            ("received", lambda p: (("came_in", str(p.month)),), "total"),
            ("closed", lambda p: (("closed_in", str(p.month)),), "done"),
        ):
            point = next(p for p in trend(store, now, measure).points if p.month == month)
            assert number(store, Listing(now, count, narrow(point))) == point.x, (measure, month)


def test_every_measure_has_its_chart():
    assert {name: m.chart for name, m in MEASURES.items()} == {
        "C": "p", "B": "xmr", "received": "xmr", "closed": "xmr", "median": "xmr",
    }  # fmt: skip
