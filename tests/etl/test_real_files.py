"""Real exports from file to figure, through the real commands; hostile files through the same door.

What is expected is worked out here from the files by other libraries (openpyxl, csv), not by ours.
"""

import csv
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from layout import REPO, DataDir
from metrics import Store, open_store
from metrics.filters import Filters
from metrics.measure import settlement
from metrics.periods import Period, following, parse
from tests import hostile

TRACKER = "ministry_2017/Danhmucnhiemvu120417053102.xlsx"
AS_OF = date(2017, 4, 12)
BOSTON = """kind = "petitions"
[columns]
source_id = "CASE_ENQUIRY_ID"
unit = "Department"
opened_on = "OPEN_DT"
due_on = "TARGET_DT"
closed_on = "CLOSED_DT"
source_status = "OnTime_Status"
"""
SLOW_SECONDS = 30  # far above the 5 s of the requirement: a crowded machine is no fault of ours


def run(module: str, *arguments: object) -> subprocess.CompletedProcess:
    """One of our commands, as a person would run it."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=REPO, capture_output=True, text=True, timeout=120)


def load(data: Path, *arguments: object) -> tuple[list[dict], int]:
    """The reports of a load, and its exit status."""
    done = run("etl", "load", *arguments, "--data", data, "--json")
    assert done.stdout, done.stderr
    return json.loads(done.stdout)["files"], done.returncode


def report(data: Path, *arguments: object) -> dict:
    done = run("reports", *arguments, "--data", data, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Loaded:
    """A data directory, the file in it, and what the load said of it."""

    data: Path
    file: Path
    said: dict


def loaded(exports: Path, name: str, data: Path, *arguments: object) -> Loaded:
    (said,), status = load(data, exports / name, *arguments)
    assert (said["status"], status) == ("loaded", 0)
    return Loaded(data, exports / name, said)


@pytest.fixture(scope="module")
def tracker(exports, tmp_path_factory) -> Loaded:
    data = tmp_path_factory.mktemp("tracker") / "data"
    return loaded(exports, TRACKER, data, "--as-of", AS_OF)


@pytest.fixture(scope="module")
def boston(exports, tmp_path_factory) -> Loaded:
    folder = tmp_path_factory.mktemp("boston")
    profile = folder / "boston.toml"
    profile.write_text(BOSTON, "utf-8")
    return loaded(
        exports,
        "boston_311/raw_sample.csv",
        folder / "data",
        "--profile",
        profile,
        "--source",
        "311",
    )


# --- a ministry's tracker -------------------------------------------------------------------------


def sheet(path: Path) -> list[dict]:
    """The first sheet as another library reads it, by heading."""
    head, *rows = openpyxl.load_workbook(path, read_only=True).active.values
    return [dict(zip(head, row, strict=True)) for row in rows]


def due_day(cell: object) -> date | None:
    """Tracker's due dates are text, dd/mm/yyyy."""
    return datetime.strptime(cell.strip(), "%d/%m/%Y").date() if cell else None


def test_every_task_of_the_tracker_is_a_case(tracker):
    assert tracker.said["rows"] == {"read": 430, "loaded": 429, "rejected": 0, "skipped": 1}
    assert tracker.said["cases"] == 429
    assert tracker.said["as_of"] == "2017-04-12"


def test_the_trackers_own_statuses_come_out_as_they_went_in(tracker):
    said = report(tracker.data, "settlement", "--by", "source_status", "--per", "case")
    counted = {row["source_status"]: row["total"] for row in said["rows"]}
    assert sorted(counted.values(), reverse=True) == [305, 72, 29, 13, 10]
    assert counted == Counter(row["Trạng thái"] for row in sheet(tracker.file))
    assert said["total"]["total"] == 429


def test_overdue_is_what_is_open_and_due_before_the_day(tracker):
    """Worked out from the dates alone, then from the tracker's own verdict: both are ours."""
    rows = sheet(tracker.file)
    still_open = [row for row in rows if not row["Trạng thái"].startswith("Đã hoàn thành")]
    late = [row for row in still_open if (due := due_day(row["Thời hạn HT"])) and due < AS_OF]
    total = report(tracker.data, "settlement", "--per", "case")["total"]
    assert total["open_overdue"] == len(late) == 72
    assert all(row["Trạng thái"] == "Đang thực hiện (quá hạn)" for row in late)
    assert sum(total[name] for name in total if name.startswith("open_")) == len(still_open)


