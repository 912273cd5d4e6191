"""The queue of a warehouse: what waits, what is suggested and why, what an answer changes."""

from datetime import date

import openpyxl
import pytest

from etl.names.answers import Answers
from etl.names.suggest import Directory, suggestions
from metrics import measure, names
from metrics.filters import Filters
from tests.etl.test_ministry_history import SHORT
from tests.warehouses import Export, warehouse

UNITS = Export("2023-01-01", "unit_id unit_name short_name aliases successor valid_to", [
    ("KHTC", "Vụ Kế hoạch - Tài chính", "", "", "", ""),
    ("A", "Phòng Công nghiệp", "P. CN", "Chung", "C", "31/12/2022"),
    ("B", "Phòng Thương mại", "P. TM", "Chung", "", ""),
    ("C", "Phòng Quản lý ngành", "", "", "", ""),
], kind="units")  # fmt: skip
PEOPLE = Export("2023-01-01", "person_id person_name position unit", [
    ("CB1", "Nguyễn Văn An", "Chuyên viên", "Phòng Công nghiệp"),
    ("CB2", "Trần Thị Thúy", "Phó phòng", "Phòng Thương mại"),
], kind="people")  # fmt: skip
TASKS = Export("2023-06-30", "source_id subject unit official opened_on", [
    ("1", "a", "Vụ KHTC", "Nguyễn Văn An", "01/03/2023"),
    ("2", "b", "Vụ KHTC; Phòng công nghiệp", "Trần Thị Thuý; Ng. V. An", "01/03/2023"),
    ("3", "c", "Chung", "Lê Lạ", "01/03/2023"),
    ("4", "d", "Sở Xây dựng", "", "01/03/2023"),
])  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("names"), UNITS, PEOPLE, TASKS)


def queue(store, what):
    """name -> (rows, [(target, reason)])."""
    return {
        one["name"]: (one["rows"], [(s["target_id"], s["reason"]) for s in one["suggestions"]])
        for one in names.waiting(store, what)
    }


def test_units_that_wait_and_what_they_may_be(store):
    assert queue(store, "unit") == {
        "Vụ KHTC": (2, [("KHTC", "abbreviation")]),
        "Phòng công nghiệp": (1, [("A", "case"), ("C", "successor")]),
        "Chung": (1, [("A", "several"), ("B", "several"), ("C", "successor")]),
        "Sở Xây dựng": (1, []),
    }


def test_people_who_wait_and_who_they_may_be(store):
    assert queue(store, "person") == {
        "Lê Lạ": (1, []),
        "Ng. V. An": (1, [("CB1", "abbreviation")]),
        "Trần Thị Thuý": (1, [("CB2", "tone")]),
    }


def test_each_name_opens_its_rows(store):
    for what, total in names.total(store).items():
        listed = names.waiting(store, what)
        assert len(listed) == total["names"]
        for one in listed:
            assert len(names.rows(store, what, one["name"])) == one["rows"]
    assert names.total(store) == {
        "unit": {"names": 4, "rows": 5},
        "person": {"names": 3, "rows": 3},
    }


def test_without_a_directory_of_people_nobody_waits(tmp_path):
    assert queue(warehouse(tmp_path, UNITS, TASKS), "person") == {}


def units_of(store):
    found = {one["id"]: one["name"] for one in names.choices(store, "unit")}
    rows = measure.settlement(store, Filters(date(2023, 12, 31)), "unit")
    return {found.get(row["unit"], row["unit"]): row["total"] for row in rows}


def test_answers_resolve_every_row_and_nothing_is_merged_without_one(tmp_path):
    answers = {
        "Vụ KHTC": "KHTC",
        "Phòng công nghiệp": "A",
        "Chung": "Đơn vị chung",
        "Sở Xây dựng": "Sở Xây dựng",
    }
    entered = Answers((("Sở Xây dựng", "outside"), ("Đơn vị chung", "new")))
    some = warehouse(tmp_path, UNITS, PEOPLE, TASKS, answers=answers, names=entered)
    assert queue(some, "unit") == {}
    assert units_of(some) == {
        "Vụ Kế hoạch - Tài chính": 2, "Phòng Công nghiệp": 1, "Đơn vị chung": 1, "Sở Xây dựng": 1,
    }  # fmt: skip
    stands = {one["id"]: one["stands_for"] for one in names.choices(some, "unit")}
    assert (stands["Sở Xây dựng"], stands["Đơn vị chung"], stands["A"]) == ("outside", "new", None)


