"""A unit's form: filled in with our figures, sent, changed, and read back without trusting it."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from docx import Document

from layout import DataDir
from ledger import Ledger
from metrics import open_store
from metrics.filters import Filters
from metrics.measure import rows
from metrics.periods import parse
from metrics.unit_reports import FORM
from reports.office import bundle, consolidated, facts, form, form_sheet, request, returned
from reports.paper import Letterhead

H1 = parse("2023H1")


@pytest.fixture(scope="module")
def found(sample_data):
    data = DataDir(sample_data)
    return facts.gather(open_store(data), data, H1, H1.last)


def unit_of(found, unit_id: str):
    return next(unit for unit in found.units if unit.unit_id == unit_id)


def words(content: bytes) -> str:
    """Every paragraph and cell of a .docx."""
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def changed(content: bytes, edit) -> bytes:
    """The workbook as somebody saved it after editing."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    edit(book)
    book.save(out)
    return out.getvalue()


def row_of(book, code: str) -> int:
    sheet = book.worksheets[0]
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == code)


def test_a_form_comes_back_as_it_was_sent(found):
    unit = unit_of(found, "QLTM")
    back = returned.read(form_sheet.workbook(found, unit), "bieu.xlsx")
    ours = {f"{k}.{n}": unit.figures[k][n] for k in unit.kinds for n in FORM}
    assert (back.period, back.unit_id, back.figures) == (H1, "QLTM", ours)
    assert not back.obstacles and not back.reasons and not back.unread


def test_what_a_unit_wrote_is_read_and_stays_text(found):
    def edit(book):
        first, second = book.worksheets[:2]
        done, still = row_of(book, "tasks.done"), row_of(book, "tasks.open")
        first.cell(done, 5).value, first.cell(done, 6).value = "1.065", "=1+1"
        first.cell(done, 6).data_type = "s"
        first.cell(still, 5).value = "mười ba"
        first.cell(row_of(book, "tasks.total"), 5).value = None
        first.cell(row_of(book, "tasks.received"), 5).value = -3
        first.cell(first.max_row + 1, 1).value = "tasks.invented"
        second.cell(8, 2).value, second.cell(8, 3).value = datetime(2023, 5, 10), "Thiếu máy"
        second.cell(9, 2).value, second.cell(9, 3).value = "32/13/2023", "Thiếu người"
        second.cell(9, 4).value = "Bổ sung 02 biên chế"
        third = book.worksheets[2]
        for row, why, when in ((8, "chờ ý kiến", datetime(2023, 7, 30)), (9, None, "30/08/2023"),
                               (10, "thiếu hồ sơ", "cuối quý III")):  # fmt: skip
            third.cell(row, 5).value, third.cell(row, 6).value = why, when

    unit = max(found.units, key=lambda unit: len(unit.overdue))
    back = returned.read(changed(form_sheet.workbook(found, unit), edit), "bieu.xlsx")
    assert back.figures["tasks.done"] == 1065
    assert back.reasons == {"tasks.done": "=1+1"}
    assert "tasks.total" not in back.figures  # left empty: not reported
    assert not {"tasks.open", "tasks.received", "tasks.invented"} & set(back.figures)
    assert [text for _, _, text in back.unread] == ["-3", "mười ba"]
    codes = [item["source_id"] for item in unit.overdue[:3]]
    assert back.overdue == [
        {"source_id": codes[0], "reason": "chờ ý kiến", "expected_on": "2023-07-30"},
        {"source_id": codes[1], "expected_on": "2023-08-30"},
        {"source_id": codes[2], "reason": "thiếu hồ sơ; cuối quý III"},  # no day: stays a text
    ]
    assert back.obstacles == [
        {"raised_on": "2023-05-10", "subject": "Thiếu máy"},
        {"subject": "Thiếu người", "proposal": "Bổ sung 02 biên chế"},
    ]


def workbook(rows: list[list[object]]) -> bytes:
    def edit(book):
        for row in rows:
            book.active.append(row)

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return changed(out.getvalue(), edit)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"not a workbook", "bieu.xlsx", "văn bản thuần"),
        (b"", "bieu.xlsx", "không có nội dung|trống|rỗng"),
        (workbook([["tasks.total", "", "", 1, 1]]), "bieu.xlsx", "không mang mã biểu"),
        (workbook([["BCDV/nonsense/A"], ["tasks.total", "", "", 1, 1]]), "b.xlsx", "mã biểu"),
        (workbook([["BCDV/2023H1/A"], ["BCDV/2023H1/A"]]), "b.xlsx", "không có số liệu"),
        (workbook([["Độ mật: Mật"], ["BCDV/2023H1/A"], ["tasks.total", "", "", 1, 1]]),
         "b.xlsx", "(?i)mật"),
        (b"MZ", "bieu.exe", "exe"),
    ],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_turned_down_in_words(content, name, said):
    with pytest.raises(returned.NotRead, match=said):
        returned.read(content, name)


def test_a_form_that_bears_two_marks_is_nobodys():
    rows = [["BCDV/2023H1/A"], *[[]] * 6, ["tasks.total", "", "", "1", "1"]]
    sheets = [{"name": "1", "rows": rows}, {"name": "2", "rows": [["BCDV/2023H1/B"]]}]
    with pytest.raises(returned.NotRead):
        returned.form_of(sheets, "b.xlsx")
    assert returned.form_of(sheets[:1], "b.xlsx").unit_id == "A"


