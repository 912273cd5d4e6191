"""Questions that several exports or several items raise together."""

import pytest

from metrics import quality
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
OPEN, DONE = "Đang xử lý", "Hoàn thành"
FIRST, SECOND, THIRD = "2023-03-31", "2023-04-06", "2023-06-30"
# case -> (due, closed, status) in each export
CASES = {
    "moved_after": [("10/03/2023", "", OPEN), ("20/04/2023", "", OPEN), ("20/04/2023", "", OPEN)],
    "moved_before": [("20/04/2023", "", OPEN), ("30/04/2023", "", OPEN), ("30/04/2023", "", OPEN)],
    "reopened": [("", "30/03/2023", DONE), ("", "", OPEN), ("", "", OPEN)],
    "reopened_later": [("", "20/03/2023", DONE), ("", "20/03/2023", DONE), ("", "", OPEN)],
    "backdated": [("", "", OPEN), ("", "20/03/2023", DONE), ("", "20/03/2023", DONE)],
    "in_order": [("", "", OPEN), ("", "03/04/2023", DONE), ("", "03/04/2023", DONE)],
    "on_the_day": [("", "", OPEN), ("", "31/03/2023", DONE), ("", "31/03/2023", DONE)],
}
ASKED = {
    "extended_after_due": {"moved_after"},
    "reopened_within_7_days": {"reopened"},
    "closed_before_export": {"backdated"},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    exports = []
    for n, day in enumerate((FIRST, SECOND, THIRD)):
        rows = [(c, c, "A", "01/03/2023", *seen[n]) for c, seen in CASES.items()]
        if n == 2:  # a unit that closes one item a day, and 20 on the last
            rows += [
                (f"U{i}", f"u{i}", "B", "01/05/2023", "", f"{i + 2:02}/05/2023", DONE)
                for i in range(9)
            ]
            rows += [
                (f"V{i}", f"v{i}", "B", "01/05/2023", "", "26/06/2023", DONE) for i in range(20)
            ]
            rows += [
                (f"W{i}", f"w{i}", "C", "01/05/2023", "", f"{22 + i % 5}/06/2023", DONE)
                for i in range(150)
            ]
        exports.append(Export(day, HEAD, rows))
    return warehouse(tmp_path_factory.mktemp("history"), *exports)  # fmt: skip


@pytest.mark.parametrize("question", ASKED)
def test_only_what_the_exports_leave_no_doubt_about(store, question):
    rows = quality.suspicious_rows(store, question)
    assert {r["source_id"] for r in rows} == ASKED[question]


def test_bulk_closing_is_far_above_the_units_own_habit(store):
    rows = quality.suspicious_rows(store, "bulk_closing")
    assert {r["source_id"] for r in rows} == {f"V{i}" for i in range(20)}
    assert {q["question"]: q["rows"] for q in quality.suspicious(store)}["bulk_closing"] == 20
