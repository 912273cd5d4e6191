"""The shipped sample through the real ETL, against what the histories know to be true."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.sample.history import history
from etl.sample.tables import LAST
from layout import REPO, SAMPLE_DIR

MANIFEST = {
    entry["name"]: entry
    for entry in tomllib.loads((SAMPLE_DIR / "manifest.toml").read_text(encoding="utf-8"))["file"]
}
HELD = history(3000, 2023)
SPELLINGS = {task.spelling for task in HELD.documents} - {""}
# Due dates in words of which a rule makes a day; "Thường xuyên", "Theo tiến độ" stay without one.
IN_WORDS = {
    "Quý III/2022": date(2022, 9, 30),
    "tháng 10/2022": date(2022, 10, 31),
    "năm 2023": date(2023, 12, 31),
}
ITEMS = """
select w.source, c.source_id, w.unit_id, w.opened_on, w.class
from work_item_at(date '2023-12-14') w
join (select case_id, any_value(source_id) as source_id from observation group by case_id) c
    using (case_id)
where role = 'lead'
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> tuple[dict, Path]:
    """The JSON report of the load, by file, and the data directory."""
    data = tmp_path_factory.mktemp("sample") / "data"
    command = [
        sys.executable,
        "-m",
        "etl",
        "load",
        "--manifest",
        SAMPLE_DIR / "manifest.toml",
        "--data",
        data,
        "--json",
    ]
    done = subprocess.run(command, cwd=REPO, capture_output=True, encoding="utf-8", check=True)
    return {report["file"]: report for report in json.loads(done.stdout)["files"]}, data


def test_every_file_is_recognised_and_every_row_accounted_for(loaded):
    reports, _ = loaded
    assert reports.keys() == MANIFEST.keys()
    for name, report in reports.items():
        rows = report["rows"]
        set_aside = [
            row["reason"]
            for row in report["left_out"]
            if row["reason"] in ("denunciation", "information")
        ]
        assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["skipped"], name
        assert rows["loaded"] + len(set_aside) == MANIFEST[name]["rows"], name
        assert (rows["rejected"], report["kind"]) == (0, MANIFEST[name]["kind"]), name
        # a heading that no figure needs; it stays as text and is said so
        assert set(report["undecided"]) <= {"Loại đơn"}, name


def test_only_the_misspelt_units_wait_for_an_answer(loaded):
    reports, _ = loaded
    waiting = {unit["name"] for report in reports.values() for unit in report["unresolved_units"]}
    assert waiting == SPELLINGS


def test_every_lead_item_has_the_class_that_is_true(loaded):
    """Item by item, all three thousand and the dossiers, but for what a source lost for good."""
    _, data = loaded
    newest = max((data / "warehouse").glob("*.duckdb"))
    with duckdb.connect(newest, read_only=True) as db:
        found = Counter(db.execute(ITEMS).fetchall())
    expected, vague = truth()
    assert found.total() == expected.total() >= 3170  # some are received after the last day
    wrong = found - expected
    assert {row[:4] for row in wrong} <= vague.keys()
    # without a date and without a verdict the source cannot contradict the truth, only be silent
    assert all(row[4] in (vague[row[:4]], "done_on_time", "done_unknown") for row in wrong)
    assert 10 < wrong.total() < 60


def truth() -> tuple[Counter, dict]:
    """Every lead item with its class on LAST; and those whose closing the source kept silent on."""
    rows, vague = Counter(), {}
    for source, tasks in (("hscv", HELD.documents), ("giao_viec", HELD.tracked)):
        for task in (task for task in tasks if task.ending != "information"):
            due = IN_WORDS.get(task.due_words, task.due_at(LAST))
            label = outcome(due, task.closed, task.ending == "recalled")
            for unit in task.leads:
                key = (source, task.case_id, owed_by(task.spelling, unit.code), task.opened)
                rows[(*key, label)] += 1
                if task.undated and not task.verdict:
                    vague[key] = label
    for one in HELD.petitions:
        shown = [leg for leg in one.legs if one.letter != "Tố cáo" and leg.received <= LAST]
        for leg in shown:
            label = outcome(leg.due, leg.closed, leg.ending != "done")
            rows["kien_nghi", one.case_id, leg.unit.code, leg.received, label] += 1
    for one in HELD.consultations:
        for reply in one.replies:
            label = outcome(reply.due, reply.replied, False)
            rows["lay_y_kien", one.case_id, reply.unit.code, one.sent, label] += 1
    for one in HELD.dossiers:
        label = outcome(one.due, one.closed, one.ending != "done")
        rows["ho_so_tthc", one.case_id, one.unit.code, one.opened, label] += 1
    return rows, vague


def owed_by(spelling: str, code: str) -> str:
    return f"?{spelling}" if spelling else code


def outcome(due: date | None, closed: date | None, withdrawn: bool) -> str:
    if closed is None or closed > LAST:
        return "open_no_due" if due is None else "open_overdue" if due < LAST else "open_in_term"
    if withdrawn:
        return "withdrawn"
    if due is None:
        return "done_no_due"
    return "done_early" if closed < due else "done_on_time" if closed == due else "done_late"
