"""Chốt số liệu: byte-identical papers after any later uploads, and a list of what changed since."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from layout import REPO, SAMPLE_DIR, DataDir
from ledger import Ledger, LedgerNotWritten
from messages import text
from metrics import open_store
from metrics.filters import Filters
from metrics.periods import parse
from reports.__main__ import main
from reports.review import command, freeze, pack
from reports.review.changed import Changed
from reports.review.checklist import Point, checklist
from reports.review.command import asked_for_a_reason, since
from tests.conftest import copied

TASKS = "giao_viec_20231214.xlsx"
HEAD = 3  # its row of headings
EDITS = 50


def run(module: str, *arguments: object) -> str:
    line = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(line, cwd=REPO, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def made(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in pack.NAMES}


@pytest.fixture(scope="module")
def frozen(sample_data, tmp_path_factory) -> tuple[DataDir, str, Path]:
    """2023H2 frozen on a copy of the sample: the directory, the review's id, its papers' folder."""
    root = tmp_path_factory.mktemp("frozen")
    data = DataDir(copied(sample_data, root / "data"))
    out = root / "issued"
    asked = ("--period", "2023H2", "--freeze", "--why", "Họp ngày 20/12", "--out", out, "--json")
    said = json.loads(run("reports", "review", *asked, "--data", data.root))
    return data, said["review_id"], out


@pytest.fixture(scope="module")
def untouched(frozen) -> Changed:
    """What changed since the freeze before anything was loaded or said."""
    data, review_id, _ = frozen
    return since(data, review_id)


@pytest.fixture(scope="module")
def edited(frozen, untouched, tmp_path_factory) -> list[str]:
    """The ids of 50 tasks that a corrected export of the same day gives otherwise: subject, due
    date, unit, day of assignment, or not at all."""
    data, *_ = frozen
    path = tmp_path_factory.mktemp("edited") / TASKS
    ids = edit(SAMPLE_DIR / TASKS, path)
    was = freeze.digest((SAMPLE_DIR / TASKS).read_bytes())
    run("etl", "withdraw", was[:12], "--why", "nạp bản sửa", "--data", data.root)
    told = ("--source", "giao_viec", "--full", "--as-of", "2023-12-14")
    run("etl", "load", path, *told, "--data", data.root)
    return ids


@pytest.fixture(scope="module")
def found(frozen, edited) -> Changed:
    """What changed since the freeze by the corrected export."""
    data, review_id, _ = frozen
    return since(data, review_id)


def edit(source: Path, target: Path) -> list[str]:
    book = load_workbook(source)
    sheet = book.active
    place = {cell.value: cell.column for cell in sheet[HEAD]}
    changed, gone = [], []
    for row in range(HEAD + 1, sheet.max_row + 1):
        cells = {name: sheet.cell(row, column) for name, column in place.items()}
        opened = cells["Ngày giao"].value
        told = isinstance(opened, datetime) and opened >= datetime(2023, 6, 15)
        if not told or cells["Tình trạng"].value == "Nhận để biết" or len(changed) == EDITS:
            continue  # what a unit only takes note of is counted nowhere
        one_of_five(len(changed) % 5, cells, row, gone)
        changed.append(cells["Mã nhiệm vụ"].value)
    for row in reversed(gone):
        sheet.delete_rows(row)
    book.save(target)
    return changed


def one_of_five(kind: int, cells: dict, row: int, gone: list[int]) -> None:
    if kind == 0:
        cells["Nội dung nhiệm vụ"].value += " (sửa)"
    elif kind == 1:
        due = cells["Hạn hiện hành"]
        due.value = datetime(2023, 12, 4 if due.value == datetime(2023, 12, 1) else 1)
    elif kind == 2:
        unit = cells["Đơn vị chủ trì"]
        unit.value = "Thanh tra Sở" if str(unit.value).startswith("V") else "Văn phòng Sở"
    elif kind == 3:
        cells["Ngày giao"].value -= timedelta(days=1)
    else:
        gone.append(row)


def test_freezing_writes_a_manifest_and_keeps_the_papers(frozen):
    data, review_id, out = frozen
    entry = freeze.find(data, review_id)
    fixed = entry.body["manifest"]
    assert {"period", "as_of", "uploads", "ledger", "definitions", "code", "figures",
            "figures_hash"} <= fixed.keys()  # fmt: skip
    assert entry.why == "Họp ngày 20/12" and fixed["ledger"]["seq"] == entry.seq - 1
    assert len(fixed["uploads"]) == 38 and fixed["figures"]["total"][0] > 500
    for file in freeze.issued(data, review_id):
        kept = freeze.issued_path(data, file).read_bytes()
        assert freeze.digest(kept) == file["sha256"] and kept == made(out)[file["name"]]
    Ledger(data.ledger).verify(fixed["ledger"]["hash"])


def test_nothing_changed_right_after_freezing(untouched):
    assert untouched.nothing


def test_fifty_edits_are_all_listed_and_nothing_else(edited, found):
    rows = found.records.rows
    assert len(edited) == EDITS and sorted(row["source_id"] for row in rows) == sorted(edited)
    assert sum(row["became"] == "Không còn" for row in rows) == 10
    due = next(row for row in rows if "Hạn" in row["fields"])
    assert due["old"] != due["new"] and due["file"] == TASKS and due["row"]


def test_every_figure_that_differs_names_the_records_that_moved_it(found):
    assert len(found.figures.rows) > 50
    listed = {row["source_id"] for row in found.records.rows}
    for row in found.figures.rows:
        assert row["old"] != row["new"] or row["key"].startswith(("latency", "changed"))
        assert row["records"] and set(row["moved"].split("; ")) <= listed, row["key"]


def test_a_count_moved_by_as_much_as_its_records_say(found):
    """Only what is gone moves the total of tasks; the units' totals move by what went over."""
    rows = {row["key"]: row for row in found.figures.rows}
    gone = [row["source_id"] for row in found.records.rows if row["code"] == "removed"]
    assert set(gone) <= set(rows["total"]["moved"].split("; "))
    parts = [row for key, row in rows.items() if key.startswith("total:")]
    assert len(parts) > 3
    difference = sum(int(row["new"]) - int(row["old"]) for row in parts)
    assert difference == int(rows["total"]["new"]) - int(rows["total"]["old"]) < 0


