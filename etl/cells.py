"""`python -m etl cells FILE`: the cells of a small workbook as text, for a form that comes back.

The file is a stranger's like any other: looked at first, read in the limited child, screened for
state secrets. Nothing is stored.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from etl.read import precheck
from etl.read.child import run_limited
from etl.refusal import Refused, naming

SHEETS, ROWS, COLUMNS, CHARACTERS = 10, 2000, 30, 4000  # what a form can have, and no more
MEMORY_MB, SECONDS = 512, 30


def arguments(one: ArgumentParser) -> None:
    """The options of `cells FILE [--name NAME]`."""
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--name", help="the file's own name, when FILE is a copy under another one")
    one.set_defaults(run=command)


def command(options: Namespace) -> int:
    """Print {"sheets": [{"name", "rows"}]} as JSON. Raises Refused."""
    name = options.name or options.file.name
    precheck(options.file, name)
    given = json.dumps({"path": str(options.file.resolve()), "name": name})
    done = run_limited(["-m", "etl.cells", given], memory_mb=MEMORY_MB, seconds=SECONDS, file=name)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    print(json.dumps(answer, ensure_ascii=False))
    return 0


def main(request: dict) -> dict:
    """What the child says of one file."""
    from etl.read.reader import read  # slow to load, and the child's alone
    from etl.stage.screen import screen_sheets

    book = read(Path(request["path"]), request["name"])
    with naming(request["name"]):
        screen_sheets(book.sheets)
    return {
        "sheets": [
            {"name": sheet.name, "rows": [_row(row) for row in sheet.rows[:ROWS]]}
            for sheet in book.sheets[:SHEETS]
        ]
    }


def _row(cells: list[str]) -> list[str]:
    return [cell[:CHARACTERS] for cell in cells[:COLUMNS]]


if __name__ == "__main__":
    try:
        said = main(json.loads(sys.argv[1]))
    except Refused as refused:
        said = {"refused": refused.code, "params": refused.params}
    print(json.dumps(said, ensure_ascii=False))
