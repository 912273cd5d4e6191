"""Why items are overdue, as their units say: in the report's list and in the annex, no name."""

import pytest

from layout import DataDir
from ledger import Ledger
from messages import text
from metrics import open_store
from reports.review.annex import phu_luc
from reports.review.collect import collect
from reports.review.listed import long_overdue
from reports.review.records import records
from reports.review.report import bao_cao
from tests.reports.review.conftest import PERIOD
from tests.reports.review.read_back import docx_tables, docx_words, xlsx_sheets, xlsx_words

NAMED = "Đinh Thu Mai nghỉ ốm"


@pytest.fixture
def told(own_data):
    """The review of the sample after reasons came for the three items that are overdue longest;
    the third reason names an official."""
    data = DataDir(own_data)
    before = collect(open_store(data), data, PERIOD, PERIOD.last)
    items = long_overdue(before.lists["overdue"])[:3]
    said = [{"reason": "=chờ {{ ý kiến }}", "expected_on": "2023-07-30"},
            {"reason": "thiếu <hồ sơ>"}, {"reason": NAMED}]  # fmt: skip
    for unit in {item["unit_id"] for item in items}:
        theirs = [{"source_id": item["source_id"]} | one
                  for item, one in zip(items, said, strict=True) if item["unit_id"] == unit]  # fmt: skip
        body = {"period": PERIOD.name, "unit_id": unit, "received_on": "2023-06-16",
                "document_no": "1/BC", "overdue": theirs}  # fmt: skip
        Ledger(data.ledger).append("report_received", body, who="vp")
    return before, items, collect(open_store(data), data, PERIOD, PERIOD.last)


def test_the_list_of_long_overdue_items_has_the_reasons(told):
    before, items, found = told
    reasons = ["=chờ {{ ý kiến }}; dự kiến xong 30/07/2023", "thiếu <hồ sơ>",
               "có tên người, xem Tổng hợp báo cáo của các đơn vị"]  # fmt: skip
    table = next(t for t in docx_tables(bao_cao(found)) if t[0][-1] == "Số ngày quá hạn")
    shown = {row[0]: row[1] for row in table[1:]}
    for item, reason in zip(items, reasons, strict=True):
        assert shown[item["source_id"]] == f"{item['subject']}\nLý do đơn vị nêu: {reason}"
    assert docx_words(bao_cao(found)).count("Lý do đơn vị nêu") == 3
    sheet = xlsx_sheets(phu_luc(found))[text("review.list.overdue")]
    at, code = sheet[3].index("Lý do đơn vị nêu"), sheet[3].index("Mã việc")
    assert {row[code]: row[at] for row in sheet[4:] if row[0] and row[at]} == {
        item["source_id"]: reason for item, reason in zip(items, reasons, strict=True)
    }
    assert "Lý do đơn vị nêu" not in docx_words(bao_cao(before)) + xlsx_words(phu_luc(before))


def test_no_name_comes_into_the_pack_by_a_reason_and_no_figure_changes(told):
    before, _, found = told
    assert NAMED not in docx_words(bao_cao(found)) + xlsx_words(phu_luc(found))
    assert found.figures == before.figures and records(before, found) == []
