"""Lists side by side and sheets laid out differently, as one export."""

from etl.recognise import recognise

from .literal import cells, sheet
from .test_misfits import block

SIDE = """
DANH MỤC NHIỆM VỤ
STT | Tên nhiệm vụ | Đơn vị chủ trì | STT | Tên nhiệm vụ | Đơn vị chủ trì
1 | Việc một | Phòng A | 3 | Việc ba | Phòng B
2 | Việc hai | Phòng A
"""


def tables(*sheets, kind=None):
    return recognise(list(sheets), file_name="a.xlsx", kind=kind, profile=None)


def read(table, rows) -> list[list[str]]:
    """The data of a table as it is laid out."""
    order = table.order or range(len(table.headings))
    return [
        [rows[n - 1][c] if 0 <= c < len(rows[n - 1]) else "" for c in order]
        for n in table.data_rows()
    ]


def test_the_same_headings_again_are_another_list():
    found = tables(sheet(SIDE))
    assert [read(t, cells(SIDE)) for t in found] == [
        [["1", "Việc một", "Phòng A"], ["2", "Việc hai", "Phòng A"]],
        [["3", "Việc ba", "Phòng B"]],
    ]
    assert [t.columns for t in found] == [{"subject": 1, "unit": 2}] * 2


def test_lists_with_an_empty_column_between_them():
    text = """
Tên nhiệm vụ | Đơn vị chủ trì | | Tên nhiệm vụ | Hạn xử lý | Đơn vị chủ trì
Việc một | Phòng A | | Việc hai | 30/06/2023 | Phòng B
"""
    first, second = tables(sheet(text))
    assert first.columns == second.columns
    assert {f: read(second, cells(text))[0][c] for f, c in second.columns.items()} == {
        "subject": "Việc hai", "unit": "Phòng B", "due_on": "30/06/2023",
    }  # fmt: skip
    assert read(first, cells(text))[0][first.columns["due_on"]] == ""


def test_a_column_without_heading_and_cells_parts_nothing():
    text = block("STT | Tên nhiệm vụ | | Đơn vị chủ trì | Hạn xử lý", "# | Việc | | Phòng A | ")
    assert [t.order for t in tables(sheet(text))] == [None]


def test_sheets_of_one_kind_are_one_export_whatever_their_order():
    one = "STT | Tên nhiệm vụ | Đơn vị chủ trì | Ghi chú\n1 | Việc một | Phòng A | x"
    other = "Đơn vị chủ trì | Tên nhiệm vụ | Trạng thái | Cột lạ\nPhòng B | Việc hai | Xong | y"
    first, second = tables(sheet(one, "T1"), sheet(other, "T2"))
    assert first.columns == second.columns
    assert first.headings == second.headings
    laid = [dict(zip(t.columns, t.columns.values(), strict=True)) for t in (first, second)]
    rows = [read(first, cells(one))[0], read(second, cells(other))[0]]
    said = [{f: row[c] if c < len(row) else "" for f, c in columns.items()}
            for row, columns in zip(rows, laid, strict=True)]  # fmt: skip
    assert said == [
        {"subject": "Việc một", "unit": "Phòng A", "progress_note": "x", "source_status": ""},
        {"subject": "Việc hai", "unit": "Phòng B", "progress_note": "", "source_status": "Xong"},
    ]
    assert "y" in rows[1]  # kept as text


def test_sheets_with_the_same_columns_stay_as_they_are():
    one = "Tên nhiệm vụ | Đơn vị chủ trì\nViệc | Phòng A"
    assert [t.order for t in tables(sheet(one, "T1"), sheet(one, "T2"))] == [None, None]


NAMES = """
BỘ CÔNG THƯƠNG | | |
I | CÁC VỤ | II | CÁC SỞ
1 | Vụ Pháp chế | 1 | Sở Công Thương Hải Dương
2 | Vụ Kế hoạch | 2 | Sở Công Thương Hà Nội
3 | Thanh tra Bộ | 3 | Sở Công Thương Đà Nẵng
III | CÁC CỤC | 4 | Sở Công Thương Huế
1 | Cục Điện lực
2 | Báo Công Thương
"""


def test_a_directory_of_lists_side_by_side():
    first, second = tables(sheet(NAMES))
    assert {first.kind, second.kind} == {"units"}
    assert [r[1] for r in read(first, cells(NAMES))] == [
        "Vụ Pháp chế", "Vụ Kế hoạch", "Thanh tra Bộ", "Cục Điện lực", "Báo Công Thương",
    ]  # fmt: skip
    assert first.skipped == {1: "title", 2: "group", 6: "group"}
    assert [r[1] for r in read(second, cells(NAMES))][-1] == "Sở Công Thương Huế"
    assert second.order == [2, 3]
    assert second.skipped == {1: "blank", 2: "group"}


def test_a_numbered_list_of_tasks_is_no_directory():
    text = block("", "# | Rà soát quy hoạch phát triển điện lực | Phòng A | Đang thực hiện").strip()
    assert [t.kind for t in tables(sheet(text), kind="tasks")] == ["tasks"]
