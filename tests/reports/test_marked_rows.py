"""Left-out rows given back: the right rows marked, nothing live in the file, limits kept."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from reports import marked_rows
from reports.marked_rows import FILLS, LeftOut, Request, listed, markable, write

HEADINGS = ("STT", "Nội dung", "Đơn vị")
ROWS = (
    LeftOut("Việc", 1, "skipped", "header", HEADINGS),
    LeftOut("Việc", 3, "rejected", "no_identity", ("2", "", "Phòng A")),
    LeftOut("Việc", 5, "skipped", "denunciation", ()),
    LeftOut("Việc", 6, "skipped", "total", ("Tổng", "=1+1", "")),
)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A workbook with everything that could come alive in it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Việc"
    for row in [HEADINGS, (1, "=SUM(A1:A9)", "Phòng A"), (2, "", "Phòng A"), (3, "Việc 3", "B"),
                (4, "Tố cáo ông X", "B"), ("Tổng", 9, None)]:  # fmt: skip
        sheet.append(row)
    sheet["B4"].hyperlink = "https://evil.example"
    sheet["B4"].comment = Comment("=cmd|' /C calc'!A0", "x")
    sheet["C4"].value, sheet["C4"].data_type = "=1+1", "s"
    sheet.conditional_formatting.add("A1:A9", FormulaRule(formula=["A1>WEBSERVICE(1)"]))
    check = DataValidation("custom", formula1='=WEBSERVICE("https://evil.example")')
    check.add("A1")
    sheet.add_data_validation(check)
    sheet.protection.enable()
    book.defined_names["evil"] = DefinedName("evil", attr_text="[1]Sheet!$A$1")
    path = tmp_path / "random"
    book.save(path)
    return path


def request(received: Path | None, name: str = "viec.xlsx", rows=ROWS) -> Request:
    return Request(str(received) if received else None, name, HEADINGS, rows)


def opened(content: bytes):
    return load_workbook(io.BytesIO(content))


def fill(cell) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def test_the_received_workbook_comes_back_with_the_rows_marked(received):
    sheet = opened(write(request(received)))["Việc"]
    assert [sheet.cell(row, 4).value for row in range(1, 7)] == [
        None, None, "Bị loại: Không có mã và không có nội dung", None,
        "Bỏ qua: Đơn tố cáo: chỉ đếm, không nạp", "Bỏ qua: Dòng tổng cộng",
    ]  # fmt: skip
    colours = [fill(sheet.cell(row, 1)) for row in range(1, 7)]
    orange, grey = (FILLS[d].fgColor.rgb for d in ("rejected", "skipped"))
    assert colours == [None, None, orange, None, grey, grey]
    assert [c.value for c in sheet[4]][:3] == [3, "Việc 3", "=1+1"]


def test_a_denunciation_comes_back_empty(received):
    sheet = opened(write(request(received)))["Việc"]
    assert [c.value for c in sheet[5]][:3] == [None, None, None]


def test_nothing_in_it_computes_links_or_hides(received):
    book = opened(write(request(received)))
    sheet = book["Việc"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [c for c in cells if c.hyperlink or c.comment]
    assert not book.defined_names and not sheet.data_validations.dataValidation
    assert not list(sheet.conditional_formatting) and not sheet.protection.sheet


@pytest.mark.parametrize("name", ["viec.csv", "viec.xls", "viec.ods"])
def test_other_formats_come_back_as_a_list(received, name):
    sheet = opened(write(request(received, name))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Trang tính", "Dòng", "Lý do", *HEADINGS],
        ["Việc", 3, "Bị loại: Không có mã và không có nội dung", "2", None, "Phòng A"],
        ["Việc", 5, "Bỏ qua: Đơn tố cáo: chỉ đếm, không nạp", None, None, None],
        ["Việc", 6, "Bỏ qua: Dòng tổng cộng", "Tổng", "=1+1", None],
    ]
    assert sheet["E4"].data_type == "s", "text, not a formula"


def test_a_workbook_that_cannot_be_marked_comes_back_as_a_list(received, tmp_path, monkeypatch):
    as_listed = opened(listed(request(None))).active.max_row
    broken = tmp_path / "broken"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    gone = tmp_path / "gone"
    for path in (broken, gone):
        assert opened(write(request(path))).active.max_row == as_listed
    monkeypatch.setattr(marked_rows, "MARKED_BYTES", 10)
    assert not markable(request(received))
    assert opened(write(request(received))).active.title == "Dòng không nạp"


def test_text_that_no_workbook_can_hold_is_cut_not_fatal():
    odd = LeftOut("Việc", 9, "rejected", "no_identity", ("\x00\x0bx", "y" * 40_000))
    sheet = opened(listed(request(None, rows=(odd,)))).active
    assert sheet["D2"].value == "x"
    assert len(sheet["E2"].value) == 32_767


def test_an_unknown_reason_is_shown_as_it_is():
    odd = LeftOut("Việc", 9, "skipped", "reason of a later version", ("x",))
    sheet = opened(listed(request(None, rows=(odd,)))).active
    assert sheet["C2"].value == "Bỏ qua: reason of a later version"
