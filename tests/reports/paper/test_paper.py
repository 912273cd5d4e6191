"""The look of official documents: measures of Nghị định 30/2020, Phụ lục I, read back from a file."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from ledger import Entry
from reports import paper

HEAD = paper.Letterhead(
    "UBND tỉnh Hải Lâm", "Sở Công Thương", "Hải Lâm", "SCT",
    "- UBND tỉnh (để b/c);\nCác Phó Giám đốc Sở.", "VT, VP", "KT. Giám đốc\nPhó Giám đốc", "Nguyễn Văn A",
)  # fmt: skip


def written(sheet) -> Document:
    return Document(io.BytesIO(paper.to_bytes(sheet, "Thử")))


@pytest.fixture(scope="module")
def report() -> Document:
    sheet = paper.titled(HEAD, symbol="BC", name="BÁO CÁO", about="Tình hình", year=2023)
    paper.heading(sheet, "I. Chung")
    paper.paragraph(sheet, "Có 1.234 việc.")
    paper.table(sheet, ["Đơn vị", "Số"], [[f"Phòng {n}", n] for n in range(80)], widths=(3, 1))
    paper.paragraph(sheet, "Trên đây là báo cáo.")
    paper.close(sheet, HEAD)
    return written(sheet)


def everything(document: Document) -> str:
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_page_is_a4_with_the_margins_of_the_decree(report):
    page = report.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert Mm(20) <= page.top_margin <= Mm(25) and Mm(20) <= page.bottom_margin <= Mm(25)
    assert Mm(30) <= page.left_margin <= Mm(35) and Mm(15) <= page.right_margin <= Mm(20)


def test_the_number_stands_on_top_from_the_second_page_on(report):
    page = report.sections[0]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml and "PAGE" not in page.first_page_header._element.xml


def test_everything_is_in_times_new_roman(report):
    fonts = report.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{part}")) for part in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    body = report.styles["Body Text"]
    assert 13 <= body.font.size.pt <= 14 and body.paragraph_format.space_before.pt >= 6
    assert 1 <= body.paragraph_format.first_line_indent.cm <= 1.28


@pytest.mark.parametrize(
    "words",
    ["UBND TỈNH HẢI LÂM", "SỞ CÔNG THƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "/BC-SCT",
     "Độc lập - Tự do - Hạnh phúc", "Hải Lâm, ngày … tháng … năm 2023", "KT. GIÁM ĐỐC",
     "- UBND tỉnh (để b/c);", "- Các Phó Giám đốc Sở;", "- Lưu: VT, VP.", "Nguyễn Văn A",
     "Trên đây là báo cáo./."],
)  # fmt: skip
def test_head_and_foot_say(report, words):
    assert words in everything(report)


def test_a_long_table_repeats_its_heading_and_keeps_its_rows_whole(report):
    rows = report.tables[1].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert sum(cell.width.mm for cell in rows[1].cells) == pytest.approx(164, abs=1)


def test_a_letter_has_its_subject_under_the_number():
    sheet = paper.letter(HEAD, about="đôn đốc", to=["Văn phòng", "Thanh tra"], on=date(2023, 2, 5))
    text = everything(written(sheet))
    assert "V/v đôn đốc" in text and "/SCT-VP" in text
    assert "- Văn phòng;" in text and "- Thanh tra." in text
    assert "ngày 05 tháng 02 năm 2023" in text


def test_what_nobody_has_set_is_a_visible_blank():
    assert paper.letterhead([]).issuing_body == "…"
    said = [("paper.issuing_body", "Sở A"), ("paper.issuing_body", "Sở B"), ("paper.place", " "),
            ("reminder_months", 6)]  # fmt: skip
    entries = [Entry(1, "", "", "setting", {"name": n, "value": v}, "", "", "") for n, v in said]
    assert paper.letterhead(entries).issuing_body == "Sở B"
    assert paper.letterhead(entries).place == "…"


def test_the_same_paper_has_the_same_bytes_and_holds_any_text():
    def make() -> bytes:
        sheet = paper.titled(HEAD, symbol="BC", name="BÁO CÁO", about="a\x00b & <c> {{ d }}")
        paper.paragraph(sheet, "\x0b\x1f{% x %}")
        return paper.to_bytes(sheet, "Thử")

    assert make() == make()
    assert "ab & <c> {{ d }}" in everything(Document(io.BytesIO(make())))


def test_recipients_and_signature_stay_on_one_page(report):
    last = report.tables[-1].rows[0]
    assert last._tr.trPr.xpath("./w:cantSplit")
    for cell in last.cells:
        assert all(line.paragraph_format.keep_with_next for line in cell.paragraphs[:-1])
    above = report.paragraphs[-1], report.paragraphs[-2]  # a blank line, the paper's last words
    assert all(line.paragraph_format.keep_with_next for line in above)