def test_every_item_behind_the_figure_names_its_row(tracker):
    """The rows of the list are those of the sheet, one for each unit that has the lead."""
    wanted = {
        number
        for number, row in enumerate(sheet(tracker.file), start=2)
        if row["Trạng thái"] == "Đang thực hiện (quá hạn)"
    }
    listed = report(tracker.data, "rows", "--count", "open_overdue")["rows"]
    assert {row["row"] for row in listed} == wanted
    assert {(row["file"], row["sheet"]) for row in listed} == {(tracker.file.name, "Sheet1")}


# Every file of the ministry: what became of it, rows read and loaded, cases; or why it was refused.
MINISTRY = {
    "Danhmucbaocao030417011804": (57, 56, "2017-04-03"),
    "Danhmucnhiemvu050417090944": (72, 71, "2017-04-05"),
    "Danhmucnhiemvu110417055653": (185, 184, "2017-04-11"),
    "Danhmucnhiemvu120417053102": (430, 429, "2017-04-12"),
    "ban_nhap_tay_so_theo_doi": (64, 53, "2017-01-20"),
    "Danhmucnhiemvu040517105609": (55, 54, "2017-05-04"),  # a title, then data: no headings
    "Danhmucnhiemvu070417063710": "shifted_columns",
    "danh_muc_don_vi": (260, 238, "1990-01-01"),  # several lists side by side
    "Baocaodonvi050417042132": (20, 15, "2017-04-05"),  # published totals per unit
    "Baocaodonvi200417105043": (121, 115, "2017-04-20"),
    "export-data-300317032529": (3, 1, "2017-03-30"),
}


def test_every_file_of_the_ministry_loads_or_says_why_not(exports, tmp_path):
    paths = sorted((exports / "ministry_2017").glob("*.xlsx"))
    said, status = load(tmp_path / "data", *paths)
    assert status == 1
    assert {Path(one["file"]).stem: outcome(one) for one in said} == MINISTRY
    for one in said:
        if one["status"] == "loaded":
            rows = one["rows"]
            assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["skipped"]
            assert len(one["left_out"]) == rows["rejected"] + rows["skipped"]
            assert all(row["reason"] for row in one["left_out"])
        else:
            assert one["message"]
    kept = {path.name for path in (tmp_path / "data" / "uploads").iterdir()}
    assert kept == {one["upload"] for one in said if one["status"] == "loaded"}


def outcome(one: dict) -> tuple | str:
    if one["status"] == "refused":
        return one["refused"]
    return one["rows"]["read"], one["rows"]["loaded"], one["as_of"]


# --- a city's requests ----------------------------------------------------------------------------


def test_the_citys_verdict_is_ours_wherever_it_gave_one(boston):
    """By the moments alone: the label is kept and not asked."""
    with boston.file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = {row["source_id"]: row for row in report(boston.data, "rows")["rows"]}
    assert len(ours) == len(rows) == boston.said["cases"] == 4995
    judged = [row for row in rows if row["TARGET_DT"] and row["OnTime_Status"]]
    differ = [
        row for row in judged if on_time(ours[row["CASE_ENQUIRY_ID"]]) != row["OnTime_Status"]
    ]
    assert (len(judged), differ) == (4995 - 711 - 1, [])


def on_time(item: dict) -> str:
    """The class in the city's words."""
    assert item["basis"] == "dates"
    return {"done_early": "ONTIME", "done_on_time": "ONTIME", "done_late": "OVERDUE"}[item["class"]]


def test_without_a_target_there_is_no_verdict(boston):
    """The city calls those on time; and one request it gave no verdict was closed late."""
    total = report(boston.data, "settlement")["total"]
    done = {name: n for name, n in total.items() if name.startswith(("done_", "open_")) and n}
    assert done["done_no_due"] == 711
    assert done["done_late"] == 474 + 1
    assert done["done_early"] + done["done_on_time"] == 4520 - 711
    assert sum(done.values()) == total["total"] == 4995


# --- the settlement table closes ------------------------------------------------------------------

PERIODS = [
    ("tracker", "2017M03", 3),
    ("boston", "2015H1", 20),
    ("boston", "2015Y", 9),
    ("sample", "2021H2", 5),
    ("sample", "2021Q4-calendar", 9),
    ("sample", "2022M01", 24),
]


