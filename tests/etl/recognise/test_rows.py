"""Every row is data or left out for a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.recognise import recognise
from etl.refusal import Refused

from .literal import cells, codes, recognised, sheet, skipped

LONG = """
SỞ CÔNG THƯƠNG | | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | |
DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO | | | | | |

STT | Nội dung nhiệm vụ | Đơn vị chủ trì | Ngày giao | Hạn xử lý | Ngày hoàn thành | Trạng thái
(1) | (2) | (3) | (4) | (5) | (6) | (7)
I | NHIỆM VỤ UBND TỈNH GIAO | | | | |
1 | Rà soát quy hoạch | Phòng A | 01/03/2023 | 30/03/2023 | 29/03/2023 | Đã hoàn thành
2 | Tổng hợp báo cáo quý | Văn phòng | 02/03/2023 | | | Đang thực hiện
 | Nhóm việc khác (2) | | | | |
3 | Chưa giao cho ai | | | | |
STT | Nội dung nhiệm vụ | Đơn vị chủ trì | Ngày giao | Hạn xử lý | Ngày hoàn thành | Trạng thái
4 | Công bố thủ tục | Phòng B | 02/03/2023 | | | Đang thực hiện
5 | | | | | |
 | Tổng cộng: 4 nhiệm vụ | | | | |

*) Dữ liệu được trích xuất từ hệ thống lúc 10:50 ngày 20/04/2023 | | | | | |
 | | | | Hải Dương, ngày 20 tháng 4 năm 2023 | |
 | NGƯỜI LẬP BIỂU | | | KT. GIÁM ĐỐC | |
 | | | | PHÓ GIÁM ĐỐC | |
 | (Ký, ghi rõ họ tên) | | | | |

 | Nguyễn Văn A | | | Trần Thị B | |
