"""Officials in the column of units, against the directory of people; by hand."""

from datetime import date

import pytest

from metrics import measure, quality
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

UNITS = Export("2023-01-01", "unit_id unit_name short_name", [
    ("A", "Phòng Một", "P1"), ("B", "Phòng Hai", "P2"), ("KT", "Vụ Kế hoạch - Tài chính", ""),
    ("HS", "Vụ Công tác học sinh, sinh viên", ""),
], kind="units")  # fmt: skip
PEOPLE = Export("2023-01-01", "person_id person_name unit valid_from valid_to", [
    ("1", "Nguyễn Văn An", "Phòng Một", "", "31/03/2023"),
    ("1", "Nguyễn Văn An", "Phòng Hai", "01/04/2023", ""),
    ("2", "Trần Thị Bình", "Phòng Hai", "", ""),
    ("3", "Lê Văn Cường", "Phòng Một", "", ""),
    ("4", "Lê Văn Cường", "Phòng Hai", "", ""),
    ("5", "Phạm Dũng", "Phòng Một", "", "31/01/2023"),
], kind="people")  # fmt: skip
HEAD = "source_id subject unit opened_on due_on closed_on source_status"
# cell, opened on, units that owe it, officials
CELLS = [
    ("Nguyễn Văn An", "01/03/2023", {"A"}, {"Nguyễn Văn An"}),
    ("Nguyễn Văn An", "01/05/2023", {"B"}, {"Nguyễn Văn An"}),
    ("đ/c Nguyễn Văn An", "01/03/2023", {"A"}, {"Nguyễn Văn An"}),
    ("Phòng Một\nTrần Thị Bình", "01/03/2023", {"A", "B"}, {"Trần Thị Bình"}),
    ("Nguyễn Văn An\nTrần Thị Bình", "01/05/2023", {"B"}, {"Nguyễn Văn An", "Trần Thị Bình"}),
    # On a unit's line an official is that unit's, whatever the directory says.
    ("Phòng Một, Trần Thị Bình", "01/03/2023", {"A"}, {"Trần Thị Bình"}),
    ("Phòng Một - Trần Thị Bình", "01/03/2023", {"A"}, {"Trần Thị Bình"}),
    ("P1: đ/c Nguyễn Văn An", "01/03/2023", {"A"}, {"Nguyễn Văn An"}),
    ("P1 (đ/c Nguyễn Văn An)", "01/03/2023", {"A"}, {"Nguyễn Văn An"}),
    ("Nguyễn Văn An (Phòng Một)", "01/03/2023", {"A"}, {"Nguyễn Văn An"}),
    ("Phòng Một, P2", "01/03/2023", {"A", "B"}, set()),
    ("Phòng Một/Phòng Hai", "01/03/2023", {"A", "B"}, set()),
    # Notes: only behind a known unit; nothing else is taken apart.
    ("Phòng Một (ghi chú gì đó)", "01/03/2023", {"A"}, set()),
    ("Phòng Ba (ghi chú)", "01/03/2023", {"?Phòng Ba (ghi chú)"}, set()),
    ("Phòng Ba - Nguyễn Văn An", "01/03/2023", {"?Phòng Ba - Nguyễn Văn An"}, set()),
    ("Phòng Một - Phòng Hai", "01/03/2023", {"?Phòng Một - Phòng Hai"}, set()),
    ("Vụ Kế hoạch - Tài chính", "01/03/2023", {"KT"}, set()),
    ("Vụ Công tác học sinh, sinh viên", "01/03/2023", {"HS"}, set()),
    # Nobody can tell: two people of one name, no post on that day, not in the directory.
    ("Lê Văn Cường", "01/03/2023", {"?Lê Văn Cường"}, set()),
    ("Phạm Dũng", "01/03/2023", {"?Phạm Dũng"}, {"Phạm Dũng"}),
    ("Vũ Văn Em", "01/03/2023", {"?Vũ Văn Em"}, set()),
    ("", "01/03/2023", {"?"}, set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    rows = [
        (str(n), f"việc {n}", cell, opened, "", "", "Đang thực hiện")
        for n, (cell, opened, *_) in enumerate(CELLS)
    ]
    folder = tmp_path_factory.mktemp("people")
    return warehouse(folder, UNITS, PEOPLE, Export("2023-06-30", HEAD, rows))


@pytest.mark.parametrize("n", range(len(CELLS)), ids=[repr(c[0]) for c in CELLS])
def test_the_official_is_told_from_the_unit(store, n):
    _, _, units, officials = CELLS[n]
    found = [r for r in measure.rows(store, Filters(date(2023, 6, 30))) if r["source_id"] == str(n)]
    assert {r["unit_id"] for r in found} == units and len(found) == len(units)
    named = {name for r in found for name in (r["official"] or "").split("; ") if name}
    assert named == officials


def test_the_row_says_that_a_name_stands_in_the_column_of_units(store):
    rows = quality.suspicious_rows(store, "person_in_unit")
    assert {r["source_id"] for r in rows} == {str(n) for n, c in enumerate(CELLS) if c[3]}
