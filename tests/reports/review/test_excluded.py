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
from metrics.format import count
from metrics.measure import rows
from reports.review.annex import phu_luc
from reports.review.changed import changed
from reports.review.collect import collect
from reports.review.report import bao_cao
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


def test_an_exclusion_after_a_freeze_is_listed_with_what_it_moved(excluded, review):
    items, found = excluded
    frozen = replace(review, scope=replace(review.scope, frozen="x"))
    said = changed(frozen, found)
    assert {row["source_id"] for row in said.records.rows} == {i["source_id"] for i in items}
    by = {row["key"]: row["records"] for row in said.figures.rows}
    assert by["without.total"] == 3 and by["without.open_overdue"] == 2
    assert all(key.startswith("without.") for key in by)
