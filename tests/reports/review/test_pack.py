"""The meeting pack on the sample, read back: same figures everywhere, format, no verdict, no name."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from layout import DataDir
from messages import text
from metrics import open_store
from metrics.catalog import CLASSES
from metrics.format import count
from metrics.periods import parse
from reports import paper
from reports.review import annex, pack, template
from reports.review.collect import collect
from reports.review.people import Proposal, collect_people
from reports.review.personnel import nhan_su
from reports.review.report import bao_cao
from reports.review.since import tinh_trang
from reports.table import Table
from tests.reports.review.read_back import (
    docx_tables,
    docx_words,
    pptx_charts,
    pptx_words,
    words,
    xlsx_sheets,
    xlsx_words,
)

PUBLIC = ("bao_cao.docx", "phu_luc.xlsx", "trinh_chieu.pptx", "cong_van_don_doc.docx")
# A verdict, a grade or a rank, of whomever it may be said.
JUDGING = re.compile(
    r"xếp (hạng|loại|thứ)|hạng (nhất|nhì|ba)|yếu kém|tốt nhất|kém nhất|xuất sắc|hoàn thành tốt"
    r"|không hoàn thành nhiệm vụ|đứng đầu|đứng cuối|đội sổ|vi phạm|né tránh|đùn đẩy|điểm số",
    re.I,
)


def test_the_same_review_writes_the_same_bytes(review, people, papers):
    assert pack.papers(review, people) == papers
    assert tuple(papers) == pack.NAMES


def test_report_annex_and_slides_have_the_same_settlement(papers):
    rows = xlsx_sheets(papers["phu_luc.xlsx"])[text("review.table.settlement")]
    heads = rows[3]
    annex = {row[0]: dict(zip(heads, row, strict=True)) for row in rows[4:] if row[0]}
    table = next(
        t for t in docx_tables(papers["bao_cao.docx"]) if t[0][0] == "Đơn vị" and len(t[0]) > 12
    )
    order = [name for group in template.GROUPS for name in template.SETTLED[group]]
    report = {row[0]: dict(zip(order, row[1:], strict=True)) for row in table[2:]}
    assert report.keys() <= annex.keys() and "Tổng cộng" in report
    for unit, numbers in report.items():
        for name, said in numbers.items():
            label = text(f"column.{name}")
            assert said == count(annex[unit][label]), (unit, name)
    chart = next(c for c in pptx_charts(papers["trinh_chieu.pptx"]) if len(c) == len(CLASSES) + 1)
    for place, unit in enumerate(chart[""]):
        for name in CLASSES:
            assert chart[text(f"class.{name}")][place] == annex[unit][text(f"column.{name}")]


def test_every_heading_of_the_annex_is_in_words(review):
    for name, table in annex.everything(review).items():
        assert not [c for c in table.columns if re.fullmatch(r"[a-z_.]+", table.label(c))], name


def test_of_few_hand_overs_the_annex_says_their_number_alone(review):
    rows = review.tables["hand_overs"].rows
    assert rows and any(row["passed_on"] < 10 for row in rows)
    for row in rows:
        held = (row["median_held"], row["longest_held"])
        assert (held == (None, None)) == (row["passed_on"] < 10)
    place = list(review.units.values())
    assert [place.index(row["from_unit"]) for row in rows] == sorted(
        place.index(row["from_unit"]) for row in rows
    )


def test_a_period_without_a_year_before_has_all_its_papers(sample_data):
    data, first = DataDir(sample_data), parse("2022H1")
    store = open_store(data)
    found = collect(store, data, first, first.last)
    made = pack.papers(found, collect_people(store, data, first, first.last))
    assert "changes" not in found.tables and tuple(made) == pack.NAMES


def test_every_rate_is_the_same_in_report_slides_and_annex(papers, review):
    rows = xlsx_sheets(papers["phu_luc.xlsx"])[text("review.table.figures")][4:]
    annex = {(row[0], row[2]): row[3] for row in rows}
    table = next(
        t for t in docx_tables(papers["bao_cao.docx"]) if len(t[0]) == 4 and "Tỷ lệ" in t[0][1]
    )
    for unit, late, formula, _ in table[1:]:
        assert annex["C", unit] == late and annex[review.formula, unit] == formula
    said = pptx_words(papers["trinh_chieu.pptx"])
    assert review["C"].said in said and review["C"].said in docx_words(papers["bao_cao.docx"])


def test_every_sentence_of_the_slides_stands_in_the_report(papers):
    report = docx_words(papers["bao_cao.docx"])
    summary = next(s for s in Presentation(io.BytesIO(papers["trinh_chieu.pptx"])).slides[1].shapes
                   if s.text_frame.text.startswith("•"))  # fmt: skip
    lines = [line.removeprefix("• ") for line in summary.text_frame.text.split("\n")]
    assert len(lines) > 5 and all(line in report for line in lines)


def test_the_period_stands_on_every_slide_and_sheet(papers, review):
    for slide in Presentation(io.BytesIO(papers["trinh_chieu.pptx"])).slides:
        assert any(review.sentence in s.text_frame.text for s in slide.shapes if s.has_text_frame)
    for title, rows in xlsx_sheets(papers["phu_luc.xlsx"]).items():
        assert "chốt ngày" in str(rows[1][0]), title


def test_every_figure_names_its_definition_and_the_list_behind_it(papers, review):
    titles = {table.title for table in (review.lists | review.tables).values()}
    for row in xlsx_sheets(papers["phu_luc.xlsx"])[text("review.table.figures")][4:]:
        assert row[7], row
        assert row[8] in titles or row[8] == text("review.list.items"), row


def test_the_lists_have_as_many_rows_as_their_figures_count(review):
    for kind in ("tasks", "petitions", "consultations", "dossiers"):
        rows = review.lists[f"items.{kind}"].rows
        assert len(rows) == review[f"{kind}.total"].x
        for name in CLASSES:
            assert sum(row["code"] == name for row in rows) == review[f"{kind}.{name}"].x
    for name, figure in (("late", "late"), ("overdue", "open_overdue"), ("open", "open"),
                         ("no_due", "no_due"), ("extended", "extended"), ("before", "before.total")):  # fmt: skip
        assert len(review.lists[name].rows) == review[figure].x


@pytest.mark.parametrize("name", PUBLIC)
def test_no_verdict_grade_or_rank_and_no_name_under_review(
    name, papers, review, people, sample_data
):
    said = words(name, papers[name])
    given = {
        str(row.get(column))
        for table in review.lists.values()
        for row in table.rows
        for column in ("subject", "proposal", "answer", "text")
    }  # what people wrote is not ours
    ours = "\n".join(line for line in said.split("\n") if line not in given)
    assert not JUDGING.search(ours)
    named = {r.official for r in people.reminders} | {d["official"] for d in people.decisions}
    assert len(named - {None}) > 5
    assert [who for who in named - {None} if who in said] == []
    everybody = open_store(DataDir(sample_data)).query("select distinct name from person")
    assert [row["name"] for row in everybody if row["name"] in said] == []


def test_the_restricted_annex_names_them_with_their_papers(papers, people):
    said = docx_words(papers["phu_luc_nhan_su.docx"])
    for one in people.reminders:
        for document in one.papers:
            assert (one.official or "") in said and document["document_no"] in said
    assert "Đã ghi nhận 03 văn bản nhắc nhở" in said and not re.search(r"đề nghị điều chuyển", said)


def test_a_proposal_comes_with_its_draft_letter_and_what_to_look_at(review, people):
    paper_ = {"decision_kind": "discipline", "open": True, "considered_from": review.scope.as_of,
              "issued_on": None, "document_no": None, "item_refs": None}  # fmt: skip
    work = {"total": 12, "done": 11, "late": 1, "judged": 9, "open_overdue": 0}
    one = Proposal("1", "Nguyễn Thị Thử", "", "Giấy khen", "NV-2023-00001", "vp", work, (paper_,))
    said = docx_words(nhan_su(review, replace(people, proposals=(one,))))
    assert "DỰ THẢO TỜ TRÌNH: đề nghị Giấy khen đối với Nguyễn Thị Thử" in said
    assert "Đang xem xét kỷ luật từ ngày 14/06/2023" in said
    assert "Xử lý 12 việc, đã giải quyết 11; chậm 1/9; quá hạn chưa xong 0" in said


def test_the_urging_letter_has_what_each_unit_owes(papers, review):
    said = docx_words(papers["cong_van_don_doc.docx"])
    for row in review.lists["open"].rows:
        if row["due_on"]:
            assert row["source_id"] in said, row
    assert "V/v đôn đốc" in said


def test_the_annex_is_text_never_a_formula_and_ends_with_the_ledgers_head(papers, review):
    book = load_workbook(io.BytesIO(papers["phu_luc.xlsx"]))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    seq, head = review.scope.ledger
    for sheet in book:
        assert f"{seq} · {head}" in sheet.oddFooter.left.text
        assert len(f"&L{sheet.oddFooter.left.text}&R&P/&N") <= 255
    listed = book[book.sheetnames[1]]
    assert listed.freeze_panes == "B5" and listed.auto_filter.ref and listed.print_title_rows
    names = [
        n
        for n in zipfile.ZipFile(io.BytesIO(papers["phu_luc.xlsx"])).namelist()
        if "charts/chart" in n
    ]
    assert len(names) >= 7  # Excel's own


def test_hostile_text_stays_text(review, people):
    evil = ['=HYPERLINK("http://x")', "{{ 7*7 }}{% for x in y %}", "a\x00b\x0b", "<w:p/>&amp;"]
    rows = [
        row | {"subject": evil[n % 4], "unit": "=1+1"}
        for n, row in enumerate(review.lists["overdue"].rows)
    ]
    lists = review.lists | {
        name: replace(review.lists[name], rows=rows) for name in ("overdue", "open")
    }
    made = pack.papers(replace(review, lists=lists, comments={"summary": evil[1]}), people)
    said = docx_words(made["bao_cao.docx"])
    assert evil[0] in said and evil[1] in said and "49" not in said.split(evil[1])[0][-10:]
    book = load_workbook(io.BytesIO(made["phu_luc.xlsx"]))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert "<w:p/>&amp;" in docx_words(made["cong_van_don_doc.docx"])


def test_under_ten_cases_no_share_is_printed(papers, review):
    few = [f for f in review.figures.values() if f.n is not None and 0 < f.n < 10]
    assert len(few) > 20 and not [f for f in few if "%" in f.said]
    rows = xlsx_sheets(papers["phu_luc.xlsx"])[text("review.table.rates")][4:]
    assert [row for row in rows if row[4] and row[4] < 10 and row[5] is not None] == []
    for chart in pptx_charts(papers["trinh_chieu.pptx"]):
        if "Tỷ lệ" in " ".join(chart):
            shown = {name.rsplit(" (", 1)[0] for name in chart[""]}
            small = {review.units[f.unit] for f in few if f.name == "C" and f.unit}
            assert small and not shown & small


def test_comments_of_the_office_are_merged(review):
    commented = replace(review, comments={"overdue": "Đề nghị các đơn vị rà soát.\nDòng hai."})
    said = docx_words(bao_cao(commented))
    assert "Đề nghị các đơn vị rà soát." in said and "Dòng hai." in said


def test_a_draft_says_that_it_is_one(papers, review):
    assert text("review.draft") in docx_words(papers["bao_cao.docx"])
    frozen = docx_words(bao_cao(review.named("2023H1-abc")))
    assert "2023H1-abc" in frozen and text("review.draft") not in frozen


def test_the_shipped_template_is_what_the_script_writes():
    made = paper.to_bytes(template.template(), text("review.name"))
    assert template.TEMPLATE.read_bytes() == made, "python -m reports.review.template"


def test_the_report_keeps_the_format_of_the_decree(papers):
    document = Document(io.BytesIO(papers["bao_cao.docx"]))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.left_margin.mm)) == (210, 30)
    fonts = {run.font.name for p in document.paragraphs for run in p.runs} - {None}
    assert fonts <= {"Times New Roman"}
    assert "{{" not in docx_words(papers["bao_cao.docx"]) and "{%" not in docx_words(
        papers["bao_cao.docx"]
    )


def test_what_was_open_is_followed_to_the_meetings_day(review, sample_data):
    content = tinh_trang(
        review, open_store(DataDir(sample_data)), review.scope.as_of.replace(month=12)
    )
    rows = next(iter(xlsx_sheets(content).values()))
    assert isinstance(review.lists["open"], Table)
    total = [row for row in rows if row[0] == "Tổng cộng"]
    assert "Tình trạng đến ngày họp 14/12/2023" in xlsx_words(content)
    sums = [sum(v for v in row[2:6]) == row[1] == review["open"].x for row in total]
    assert sums in ([True], [])
