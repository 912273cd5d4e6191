"""Each hostile file is refused, in time, for the right reason; whoever asked goes on."""

import json
import time

import pytest

from etl.read import precheck
from etl.read.child import run_limited
from etl.refusal import Refused
from tests import workbooks
from tests.hostile import FAR, HOSTILE, NEAR

SECONDS = 5


def outcome(path, name: str) -> dict:
    """What `precheck` and a limited child make of a file."""
    try:
        precheck(path, name)
        done = run_limited(["-m", "tests.etl.read.probe", str(path), name], file=name)
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("build", "name", "code"), HOSTILE, ids=lambda v: getattr(v, "__name__", v)
)
def test_a_hostile_file_is_refused_in_time_and_by_name(tmp_path, build, name, code):
    path = build(tmp_path / "received")  # uploads are kept without their names
    begin = time.monotonic()
    found = outcome(path, name)
    assert time.monotonic() - begin < SECONDS
    assert found["refused"] == code
    for lang in ("vi", "en"):
        assert name in Refused(code, **found["params"]).message(lang)


def test_the_row_of_a_secret_is_named(tmp_path):
    build, name = next((b, n) for b, n, c in HOSTILE if c == "state_secret")
    assert outcome(build(tmp_path / "x"), name)["params"] == {
        "file": name, "sheet": "Trang 1", "row": 7,
    }  # fmt: skip


def test_what_slips_past_the_scan_dies_in_the_child(tmp_path):
    """A DTD-less comment longer than the scan's first look hides the sheet; the parser then
    asks for 400 GB, and only the child's memory limit is left."""
    hidden = f"<!--{' ' * (1 << 18)}-->"
    path = workbooks.xlsx(tmp_path / "x.xlsx", NEAR + FAR, doctype=hidden)
    assert outcome(path, "x.xlsx")["refused"] == "child_memory"


def test_blank_cells_and_wide_dimensions_are_harmless(tmp_path):
    """Borders down to the last cell of the sheet: the used range is what holds values."""
    styled = FAR.replace("<v>1</v>", "").replace("><", ' s="1"><', 1)
    path = workbooks.xlsx(tmp_path / "x.xlsx", NEAR + styled)
    assert outcome(path, "x.xlsx")["rows"] == [1]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (workbooks.ods_row(workbooks.ods_text("x", 16_384), repeat=1_048_576), "too_many_cells"),
        (
            workbooks.ods_row(workbooks.ods_text("x"))
            + workbooks.ods_row(workbooks.ods_blank(16_384), repeat=1_048_574)
            + workbooks.ods_row(workbooks.ods_blank(16_383), workbooks.ods_text("x")),
            "too_many_cells",
        ),
        # Blanks only, but stored by the parser before it drops them.
        (
            workbooks.ods_row(workbooks.ods_blank(16_383), workbooks.ods_blank()) * 2_000,
            "too_many_cells",
        ),
        # What every LibreOffice sheet ends with.
        (
            workbooks.ods_row(workbooks.ods_text("x"), workbooks.ods_blank(16_383))
            + workbooks.ods_row(workbooks.ods_blank(16_384), repeat=1_048_575),
            None,
        ),
    ],
)
def test_repeat_counts_of_ods(tmp_path, rows, code):
    path = workbooks.ods(tmp_path / "x.ods", {"Bảng": rows})
    assert outcome(path, "x.ods").get("refused") == code


def test_a_far_cell_of_xlsb(tmp_path):
    path = workbooks.xlsb(tmp_path / "x.xlsb", {0: {0: "a"}, 1_048_575: {16_383: "b"}})
    assert outcome(path, "x.xlsb")["refused"] == "too_many_cells"
