"""Real exports of systems nobody here wrote; beside the repository, never in it."""

from collections import Counter
from datetime import datetime

import pytest

from etl.profile import Profile, loads
from etl.read.reader import read
from etl.recognise import Table, as_of_from_name, recognise, status_of
from etl.refusal import Refused

from .literal import EXPORTS, mapped

MINISTRY = EXPORTS / "ministry_2017"
pytestmark = pytest.mark.skipif(
    not EXPORTS.exists(), reason="needs the real exports in ../shared/exports"
)


def tables(path, profile: Profile | None = None) -> list[Table]:
    book = read(path, path.name)
    return recognise(book.sheets, file_name=path.name, kind=None, profile=profile)


LISTS = [
    ("Danhmucbaocao030417011804.xlsx", 56, 8),
    ("Danhmucnhiemvu050417090944.xlsx", 71, 6),
    ("Danhmucnhiemvu110417055653.xlsx", 184, 8),
    ("Danhmucnhiemvu120417053102.xlsx", 429, 8),
    ("ban_nhap_tay_so_theo_doi.xlsx", 53, 9),
]


@pytest.mark.parametrize(("name", "items", "columns"), LISTS)
def test_lists_of_tasks(name, items, columns):
    (table,) = tables(MINISTRY / name)
    assert (table.kind, table.header_row) == ("tasks", 1)
    assert len(list(table.data_rows())) == items
    assert len(table.columns) == columns
    assert len(table.skipped) + items == table.last_row
    assert table.warnings == []


def test_statuses_as_in_the_file():
    path = MINISTRY / "Danhmucnhiemvu120417053102.xlsx"
    (table,) = tables(path)
    rows = read(path, path.name).sheets[0].rows
    counts = Counter(
        status_of(rows[n - 1][table.columns["source_status"]], {}) for n in table.data_rows()
    )
    assert counts == {
        ("in_progress", "in_term"): 305,
        ("in_progress", "overdue"): 72,
        ("done", "late"): 13,
        ("in_progress", "due_soon"): 10,
        ("done", "on_time"): 29,
    }
    assert as_of_from_name(path.name) == datetime(2017, 4, 12, 5, 31, 2)


def test_template_rows_of_a_hand_kept_book_are_blank():
    (table,) = tables(MINISTRY / "ban_nhap_tay_so_theo_doi.xlsx")
    assert Counter(table.skipped.values()) == {"header": 1, "blank": 10}
    assert mapped(table)["due_on"] == "Thời hạn hoàn thành"


@pytest.mark.parametrize("name", [
    "Baocaodonvi050417042132.xlsx", "Baocaodonvi200417105043.xlsx",
    "export-data-300317032529.xlsx",
])  # fmt: skip
def test_totals_are_no_records(name):
    assert [t.kind for t in tables(MINISTRY / name)] == ["published_totals"]
    by_profile = tables(MINISTRY / name, loads('kind = "published_totals"'))
    assert [t.columns for t in by_profile] == [t.columns for t in tables(MINISTRY / name)]


def test_the_shifted_list_is_stopped_and_loads_by_its_correction():
    path = MINISTRY / "Danhmucnhiemvu070417063710.xlsx"
    with pytest.raises(Refused) as refused:
        tables(path)
    assert refused.value.code == "shifted_columns"
    assert "«Đơn vị /Cá nhân đầu mối» nhưng 100% ô là trạng thái" in str(refused.value)
    correction = loads(refused.value.params["proposal"])
    assert correction == Profile(
        "tasks",
        columns={
            "subject": "Tên nhiệm vụ",
            "unit": "Nguồn chỉ đạo",
            "source_status": "Đơn vị /Cá nhân đầu mối",
            "progress_note": "Đơn vị /Cá nhân phối hợp",
            "support_units": "Thời hạn HT",
            "document_no": "Trạng thái",
        },
    )
    (table,) = tables(path, correction)
    assert len(list(table.data_rows())) == 77


def test_the_list_without_a_header_is_recognised():
    path = MINISTRY / "Danhmucnhiemvu040517105609.xlsx"
    (table,) = tables(path)
    assert (table.kind, table.header_row, table.skipped) == ("tasks", None, {1: "title"})
    assert len(list(table.data_rows())) == 54
    assert table.columns == {
        "subject": 1, "unit": 2, "due_on": 3, "progress_note": 4, "support_units": 6,
        "source_status": 8,
    }  # fmt: skip
    assert table.undecided == ["[F]", "[H]", "[J]"]
    rows = read(path, path.name).sheets[0].rows
    counts = Counter(rows[n - 1][8] for n in table.data_rows())
    assert sum(counts.values()) == 54 and len(counts) == 4
    assert min(table.confidence.values()) >= 0.75


def test_the_directory_of_lists_side_by_side_is_units():
    found = tables(MINISTRY / "danh_muc_don_vi.xlsx")
    assert {t.kind for t in found} == {"units"}
    assert [len(list(t.data_rows())) for t in found] == [
        43, 32, 31, 21, 8, 8, 15, 6, 11, 16, 16, 16, 15,
    ]  # fmt: skip
    assert found[2].order == [4, 5]


def test_the_list_without_a_header_loads_by_letters():
    columns = {"subject": "[B]", "unit": "[C]", "due_on": "[D]", "source_status": "[I]"}
    path = MINISTRY / "Danhmucnhiemvu040517105609.xlsx"
    (table,) = tables(path, Profile("tasks", header_row=0, columns=columns))
    assert table.skipped == {1: "title"}
    assert len(list(table.data_rows())) == 54


def test_city_requests_by_a_profile():
    columns = {
        "source_id": "CASE_ENQUIRY_ID",
        "subject": "CASE_TITLE",
        "unit": "Department",
        "opened_on": "OPEN_DT",
        "due_on": "TARGET_DT",
        "closed_on": "CLOSED_DT",
        "source_status": "OnTime_Status",
    }
    status = {"ONTIME": "on_time", "OVERDUE": "late"}
    path = EXPORTS / "boston_311" / "raw_sample.csv"
    (table,) = tables(path, Profile("petitions", columns=columns, status=status))
    assert (table.kind, table.header_row) == ("petitions", 1)
    assert len(list(table.data_rows())) == 4995
    assert table.warnings == []


@pytest.mark.parametrize(
    "path", sorted(p for d in ("messy", "dak_lak_2026") for p in (EXPORTS / d).glob("*.*")),
    ids=lambda p: p.name,
)  # fmt: skip
def test_strange_files_are_refused_or_accounted_for(path):
    try:
        found = tables(path)
    except Refused as refused:
        assert refused.code
        return
    for table in found:
        assert set(table.data_rows()) | set(table.skipped) == set(range(1, table.last_row + 1))
