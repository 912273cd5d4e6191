"""A short seeded run of the fuzzer over the shipped sample, and that it would notice a breach."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import duckdb
import pytest

from bench.fuzz.__main__ import HANG_SECONDS, fuzz
from bench.fuzz.mutate import ANY, TEXT, ZIP, mutated
from bench.fuzz.worker import check
from etl.read import Sheet
from etl.read.child import run_limited
from layout import SAMPLE_DIR

SMALL = ["lay_y_kien_20220614.xlsx", "kien_nghi_20220614.csv", "don_vi.xlsx", "can_bo.xlsx"]


def test_broken_copies_of_the_sample_are_read_or_refused():
    tally = fuzz([SAMPLE_DIR / name for name in SMALL], copies=30, seed=7)
    assert (tally.breaches, sum(tally.ends.values())) == ([], 30)
    assert tally.ends["loaded"] >= 5 and tally.rows > 100, "copies too broken prove nothing"
    assert sum(n for end, n in tally.ends.items() if end.startswith("refused")) >= 5


@pytest.mark.parametrize("name", SMALL[:2])
def test_a_seed_gives_the_same_copies(name):
    data = (SAMPLE_DIR / name).read_bytes()
    copies = [[mutated(data, Random(f"7-{n}")) for n in range(8)] for _ in range(2)]
    assert copies[0] == copies[1]
    assert len({copy for copy, _ in copies[0]}) == 8


@pytest.mark.parametrize("mutation", {*ANY, *TEXT, *ZIP}, ids=lambda m: m.__name__)
def test_every_mutation_changes_something(mutation):
    name = SMALL[0] if mutation in ZIP else SMALL[1]
    data = (SAMPLE_DIR / name).read_bytes()
    assert any(mutation(data, Random(n)) != data for n in range(5))


SHEETS = [Sheet("x", False, [["a"], ["b"], []])]
STAGED = [("x", 1, "skipped", ["a"]), ("x", 2, "loaded", ["b"]), ("x", 3, "skipped", [])]


@pytest.mark.parametrize(
    ("rows", "staged"),
    [
        ((3, 2, 0, 0), STAGED),  # a row lost
        ((2, 1, 0, 1), STAGED),  # a row uncounted
        ((3, 1, 0, 2), [*STAGED[:2], ("x", 4, "skipped", [])]),  # a row that is not there
        ((3, 2, 0, 1), [*STAGED[:2], STAGED[1]]),  # a row twice
        ((3, 1, 0, 2), [STAGED[0], ("x", 2, "loaded", ["c"]), STAGED[2]]),  # other cells
        ((3, 1, 0, 2), STAGED),
    ],
)
def test_a_row_without_a_place_is_noticed(tmp_path, rows, staged):
    db = duckdb.connect()
    db.execute("create table t (sheet varchar, row int, disposition varchar, cells varchar[])")
    db.executemany("insert into t values (?, ?, ?, ?)", staged)
    db.execute(f"copy t to '{tmp_path / 'x.parquet'}' (format parquet)")
    counts = dict(zip(("read", "loaded", "rejected", "skipped"), rows))
    if staged == STAGED and rows == (3, 1, 0, 2):
        check(SHEETS, tmp_path / "x.parquet", {"rows": counts})
        return
    with pytest.raises(AssertionError):
        check(SHEETS, tmp_path / "x.parquet", {"rows": counts})


def test_every_torture_file_is_read_or_refused_without_losing_a_row(exports, tmp_path):
    """`messy/` of the real exports, unbroken, through the product's child under its limits."""
    files = [f for f in sorted((exports / "messy").iterdir()) if not f.name.startswith("LICENSE")]
    batch = [{"number": n, "name": f.name, "stored": str(f)} for n, f in enumerate(files)]
    found = worked(tmp_path, batch)
    assert len(found) == len(files) == 90
    assert max(one["seconds"] for one in found) < HANG_SECONDS
    ends = Counter(one.get("refused", "loaded") for one in found)
    assert ends["loaded"] + ends["unrecognised"] + ends["empty"] + ends["question"] == 90, ends


def worked(folder: Path, batch: list[dict]) -> list[dict]:
    """What the worker's child, which checks each row's place, says of the files."""
    (folder / "batch.json").write_text(json.dumps(batch), "utf-8")
    run_limited(["-m", "bench.fuzz.worker", str(folder)])
    return [json.loads(line) for line in (folder / "done.jsonl").read_text("utf-8").splitlines()]
