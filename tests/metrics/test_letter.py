"""The letter's points by unit: each cell counted by hand, and each opens what it counts."""

from datetime import date

import pytest

from metrics import letter
from metrics.filters import Filters
from metrics.letter import Record
from metrics.letter_points import POINTS
from metrics.periods import parse
from tests.warehouses import Export, warehouse

NOW = Filters(date(2023, 6, 14), parse("2023H1"))
C, K, N, NO = "Có", "Không áp dụng", "Không", ""
SUBMISSIONS = (
    "document_no submitted_on unit subject legal_basis authority_stated opinion proposal"
    " chosen_option returned_on returned_as exception_claimed beyond_authority answered_on"
)
EXPORTS = [
    Export("2023-01-01", "unit_id unit_name unit_kind",
           [("A", "A", "Phòng thuộc Sở"), ("B", "B", "Phòng thuộc Sở"), ("L", "L", "Lãnh đạo")],
           kind="units"),
    Export("2023-06-30", SUBMISSIONS, [
        ("1", "01/02/2023", "A", "s", C, C, C, C, K, "", "", "", "", ""),
        ("2", "01/02/2023", "A", "s", C, C, N, C, C, "02/02/2023", "Thuộc thẩm quyền của đơn vị", "", "", ""),
        ("3", "01/02/2023", "A", "s", C, NO, C, C, C, "02/02/2023", "Thuộc thẩm quyền của đơn vị", "CV 5", "", ""),
        ("4", "01/02/2023", "B", "s", C, C, C, K, C, "", "", "", C, "03/02/2023"),
        ("5", "01/02/2023", "B", "s", C, C, C, C, C, "02/02/2023", "", "", C, "20/06/2023"),
        ("6", "20/06/2023", "A", "s", C, C, C, C, C, "", "", "", "", ""),
        ("7", "14/12/2022", "A", "s", C, C, C, C, C, "15/12/2022", "Việc của đơn vị khác", "", "", ""),
    ], kind="submissions"),
    Export("2023-06-30", "unit document_no held_on", [
        ("A", "280/CĐ-TTg", "01/05/2023"), ("A", "280 /cđ-ttg", "02/05/2023"),
        ("A", "924-TB/TU", "01/05/2023"), ("B", "280/CĐ-TTg", "01/05/2023"),
        ("B", "924-TB/TU", "20/06/2023"),
    ], kind="dissemination"),
    Export("2023-06-30", "unit raised_on subject answered_on", [
        ("A", "01/02/2023", "o1", ""), ("A", "01/02/2022", "o2", ""),
        ("A", "01/02/2022", "o3", "01/03/2022"), ("A", "01/02/2023", "o4", "01/03/2023"),
    ], kind="obstacles"),
    Export("2023-06-30", "unit period due_on received_on", [
        ("A", "T", "10/06/2023", "10/06/2023"), ("B", "T", "10/06/2023", "12/06/2023"),
        ("B", "U", "10/12/2023", ""),
    ], kind="unit_reports"),
    Export("2023-06-30", "source_id subject unit requesting_unit opened_on due_on closed_on source_status", [
        ("1", "s", "A", "B", "01/03/2023", "10/03/2023", "09/03/2023", "Đã trả lời"),
        ("2", "s", "A", "B", "01/03/2023", "10/03/2023", "13/03/2023", "Đã trả lời"),
        ("3", "s", "A", "B", "01/03/2023", "10/03/2023", "", "Chưa trả lời"),
    ], kind="consultations"),
]  # fmt: skip
CELLS = {
    ("known", "A"): (2, 2), ("known", "B"): (1, 2),
    ("complete", "A"): (1, 3), ("complete", "B"): (1, 2),
    ("returned_own_authority", "A"): (1, 2), ("returned_others_matter", "A"): (0, 1),
    ("returned_unsaid", "B"): (0, 1),
    ("consulted_in_time", "A"): (1, 3), ("consulted_late", "A"): (1, 3), ("consulted_none", "A"): (1, 3),
    ("no_view", "A"): (1, 3), ("no_view", "B"): (0, 2),
    ("beyond", "B"): (1, 2), ("obstacles", "A"): (1, 3),
    ("reports", "A"): (1, 1), ("reports", "B"): (1, 1),
    ("reports_in_time", "A"): (1, 1), ("reports_in_time", "B"): (0, 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("letter"), *EXPORTS)


def test_every_cell(store):
    found = letter.letter(store, NOW)
    assert found.cells == CELLS
    assert set(found.missing) == {"petitions", "rules", "procedures", "dossiers", "tasks"}
    assert found.total("known") == (1, 2)  # one unit made all of it known
    assert found.total("complete") == (2, 5)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if POINTS[cell[0]].table], ids=str)
def test_a_cell_opens_what_it_counts(store, cell):
    rows = letter.records(store, Record(NOW, *cell))
    if cell == ("known", "A"):
        assert [r["document_no"] for r in rows].count("924-TB/TU") == 1
        return
    assert (sum(r["counted"] for r in rows), len(rows)) == CELLS[cell]
    assert all(r["unit_id"] == cell[1] for r in rows)
    assert all(r["file"] for r in rows if r["counted"])


def test_one_unit_alone(store):
    only = Filters(NOW.as_of, NOW.period, units=("B",))
    found = letter.letter(store, only)
    assert found.cells == {key: cell for key, cell in CELLS.items() if key[1] == "B"}
    assert {r["unit_id"] for r in letter.records(store, Record(only, "complete"))} == {"B"}


def test_no_rate_of_referral_or_consultation():
    """Submissions stand under what they lack or were returned for, never over all that was sent."""
    for name, point in POINTS.items():
        if name.startswith("returned"):
            assert "returned_on" in point.n and "exception" in point.x