def test_a_unit_that_was_entered_becomes_that_of_a_directory_loaded_later(tmp_path):
    later = Export("2023-02-01", "unit_id unit_name", [("CH", "Đơn vị chung")], kind="units")
    some = warehouse(
        tmp_path, UNITS, later, TASKS, answers={"Chung": "Đơn vị chung"},
        names=Answers((("Đơn vị chung", "new"),)),
    )  # fmt: skip
    found = [one["id"] for one in names.choices(some, "unit") if one["name"] == "Đơn vị chung"]
    assert found == ["CH"] and units_of(some)["Đơn vị chung"] == 1


def test_an_answer_to_a_unit_that_is_gone_waits_again(tmp_path):
    some = warehouse(tmp_path, UNITS, TASKS, answers={"Chung": "không còn"})
    assert "Chung" in queue(some, "unit")


def test_an_official_answered_is_counted_under_the_name_of_the_directory(tmp_path):
    people = (("Lê Lạ", "Lê Lạ"), ("Ng. V. An", "CB1"), ("Trần Thị Thuý", "CB2"))
    some = warehouse(tmp_path, UNITS, PEOPLE, TASKS, names=Answers(people=people))
    assert queue(some, "person") == {}
    rows = measure.settlement(some, Filters(date(2023, 12, 31)), "official")
    counted = {row["official"]: row["total"] for row in rows}
    assert counted == {"Nguyễn Văn An": 3, "Trần Thị Thúy": 2, "Lê Lạ": 1}


def test_a_ministrys_short_names_are_read_in_its_own_directory(exports):
    """22 short names of its lists against the 106 units of its directory: the first suggestion."""
    book = openpyxl.load_workbook(
        exports / "ministry_2017" / "danh_muc_don_vi.xlsx", read_only=True
    )
    cells = [c for row in list(book.worksheets[0].values)[1:] for c in row if isinstance(c, str)]
    units = dict.fromkeys(" ".join(c.split()) for c in cells if len(c) > 5 and not c.isupper())
    known = Directory("unit", [(name, name, name) for name in units])
    wanted = {short: name for short, name in SHORT.items() if name in units}
    found = {short: first.target for short, (first, *_) in suggestions(list(wanted), [known])}
    assert found == wanted and len(wanted) == 22


def test_names_of_files_are_never_sql_or_markup(tmp_path):
    evil = "'; drop table unit; -- <b>"
    tasks = Export("2023-06-30", "source_id subject unit", [("1", "a", evil.replace(";", ","))])
    some = warehouse(tmp_path, UNITS, tasks)
    (name,) = queue(some, "unit")
    assert len(names.rows(some, "unit", name)) == 1


def test_a_name_that_stands_in_a_register_only_waits_and_opens_its_row(tmp_path):
    register = Export("2023-06-30", "unit document_no held_on", [
        ("Phòng Thương Mại", "1/QT", "01/03/2023"),
    ], kind="dissemination")  # fmt: skip
    some = warehouse(tmp_path, UNITS, TASKS, register)
    assert queue(some, "unit")["Phòng Thương Mại"] == (1, [("B", "case")])
    (row,) = names.rows(some, "unit", "Phòng Thương Mại")
    assert (row["row"], row["item_id"]) == (1, None) and "1/QT" in row["subject"]


def test_an_official_in_a_column_of_units_is_suggested_and_answered(tmp_path):
    tasks = Export("2023-06-30", "source_id subject unit", [("1", "a", "Ng. V. An")])
    some = warehouse(tmp_path, UNITS, PEOPLE, tasks)
    (waits,) = names.waiting(some, "unit")
    assert [(s["target_what"], s["target_id"]) for s in waits["suggestions"]] == [("person", "CB1")]
    told = Answers(people=((waits["name"], "CB1"),))
    assert queue(warehouse(tmp_path, UNITS, PEOPLE, tasks, names=told), "unit") == {}
