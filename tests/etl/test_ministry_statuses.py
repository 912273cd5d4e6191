"""Every status of a ministry's lists of tasks is counted as in the file, and in each its rows.

The numbers were counted by hand in the files; openpyxl counts them again here, by the column in
which they stand and not by its heading. Ours are what stands in the warehouse after a real load.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from layout import REPO, DataDir
from metrics import Store, open_store

# File -> column and first row of the statuses (from 0), and how often each stands there.
STATUSES = {
    "Danhmucbaocao030417011804": (8, 1, {
        "Chưa hoàn thành (trong hạn)": 46, "Chưa hoàn thành (quá hạn)": 5,
        "Đã hoàn thành (đúng hạn)": 3, "Đã hoàn thành (quá hạn)": 2,
    }),
    "Danhmucnhiemvu050417090944": (6, 1, {
        "Chưa hoàn thành (trong hạn)": 54, "Chưa hoàn thành (quá hạn)": 13,
        "Sắp hết hạn (7 ngày)": 2, "Đã hoàn thành (quá hạn)": 2,
    }),
    "Danhmucnhiemvu070417063710": (3, 1, {  # under the heading of the units
        "Chưa hoàn thành (trong hạn)": 59, "Chưa hoàn thành (quá hạn)": 12,
        "Sắp hết hạn (7 ngày)": 3, "Đã hoàn thành (quá hạn)": 2, "Đã hoàn thành (đúng hạn)": 1,
    }),
    "Danhmucnhiemvu110417055653": (6, 1, {
        "Đang thực hiện (trong hạn)": 118, "Đang thực hiện (quá hạn)": 53,
        "Sắp hết hạn (7 ngày)": 9, "Đã hoàn thành (quá hạn)": 3, "Đã hoàn thành (đúng hạn)": 1,
    }),
    "Danhmucnhiemvu120417053102": (6, 1, {
        "Đang thực hiện (trong hạn)": 305, "Đang thực hiện (quá hạn)": 72,
        "Đã hoàn thành (đúng hạn)": 29, "Đã hoàn thành (quá hạn)": 13, "Sắp hết hạn (7 ngày)": 10,
    }),
    "Danhmucnhiemvu040517105609": (8, 1, {  # under no heading at all
        "Đang thực hiện (trong hạn)": 29, "Đang thực hiện (quá hạn)": 16,
        "Đã hoàn thành (đúng hạn)": 5, "Đã hoàn thành (quá hạn)": 4,
    }),
    "ban_nhap_tay_so_theo_doi": (11, 1, {}),  # «Đánh giá» was never filled in
}  # fmt: skip
ROWS = dict(zip(STATUSES, (56, 71, 77, 184, 429, 54, 53), strict=True))


@pytest.fixture(scope="module")
def files(exports: Path) -> dict[str, Path]:
    return {name: exports / "ministry_2017" / f"{name}.xlsx" for name in STATUSES}


@pytest.fixture(scope="module")
def store(files, tmp_path_factory) -> Store:
    """All lists through the command line, each a source of its own, corrections accepted."""
    folder = tmp_path_factory.mktemp("statuses")
    listed = "".join(
        f'[[file]]\nname = "{path.name}"\npath = "{path}"\nsource = "{name}"\n'
        "accept_proposal = true\n"
        for name, path in files.items()
    )
    (folder / "m.toml").write_text(listed, "utf-8")
    command = ["-m", "etl", "load", "--manifest", folder / "m.toml", "--data", folder / "data"]
    done = subprocess.run(
        [sys.executable, *command, "--json"], cwd=REPO, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    for one in json.loads(done.stdout)["files"]:
        rows = one["rows"]
        assert rows["loaded"] == ROWS[Path(one["file"]).stem]
        assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["skipped"]
    return open_store(DataDir(folder / "data"))


def statuses(path: Path, column: int, first: int) -> Counter:
    """The cells of one column, as another library reads them."""
    rows = list(openpyxl.load_workbook(path, read_only=True).worksheets[0].values)
    return Counter(row[column].strip() for row in rows[first:] if row[column])


@pytest.mark.parametrize("name", STATUSES)
def test_every_status_is_counted_as_in_the_file(store, files, name):
    column, first, expected = STATUSES[name]
    assert statuses(files[name], column, first) == expected
    found = store.query(
        "select o.source_status, count(*) as n from observation o join upload u using (upload_no)"
        " where u.name = $name group by all",
        {"name": f"{name}.xlsx"},
    )
    counted = {row["source_status"]: row["n"] for row in found}
    assert counted.pop("", 0) == ROWS[name] - sum(expected.values())
    assert counted == expected
