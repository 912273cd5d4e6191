"""Like with like: fractions of a unit and of everybody in the same stratum, on literal rows."""

from datetime import date

import pytest

from metrics.filters import Filters
from metrics.lists import Listing, number
from metrics.strata import STRATUM, strata
from tests.warehouses import Export, warehouse

UNITS = Export(
    "2023-01-01", "unit_id unit_name", [("A", "Phòng A"), ("B", "Phòng B")], kind="units"
)
NOW = Filters(date(2023, 12, 14))
# id, unit, urgency, opened, due, closed
ROWS = [
    ("1", "A", "Khẩn", "2023-07-03", "2023-07-10", "2023-07-11"),  # 7 days, late
    ("2", "A", " KHẨN", "2023-07-03", "2023-07-10", "2023-07-10"),  # 7 days, in time
    ("3", "B", "khẩn", "2023-07-03", "2023-07-04", ""),  # 1 day, overdue
    ("4", "B", "Hoả tốc", "2023-07-03", "2023-07-11", "2023-07-11"),  # 8 days
    ("5", "A", "", "2023-07-03", "2023-10-02", "2023-10-02"),  # 91 days
    ("6", "A", "gấp", "2023-07-03", "2023-07-02", "2023-07-04"),  # due before opening
    ("7", "A", "Khẩn", "2023-07-03", "", "2023-07-04"),  # no due date: not judged
    ("8", "A", "Khẩn", "2023-12-11", "2023-12-18", ""),  # in term: not judged
    ("9", "A", "Thượng khẩn", "", "2023-07-18", "2023-07-19"),  # no opening day
]
HEAD = "source_id subject unit urgency opened_on due_on closed_on source_status"


def export(rows=ROWS, kind="tasks", source=None) -> Export:
    cells = [
        (id_, f"Việc {id_}", f"Phòng {unit}", urgency, opened, due, closed,
         "Hoàn thành" if closed else "Đang thực hiện")
        for id_, unit, urgency, opened, due, closed in rows
    ]  # fmt: skip
    return Export("2023-12-14", HEAD, cells, kind=kind, source=source)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("strata"), UNITS, export())


def told(rows: list[dict], by: str = "unit") -> dict:
    return {
        (r[by], r["urgency"], r["term"]): (r["x"], r["n"], r["department_x"], r["department_n"])
        for r in rows
    }


def test_by_hand(store):
    assert told(strata(store, NOW)) == {
        ("A", "urgent", "t7"): (1, 2, 2, 3),
        ("B", "urgent", "t7"): (1, 1, 2, 3),
        ("B", "flash", "t15"): (0, 1, 0, 1),
        ("A", "none", "t91"): (0, 1, 0, 1),
        ("A", "other", "unknown"): (1, 1, 1, 1),
        ("A", "very_urgent", "unknown"): (1, 1, 1, 1),
    }


def test_a_chosen_unit_stands_beside_everybody(store):
    assert told(strata(store, Filters(NOW.as_of, units=("B",)))) == {
        ("B", "urgent", "t7"): (1, 1, 2, 3),
        ("B", "flash", "t15"): (0, 1, 0, 1),
    }
    cases = told(strata(store, Filters(NOW.as_of, per="case")))
    assert cases[("A", "urgent", "t7")] == (1, 2, 2, 3)


def test_kinds_and_sources_are_never_mixed(tmp_path):
    one, other = export(ROWS[:3]), export(ROWS[:3], kind="petitions", source="khác")
    rows = strata(warehouse(tmp_path, UNITS, one, other), NOW)
    assert {(r["kind"], r["source"], r["department_n"]) for r in rows} == {
        ("tasks", "tasks", 3), ("petitions", "khác", 3),
    }  # fmt: skip


def test_every_fraction_opens_as_many_rows(store):
    for row in strata(store, NOW):
        here = Filters(NOW.as_of, kinds=(row["kind"],), sources=(row["source"],))
        own = Filters(NOW.as_of, units=(row["unit"],), kinds=here.kinds, sources=here.sources)
        narrow = (("urgency_is", row["urgency"]), ("term_is", row["term"]))
        for filters, x, n in ((own, "x", "n"), (here, "department_x", "department_n")):
            assert number(store, Listing(filters, "late", narrow)) == row[x]
            assert number(store, Listing(filters, "judged", narrow)) == row[n]
    assert all(name in row for name in STRATUM)
