"""Workbooks of every format: where each cell lands, and what is noted."""

from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from etl.read.biff import Look
from etl.read.reader import read
from tests import workbooks
from tests.etl.read.refusals import refused
from tests.workbooks import ods_blank, ods_row, ods_text

ROW = '<row r="{0}"><c r="A{0}"{1}</c></row>'


def book(tmp_path, body: str, name: str = "x.xlsx", **options):
    return read(workbooks.xlsx(tmp_path / "received", body, **options), name)


def test_cells_keep_their_place_and_their_kind(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = workbook.add_worksheet("Nhiệm vụ")
        sheet.write_row(2, 1, ["Nội dung", "=SUM(A1)", "00123", 123, 1.5, True])
        sheet.write_datetime(3, 1, datetime(2026, 3, 4), day)
        sheet.write_datetime(3, 2, datetime(2026, 3, 4, 20, 30), moment)
        sheet.write_string(5, 7, "cuối")
        hidden = workbook.add_worksheet("Ẩn")
        hidden.hide()
        hidden.write_string(0, 0, "vẫn đọc")
        workbook.add_worksheet("Trống")
    found = read(path, "x.xlsx")
    assert [(s.name, s.hidden) for s in found.sheets] == [
        ("Nhiệm vụ", False),
        ("Ẩn", True),
        ("Trống", False),
    ]
    assert found.sheets[0].rows == [
        [],
        [],
        ["", "Nội dung", "=SUM(A1)", "00123", "123", "1.5", "TRUE", ""],
        ["", "2026-03-04", "2026-03-04 20:30:00", "", "", "", "", ""],
        [],
        ["", "", "", "", "", "", "", "cuối"],
    ]
    assert (found.sheets[1].rows, found.sheets[2].rows) == ([["vẫn đọc"]], [])
    assert (found.format, found.notes) == ("xlsx", ["note.hidden_sheets"])


def test_dates_counted_from_1904(tmp_path):
    path = tmp_path / "x.xlsx"
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.MAC_EPOCH
    workbook.active["A1"] = date(2026, 3, 4)
    workbook.save(path)
    assert read(path, "x.xlsx").sheets[0].rows == [["2026-03-04"]]


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("><f>1+1</f>", "note.uncached_formulas"),
        ("><f>1+1</f><v></v>", "note.uncached_formulas"),
        ("><f>1+1</f><v/>", "note.uncached_formulas"),
        (' t="e"><v>#N/A</v>', "note.error_cells"),
        ("><f>1+1</f><v>2</v>", None),
        (' t="str"><v>#12</v>', None),
    ],
)
def test_what_reads_as_blank_is_noted(tmp_path, cell, note):
    found = book(tmp_path, ROW.format(1, cell) + ROW.format(2, "><v>1</v>"))
    assert found.notes == ([note] if note else [])