def test_the_command_line_prints_the_same_list(frozen, edited, found):
    data, review_id, _ = frozen
    said = run("reports", "frozen-changes", "--frozen", review_id, "--data", data.root)
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["source_id"] for row in rows] == [row["source_id"] for row in found.records.rows]


def test_the_same_bytes_after_correcting_deleting_and_renaming(frozen, found, tmp_path):
    """Re-uploads: a corrected list (without ten of its rows), one under a new name, one that is
    shorter; then a comment and another letterhead."""
    data, review_id, out = frozen
    renamed = tmp_path / "danh_sach_moi.xlsx"
    shutil.copy(SAMPLE_DIR / "kien_nghi_20230614.xlsx", renamed)
    run(
        "etl",
        "load",
        renamed,
        "--source",
        "kien_nghi",
        "--as-of",
        "2023-06-14",
        "--data",
        data.root,
    )
    fewer = tmp_path / "lay_y_kien_20231214.xlsx"
    book = load_workbook(SAMPLE_DIR / fewer.name)
    book.active.delete_rows(20, 5)
    book.save(fewer)
    told = ("--source", "lay_y_kien", "--full", "--as-of", "2023-12-15")
    run("etl", "load", fewer, *told, "--data", data.root)
    said = {"period": "2023H2", "section": "summary", "text": "Viết sau khi chốt"}
    Ledger(data.ledger).append("comment_kept", said, who="vp")
    place = {"name": "paper.place", "value": "Nơi khác"}
    Ledger(data.ledger).append("setting", place, who="vp")
    asked = ("--frozen", review_id, "--out", tmp_path / "again", "--json")
    said = json.loads(run("reports", "review", *asked, "--data", data.root))
    assert said["differing"] == [] and said["same_code"]
    assert made(tmp_path / "again") == made(out)


def test_without_freeze_nothing_is_written(own_data, tmp_path):
    before = Ledger(DataDir(own_data).ledger).head()
    run("reports", "review", "--period", "2023H1", "--out", tmp_path / "out", "--data", own_data)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(
        [*pack.NAMES, pack.OUTSIDE]
    )
    assert Ledger(DataDir(own_data).ledger).head() == before


def test_points_that_do_not_hold_need_a_reason(own_data):
    data = DataDir(own_data)
    points = [{"code": "fresh", "holds": False, "found": "", "page": "upload"}]
    with pytest.raises(freeze.NotFrozen, match="lý do"):
        freeze.freeze(
            data, parse("2023H1"), parse("2023H1").last, who="vp", why=" ", checked=points
        )
    assert not freeze.frozen(data)


