"""What was excluded after an objection: the pack has the figures with and without it."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from layout import DataDir
from ledger import Ledger
from messages import text
from metrics import open_store
from metrics.filters import Filters
from metrics.format import count, percent
from metrics.measure import rows
from reports.review.annex import phu_luc
from reports.review.changed import changed
from reports.review.collect import collect
from reports.review.data import Figure
from reports.review.report import bao_cao
from reports.review.sentences import without_units
from tests.reports.review.conftest import PERIOD
from tests.reports.review.read_back import docx_words, xlsx_sheets

NAMES = ("total", "done", "open", "open_overdue", "late", "judged")


@pytest.fixture
def excluded(own_data):
    """The review of the sample after two overdue items and a closed one were excluded."""
    data = DataDir(own_data)
    before = open_store(data)
    filters = Filters(PERIOD.last, PERIOD)
    late, done = (rows(before, filters, name) for name in ("open_overdue", "done_on_time"))
    items = [late[0], late[-1], done[0]]
    for item in items:
        body = {"item_id": str(item["item_id"]), "objection_id": "o"}
        Ledger(data.ledger).append("exclusion_made", body, who="vp", why="Trùng dòng")
    return items, collect(open_store(data), data, PERIOD, PERIOD.last)


def test_the_pack_has_its_figures_with_and_without(excluded, review):
    items, found = excluded
    assert not [name for name in review.figures if name.startswith("without.")]
    gone = {"total": 3, "done": 1, "open": 2, "open_overdue": 2, "late": 2, "judged": 3}
    for name in NAMES:
        assert found[name].x == review[name].x  # what was excluded stays
        assert found[f"without.{name}"].x == review[name].x - gone[name]
    whole, rest = found["C"], found["without.C"]
    assert (whole.x - rest.x, whole.n - rest.n) == (2, 3)
    said = docx_words(bao_cao(found))
    assert f"có 3 việc đã loại khỏi số liệu sau phản hồi được chấp nhận. Không kể các việc đó: " \
        f"tổng số {count(int(review['total'].x) - 3)};" in said  # fmt: skip
    content = phu_luc(found)
    table = xlsx_sheets(content)[text("review.table.without")]
    lines = {row[0]: row[1:3] for row in table[4:]}
    assert lines[text("count.open_overdue")] == tuple(
        count(int(review["open_overdue"].x) - less) for less in (0, 2)
    )
    struck = {cell.value for sheet in load_workbook(io.BytesIO(content)) for row in sheet
              for cell in row if cell.font.strike}  # fmt: skip
    assert {item["source_id"] for item in items} <= struck and "Trùng dòng" not in struck


def test_each_unit_concerned_has_its_figures_with_and_without(excluded, review):
    """A unit stands in the annex twice, and under the report's table by unit once."""
    items, found = excluded
    assert "without_units" not in review.tables
    gone = {u: [i for i in items if i["unit_id"] == u] for u in {i["unit_id"] for i in items}}
    table = xlsx_sheets(phu_luc(found))[text("review.table.without_units")]
    rows = [dict(zip(table[3], row, strict=True)) for row in table[4:] if row[0]]
    assert len(rows) == 2 * len(gone)
    report = docx_words(bao_cao(found))
    for unit, theirs in gone.items():
        name, number = review.units[unit], len(theirs)
        late = sum(item["class"] == "open_overdue" for item in theirs)
        less = {"total": number, "done": number - late, "open": late, "open_overdue": late,
                "late": late, "judged": number}  # fmt: skip
        whole, rest = (row for row in rows if row["Đơn vị"] == name)
        assert [row["Số việc đã loại"] for row in (whole, rest)] == [number, number]
        assert [row["Cách tính"] for row in (whole, rest)] == [
            "Kể cả việc đã loại", "Không kể việc đã loại"]  # fmt: skip
        for count_, fewer in less.items():
            label, was = text(f"column.{count_}"), int(review[f"{count_}:{unit}"].x)
            assert (whole[label], rest[label]) == (was, was - fewer), (unit, count_)
            assert found[f"without.{count_}:{unit}"].x == was - fewer
        x, n = int(review[f"C:{unit}"].x), review[f"C:{unit}"].n
        both = [(x, n), (x - late, n - number)]
        rates = [f"{a}/{b}" + (f" ({percent(a, b)})" if b >= 10 else "") for a, b in both]
        overdue = int(review[f"open_overdue:{unit}"].x)
        assert f"{name}: {number} việc đã loại sau phản hồi được chấp nhận. Quá hạn chưa xong: kể " \
            f"cả {overdue}, không kể {overdue - late}; chậm trên số xét được: kể cả {rates[0]}, " \
            f"không kể {rates[1]}." in report  # fmt: skip
    assert len({row["Đơn vị"] for row in rows}) == report.count("việc đã loại sau phản hồi được")


def test_under_ten_cases_a_unit_has_no_share_with_or_without(excluded):
    _, found = excluded
    few = {unit: Figure("without.C", unit, 1, 9) for unit in found.units
           if f"without.C:{unit}" in found.figures}  # fmt: skip
    assert few
    less = replace(found, figures=found.figures | {f"without.C:{u}": f for u, f in few.items()})
    assert all(line.endswith("không kể 1/9.") for line in without_units(less))


def test_an_exclusion_after_a_freeze_is_listed_with_what_it_moved(excluded, review):
    items, found = excluded
    frozen = replace(review, scope=replace(review.scope, frozen="x"))
    said = changed(frozen, found)
    assert {row["source_id"] for row in said.records.rows} == {i["source_id"] for i in items}
    by = {row["key"]: row["records"] for row in said.figures.rows}
    assert by["without.total"] == 3 and by["without.open_overdue"] == 2
    assert all(key.startswith("without.") for key in by)
