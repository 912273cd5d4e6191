"""One file -> a Book. Runs in the limited child; the format is decided by the content."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from etl.read import magic
from etl.read.book import Book
from etl.read.convert import convert
from etl.read.delimited import read_text
from etl.read.precheck import precheck
from etl.read.spreadsheetml import read_spreadsheetml
from etl.read.workbook import PassOn, read_ole, read_zip
from etl.refusal import naming

_READERS = {
    magic.OLE: read_ole, magic.TEXT: read_text, magic.SPREADSHEETML: read_spreadsheetml,
}  # fmt: skip
_GUESSED = ("note.latin1",)  # said of a text file before its words were looked at
_SAME_FORMAT = {".xlsm": "xlsx"}


def read(path: Path, name: str, pass_on: PassOn | None = None) -> Book:
    """Every row of every sheet as text. `name` is the sender's file name.

    With `pass_on`, for a process that ends with a refusal, a workbook is measured while it is
    parsed, and rows of its first sheet are given away before it is known whether they are in an
    old encoding (`converted` tells).

    Raises Refused, whose params hold `file` and, where known, sheet and row.
    """
    precheck(path, name)
    with path.open("rb") as file:
        kind = magic.kind_of(file.read(magic.HEAD))
    with naming(name), _no_garbage_collection():
        book = _book(path, kind, pass_on)
        _to_unicode(book)
    extension = PurePath(name).suffix.lower()
    if kind != magic.TEXT and _SAME_FORMAT.get(extension, extension[1:]) != book.format:
        book.notes.append("note.other_format")
    return book


def _book(path: Path, kind: str, pass_on: PassOn | None) -> Book:
    if kind == magic.ZIP:
        return read_zip(path, pass_on)
    if kind == magic.HTML:
        from etl.read.hypertext import read_html  # slow to load, and rare

        return read_html(path)
    return _READERS[kind](path)


def _to_unicode(book: Book) -> None:
    book.converted = convert(book.sheets, book.fonts).summary()
    book.fonts = None
    if book.converted:
        book.notes += [f"note.converted_{encoding}" for encoding in book.converted["encodings"]]
        book.notes = [note for note in book.notes if note not in _GUESSED]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A million fresh lists and no cycles: collecting costs a fifth of the reading time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