def test_each_unit_has_a_report_and_a_form_and_they_say_the_same(found):
    two = replace(found, units=found.units[:2])
    names = [name for name, _ in bundle.files(two)]
    assert names == ["bao_cao_01_VP.docx", "bieu_01_VP.xlsx",
                     "bao_cao_02_TTR.docx", "bieu_02_TTR.xlsx"]  # fmt: skip
    packed = zipfile.ZipFile(io.BytesIO(bundle.archive(two)))
    assert packed.namelist() == names
    assert bundle.archive(two) == bundle.archive(two)
    document = Document(io.BytesIO(packed.read(names[0])))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Chỉ tiêu")
    unit = found.units[0]
    for name, row in zip(FORM, table.rows[1:], strict=True):
        numbers = [unit.figures[kind][name] for kind in unit.kinds]
        wanted = [*map(str, numbers), str(sum(numbers))]
        assert [c.text for c in row.cells[1:]] == wanted


def test_a_units_id_from_a_file_makes_no_path(found):
    odd = replace(found.units[0], unit_id="../../etc/Đ:x\n")
    assert form.file_name(odd) == "______etc___x_"
    assert form.file_name(replace(odd, unit_id="")) == "don_vi"


def test_text_of_a_register_is_never_a_formula(found):
    item = {"source_id": "=1+1", "subject": "@SUM(A1)", "due_on": date(2023, 1, 1),
            "days_overdue": 3, "unit_id": "VP"}  # fmt: skip
    unit = replace(found.units[0], overdue=[item])
    book = openpyxl.load_workbook(io.BytesIO(form_sheet.workbook(found, unit)))
    cells = [c for row in book.worksheets[2].iter_rows() for c in row if c.value == "=1+1"]
    assert cells and all(c.data_type == "s" for c in cells)


def test_the_request_names_the_day_and_what_is_wanted(found):
    head = Letterhead(
        "UBND TỈNH", "SỞ CÔNG THƯƠNG", "Hải Lâm", "SCT", signer_title="CHÁNH VĂN PHÒNG"
    )
    said = words(request.letter(replace(found, head=head)))
    assert "trước hết ngày 19/06/2023" in said
    assert "15/12/2022 đến ngày 14/06/2023" in said
    assert all(f"\n{n}. " in said for n in range(1, 6))
    assert "06 tháng cuối năm 2023" in said


def test_the_list_for_the_committee_says_the_same_in_word_and_excel(sample_data):
    store = open_store(DataDir(sample_data))
    whole = consolidated.consolidate(store, H1, H1.last, date(2023, 12, 14))
    assert sum(whole.states.values()) == len(whole.tables["receipt"].rows) == 12
    said = words(consolidated.document(whole, Letterhead()))
    states = "10 đã gửi đúng hạn, 1 đã gửi quá hạn, 1 quá hạn chưa gửi, 0 chưa đến hạn"
    assert states in said
    book = openpyxl.load_workbook(io.BytesIO(consolidated.workbook(whole)))
    assert book.sheetnames == ["Gửi báo cáo", "Số liệu", "Khác nhau", "Lý do quá hạn",
                               "Khó khăn, đề xuất"]  # fmt: skip
    assert "Chưa có đơn vị nào nêu lý do" in said
    (total,) = whole.tables["figures"].totals
    assert total["total"] == total["done"] + total["withdrawn"] + total["open"]
    last = [
        c.value
        for c in list(book["Số liệu"].iter_rows())[3 + len(whole.tables["figures"].rows) + 1]
    ]
    assert last[1:] == [total[name] for name in consolidated.FIGURES[1:]]
    for row in whole.tables["figures"].rows:
        assert row["unit"] in said


def test_the_committees_list_has_each_units_reason_beside_our_item(own_data):
    data = DataDir(own_data)
    item = next(row for row in rows(open_store(data), Filters(H1.last, H1), "open_overdue")
                if row["unit_id"] == "QLTM" and row["source_id"])  # fmt: skip
    told = [{"source_id": item["source_id"], "reason": "=chờ ý kiến Sở Tài chính",
             "expected_on": "2023-07-30"}]  # fmt: skip
    obstacle = {"subject": "Thiếu máy", "proposal": "Mua thêm"}
    body = {"period": "2023H1", "unit_id": "QLTM", "received_on": "2023-06-16",
            "document_no": "12/BC-QLTM", "overdue": told, "obstacles": [obstacle]}  # fmt: skip
    Ledger(data.ledger).append("report_received", body, who="vp")
    whole = consolidated.consolidate(open_store(data), H1, H1.last)
    book = openpyxl.load_workbook(io.BytesIO(consolidated.workbook(whole)))
    head, row = list(book["Lý do quá hạn"].iter_rows(values_only=True))[3:5]
    shown = dict(zip(head, row, strict=True))
    assert shown == {
        "Đơn vị": item["unit"], "Mã việc": item["source_id"], "Nội dung": item["subject"],
        "Hạn hiện hành": datetime.combine(item["due_on"], datetime.min.time()),
        "Phân loại": "Quá hạn (chưa xong)", "Số ngày quá hạn": item["days_overdue"],
        "Lý do": "=chờ ý kiến Sở Tài chính", "Dự kiến xong": datetime(2023, 7, 30),
        "Số ký hiệu": "12/BC-QLTM", "Tệp": item["file"], "Trang tính": item["sheet"],
        "Dòng": item["row"],
    }  # fmt: skip
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    said = words(consolidated.document(whole, Letterhead()))
    assert "=chờ ý kiến Sở Tài chính" in said and "30/07/2023" in said
    raised = {r[2]: r for r in book["Khó khăn, đề xuất"].iter_rows(values_only=True)}
    assert raised["Thiếu máy"][3] == "Mua thêm" and raised["Thiếu máy"][6] == "12/BC-QLTM"
    register = next(r for r in raised.values() if r[5] == "Sổ khó khăn")
    assert register[6] is None and register[7] and register[9]
