"""Runs in the limited child: the product's own child on several files, and looks over its work.

`python -m bench.fuzz.worker FOLDER`: for each entry of FOLDER/batch.json a line of JSON is added
to FOLDER/done.jsonl as soon as it is done, so that a death tells which file it was.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import duckdb

from etl.refusal import Refused
from etl.stage import child


def main(folder: Path) -> None:
    """Every file of the batch, in order."""
    with (folder / "done.jsonl").open("a", encoding="utf-8") as done:
        for entry in json.loads((folder / "batch.json").read_text("utf-8")):
            begin = time.process_time()
            result = one(folder / entry["stored"], entry["name"], folder) | {
                "number": entry["number"]
            }
            result["seconds"] = time.process_time() - begin
            print(json.dumps(result, ensure_ascii=False), file=done, flush=True)
            gc.collect()


def one(path: Path, name: str, folder: Path) -> dict:
    """{"refused"} or {"summary"}; raises AssertionError for a row that has no place."""
    books = []
    reading, child.read = child.read, lambda *a: books.append(_reading(*a)) or books[0]
    out = Path(f"{folder / path.name}.parquet")
    try:
        summary = child.main({"path": str(path), "name": name, "out": str(out)})
        check(books[0].sheets, out, summary)
        return {"summary": summary}
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}
    finally:
        child.read = reading
        out.unlink(missing_ok=True)


_reading = child.read


def check(sheets, out: Path, summary: dict) -> None:
    """Every row that was read is accounted for, and what is loaded of a sheet's row (several
    times where lists stand side by side) is cells of that row, none of them twice."""
    rows = summary["rows"]
    assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["skipped"], rows
    by_name = {sheet.name: sheet.rows for sheet in sheets}
    staged = duckdb.sql(f"select sheet, row, disposition, cells from '{out}'").fetchall()
    assert len(staged) == rows["read"]
    loaded: dict[tuple[str, int], Counter] = defaultdict(Counter)
    for sheet, row, disposition, cells in staged:
        assert 1 <= row <= len(by_name[sheet]), (sheet, row)
        if disposition == "loaded":
            loaded[sheet, row].update(filter(None, cells))
    for (sheet, row), cells in loaded.items():
        assert cells, (sheet, row)
        there = Counter(c.replace("\x1f", " ") for c in by_name[sheet][row - 1])
        assert cells <= there, (sheet, row)


if __name__ == "__main__":
    gc.disable()
    main(Path(sys.argv[1]))
