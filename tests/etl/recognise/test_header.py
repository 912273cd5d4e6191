"""Where the header is: any of the first rows, one row or several merged ones."""

import pytest

from etl.recognise.header import candidates, header_at

from .literal import cells, mapped, recognised, skipped

ITEM = "1 | Rà soát quy hoạch | Phòng A | 30/06/2023 | Đang thực hiện"
PLAIN = "STT | Tên nhiệm vụ | Đơn vị chủ trì | Hạn xử lý | Trạng thái"
FIELDS = {
    "subject": "Tên nhiệm vụ",
    "unit": "Đơn vị chủ trì",
    "due_on": "Hạn xử lý",
    "source_status": "Trạng thái",
}


@pytest.mark.parametrize("above", [0, 1, 2, 5, 29])
def test_header_in_any_of_the_first_thirty_rows(above):
    titles = [
        ["SỞ CÔNG THƯƠNG | | | CỘNG HÒA XÃ HỘI", "DANH SÁCH NHIỆM VỤ", ""][i % 3]
        for i in range(above)
    ]
    table = recognised("\n".join([*titles, PLAIN, ITEM]))
    assert table.header_row == above + 1
    assert mapped(table) == FIELDS
    assert list(table.data_rows()) == [above + 2]
    assert set(skipped(table).values()) <= {"title", "blank"}


def test_first_heading_blank_over_running_numbers():
    table = recognised(" | Tên nhiệm vụ | Đơn vị đầu mối\n1 | A | Phòng A\n2 | B | Phòng B")
    assert table.undecided == []
    assert mapped(table) == {"subject": "Tên nhiệm vụ", "unit": "Đơn vị đầu mối"}


def test_two_rows_merged():
    table = recognised("""
STT | Nội dung nhiệm vụ | Đơn vị | | Thời gian | | Trạng thái
 | | Chủ trì | Phối hợp | Ngày giao | Hạn hoàn thành |
1 | 2 | 3 | 4 | 5 | 6=5+30 | 7
1 | Rà soát quy hoạch | Phòng A | Phòng B | 01/06/2023 | 30/06/2023 | Đang thực hiện
""")
    assert (table.header_row, list(table.data_rows())) == (1, [4])
    assert skipped(table) == {3: "column_numbers"}
    assert mapped(table) == {
        "subject": "Nội dung nhiệm vụ",
        "unit": "Đơn vị Chủ trì",
        "support_units": "Đơn vị Phối hợp",
        "opened_on": "Thời gian Ngày giao",
        "due_on": "Thời gian Hạn hoàn thành",
        "source_status": "Trạng thái",
    }


def test_three_rows_merged_and_line_breaks():
    table = recognised("""
TT | Thông tin nhiệm vụ | | | Thực hiện | |
 | Tên\\nnhiệm vụ | Văn bản | | Đơn vị | | Ngày hoàn\\nthành
 | | Số ký hiệu | Ngày ban hành | Chủ trì | Phối hợp |
1 | Rà soát | 12/UBND-VP | 01/06/2023 | Phòng A | Phòng B | 30/06/2023
""")
    assert (table.header_row, list(table.data_rows())) == (1, [4])
    assert table.columns == {
        "subject": 1,
        "document_no": 2,
        "opened_on": 3,
        "unit": 4,
        "support_units": 5,
        "closed_on": 6,
    }


def test_merged_cells_repeated_by_the_export():
    table = recognised("""
STT | Tên nhiệm vụ | Đơn vị | Đơn vị | Trạng thái
STT | Tên nhiệm vụ | Chủ trì | Phối hợp | Trạng thái
1 | Rà soát | Phòng A | Phòng B | Đang thực hiện
""")
    assert (table.columns["unit"], table.columns["support_units"]) == (2, 3)
    assert list(table.data_rows()) == [3]


def test_group_line_under_a_blank_heading_is_not_a_second_row():
    table = recognised(" | Tên nhiệm vụ | Đơn vị chủ trì\nNHÓM A\n1 | A | Phòng A")
    assert table.headings == ["", "Tên nhiệm vụ", "Đơn vị chủ trì"]
    assert skipped(table) == {2: "group"}


def test_line_under_two_blank_headings_is_not_a_second_row():
    table = recognised(" | | Tên nhiệm vụ | Đơn vị chủ trì\nA | Sở | |\n1 | x | A | Phòng A")
    assert table.headings == ["", "", "Tên nhiệm vụ", "Đơn vị chủ trì"]


def test_letterhead_is_not_part_of_the_header():
    table = recognised(f"UBND TỈNH | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | |\n{PLAIN}\n{ITEM}")
    assert table.header_row == 2
    assert mapped(table) == FIELDS


def test_words_of_headings_within_data_make_no_header():
    assert candidates(cells("1 | Nội dung | x\n2 | y | Trạng thái")) == []


def test_pieces_come_from_the_top_down():
    header = header_at(cells("A | B | | C\n | b1 | b2 |"), 0, 2)
    assert header.pieces == (("A",), ("B", "b1"), ("B", "b2"), ("C",))
