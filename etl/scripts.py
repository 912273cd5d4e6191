"""The SQL files of a build, run to their end or stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from etl.refusal import BuildFailed

BUILD_SECONDS = 7200  # all SQL files together; ten million items need some 900
EVERYTHING = date(9999, 12, 31)  # the published figures use every effective export


def run(db: duckdb.DuckDBPyConnection, script: Path) -> None:
    """Execute one SQL file; an error carries the file's name."""
    try:
        for statement in _statements(script.read_text("utf-8")):
            db.execute(statement, {"known": EVERYTHING} if statement.named_parameters else None)
    except duckdb.Error as error:
        raise BuildFailed(f"{script.name}: {error}") from error


@cache  # a process that builds again parses them once
def _statements(script: str) -> list[duckdb.Statement]:
    return duckdb.extract_statements(script)


@contextmanager
def watched(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what is not done after BUILD_SECONDS: a build ends, one way or the other."""
    over = threading.Event()

    def watch() -> None:
        last = BUILD_SECONDS
        while not over.wait(last):  # again and again: the first may fall between two statements
            db.interrupt()
            last = 1

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()
