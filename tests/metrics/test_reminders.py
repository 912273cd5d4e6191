"""Reminders, fairly read: one dated paper once, per person and level, and who is left out."""

from datetime import date

import pytest

from metrics import reminders
from metrics.filters import Filters
from metrics.reminders import window
from tests.warehouses import Export, warehouse

AS_OF = date(2023, 6, 14)
HEAD = "document_no issued_on level official unit"
SO, UBND = "Sở Công Thương", "UBND tỉnh"
PAPERS = [
    ("1/SCT", "15/06/2022", SO, "An", "A"), ("2/SCT", "01/03/2023", SO, "An", "A"),
    (" 2/ sct", "01/03/2023", "sở công thương", "An", "A"), ("3/SCT", "14/06/2023", SO, "An", "A"),
    ("4/UB", "01/04/2023", UBND, "An", "A"),
    ("5/SCT", "14/06/2022", SO, "An", "A"), ("6/SCT", "15/06/2023", SO, "An", "A"),
    ("7/SCT", "", SO, "An", "A"), ("8/CB", "01/04/2023", "Chi bộ Văn phòng", "An", "A"),
    ("9/SCT", "01/02/2023", SO, "", "A"), ("10/SCT", "01/03/2023", SO, "", "A"),
    ("11/SCT", "01/04/2023", SO, "", "A"),
    *((f"{n}/SCT", f"0{n}/05/2023", SO, "Lê Giám", "LDS") for n in (1, 2, 3)),
    *((f"{n}/GD", f"0{n}/05/2023", SO, "Phó Tâm", "T") for n in (1, 2, 3)),
    *((f"{n}/TR", f"0{n}/05/2023", SO, "Hai Người", "A") for n in (1, 2, 3)),
]  # fmt: skip
PEOPLE = [
    ("CB1", "An", "Chuyên viên", "A", "", ""), ("CB2", "Lê Giám", "Phó Giám đốc Sở", "LDS", "", ""),
    ("CB3", "Phó Tâm", "Giám đốc Trung tâm", "T", "", ""),
    ("CB4", "Hai Người", "Chuyên viên", "A", "", ""), ("CB5", "Hai Người", "Chuyên viên", "T", "", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    units = [
        ("A", "A", "Phòng thuộc Sở"),
        ("LDS", "LDS", "Lãnh đạo"),
        ("T", "T", "Đơn vị sự nghiệp"),
    ]
    work = [
        (f"N{n}", "v", "A", "An" if n < 8 else "Bình", "02/01/2023", "10/01/2023",
         "12/01/2023" if n in (0, 8, 9, 10) else "09/01/2023", "Hoàn thành")
        for n in range(16)
    ]  # fmt: skip
    return warehouse(
        tmp_path_factory.mktemp("reminders"),
        Export("2023-06-30", "unit_id unit_name unit_kind", units, kind="units"),
        Export("2023-06-30", "person_id person_name position unit valid_from valid_to", PEOPLE, kind="people"),
        Export("2023-06-30", "source_id subject unit official opened_on due_on closed_on source_status", work),
        Export("2023-06-30", HEAD, PAPERS, kind="reminders"),
        Export("2023-06-29", HEAD, PAPERS[:2], kind="reminders", source="other"),
    )  # fmt: skip


def test_a_dated_paper_counts_once_per_person_and_level(store):
    found = {
        (r.official, r.unit_id, r.level): r for r in reminders.reminders(store, Filters(AS_OF))
    }
    numbers = {key: row.number for key, row in found.items()}
    assert numbers == {
        ("An", None, SO): 3, ("An", None, UBND): 1, ("Hai Người", None, SO): 3,
        ("Phó Tâm", None, SO): 3, (None, "A", SO): 3,
    }  # fmt: skip
    assert {key: row.third for key, row in found.items() if row.third} == {
        ("An", None, SO): True, ("Phó Tâm", None, SO): True,
    }  # fmt: skip
    assert found["Hai Người", None, SO].notes == ("namesakes",)
    an = found["An", None, SO]
    assert [p["document_no"] for p in an.papers][::2] == ["1/SCT", "3/SCT"]
    assert all(p["file"] and p["row"] for p in an.papers)


def test_work_handled_stands_beside(store):
    an = next(r for r in reminders.reminders(store, Filters(AS_OF)) if r.official == "An")
    # 8 judged of hers, 1 late; the department's rate is 4 of 16
    assert (an.total, an.judged, an.late, an.expected) == (8, 8, 1, 2.0)


def test_a_longer_window_sees_more(store):
    found = reminders.reminders(store, Filters(AS_OF), 13)
    assert next(r for r in found if (r.official, r.level) == ("An", SO)).number == 4


def test_what_counts_nowhere_is_listed(store):
    listed = {p["document_no"] for p in reminders.with_aside(store, Filters(AS_OF), 12)[1]}
    assert listed == {"7/SCT", "8/CB"}


@pytest.mark.parametrize(
    ("as_of", "months", "first"),
    [
        (date(2023, 6, 14), 12, date(2022, 6, 15)),
        (date(2023, 3, 31), 1, date(2023, 3, 1)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2023, 1, 15), 6, date(2022, 7, 16)),
        (date(2023, 12, 14), 36, date(2020, 12, 15)),
    ],
)
def test_the_window_ends_with_the_as_of_date(as_of, months, first):
    assert (window(as_of, months).first, window(as_of, months).last) == (first, as_of)
