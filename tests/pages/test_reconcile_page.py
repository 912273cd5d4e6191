"""Đối chiếu through app.py, and the same table on the command line."""

from __future__ import annotations

import csv
import io
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from tests.published import published
from tests.warehouses import Export, warehouse
from ui.quality_rows import OPEN

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
EVIL = "=1+1 <b>x</b> :red[c]"
UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A")], kind="units")
TASKS = Export("2023-06-14", "source_id subject unit opened_on due_on closed_on source_status", [
    ("1", EVIL, "Phòng A", "2023-06-01", "", "", "Đang thực hiện"),
    ("2", "b", "Phòng A", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
])  # fmt: skip
# One without a due date counted as in term; 2 + 0 printed as 3.
TABLE = """
Đơn vị | Tổng số | Chưa hoàn thành trong hạn | Chưa hoàn thành quá hạn | Đã hoàn thành
Phòng A | 3 | 2 | 0 | 0
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("reconcile")
    folder = DataDir(root).warehouse
    folder.mkdir()
    warehouse(folder, UNITS, TASKS, more=(published(TABLE, folder, "2023-06-14"),)).close()
    (built,) = folder.glob("*.duckdb")
    built.rename(folder / "0000000001-literal.duckdb")
    return root


def opened(monkeypatch, data: Path) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    return seen.run().switch_page("pages/figures/reconcile.py").run()


def test_the_page_shows_the_difference_and_its_reason(monkeypatch, data):
    seen = opened(monkeypatch, data)
    assert not seen.exception
    said = "\n".join(m.value for m in seen.markdown)
    assert "2/4 số khớp; 1 số khác đã có lý do đầy đủ; 1 số còn phần chưa giải thích được" in plain(
        said
    )
    assert "việc không có hạn coi như trong hạn" in plain(said)
    numbers, sums = (table.value for table in seen.dataframe)
    assert list(numbers["measure"]) == ["Tổng số phải xử lý", "Đang giải quyết trong hạn"]
    assert list(numbers["published"]) == [3, 2] and list(numbers["ours"]) == [2, 1]
    assert list(numbers["unexplained"]) == [1, 0]
    assert (sums["printed"][0], sums["summed"][0]) == (3, 2)


def plain(text: str) -> str:
    return text.replace("\\", "")


def test_every_number_with_the_toggle_off(monkeypatch, data):
    seen = opened(monkeypatch, data)
    seen.toggle[0].set_value(False).run()
    assert len(seen.dataframe[0].value) == 4
    assert OPEN not in seen.session_state


def test_without_a_published_table_it_says_what_to_do(monkeypatch, tmp_path):
    seen = opened(monkeypatch, tmp_path)
    assert not seen.exception
    assert "Chưa có bảng số liệu tổng hợp" in seen.info[0].value


def report(data: Path, *options: str) -> bytes:
    command = [sys.executable, "-m", "reports", "reconcile", "--data", str(data), *options]
    return subprocess.run(command, cwd=REPO, capture_output=True, check=True).stdout


def test_the_command_prints_the_same(data):
    found = json.loads(report(data, "--format", "json"))
    assert found["meta"]["conventions"] == ["no_due_in_term"] and found["meta"]["equal"] == 2
    in_term = next(r for r in found["rows"] if r["count"] == "open_in_term")
    assert in_term["causes"] == [
        {"cause": "no_due_in_term", "effect": 1, "items": 1, "only_here": False}
    ]
    assert [s["difference"] for s in found["meta"]["sums"]] == [1]
    behind = list(csv.DictReader(io.StringIO(report(data, "--print", "rows").decode())))
    assert [(r["measure"], r["source_id"], r["subject"]) for r in behind] == [
        ("Đang giải quyết trong hạn", "1", "'" + EVIL)  # no spreadsheet computes it
    ]


def test_an_upload_that_does_not_exist(data):
    command = [sys.executable, "-m", "reports", "reconcile", "--data", str(data), "--upload", "f00"]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True)
    assert done.returncode == 2 and "f00" in done.stderr
