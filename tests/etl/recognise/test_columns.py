"""Which column holds which field where several would do, or where a heading says two things."""

import pytest

from etl.recognise import recognise
from etl.refusal import Refused

from .literal import codes, mapped, recognised, sheet


def rows_of(*lines: str, times: int = 1) -> str:
    return "\n".join(line.replace("#", str(n)) for n in range(1, times + 1) for line in lines)


def test_ranks_resolve_what_stands_side_by_side():
    table = recognised("""
Số đến | Ngày văn bản | Ngày đến | Trích yếu | Đơn vị xử lý | Hạn xử lý
7 | 30/05/2023 | 01/06/2023 | V/v cấp điện | Phòng A | 15/06/2023
""")
    assert mapped(table)["opened_on"] == "Ngày đến"
    assert table.reasons["opened_on"] == "recognise.by_rank"
    assert table.undecided == ["Ngày văn bản"]


@pytest.mark.parametrize(
    ("first", "second", "due", "original"),
    [
        ("Hạn baseline", "Hạn hiện hành", "Hạn hiện hành", "Hạn baseline"),
        ("Hạn ban đầu", "Hạn xử lý", "Hạn xử lý", "Hạn ban đầu"),
        ("Hạn xử lý", "Hạn xử lý mới", "Hạn xử lý mới", "Hạn xử lý"),
        ("Hạn gốc", "Ghi chú", "Hạn gốc", None),
    ],
)
def test_original_and_current_due_date(first, second, due, original):
    table = recognised(f"Tên nhiệm vụ | {first} | {second}\nA | 01/06/2023 | 15/06/2023")
    assert mapped(table)["due_on"] == due
    assert mapped(table).get("first_due_on") == original


TIME = "STT | Tên nhiệm vụ | Đơn vị chủ trì | Thời gian hoàn thành"


@pytest.mark.parametrize(
    ("other", "field"), [("Hạn xử lý", "closed_on"), ("Ngày hoàn thành thực tế", "due_on")]
)
def test_another_column_settles_an_ambiguous_one(other, field):
    table = recognised(f"{TIME} | {other}\n1 | A | Phòng A | 01/06/2023 | 02/06/2023")
    assert mapped(table)[field] == "Thời gian hoàn thành"
    assert table.reasons[field] == "recognise.by_elimination"


def test_open_items_with_a_date_settle_it_as_a_deadline():
    item = "# | Việc # | Phòng A | 0#/06/2023 | Đang thực hiện"
    table = recognised(f"{TIME} | Trạng thái\n" + rows_of(item, times=6))
    assert mapped(table)["due_on"] == "Thời gian hoàn thành"
    assert table.reasons["due_on"] == "recognise.by_cells"


def test_dates_of_done_items_only_settle_it_as_a_closing():
    done = "# | Việc # | Phòng A | 0#/06/2023 | Đã hoàn thành"
    still = "1# | Việc 1# | Phòng A | | Đang thực hiện"
    table = recognised(f"{TIME} | Trạng thái\n" + rows_of(done, still, times=6))
    assert mapped(table)["closed_on"] == "Thời gian hoàn thành"


def test_dates_after_the_export_settle_it_as_a_deadline():
    table = recognised(
        f"{TIME}\n" + rows_of("# | Việc # | Phòng A | 0#/06/2023", times=6),
        file_name="nhiemvu_20230601.xlsx",
    )
    assert mapped(table)["due_on"] == "Thời gian hoàn thành"


def test_undecided_without_evidence():
    table = recognised(f"{TIME}\n1 | A | Phòng A | 01/06/2023")
    assert table.undecided == ["Thời gian hoàn thành"]
    assert table.warnings[0] == {
        "code": "ambiguous_column",
        "heading": "Thời gian hoàn thành",
        "fields": "due_on, closed_on",
    }


def test_duplicate_headings_first_wins_and_the_second_can_be_named():
    table = recognised("Tên nhiệm vụ | Đơn vị | Đơn vị\nA | Phòng A | Phòng B")
    assert table.columns["unit"] == 1
    assert "duplicate_heading" in codes(table)
    assert table.undecided == ["Đơn vị#2"]


