"""A large workbook is measured and put into DuckDB while it is parsed: the same rows come out."""

import random

import duckdb
import pytest
import xlsxwriter

from etl.read.cells import PASSED_ROWS
from etl.read.limits import BESIDE_MB, MB
from etl.refusal import Refused
from etl.stage.ask import summary_of
from etl.stage.child import main

HEAD = ("Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý")
TCVN3 = "X©y dùng kÕ ho¹ch"  # Xây dựng kế hoạch, as the old font keeps it
ROWS = PASSED_ROWS + 100


def workbook(path, subject="Xây dựng kế hoạch", rows=ROWS, far=None, blank=()):
    """Random codes, which a zip cannot shrink; a few rows blank, a second sheet of notes."""
    chosen = random.Random(5)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEAD)
        for n in range(1, rows):
            code = f"{chosen.getrandbits(640):0160x}"
            if n not in blank:
                sheet.write_row(n, 0, (code, f"{subject} {n}", "Phòng Một", "01/02/2023", ""))
        if far:
            sheet.write(*far, "xa")
        book.add_worksheet("Ghi chú").write(0, 0, "Không có")
    return path


def rows_of(path, out, **request):
    summary = main({"path": str(path), "name": "viec.xlsx", "out": str(out), **request})
    with duckdb.connect() as db:
        return summary, db.execute(f"select * from '{out}' order by line").fetchall()


@pytest.mark.parametrize("subject", ["Xây dựng kế hoạch", TCVN3])
def test_the_same_rows_and_summary(tmp_path, subject):
    blank = {PASSED_ROWS - 1, PASSED_ROWS, ROWS - 5}  # where a piece could end
    path = workbook(tmp_path / "viec.xlsx", subject, blank=blank)
    assert path.stat().st_size > BESIDE_MB * MB
    plain = rows_of(path, tmp_path / "plain.parquet")
    beside = rows_of(path, tmp_path / "beside.parquet", beside=True)
    assert beside == plain
    assert plain[0]["rows"]["loaded"] == ROWS - 1 - len(blank)
    assert all(row[5] or row[3] == "skipped" for row in plain[1])
    assert any("Xây dựng kế hoạch" in cell for cell in plain[1][1][5])


def test_a_far_cell_is_refused_in_words_though_the_parser_may_have_died_of_it(tmp_path):
    path = workbook(tmp_path / "viec.xlsx", far=(1_048_575, 16_383))
    with pytest.raises(Refused) as refused:
        summary_of({"path": str(path), "name": "viec.xlsx", "out": str(tmp_path / "out.parquet")})
    assert refused.value.code == "too_many_cells"
