"""Run in a limited child by the tests: read a file, screen it, print what came of it."""

import json
import sys
from pathlib import Path

from etl.read.reader import read
from etl.refusal import Refused, naming
from etl.stage.screen import screen_sheets


def main(path: str, name: str) -> dict:
    try:
        with naming(name):
            book = read(Path(path), name)
            screen_sheets(book.sheets)
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}
    return {
        "format": book.format, "encoding": book.encoding, "delimiter": book.delimiter,
        "notes": book.notes, "rows": [len(s.rows) for s in book.sheets],
        "cells": sum(len(r) for s in book.sheets for r in s.rows),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
