"""What recognition costs on top of reading the cells, in the same run and process.

    python -m bench.recognise [--rows 100000]

Reads a task list of 15 columns into text cells as the child does, then recognises it: sheet,
header, kind, columns with their evidence, and what every row is. Prints seconds and the ratio; the
limit is 30% (the median of several runs, read and recognised in turn).
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.load import make
from etl.read.reader import read
from etl.recognise import recognise

LIMIT = 0.30


def measure(path: Path) -> tuple[float, float]:
    """Seconds to read the cells and to recognise them."""
    start = time.perf_counter()
    book = read(path, path.name)
    middle = time.perf_counter()
    (table,) = recognise(book.sheets, file_name=path.name, kind=None, profile=None)
    end = time.perf_counter()
    print(f"read {middle - start:.2f} s, recognise {end - middle:.2f} s, {table.last_row} rows")
    return middle - start, end - middle


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    gc.disable()  # as the child does
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nhiem_vu_20230614.xlsx"
        make(path, options.rows)
        ratio = median(recognised / reading for reading, recognised in
                       (measure(path) for _ in range(options.runs)))  # fmt: skip
    print(f"recognition costs {ratio:.0%} on top of reading (limit {LIMIT:.0%})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