def test_macros_and_links_are_noted_and_left_alone(tmp_path):
    parts = workbooks.xlsx_parts(ROW.format(1, "><v>1</v>"))
    parts |= {"xl/vbaProject.bin": "macro", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    found = read(workbooks.package(tmp_path / "x", parts), "x.xlsm")
    assert found.notes == ["note.macros", "note.external_links"]


def test_the_content_decides_and_the_difference_is_noted(tmp_path):
    found = book(tmp_path, ROW.format(1, "><v>1</v>"), "bao_cao.XLS")
    assert (found.format, found.notes) == ("xlsx", ["note.other_format"])


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_sheet_with_an_xml_prefix(tmp_path, prefix):
    body = (
        ROW.format(2, "><v>1</v>").replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
    )
    assert book(tmp_path, body, prefix=prefix).sheets[0].rows == [[], ["1"]]


def test_a_workbook_without_rows_is_a_workbook(tmp_path):
    assert book(tmp_path, "").sheets[0].rows == []


def test_two_sheets_of_one_name_are_refused(tmp_path):
    parts = workbooks.xlsx_parts(ROW.format(1, "><v>1</v>"))
    sheet = '<sheet name="Trang 1" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(sheet, sheet * 2)
    with refused("damaged"):
        read(workbooks.package(tmp_path / "x", parts), "x.xlsx")


def test_ods(tmp_path):
    number = '<table:table-cell office:value-type="float" office:value="3"/>'
    day = '<table:table-cell office:value-type="date" office:date-value="2026-03-04"/>'
    rows = (
        ods_row(ods_blank(), repeat=2)
        + ods_row(ods_blank(), ods_text("Nội dung"), number, day)
        + ods_row(ods_text("hai lần"), repeat=2)
    )
    found = read(workbooks.ods(tmp_path / "received", {"Bảng 1": rows, "Trống": ""}), "x.ods")
    assert [s.name for s in found.sheets] == ["Bảng 1", "Trống"]
    assert found.sheets[0].rows == [
        [],
        [],
        ["", "Nội dung", "3", "2026-03-04"],
        ["hai lần", "", "", ""],
        ["hai lần", "", "", ""],
    ]


def test_xlsb(tmp_path):
    cells = {1: {1: "Nội dung", 2: 3.0}, 300: {0: "x" * 300}}
    found = read(workbooks.xlsb(tmp_path / "received", cells), "x.xlsb")
    assert found.sheets[0].rows[1] == ["", "Nội dung", "3"]
    assert found.sheets[0].rows[300] == ["x" * 300, "", ""]
    assert (found.format, found.sheets[0].name, len(found.sheets[0].rows)) == (
        "xlsb",
        "Trang 1",
        301,
    )


def test_hidden_rows_columns_and_sheets_are_read_and_said_so(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Hiện").write_row(0, 0, ["a", "b"])
        hidden = workbook.add_worksheet("Ẩn")
        hidden.write_column(0, 0, ["c", "d"])
        hidden.set_row(1, None, None, {"hidden": True})
        hidden.set_column(3, 4, None, None, {"hidden": True})
        hidden.hide()
    found = read(path, "x.xlsx")
    assert [s.rows for s in found.sheets] == [[["a", "b"]], [["c"], ["d"]]]
    assert found.notes == ["note.hidden_sheets", "note.hidden_rows", "note.hidden_columns"]


def test_hidden_rows_and_columns_of_ods_are_read_and_said_so(tmp_path):
    """LibreOffice's way; what is hidden and empty is not worth a word."""
    shown = ods_row(ods_text("a"), ods_text("b"))
    unused = ods_row(ods_blank(2), repeat=1_000_000).replace(
        "table-row ", 'table-row table:visibility="collapse" ', 1
    )
    columns = '<table:table-column/><table:table-column table:visibility="{}"/>'
    for hidden in ("collapse", "filter"):
        row = shown.replace("table-row ", f'table-row table:visibility="{hidden}" ', 1)
        for body, notes in (
            (row, ["note.hidden_rows"]),
            (shown + unused, []),
            (columns.format(hidden) + shown, ["note.hidden_columns"]),
            (columns.format("visible") + shown, []),
            (columns.format(hidden) + ods_row(ods_text("a")), []),
        ):
            found = read(workbooks.ods(tmp_path / "x", {"Trang 1": body}), "x.ods")
            assert (found.sheets[0].rows[0][0], found.notes) == ("a", notes)


def test_hidden_rows_and_columns_of_xlsb_are_read_and_said_so(tmp_path):
    cells = {0: {0: "a"}, 1: {0: "b"}}
    for hidden, notes in (
        ({"rows": {1}}, ["note.hidden_rows"]), ({"columns": (1, 3)}, ["note.hidden_columns"]),
        ({}, []),
    ):  # fmt: skip
        found = read(workbooks.xlsb(tmp_path / "x", cells, **hidden), "x.xlsb")
        assert (found.sheets[0].rows, found.notes) == ([["a"], ["b"]], notes)


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_counted_from_1904(tmp_path, since_1904):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        workbook.add_worksheet().write_datetime(0, 0, datetime(2017, 4, 5), day)
    assert read(path, "x.xlsx").sheets[0].rows == [["2017-04-05"]]


def test_days_counted_from_1904_in_xls(exports, tmp_path):
    """A real .xls with its DATEMODE record ([MS-XLS] 2.4.77) turned over: 1,462 days later."""
    data = (exports / "messy" / "table-with-ints-floats-dates.xls").read_bytes()
    record = b"\x22\0\2\0"
    assert data.count(record + b"\0\0") == 1
    (tmp_path / "x").write_bytes(data.replace(record + b"\0\0", record + b"\1\0"))
    (tmp_path / "y").write_bytes(data)
    later, plain = (read(tmp_path / name, "x.xls").sheets[0].rows[1] for name in "xy")
    days = [(a, b) for a, b in zip(plain, later) if a != b]
    assert [(date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in days] == [1462]


def test_what_an_xls_holds_besides_cells(exports):
    path = exports / "legacy_encodings" / "tcvn3__2006-Bang-bieu.xls"
    assert "note.hidden_columns" in read(path, path.name).notes
    fonts = {font for sheet in Look(path).fonts for font in sheet.values()}
    assert fonts == {".VnTime", ".VnTimeH"}


def test_macro_sheets_of_old_are_not_read_and_said_so(tmp_path):
    parts = workbooks.xlsx_parts(ROW.format(1, "><v>1</v>"))
    path = workbooks.package(tmp_path / "x", parts | {"xl/macrosheets/sheet1.xml": "<x/>"})
    assert read(path, "x.xlsm").notes == ["note.xlm_macros"]
