"""The ministry's aggregates: every unit and every number as the workbook has them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from layout import REPO, DataDir
from store import open_store

PLAIN = {"Tổng số nhiệm vụ": "total", "Nhiệm vụ bị hủy": "withdrawn"}
OPEN = {"Trong hạn": "open_in_term", "Đúng hạn": "open_in_term", "Quá hạn": "open_overdue"}
DONE = {"Đúng hạn": "done_in_time", "Quá hạn": "done_late"}
GROUPS = {"Chưa hoàn thành": OPEN, "Đang thực hiện": OPEN, "Đã hoàn thành": DONE}
# file -> row of the upper headings, units, the table's own total, the moment
FILES = {
    "Baocaodonvi050417042132": (3, 14, "VĂN PHÒNG", "2017-04-05 16:21:00"),
    "Baocaodonvi200417105043": (3, 114, None, "2017-04-20 10:50:00"),  # "Vụ TCCB" stands twice
    "export-data-300317032529": (1, 0, "", "2017-03-30 03:25:29"),
}


@pytest.fixture(scope="module")
def loaded(exports, tmp_path_factory):
    """(reports by file stem, the store) of the three files loaded together."""
    data = tmp_path_factory.mktemp("totals")
    paths = [str(exports / "ministry_2017" / f"{name}.xlsx") for name in FILES]
    command = [sys.executable, "-m", "etl", "load", "--json", "--data", str(data), *paths]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    reports = {Path(r["file"]).stem: r for r in json.loads(done.stdout)["files"]}
    return reports, open_store(DataDir(data))


@pytest.mark.parametrize("name", FILES)
def test_a_real_aggregate_loads_number_by_number(loaded, exports, name):
    top, units, total, moment = FILES[name]
    reports, store = loaded
    report = reports[name]
    assert (report["kind"], report["as_of_moment"]) == ("published_totals", moment)
    rows = report["rows"]
    assert rows["read"] == rows["loaded"] + rows["skipped"] and not rows["rejected"]
    assert report["totals"]["units"] == units
    found = store.query(
        "select r.row, p.measure, p.value, p.unit_name, p.unit_id, p.is_total"
        " from published_total p join source_row r using (obs_no) join upload u"
        " on u.upload_no = p.upload_no where u.upload_id = $upload",
        {"upload": report["upload"]},
    )
    sheet = openpyxl.load_workbook(exports / "ministry_2017" / f"{name}.xlsx").active
    assert {(f["row"], f["measure"]): f["value"] for f in found} == by_hand(sheet, top)
    assert {f["unit_name"] for f in found if f["is_total"]} == ({total} - {None})
    assert all((f["unit_id"] is None) == f["is_total"] for f in found)


def by_hand(sheet, top: int) -> dict[tuple[int, str], int]:
    """(row, measure) -> number, read cell by cell under the two rows of headings."""
    numbers = {}
    group = ""
    for column in range(1, sheet.max_column + 1):
        upper = sheet.cell(top, column).value
        group = upper or group
        lower = sheet.cell(top + 1, column).value
        measure = GROUPS.get(group, {}).get(lower) or PLAIN.get(upper)
        for row in range(top + 2, sheet.max_row + 1) if measure else ():
            if match := re.match(r"\d+", str(sheet.cell(row, column).value)):
                numbers[row, measure] = int(match[0])
    return numbers


def test_totals_are_no_work(loaded):
    _, store = loaded
    assert store.query("select count(*) as n from work_item") == [{"n": 0}]
    assert store.query("select count(*) as n from observation") == [{"n": 0}]
