"""The first rows of a large file, put into DuckDB while the later ones are still read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING

from etl.stage.cells import fill, put

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from etl.read import Book


class Early:
    """What the reader passes on; `beside` is one thread, so that rows keep their order."""

    def __init__(self, opened: Callable[[], DuckDBPyConnection], beside: Executor) -> None:
        self._opened, self._beside = opened, beside
        self._rows = 0
        self._putting: list[Future[None]] = []

    def pass_on(self, sheet: str, rows: list[list[str]]) -> None:
        """The next rows of the first sheet."""
        self._putting.append(self._beside.submit(self._put, sheet, rows, self._rows))
        self._rows += len(rows)

    def _put(self, sheet: str, rows: list[list[str]], before: int) -> None:
        put(self._opened(), sheet, rows, before, before)

    def complete(self, book: Book) -> None:
        """Add the other rows; all anew where what was passed on has been converted since."""
        for one in self._putting:
            one.result()
        if book.converted:
            self._opened().execute("delete from cell_row")
        fill(self._opened(), book.sheets, 0 if book.converted else self._rows)
