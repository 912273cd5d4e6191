"""How far the cells of an .xlsb sheet reach, and whether rows or columns are hidden: its binary
records, walked without being parsed.

[MS-XLSB] 2.1.4: a record is a type (1 or 2 bytes) and a length (1 to 4 bytes), 7 bits a byte,
then its data. Row headers carry the row and how it is shown (2.4.739), cells the column.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.read.extent import Extent
from etl.refusal import Refused

_BEGIN_SHEET = b"\x81\x01"
_ROW_HEADER, _COLUMN_INFO = 0, 60
_AT_ROW_FLAGS, _ROW_HIDDEN = 11, 0x10
_AT_COLUMN_FLAGS, _COLUMN_HIDDEN = 16, 0x01
_LONGEST = 24  # bytes of a record's head and of what is looked at in its data
_CELLS = range(2, 12)  # 1 is a blank cell, which the parser drops


def xlsb_extent(chunks: Iterator[bytes]) -> Extent:
    """The rectangle up to the farthest cell; no cells for a part that is not a sheet."""
    found, data = Extent(), next(chunks, b"")
    if not data.startswith(_BEGIN_SHEET):
        for _ in chunks:
            pass
        return found
    row = rows = columns = 0
    for kind, body in _records(data, chunks):
        if kind == _ROW_HEADER:
            row = int.from_bytes(body[:4], "little") + 1
            found.hidden_rows |= bool(_flags(body, _AT_ROW_FLAGS) & _ROW_HIDDEN)
        elif kind in _CELLS:
            rows, columns = max(rows, row), max(columns, int.from_bytes(body[:4], "little") + 1)
        elif kind == _COLUMN_INFO:
            found.hidden_columns |= bool(_flags(body, _AT_COLUMN_FLAGS) & _COLUMN_HIDDEN)
    found.cells = rows * columns
    return found


def _flags(body: bytes, at: int) -> int:
    return body[at] if at < len(body) else 0


def _records(data: bytes, chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(type, what its data begins with) of each record."""
    at = 0
    while True:
        while len(data) - at < _LONGEST:
            chunk = next(chunks, None)
            if chunk is None:
                break
            data, at = data[at:] + chunk, 0
        if at >= len(data):
            return
        kind, size, start = _head(data, at)
        yield kind, data[start : start + min(size, _LONGEST)]
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
