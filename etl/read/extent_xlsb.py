"""How far the cells of an .xlsb sheet reach: its binary records, walked without being parsed.

[MS-XLSB] 2.1.4: a record is a type (1 or 2 bytes) and a length (1 to 4 bytes), 7 bits a byte,
then its data. Row headers carry the row, cells the column.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.refusal import Refused

_BEGIN_SHEET = b"\x81\x01"
_ROW_HEADER = 0
_CELLS = range(2, 12)  # 1 is a blank cell, which the parser drops


def xlsb_cells(chunks: Iterator[bytes]) -> int:
    """The rectangle up to the farthest cell; 0 for a part that is not a sheet."""
    data = next(chunks, b"")
    if not data.startswith(_BEGIN_SHEET):
        for _ in chunks:
            pass
        return 0
    row = rows = columns = 0
    for kind, first in _records(data, chunks):
        if kind == _ROW_HEADER:
            row = first + 1
        elif kind in _CELLS:
            rows, columns = max(rows, row), max(columns, first + 1)
    return rows * columns


def _records(data: bytes, chunks: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """(type, first four bytes as a number) of each record."""
    at = 0
    while True:
        while len(data) - at < 16:
            chunk = next(chunks, None)
            if chunk is None:
                break
            data, at = data[at:] + chunk, 0
        if at >= len(data):
            return
        kind, size, start = _head(data, at)
        yield kind, int.from_bytes(data[start : start + 4], "little")
        at = start + size
        while at > len(data):  # a record longer than a piece, such as a long text
            at -= len(data)
            data = next(chunks, None)
            if data is None:
                raise Refused("damaged")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Type, length, and where the data starts."""
    try:
        kind, at = data[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | data[at] << 7, at + 1
        size = shift = 0
        while True:
            byte, at = data[at], at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                return kind, size, at
    except IndexError as error:
        raise Refused("damaged") from error
