"""The shipped files: what the command makes, nothing else, and safe to open."""

import csv
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from etl.sample import write_sample
from etl.sample.exports import exports
from etl.sample.history import history
from etl.uploads import WORK_KINDS
from layout import REPO, SAMPLE_DIR

MANIFEST = tomllib.loads((SAMPLE_DIR / "manifest.toml").read_text(encoding="utf-8"))["file"]
NAMES = [entry["name"] for entry in MANIFEST]


def contents(path: Path) -> dict[str, bytes]:
    """A workbook by its unzipped members: how tightly zlib packs differs between machines."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_shipped_files_are_what_the_command_makes(tmp_path):
    """Made by another process, under another hash seed, time zone and language."""
    settings = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"}
    code = "import sys, pathlib, etl.sample as s; s.write_sample(pathlib.Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=True,
        cwd=REPO,
        env={**os.environ, **settings},
    )
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {path.name for path in SAMPLE_DIR.iterdir()} - {"README.md"}
    for name in sorted(made):
        assert contents(tmp_path / name) == contents(SAMPLE_DIR / name), name


def test_the_manifest_lists_every_file_once():
    shipped = {path.name for path in SAMPLE_DIR.iterdir()} - {"README.md", "manifest.toml"}
    assert len(NAMES) == len(set(NAMES)) and set(NAMES) == shipped
    assert 30 <= len(NAMES) <= 40
    assert sum(path.stat().st_size for path in SAMPLE_DIR.iterdir()) < 2_500_000


@pytest.mark.parametrize("entry", MANIFEST, ids=NAMES)
def test_the_date_of_an_export_is_in_its_name(entry):
    if entry["kind"] in ("units", "people"):
        return
    assert entry["as_of"].replace("-", "") in entry["name"]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".xlsx")])
def test_no_cell_is_a_formula_a_link_or_a_secret(name):
    sheets = {
        part: data.decode()
        for part, data in contents(SAMPLE_DIR / name).items()
        if part.startswith("xl/")
    }
    assert not any("<f>" in text or "hyperlink" in text for text in sheets.values())
    assert "Mật" not in "".join(sheets.values())


def test_every_source_has_its_last_export_on_the_last_day():
    work = [entry for entry in MANIFEST if entry["kind"] in WORK_KINDS]
    last = {entry["source"]: entry["as_of"] for entry in work}
    assert last == {
        "hscv": "2023-12-14",
        "giao_viec": "2023-12-14",
        "kien_nghi": "2023-12-14",
        "lay_y_kien": "2023-12-14",
        "ho_so_tthc": "2023-12-14",
    }


def rows_of(name: str, **options) -> list[list]:
    if name.endswith(".csv"):
        with (SAMPLE_DIR / name).open(newline="", encoding=options["encoding"]) as stream:
            return list(csv.reader(stream, delimiter=options["delimiter"]))
    book = CalamineWorkbook.from_path(str(SAMPLE_DIR / name))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.parametrize(
    ("name", "options", "header_row", "id_column"),
    [
        ("hscv_nhiem_vu_20230614.xlsx", {}, 7, 1),
        ("hscv_nhiem_vu_20220914.csv", {"encoding": "utf-8-sig", "delimiter": ";"}, 1, 1),
        ("giao_viec_20230524.xlsx", {}, 3, 1),
        ("kien_nghi_20220614.csv", {"encoding": "utf-8-sig", "delimiter": ";"}, 1, 1),
        ("kien_nghi_20221214.csv", {"encoding": "utf-16", "delimiter": "\t"}, 6, 1),
        ("kien_nghi_20231214.csv", {"encoding": "utf-8", "delimiter": ","}, 1, 1),
        ("lay_y_kien_20231214.xlsx", {}, 6, 1),
    ],
)
def test_layouts_and_the_rows_the_manifest_promises(name, options, header_row, id_column):
    rows = rows_of(name, **options)
    headings = rows[header_row - 1]
    assert headings[0] in ("STT", "TT", "")
    marks = ("PGV-", "NV-", "KN2", "LYK-")
    records = [
        row
        for row in rows[header_row:]
        if len(row) > id_column and any(mark in str(row[id_column]) for mark in marks)
    ]
    assert len(records) == next(e["rows"] for e in MANIFEST if e["name"] == name)


def test_weekly_exports_show_the_same_task_at_different_moments():
    """Due dates move between exports and closing dates appear: versions to keep."""
    seen = [{row[1]: row for row in rows_of(name)} for name in NAMES if "giao_viec_2023" in name]
    assert len(seen) == 6  # five weeks, and the end of the year
    both = seen[0].keys() & seen[4].keys()
    moved = [key for key in both if seen[0][key][10] != seen[4][key][10]]
    finished = [key for key in both if not seen[0][key][11] and seen[4][key][11]]
    gone = seen[3].keys() - seen[4].keys()
    assert moved and len(finished) > 5 and 1 <= len(gone - {""}) <= 5


@pytest.mark.parametrize("items", [1, 100])
def test_other_sizes_work(tmp_path, items):
    assert len(write_sample(tmp_path, items=items, seed=3)) == len(NAMES) + 1


def test_streamed_workbooks_hold_the_same_cells(tmp_path):
    for large in (False, True):
        for export in exports(history(200, 3), large=large):
            export.write(tmp_path / f"{large}_{export.name}")
    for name in (name for name in NAMES if name.endswith(".xlsx")):
        plain, streamed = (
            CalamineWorkbook.from_path(str(tmp_path / f"{large}_{name}"))
            .get_sheet_by_index(0)
            .to_python()
            for large in (False, True)
        )
        assert plain == streamed, name