@pytest.mark.parametrize("why", [(), ("--why", "  ")])
def test_the_command_names_the_open_points_and_asks_why(own_data, tmp_path, capsys, why):
    out = tmp_path / "out"
    asked = ["review", "--period", "2023H2", "--freeze", "--out", str(out), "--data", str(own_data)]
    before = Ledger(DataDir(own_data).ledger).head()
    assert main([*asked, *why]) == 2
    said = capsys.readouterr().err
    *listed, how = said.strip().split("\n")
    points = checklist(
        open_store(DataDir(own_data)), Filters(parse("2023H2").last, parse("2023H2"))
    )
    left = [point for point in points if not point.holds]
    assert len(left) == len(listed) > 1
    for point, line in zip(left, listed, strict=True):
        assert line == f"Chưa đạt: {point.title}: {point.found}"
    assert '--why "lý do"' in how
    assert not out.exists() and Ledger(DataDir(own_data).ledger).head() == before


@pytest.mark.parametrize(
    ("holds", "why", "refused"),
    [((), "", False), ((True,), "", False), ((True, False), "", True), ((False,), "\n", True),
     ((False, False), "Họp ngày mai", False)],
)  # fmt: skip
def test_a_reason_is_asked_for_open_points_only(holds, why, refused):
    points = [Point("fresh", one, "", "upload") for one in holds]
    with pytest.raises(freeze.NotFrozen) if refused else nullcontext():
        asked_for_a_reason(points, why)


def test_the_checklist_says_what_was_found_and_where(sample_data):
    points = checklist(
        open_store(DataDir(sample_data)), Filters(parse("2023H2").last, parse("2023H2"))
    )
    found = {point.code: point for point in points}
    assert found["fresh"].holds and not found["names_unit"].holds
    assert found["names_unit"].page == "names" and "tên chờ" in found["names_unit"].found
    assert {"reports", "objections", "corrections", "rejected"} <= found.keys()


NO_ISSUE = """create trigger stopped before insert on entry when new.kind = 'review_issued'
    begin select raise(abort, 'stopped'); end;"""


def test_a_freeze_that_is_stopped_half_way_leaves_nothing_half_done(own_data, monkeypatch):
    """The entry with the papers cannot be written: neither does the one of the freeze stand."""
    data, half = DataDir(own_data), parse("2023H1")
    monkeypatch.setattr(freeze, "state_at", lambda data, _seq: freeze.present(data))
    monkeypatch.setattr(freeze, "papers", lambda *_: dict.fromkeys(pack.NAMES, b"%PDF-"))
    asked = {"who": "vp", "why": "Họp", "checked": []}
    with closing(sqlite3.connect(data.ledger)) as db:
        db.executescript(NO_ISSUE)
    before = Ledger(data.ledger).head()
    with pytest.raises(LedgerNotWritten, match="stopped"):
        freeze.freeze(data, half, half.last, **asked)
    assert Ledger(data.ledger).head() == before and not freeze.frozen(data)
    with closing(sqlite3.connect(data.ledger)) as db:
        db.execute("drop trigger stopped")
    fixed, files = freeze.freeze(data, half, half.last, **asked)
    assert [file["name"] for file in freeze.issued(data, fixed["review_id"])] == list(files)
    assert freeze.differing(data, fixed["review_id"], files) == []


def test_papers_that_were_never_issued_are_not_said_to_differ(tmp_path, monkeypatch, capsys):
    """As a process that died between the two entries left it, when they were written apart."""
    data = DataDir(tmp_path)
    body = {"review_id": "2023H1-x", "manifest": {"code": "của bản trước"}}
    Ledger(data.ledger).append(freeze.FROZEN, body, who="vp")
    monkeypatch.setattr(freeze, "again", lambda *_: (None, None, None))
    monkeypatch.setattr(pack, "papers", lambda *_: dict.fromkeys(pack.NAMES, b"%PDF-"))
    said, *_ = command._again(data, "2023H1-x", lambda *_: None)
    assert said["differing"] is None
    assert capsys.readouterr().err.strip() == text("freeze.none_issued", id="2023H1-x")


def test_no_such_review(sample_data):
    with pytest.raises(freeze.NotFrozen, match="2099"):
        freeze.find(DataDir(sample_data), "2099H1-x")
