"""Which kind of export a file is, and which files are none."""

import pytest

from etl.recognise import recognise
from etl.refusal import Refused

from .literal import codes, recognised, sheet

KINDS = [
    ("tasks", "STT | Tên nhiệm vụ | Đơn vị chủ trì | Thời hạn"),
    ("tasks", "Nội dung nhiệm vụ | Người gửi | Họ tên | Đơn vị"),
    ("petitions", "Mã phản ánh | Người gửi | Nội dung phản ánh | Đơn vị xử lý"),
    ("petitions", "STT | Người đứng đơn | Nội dung | Ngày đến | Đơn vị xử lý"),
    ("consultations", "Đơn vị xin ý kiến | Đơn vị được xin ý kiến | Nội dung | Hạn trả lời"),
    ("consultations", "Nội dung | Đơn vị chủ trì | Đơn vị trả lời | Hình thức trả lời"),
    ("units", "STT | Mã | Tên đơn vị | Tên viết tắt | Đơn vị cấp trên"),
    ("units", "STT | Tên đơn vị | Loại đơn vị"),
    ("people", "Mã | Họ và tên | Chức vụ | Đơn vị | Từ ngày"),
]


@pytest.mark.parametrize(("kind", "headings"), KINDS)
def test_kind_from_headings(kind, headings):
    table = recognised(headings + "\n" + " | ".join("abcdefg"[: headings.count("|") + 1]))
    assert table.kind == kind
    assert "kind_assumed" not in codes(table)


PLAIN = "STT | Nội dung | Đơn vị xử lý | Hạn xử lý\n1 | A | Phòng A | 30/06/2023"


@pytest.mark.parametrize(
    ("block", "file_name", "kind"),
    [
        (f"DANH SÁCH KIẾN NGHỊ CỦA CỬ TRI\n{PLAIN}", "a.xlsx", "petitions"),
        (PLAIN, "theo_doi_xin_y_kien.xlsx", "consultations"),
        (PLAIN, "Danhmucnhiemvu120417053102.xlsx", "tasks"),
    ],
)
def test_kind_from_the_words_around(block, file_name, kind):
    table = recognised(block, file_name=file_name)
    assert (table.kind, codes(table)) == (kind, [])


def test_kind_without_evidence_is_assumed_and_told():
    assert codes(recognised(PLAIN)) == ["kind_assumed"]


def test_kind_given_is_taken():
    table = recognised(PLAIN, kind="petitions")
    assert (table.kind, codes(table)) == ("petitions", [])


def test_a_directory_of_names_alone_when_asked_for():
    table = recognised("STT | Đơn vị\n1 | Văn phòng\n2 | Thanh tra", kind="units")
    assert list(table.data_rows()) == [2, 3]


UNRECOGNISED = [
    "",
    "1 | Rà soát quy hoạch | Phòng A | 30/06/2023",  # no header
    "STT | Đơn vị | Hạn xử lý\n1 | Phòng A | 30/06/2023",  # nothing that names the item
    "id | name\n1 | english\n2 | 中国人",
    "STT | Tên dự án | Tổng mức đầu tư | Chủ đầu tư | Thời gian thực hiện\n1 | A | 5 | B | 2026",
]


@pytest.mark.parametrize("block", UNRECOGNISED)
def test_unrecognised(block):
    with pytest.raises(Refused) as refused:
        recognised(block)
    assert refused.value.code == "unrecognised"
    assert "header_row" in str(refused.value)


AGGREGATES = [
    # counts with shares under a merged header
    """
BÁO CÁO TÌNH HÌNH THỰC HIỆN NHIỆM VỤ
STT | Đơn vị | Tổng số nhiệm vụ | Chưa hoàn thành | | Đã hoàn thành |
 | | | Trong hạn | Quá hạn | Đúng hạn | Quá hạn
1 | Văn phòng | 4 | 2 (50%) | 2 (50%) | 0 (0%) | 0 (0%)
2 | Thanh tra | 2 | 0 (0%) | 2 (100%) | 0 (0%) | 0 (0%)
""",
    # bare counts, no unit
    """
Tổng số nhiệm vụ | Chưa hoàn thành | | Đã hoàn thành |
 | Đúng hạn | Quá hạn | Đúng hạn | Quá hạn
4 | 5 | 6 | 6 | 7
""",
    # a subject column besides
    """
STT | Nội dung | Đơn vị | Tổng số | Trong hạn | Quá hạn
1 | Giao | Phòng A | 5 | 3 | 2
2 | Văn bản | Phòng B | 7 | 7 | 0
""",
]


@pytest.mark.parametrize("block", AGGREGATES)
def test_published_totals_are_no_records(block):
    assert recognised(block).kind == "published_totals"
    with pytest.raises(Refused) as refused:
        recognised(block, kind="tasks")
    assert refused.value.code == "aggregate"


def test_marks_under_headings_of_totals_are_records():
    table = recognised(
        "Mã | Nội dung | Đơn vị | Trong hạn | Quá hạn\n1 | A | Phòng A | x |\n2 | B | C | | x"
    )
    assert list(table.data_rows()) == [2, 3]


def test_records_beside_a_sheet_of_totals():
    tables = recognise(
        [sheet(AGGREGATES[0], "Tổng hợp"), sheet(PLAIN, "Chi tiết"), sheet("Hướng dẫn", "HD")],
        file_name="a.xlsx", kind="tasks", profile=None,
    )  # fmt: skip
    assert [t.sheet for t in tables] == ["Chi tiết"]
    assert [w["sheet"] for w in tables[0].warnings] == ["Tổng hợp", "HD"]


def test_several_sheets_are_several_tables():
    sheets = [sheet(PLAIN, f"T{n}") for n in (1, 2)]
    tables = recognise(sheets, file_name="a.xlsx", kind="tasks", profile=None)
    assert [t.sheet for t in tables] == ["T1", "T2"]


def test_unknown_kind_is_refused():
    with pytest.raises(Refused) as refused:
        recognised(PLAIN, kind="viec")
    assert refused.value.code == "kind"


def test_a_form_with_codes_and_notes_is_no_list_of_work():
    with pytest.raises(Refused) as refused:
        recognised("Chỉ tiêu thống kê | Mã số | Số vụ | Ghi chú\nTổng | 1 | | \nChia ra | 2 | |")
    assert refused.value.code == "unrecognised"
