"""Rows as the export has them: lists side by side once each, sheets laid out like the first."""

import tempfile

from etl.read import Sheet
from etl.recognise import recognise
from etl.stage.cells import account, fill, open_scratch

SIDE = Sheet("Hai danh sách", False, [
    ["STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "STT", "Tên nhiệm vụ", "Đơn vị chủ trì"],
    ["1", "Một", "Phòng A", "2", "Hai", "Phòng B"],
    [],
    ["", "", "", "3", "Ba"],
])  # fmt: skip
OTHER = Sheet("Thứ tự khác", False, [
    ["Đơn vị chủ trì", "Tên nhiệm vụ"],
    ["Phòng C", "Bốn"],
])  # fmt: skip
GUIDE = Sheet("Hướng dẫn", False, [["Ghi theo mẫu"]])


def test_every_row_stands_once_in_its_list(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sheets = [SIDE, GUIDE, OTHER]
    tables = recognise(sheets, file_name="nhiem_vu.xlsx", kind=None, profile=None)
    db = open_scratch()
    fill(db, sheets)
    account(db, sheets, tables)
    rows = db.execute("select sheet, row, reason, cells from raw order by line").fetchall()
    columns = tables[0].columns
    read = [
        (sheet, row, cells[columns["subject"]], cells[columns["unit"]])
        for sheet, row, reason, cells in rows
        if reason is None
    ]
    assert read == [
        ("Hai danh sách", 2, "Một", "Phòng A"),
        ("Thứ tự khác", 2, "Bốn", "Phòng C"),
        ("Hai danh sách", 2, "Hai", "Phòng B"),
        ("Hai danh sách", 4, "Ba", ""),
    ]
    left_out = [(sheet, row, reason) for sheet, row, reason, _ in rows if reason]
    assert left_out == [
        ("Hai danh sách", 1, "header"),
        ("Hướng dẫn", 1, "other_table"),
        ("Thứ tự khác", 1, "header"),
        ("Hai danh sách", 1, "header"),
        ("Hai danh sách", 3, "blank"),
    ]
