"""The limited child process: one received file -> Parquet and a summary, or a refusal.

`python -m etl.stage.child '{"path": …, "name": …, "out": …, "kind": …, "profile": …}'` prints one
line of JSON: {"summary": {…}} or {"refused": code, "params": {…}}. It may die; its parent lives.
With "beside" a workbook is measured while it is parsed: quicker, and deadlier. DuckDB is loaded
meanwhile, and filled while the rows are made: what lets go of Python's lock goes on a thread.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from etl.read.reader import read
from etl.refusal import Refused
from etl.stage.cells import open_scratch
from etl.stage.early import Early

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def main(request: dict) -> dict:
    """Read, screen, recognise, type and write one file; see the module's docstring."""
    return _done(request)[0]


def _done(request: dict) -> tuple[dict, tuple]:
    """The summary; and the cells, in Python and in DuckDB, which take long to let go."""
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(_opened)
        early = Early(opening.result, beside)
        pass_on = early.pass_on if request.get("beside") else None
        book = read(Path(request["path"]), request["name"], pass_on)
        filling = beside.submit(early.complete, book)
        from etl.stage.work import staged

        return staged(book, request, opening.result(), filling, beside), (book, early, opening)


def _opened() -> DuckDBPyConnection:
    """DuckDB and what comes after reading, loaded while the parser works."""
    import etl.stage.work  # noqa: F401

    return open_scratch()


if __name__ == "__main__":
    gc.disable()  # a million cells and no cycles; the process ends with the file
    try:
        summary, held = _done(json.loads(sys.argv[1]))
        answer = {"summary": summary}
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
    os._exit(0)  # a parser may still be at work, and what is held is let go with the process