Nơi nhận: | | | | | |
- UBND tỉnh; | | | | | |
- Lưu: VT, VP. | | | | | |
"""


def test_a_long_form_with_everything():
    table = recognised(LONG)
    assert list(table.data_rows()) == [7, 8, 10, 12]
    assert table.skipped == {
        1: "title", 2: "title", 3: "blank", 4: "header", 5: "column_numbers", 6: "group",
        9: "group", 11: "repeated_header", 13: "blank", 14: "total", 15: "blank", 16: "note",
        17: "signature", 18: "signature", 19: "signature", 20: "signature", 21: "blank",
        22: "signature", 23: "signature", 24: "signature", 25: "signature",
    }  # fmt: skip
    assert str(table.footer_as_of) == "2023-04-20 10:50:00"
    assert table.last_row == 25


NUMBERED = "STT | Nội dung nhiệm vụ | Đơn vị chủ trì | Số lượng\n1 | Việc đầu | Phòng A | 5\n"
BARE = "Nội dung nhiệm vụ | Đơn vị chủ trì | Số lượng\nViệc đầu | Phòng A | 5\n"
AFTER = "\n2 | Việc sau | Phòng B | 6"
ONE_ROW = [
    # header and first item, the row, what follows, why it is left out (None: data)
    (NUMBERED, "A | NGUỒN TRUNG ƯƠNG", AFTER, "group"),
    (NUMBERED, "II. | Nhóm hai", AFTER, "group"),
    (NUMBERED, "II. Nhóm hai", AFTER, "group"),
    (NUMBERED, " | Phòng Quản lý thương mại", AFTER, "group"),
    (NUMBERED, " | Phòng Quản lý thương mại | | 12", AFTER, "group"),
    (NUMBERED, "2 | Việc chưa giao", "\n3 | Việc sau | Phòng B | 6", None),
    (NUMBERED, "2 | Mảng việc lớn", "\n2.1 | Việc sau | Phòng B | 6", "group"),
    (NUMBERED, "2 | Phần việc", "\n1 | Việc sau | Phòng B | 6", None),
    (NUMBERED, "7 | Phần việc", "\n1 | Việc sau | Phòng B | 6", "group"),
    (NUMBERED, "2", "\n3 | Việc sau | Phòng B | 6", "blank"),
    (NUMBERED, " | Tổng cộng | | 11", AFTER, "total"),
    (NUMBERED, "Cộng | | | 11", AFTER, "total"),
    (NUMBERED, " | Tổng số nhiệm vụ: 11", AFTER, "total"),
    (NUMBERED, "Tổng số | | 3 (50%) | 11", AFTER, "total"),
    (NUMBERED, "2 | Tổng cộng lại | Phòng B | 5", AFTER, None),
    (NUMBERED, " | Tổng số vụ việc cần rà soát | Phòng B | 5", AFTER, None),
    (NUMBERED, "2 | Công bố thủ tục | Phòng B | 5", AFTER, None),
    (NUMBERED, "Ghi chú: số liệu tạm tính", "", "note"),
    (NUMBERED, "2 | Ghi chú: bổ sung hồ sơ", "\n3 | Việc sau | Phòng B | 6", None),
    (NUMBERED, " | Một dòng chữ cuối bảng", "", "note"),
    (NUMBERED, " | | Phòng B | 6", AFTER, None),  # nameless: rejected later, not hidden here
    (BARE, "Nhóm (12)", "\nViệc sau | Phòng B | 6", "group"),
    (BARE, "II. CÁC VIỆC KHÁC", "\nViệc sau | Phòng B | 6", "group"),
    (BARE, "Việc chưa giao cho đơn vị nào", "\nViệc sau | Phòng B | 6", None),
    (BARE, "Tổng kết 5 năm thực hiện đề án", "\nViệc sau | Phòng B | 6", None),
    (BARE, "Việc cuối chưa giao", "", None),
    (BARE, "Giám đốc | Phòng B | 6", "\nViệc sau | Phòng B | 6", None),
]


@pytest.mark.parametrize(("head", "row", "after", "reason"), ONE_ROW)
def test_one_row(head, row, after, reason):
    table = recognised(head + row + after)
    assert table.skipped.get(3) == reason
    assert table.last_row == head.count("\n") + 1 + after.count("\n")


def test_column_numbers_only_below_a_header():
    table = recognised("Mã | Nội dung | Đơn vị\n1 | 2 | 3=1+2\nX | Y | Z\nX | Y | Z\n1 | 2 | 3")
    assert skipped(table) == {2: "column_numbers"}


def test_signature_needs_no_data_below():
    items = "\n".join(f"{n} | Việc {n} | Phòng A | {n}" for n in range(2, 5))
    table = recognised(f"{NUMBERED} | Người lập biểu | |\n{items}")
    assert skipped(table) == {3: "group"}


def test_another_table_below_is_told():
    table = recognised(f"{NUMBERED}\nSTT | Họ và tên | Chức vụ | Ghi chú\n1 | A | B | C")
    assert skipped(table) == {3: "blank", 4: "other_table", 5: "other_table"}
    assert table.warnings[0] == {"code": "other_table", "row": 4, "rows": 2}


def test_repeated_two_row_header():
    head = "STT | Nội dung | Đơn vị |\n | | Chủ trì | Phối hợp\n"
    table = recognised(f"{head}1 | 2 | 3 | 4\n1 | A | B | C\n{head}1 | 2 | 3 | 4\n2 | D | E | F")
    assert list(table.data_rows()) == [4, 8]
    assert [skipped(table)[n] for n in (3, 5, 6, 7)] == [
        "column_numbers", "repeated_header", "repeated_header", "column_numbers",
    ]  # fmt: skip


def test_short_rows_and_blank_rows_of_the_reader():
    rows = [["Tên nhiệm vụ", "Đơn vị", "Ghi chú"], ["A", "B"], [], ["C"], ["D", "E", "F", "G"], []]
    one = sheet("x")
    one.rows = rows
    (table,) = recognise([one], file_name="a.csv", kind="tasks", profile=None)
    assert list(table.data_rows()) == [2, 4, 5]
    assert table.last_row == 5


def test_headings_only():
    assert codes(recognised("STT | Tên nhiệm vụ | Đơn vị\n")) == ["no_rows"]


NAMES = st.sampled_from(["Rà soát", "Tổng hợp báo cáo", "Công bố", "Giám đốc", "Ghi chú: x", "I"])
UNITS = st.sampled_from(["Phòng A", "• Phòng B\n• Phòng C", "Nơi nhận:", "12"])
ITEMS = st.tuples(st.sampled_from(["1", "2", "1.1", "I", ""]), NAMES, UNITS, st.just("30/06/2023"))
TEXTS = st.sampled_from(
    ["", "", "1", "I", "A", "Tổng cộng", "Cộng", "12", "21 (47%)", "Ghi chú: x", "*) y", "TM. UBND",
     "Nơi nhận:", "Người lập biểu", "(Ký)", "Tên nhiệm vụ", "STT", "Nhóm (3)", "01/01/2023", "\n",
     "Quá hạn", "Họ và tên", "Chức vụ", "Đơn vị chủ trì", "số liệu tính đến ngày 14/6/2023"]
)  # fmt: skip
DIRT = st.lists(TEXTS, max_size=6)
HEAD = ["STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Hạn xử lý"]


@given(st.lists(DIRT, max_size=4), st.lists(st.one_of(ITEMS.map(list), DIRT), max_size=30))
def test_law_every_row_is_data_or_left_out_for_a_known_reason(above, below):
    one = sheet("x")
    one.rows = [*above, HEAD, *below]
    first = ["1", "Việc đầu", "Phòng A", "30/06/2023"]  # so that no dirt looks more like a table
    one.rows[len(above) + 1 : len(above) + 1] = [first]
    try:
        (table,) = recognise([one], file_name="a.xlsx", kind="tasks", profile=None)
    except Refused as refused:  # more dirt than items below: then nothing is loaded
        assert refused.code.startswith(("shifted_columns", "question"))
        return
    data, left_out = set(table.data_rows()), set(table.skipped)
    assert data | left_out == set(range(1, table.last_row + 1))
    assert not data & left_out
    assert not any(map(any, one.rows[table.last_row :]))
    assert any(one.rows[table.last_row - 1])


@given(st.lists(ITEMS.map(list), max_size=30))
def test_law_no_item_is_ever_left_out(items):
    one = sheet("x")
    one.rows = [HEAD, ["1", "Việc đầu", "Phòng A", "30/06/2023"], *items]
    (table,) = recognise([one], file_name="a.xlsx", kind="tasks", profile=None)
    assert list(table.data_rows()) == list(range(2, len(one.rows) + 1))


def test_cells_helper_keeps_blank_rows():
    assert cells("a | b\n\nc") == [["a", "b"], [""], ["c"]]
