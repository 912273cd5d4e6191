"""The limited child process: one received file -> Parquet and a summary, or a refusal.

`python -m etl.stage.child '{"path": …, "name": …, "out": …, "kind": …, "profile": …}'` prints one
line of JSON: {"summary": {…}} or {"refused": code, "params": {…}}. It may die; its parent lives.
With "beside" a workbook is measured while it is parsed: quicker, and deadlier.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from etl.read.reader import read
from etl.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def main(request: dict) -> dict:
    """Read, screen, recognise, type and write one file; see the module's docstring."""
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(_opened)
        book = read(Path(request["path"]), request["name"], request.get("beside", False))
        staged, db = opening.result()
        return staged(book, request, db, beside)


def _opened() -> tuple[Callable[..., dict], DuckDBPyConnection]:
    """What comes after reading, loaded while the parser works."""
    from etl.stage.cells import open_scratch
    from etl.stage.work import staged

    return staged, open_scratch()


if __name__ == "__main__":
    gc.disable()  # a million cells and no cycles; the process ends with the file
    try:
        answer = {"summary": main(json.loads(sys.argv[1]))}
    except Refused as refused:
        answer = {"refused": refused.code, "params": refused.params}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
    os._exit(0)  # a parser may still be at work, and a million cells take long to let go one by one
