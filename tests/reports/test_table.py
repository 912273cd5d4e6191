"""Files made of tables: the figures as they are, and text that never becomes a formula."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.table import Table, to_csv, to_json, to_xlsx

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x")',
    "<b>x</b>",
    "http://x.vn",
]
ROWS = [
    {"unit": text, "total": n, "due_on": date(2023, 6, 14), "rate": None}
    for n, text in enumerate(HOSTILE)
]
TABLE = Table(
    "Bảng",
    ["unit", "total", "due_on", "rate"],
    ROWS,
    "Số liệu …",
    totals=[{"unit": "Tổng", "total": 28}],
)


def sheet():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(TABLE)))
    return book.active


def test_excel_keeps_text_as_text_and_numbers_as_numbers():
    found = [list(row) for row in sheet().iter_rows(min_row=5, max_row=4 + len(ROWS))]
    assert [row[0].value for row in found] == HOSTILE
    assert {row[0].data_type for row in found} == {"s"}
    assert [row[0].hyperlink for row in found] == [None] * len(ROWS)
    assert [row[1].value for row in found] == list(range(len(ROWS)))
    assert found[0][2].value.date() == date(2023, 6, 14) and found[0][3].value is None


def test_excel_carries_title_sentence_headings_filter_and_total():
    page = sheet()
    assert [page["A1"].value, page["A2"].value] == ["Bảng", "Số liệu …"]
    assert [cell.value for cell in page[4]] == [
        "Đơn vị",
        "Tổng số phải xử lý",
        "Hạn hiện hành",
        "Giá trị",
    ]
    assert page.auto_filter.ref == f"A4:D{4 + len(ROWS)}"
    assert [page.cell(5 + len(ROWS), c).value for c in (1, 2)] == ["Tổng", 28]


def test_csv_cells_never_start_a_formula():
    text = to_csv(TABLE)
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:-1]] == ["'" + t if t[0] in "=+-@\t" else t for t in HOSTILE]
    assert rows[1][1:] == ["0", "2023-06-14", ""]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_no_text_whatever_starts_a_formula_in_csv(text):
    (_, row) = csv.reader(
        io.StringIO(to_csv(Table("", ["unit"], [{"unit": text}])).decode("utf-8-sig"), newline="")
    )
    assert not row or not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("totals", "expected"),
    [([], None), ([{"total": 1}], {"total": 1}), ([{"x": 1}, {"x": 2}], [{"x": 1}, {"x": 2}])],
)
def test_json_holds_meta_rows_and_total(totals, expected):
    answer = json.loads(
        to_json(Table("", ["unit"], [{"unit": "A"}], totals=totals, meta={"as_of": "2023-06-14"}))
    )
    assert answer == {"meta": {"as_of": "2023-06-14"}, "rows": [{"unit": "A"}], "total": expected}


def test_a_row_that_was_excluded_is_struck_through():
    rows = [ROWS[0] | {"excluded_why": "Trùng dòng"}, ROWS[1] | {"excluded_why": None}]
    table = Table("Bảng", ["unit", "due_on", "excluded_why"], rows)
    found = openpyxl.load_workbook(io.BytesIO(to_xlsx(table))).active
    lines = list(found.iter_rows(min_row=5, max_row=6))
    assert [[bool(cell.font.strike) for cell in line] for line in lines] == [
        [True] * 3,
        [False] * 3,
    ]
    assert lines[0][1].number_format == "dd/mm/yyyy" and lines[0][1].value.date() == date(
        2023, 6, 14
    )