def test_free_text_under_a_heading_of_results_is_a_note():
    table = recognised("""
STT | Tên nhiệm vụ | Đơn vị | Kết quả thực hiện
1 | A | Phòng A | Đã họp với các sở và lập dự thảo lần một
2 | B | Phòng A | Chờ ý kiến của Sở Tài chính về kinh phí
3 | C | Phòng B | Đơn vị tư vấn đang khảo sát hiện trường
""")
    assert mapped(table)["progress_note"] == "Kết quả thực hiện"
    assert "source_status" not in table.columns


def test_labels_under_a_heading_of_notes_are_the_status():
    table = recognised("""
STT | Tên nhiệm vụ | Đơn vị | Tình hình thực hiện
1 | A | Phòng A | Đang thực hiện
2 | B | Phòng A | Đã hoàn thành
3 | C | Phòng B | Đang thực hiện
""")
    assert mapped(table)["source_status"] == "Tình hình thực hiện"


def test_days_under_progress_are_asked_about():
    table = recognised("""
STT | Tên nhiệm vụ | Đơn vị | Tiến độ
1 | A | Phòng A | 30/06/2023
2 | B | Phòng A | 15/07/2023
3 | C | Phòng B | 31/07/2023
""")
    assert codes(table)[0] == "ambiguous_column"
    assert table.undecided == ["Tiến độ"]


def test_own_field_names_are_understood():
    table = recognised("source_id | subject | unit | due_on\nN1 | A | Phòng A | 2023-06-30")
    assert mapped(table) == {f: f for f in ("source_id", "subject", "unit", "due_on")}


def test_unknown_labels_are_told():
    table = recognised("Tên nhiệm vụ | Trạng thái\nA | Đã xử lý\nB | Hoàn thành")
    assert table.warnings[-1] == {"code": "unknown_status", "labels": ["Đã xử lý"], "number": 1}


SHIFTED = [
    ("Đơn vị đầu mối", "Đã hoàn thành (đúng hạn)", "shifted_columns", "status"),
    ("Hạn xử lý", "Đang thực hiện", "shifted_columns", "status"),
    ("Đơn vị đầu mối", "30/06/2023", "shifted_columns_date", "date"),
    ("Trạng thái", "30/06/2023", "shifted_columns_date", "date"),
    ("Trạng thái", "113/NQ-CP", "shifted_columns_document", "document"),
    ("Hạn xử lý", "• Văn Phòng Bộ\\n• Thanh tra", "shifted_columns_unit", "unit"),
]


@pytest.mark.parametrize(("heading", "cell", "code", "found"), SHIFTED)
def test_headings_over_other_data_are_stopped(heading, cell, code, found):
    block = f"STT | Tên nhiệm vụ | {heading}\n" + rows_of(f"# | Việc # | {cell}", times=12)
    with pytest.raises(Refused) as refused:
        recognised(block)
    assert refused.value.code == code
    assert refused.value.params["heading"] == heading
    assert refused.value.params["percent"] == 100
    assert refused.value.params["found"] == found
    assert heading in str(refused.value)


def test_few_strange_cells_stop_nothing():
    good, odd = "# | Việc # | Phòng A", "1# | Việc 1# | Đã hoàn thành"
    block = "STT | Tên nhiệm vụ | Đơn vị đầu mối\n" + rows_of(good, odd, times=9)
    assert recognised(block).columns["unit"] == 2


@pytest.mark.parametrize(
    "term", ["tháng 10/2018", "Thường xuyên", "năm 2017", "Quý I/2023", "5 ngày"]
)
def test_terms_in_words_are_terms(term):
    block = "STT | Tên nhiệm vụ | Thời hạn\n" + rows_of(f"# | Việc # | {term}", times=12)
    assert codes(recognised(block)) == []


def test_a_due_column_without_dates_is_told():
    block = "STT | Tên nhiệm vụ | Thời hạn\n" + rows_of("# | Việc # | sớm nhất", times=12)
    assert recognised(block).warnings == [
        {"code": "no_dates", "heading": "Thời hạn", "field": "due_on"}
    ]


def test_hidden_sheet_is_read_and_told():
    (table,) = recognise(
        [sheet("Tên nhiệm vụ | Đơn vị\nA | Phòng A", hidden=True)],
        file_name="a.xlsx", kind="tasks", profile=None,
    )  # fmt: skip
    assert codes(table) == ["hidden_sheet"]
