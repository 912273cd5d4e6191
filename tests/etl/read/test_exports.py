"""Real exports and parser torture files: each is read, or refused with a reason."""

import csv
import json

import openpyxl
import pytest

from etl.read.cells import cell_text
from etl.read.child import run_limited
from etl.read.reader import read
from etl.stage.screen import screen_sheets

READABLE = {".xlsx", ".xls", ".csv", ".txt"}
FOLDERS = {"boston_311": 1, "dak_lak_2026": 1, "legacy_encodings": 12, "messy": 90,
           "ministry_2017": 11}  # fmt: skip
# What the README of the exports and the files themselves say: (rows, longest row).
SIZES = {
    "ministry_2017/Danhmucnhiemvu120417053102.xlsx": (430, 9),
    "dak_lak_2026/ke_hoach.csv": (28, 19),
    "boston_311/raw_sample.csv": (4_996, 35),
    "messy/latin1.csv": (3, 2),
    "messy/blank-rows-multiple.csv": (3, 3),
    "messy/skip-rows.xlsx": (4, 2),
}


def files(exports, folder: str):
    return sorted(f for f in (exports / folder).rglob("*") if f.suffix in READABLE)


@pytest.mark.parametrize(("folder", "number"), FOLDERS.items())
def test_every_real_file_is_read(exports, folder, number):
    """In this process, for speed: one of them goes through the child below."""
    found = files(exports, folder)
    assert len(found) == number
    for path in found:
        book = read(path, path.name)
        screen_sheets(book.sheets)
        assert book.sheets, path.name


def test_one_goes_through_the_child(exports):
    path = exports / "ministry_2017" / "Danhmucnhiemvu120417053102.xlsx"
    done = run_limited(["-m", "tests.etl.read.probe", str(path), path.name])
    assert json.loads(done.stdout)["rows"] == [430]


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_sizes(exports, name, size):
    path = exports / name
    rows = read(path, path.name).sheets[0].rows
    assert (len(rows), max(map(len, rows))) == size


def test_a_clean_csv_reads_as_the_standard_library_reads_it(exports):
    path = exports / "boston_311" / "raw_sample.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = [[c.strip() for c in row] for row in csv.reader(file)]
    assert read(path, path.name).sheets[0].rows == expected


def test_a_workbook_holds_what_another_library_reads(exports):
    path = exports / "ministry_2017" / "Danhmucnhiemvu120417053102.xlsx"
    sheet = openpyxl.load_workbook(path).active
    expected = [[cell_text(value) for value in row] for row in sheet.values]
    found = read(path, path.name).sheets[0].rows
    assert [[c.replace("\r\n", "\n") for c in row] for row in found] == expected
