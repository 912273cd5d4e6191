"""What calamine does not tell of an .xls: locks, fonts, hidden rows and columns, macros, links.

The records of [MS-XLS] 2.3 are walked, not interpreted: a type and a length, then data.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import olefile

from etl.read.limits import CHUNK

_BOF, _EOF, _BOUNDSHEET, _FONT, _XF, _SUPBOOK = 0x809, 0x0A, 0x85, 0x31, 0xE0, 0x1AE
_ROW, _COLINFO, _FILEPASS = 0x208, 0x7D, 0x2F
_TEXTS = frozenset((0xFD, 0x204, 0xD6, 0x06))  # shared, plain and rich text; formulas
_BIFF8 = 0x600
_INTERNAL = (b"\x01\x04", b"\x01\x3a")  # the book itself, and add-ins
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_XLM_SHEET = 1
# What olefile and the walk raise on a file that does not hold together.
BROKEN = (
    OSError, struct.error, LookupError, ValueError, TypeError, AttributeError, OverflowError,
)  # fmt: skip

_LOCK_BEFORE = 8  # records at the beginning; a lock is the second or third of them

Fonts = dict[tuple[int, int], str]


class Look:
    """What was seen: codes of notes, and per worksheet the font of each cell with text (row and
    column from 0). Raises one of BROKEN."""

    def __init__(self, path: Path) -> None:
        self.notes: set[str] = set()
        self.fonts: list[Fonts] = []
        self._names: list[str] = []
        self._formats: list[int] = []
        starts: list[int] = []
        data = self._stream(path)
        wide = struct.unpack_from("<H", data, 4)[0] >= _BIFF8
        for kind, body in _records(data, 0):
            if kind == _FONT:
                self._names.append(_font_name(body, wide))
            elif kind == _XF:
                self._formats.append(struct.unpack_from("<H", body)[0])
            elif kind == _SUPBOOK and body[2:4] not in _INTERNAL:
                self.notes.add("note.external_links")
            elif kind == _BOUNDSHEET:
                starts += self._bound_sheet(body)
        self.fonts = [self._sheet(data, start) for start in starts]

    def _stream(self, path: Path) -> bytes:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.exists("_VBA_PROJECT_CUR") or ole.exists("_VBA_PROJECT"):
                self.notes.add("note.macros")
            return _workbook(ole).read()

    def _bound_sheet(self, body: bytes) -> list[int]:
        """Where a worksheet's records begin; nothing for charts and macro sheets."""
        start, _, sort = struct.unpack_from("<IBB", body)
        if sort == _XLM_SHEET:
            self.notes.add("note.xlm_macros")
        return [start] if sort == 0 else []

    def _sheet(self, data: bytes, start: int) -> Fonts:
        fonts: Fonts = {}
        for kind, body in _records(data, start):
            if kind in _TEXTS:
                row, column, form = struct.unpack_from("<3H", body)
                fonts[row, column] = self._font(form)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                self.notes.add("note.hidden_rows")
            elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & _HIDDEN_COLUMN:
                self.notes.add("note.hidden_columns")
        return fonts

    def _font(self, form: int) -> str:
        index = self._formats[form]
        return self._names[index - (index > 4)]  # there is no font 4


def is_locked(path: Path) -> bool:
    """Whether an .xls has a password; calamine takes some of its locks for damage."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            head = _workbook(ole).read(CHUNK)
        kinds = [kind for kind, _ in islice(_records(head, 0), _LOCK_BEFORE)]
    except BROKEN:
        return False  # the parser will say what is wrong
    return _FILEPASS in kinds


def _workbook(ole: olefile.OleFileIO) -> BinaryIO:
    return ole.openstream("Workbook" if ole.exists("Workbook") else "Book")


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(type, data) from one beginning to its end, parts inside (charts) left out."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        at += 4
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, data[at : at + size]
        if depth <= 0:
            return
        at += size


def _font_name(body: bytes, wide: bool) -> str:
    length = body[14]
    if not wide:
        return body[15 : 15 + length].decode("latin-1")
    if body[15] & 1:
        return body[16 : 16 + 2 * length].decode("utf-16-le", "replace")
    return body[16 : 16 + length].decode("latin-1")
