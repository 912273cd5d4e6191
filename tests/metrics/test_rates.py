"""Rates of groups beside the department's, on warehouses of literal rows."""

from datetime import date

import pytest
from scipy.stats import binom, binomtest

from metrics import catalog
from metrics.catalog import Rate
from metrics.filters import Filters
from metrics.lists import Listing, number
from metrics.rates import COLUMNS, rates
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit official opened_on due_on closed_on source_status"
UNITS = Export(
    "2023-01-01", "unit_id unit_name", [(u, f"Phòng {u}") for u in "ABCD"], kind="units"
)  # fmt: skip
NOW = Filters(date(2023, 12, 14))
LATE, IN_TIME, OVERDUE, IN_TERM = (
    ("2023-07-20", "2023-07-21", "Hoàn thành"),
    ("2023-07-20", "2023-07-20", "Hoàn thành"),
    ("2023-07-20", "", "Đang thực hiện"),
    ("2023-12-20", "", "Đang thực hiện"),
)


def tasks(*parts: tuple[str, str, int, tuple]) -> Export:
    """Tasks by unit, official, number and how they stand."""
    rows = [
        (unit, official, *standing)
        for unit, official, count, standing in parts
        for _ in range(count)
    ]
    return Export("2023-12-14", HEAD, [
        (f"N{i}", "Việc", f"Phòng {unit}", who, "2023-07-03", due, closed, status)
        for i, (unit, who, due, closed, status) in enumerate(rows)
    ])  # fmt: skip


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    """A: 20 of 50 late, B and C: 6 of 50, D: 2 of 9."""
    return warehouse(tmp_path_factory.mktemp("four"), UNITS, tasks(
        ("A", "An", 10, LATE), ("A", "Bình", 10, LATE), ("A", "Bình", 30, IN_TIME),
        ("B", "Chi", 6, OVERDUE), ("B", "Chi", 44, IN_TIME),
        ("C", "Dũng", 6, LATE), ("C", "Dũng", 44, IN_TIME), ("C", "Dũng", 5, IN_TERM),
        ("D", "Giang", 2, LATE), ("D", "Giang", 7, IN_TIME),
    ))  # fmt: skip


def of(found: list[dict], rate_id: str = "C", **key) -> dict:
    (row,) = [r for r in found if r["rate_id"] == rate_id and key.items() <= r.items()]
    return row


def test_forty_items_give_their_four_rates(tmp_path):
    store = warehouse(tmp_path, UNITS, tasks(
        ("A", "", 27, IN_TIME), ("A", "", 3, LATE), ("A", "", 8, OVERDUE), ("A", "", 2, IN_TERM),
    ))  # fmt: skip
    found = rates(store, NOW).totals
    fractions = {row["rate_id"]: (row["x"], row["n"]) for row in found}
    assert fractions == {"A": (8, 40), "B": (8, 38), "C": (11, 38), "D": (27, 30)}
    assert [round(100 * row["rate"], 1) for row in found] == [20.0, 21.1, 28.9, 90.0]


def test_a_row_says_everything(four):
    row = of(rates(four, NOW, "unit").rows, unit="A")
    assert tuple(row) == ("unit", *COLUMNS)
    low, high = binomtest(20, 50).proportion_ci(0.95, "wilson")
    assert row == {
        "unit": "A", "rate_id": "C", "version": 1, "x": 20, "n": 50, "rate": 0.4,
        "low": pytest.approx(low), "high": pytest.approx(high),
        "l95_low": binom.ppf(0.025, 50, 34 / 159) / 50,
        "l95_high": binom.ppf(0.975, 50, 34 / 159) / 50,
        "l998_low": binom.ppf(0.001, 50, 34 / 159) / 50,
        "l998_high": binom.ppf(0.999, 50, 34 / 159) / 50,
        "label": "look_further",  # 20 of 50; 99.8% ends at 20, 95% at 16
    }  # fmt: skip


def test_labels_by_unit_and_by_official(four):
    found = {
        row["unit"]: row["label"] for row in rates(four, NOW, "unit").rows if row["rate_id"] == "C"
    }
    assert found == {"A": "look_further", "B": "ordinary", "C": "ordinary", "D": "too_few"}
    people = rates(four, NOW, "official").rows
    assert of(people, official="An")["label"] == "too_few"  # ten of ten late, and still a list
    assert of(people, official="Chi")["label"] == "ordinary"


def test_every_group_has_all_four_rates_together(four):
    rows = rates(four, NOW, "unit").rows
    assert [(r["unit"], r["rate_id"]) for r in rows[:5]] == [
        ("A", "A"), ("A", "B"), ("A", "C"), ("A", "D"), ("B", "A"),
    ]  # fmt: skip


def test_chosen_units_stand_beside_the_whole_department(four):
    """Of one unit alone the limits and the label are what they are among all."""
    everyone, alone = (
        rates(four, filters, "unit") for filters in (NOW, Filters(NOW.as_of, units=("A",)))
    )
    assert alone.rows == [row for row in everyone.rows if row["unit"] == "A"]
    total = of(alone.totals)
    assert (total["x"], total["n"], total["l998_high"]) == (20, 50, 0.4)
    by_person = rates(four, Filters(NOW.as_of, units=("A",)), "official").rows
    assert of(by_person, official="Bình")["l95_high"] == binom.ppf(0.975, 40, 34 / 159) / 40


def test_nothing_over_nothing_is_no_rate(four):
    kept = Filters(NOW.as_of, sources=("không có",))
    (row,) = [r for r in rates(four, kept).totals if r["rate_id"] == "C"]
    assert row == dict.fromkeys(COLUMNS) | {
        "rate_id": "C", "version": 1, "x": 0, "n": 0, "label": "too_few",
    }  # fmt: skip


def test_numerators_open_as_many_rows(four):
    for row in rates(four, NOW, "unit").rows:
        rate = catalog.RATES[row["rate_id"]]
        unit = Filters(NOW.as_of, units=(row["unit"],))
        assert number(four, Listing(unit, rate.x)) == row["x"]
        assert number(four, Listing(unit, rate.n)) == row["n"]


def test_both_versions_restate_the_same_period(four, monkeypatch):
    monkeypatch.setitem(catalog.EARLIER_COUNTS, "late_v1", "{class} = 'done_late'")
    monkeypatch.setitem(catalog.EARLIER_RATES, "C", (Rate("late_v1", "judged", "higher"),))
    monkeypatch.setitem(catalog.RATES, "C", Rate("late", "judged", "higher", version=2))
    now = rates(four, NOW, "unit").rows
    both = rates(four, NOW, "unit", every_version=True)
    assert of(now, unit="B")["version"] == 2
    found = [r for r in both.rows if r["unit"] == "B" and r["rate_id"] == "C"]
    assert [(r["version"], r["x"], r["n"]) for r in found] == [(1, 0, 50), (2, 6, 50)]
    assert {("C", 1), ("C", 2)} <= both.funnels.keys()