@pytest.fixture(scope="module")
def stores(tracker, boston, sample_data) -> dict[str, Store]:
    folders = {"tracker": tracker.data, "boston": boston.data, "sample": sample_data}
    return {name: open_store(DataDir(folder)) for name, folder in folders.items()}


def successive(first: str, number: int) -> Iterator[Period]:
    period = parse(first)
    for _ in range(number):
        yield period
        period = following(period)


def by_unit(store: Store, period: Period, roles: tuple[str, ...]) -> dict[str, dict]:
    now = Filters(as_of=period.last, period=period, roles=roles)
    return {row["unit"]: row for row in settlement(store, now, "unit")}


@pytest.mark.parametrize("roles", [("lead",), ()], ids=["lead", "all roles"])
@pytest.mark.parametrize(("name", "first", "number"), PERIODS)
def test_what_a_period_leaves_is_what_the_next_one_finds(stores, name, first, number, roles):
    """T = O + N = D + W + P for every unit, and its P of a period is its O of the next."""
    left: dict[str, int] | None = None
    for period in successive(first, number):
        units = by_unit(stores[name], period, roles)
        for unit, row in units.items():
            assert row["total"] == row["carried_over"] + row["received"], (period, unit)
            assert row["total"] == settled(row) + pending(row), (period, unit)
        found = {unit: n for unit, row in units.items() if (n := row["carried_over"])}
        assert left is None or found == left, period
        left = {unit: n for unit, row in units.items() if (n := pending(row))}
    assert left is not None


@pytest.mark.parametrize(("name", "first", "number"), PERIODS)
def test_cases_carry_over_as_items_do(stores, name, first, number):
    """Each case counted once: what a period leaves open is what the next one finds."""
    totals = [
        settlement(stores[name], Filters(as_of=period.last, period=period, per="case"))[0]
        for period in successive(first, number)
    ]
    found = [row["carried_over"] for row in totals]
    assert [pending(row) for row in totals][:-1] == found[1:]


def settled(row: dict) -> int:
    return row["withdrawn"] + sum(n for name, n in row.items() if name.startswith("done_"))


def pending(row: dict) -> int:
    return sum(n for name, n in row.items() if name.startswith("open_"))


# --- hostile files --------------------------------------------------------------------------------

HOSTILE = [
    (hostile.far_cell, "mot-o-xa.xlsx", "too_many_cells"),
    (hostile.inflating_sheet, "phinh.xlsx", "inflates"),
    (hostile.not_a_zip, "khong-phai-zip.xlsx", "unknown_content"),
    (hostile.pdf, "cong-van.xlsx", "wrong_content"),
    (hostile.password_xlsx, "mat-khau.xlsx", "password"),
    (hostile.empty, "rong.xlsx", "empty"),
    (hostile.secret, "mat.xlsx", "state_secret"),
]


@pytest.mark.parametrize(("build", "name", "code"), HOSTILE, ids=[name for _, name, _ in HOSTILE])
def test_a_hostile_file_is_refused_and_nothing_of_it_kept(tmp_path, build, name, code):
    path, data = build(tmp_path / name), tmp_path / "data"
    begin = time.monotonic()
    (said,), status = load(data, path)
    seconds = time.monotonic() - begin
    print(
        f"{name}: refused in {seconds:.1f} s, the start of Python and DuckDB included (limit 5 s)"
    )
    assert seconds < SLOW_SECONDS
    assert (status, said["status"], said["refused"]) == (1, "refused", code)
    assert name in said["message"] and "Traceback" not in said["message"]
    assert not list((data / "uploads").glob("*")) and not list((data / "staging").glob("*"))


def test_hostile_files_do_not_keep_a_good_one_out(exports, tmp_path):
    """One drop with all of them and one good export: that one loads, each other says why not."""
    bad = [
        build(tmp_path / name) for build, name, _ in HOSTILE if build is not hostile.inflating_sheet
    ]
    good = exports / "ministry_2017" / "Danhmucnhiemvu050417090944.xlsx"
    said, status = load(tmp_path / "data", *bad, good)
    assert status == 1
    assert [one["status"] for one in said] == ["refused"] * len(bad) + ["loaded"]
    assert report(tmp_path / "data", "settlement", "--per", "case")["total"]["total"] == 71
