"""How far the cells of an .xlsx sheet reach, found by streaming before anything is parsed.

The parser allocates the whole rectangle up to the farthest cell, so that is what is measured.
Not the sheet's <dimension>: it allocates nothing, and exporters write it wrongly.

A quick scan accepts sheets spelled the way every known writer spells them; any other, and any
that looks too large, goes to an XML parser (extent_xml). What slips past both (a zip or an XML
that two programs read differently) meets the memory limit of the child.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.read.extent_xml import XlsxCells, column_number, reach
from etl.read.limits import CELLS, CHUNK

Chunks = Callable[[], Iterator[bytes]]

_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_OTHERS = rb'(?: [a-z]+="[^"<>]*")*?'  # attributes before the reference
_REFERENCE = re.compile(_OTHERS + rb' r="([A-Z]{1,3})([1-9]\d{0,6})"')
_UNCACHED = re.compile(rb"</f>(?:</c>|<v ?/>|<v></v>)")
_ERROR = b't="e"'
_HIDDEN = b' hidden="'  # quick to rule out; then which of the two
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row [^<>]*?hidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col [^<>]*?hidden="(?:1|true)"')
_FORMULA_PIECES = 16  # 4 MB
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_TAG_LIMIT = 4 * CHUNK  # no writer's tag is a megabyte long


class _Unusual(Exception):
    """The quick scan met a spelling or a size it leaves to the XML parser."""


@dataclass
class Extent:
    """An upper bound of one part's rectangle, and what in it deserves a note.

    Notes are looked for by the quick scan alone: a sheet that the XML parser has to measure is
    spelt as no spreadsheet program spells it.
    """

    cells: int = 0
    uncached: bool = False  # formulas that were never computed: they read as blank
    errors: bool = False  # #N/A and the like: they read as blank
    hidden_rows: bool = False
    hidden_columns: bool = False


def worksheet_extent(chunks: Chunks) -> Extent:
    """The reach of a worksheet part; no cells for any other part."""
    stream = chunks()
    head = next(stream, b"")
    if head.startswith(_UTF16):
        return Extent(reach(XlsxCells(), chunks()))
    root = _ROOT.search(head)
    if not root:
        for _ in stream:  # inflated all the same: that is what counts its size
            pass
        return Extent()
    try:
        return _quick(head, stream, root[1] or b"")
    except _Unusual:
        return Extent(reach(XlsxCells(), chunks()))


def _quick(text: bytes, stream: Iterator[bytes], prefix: bytes) -> Extent:
    """Scan whole tags of each piece; one that is still open waits for the next."""
    box, found = _Box(prefix), Extent()
    for number, chunk in enumerate(stream):
        last = text.rfind(b"<")
        cut = len(text) if text.find(b">", last) >= 0 or last < 0 else last
        box.hold(text, cut)
        _note(text, number, found)
        text = text[cut:] + chunk
        if len(text) > _TAG_LIMIT:
            raise _Unusual
    box.hold(text, len(text))
    _note(text, 0, found)
    found.cells = box.cells()
    return found


def _note(text: bytes, number: int, found: Extent) -> None:
    """What reads as blank. A lone "#" (as in #N/A) is quick to rule out; formulas are looked
    for in the first pieces only, since a computed column begins at the top."""
    found.errors = found.errors or (b"#" in text and _ERROR in text)
    if _HIDDEN in text:
        found.hidden_rows = found.hidden_rows or bool(_HIDDEN_ROW.search(text))
        found.hidden_columns = found.hidden_columns or bool(_HIDDEN_COLUMN.search(text))
    if number < _FORMULA_PIECES and not found.uncached:
        found.uncached = bool(_UNCACHED.search(text))


class _Box:
    """Bounds that every cell so far is within: the length and first character of the farthest
    row number and column letters, so that a sheet of any size grows them a few dozen times."""

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.column = (1, b"A")
        self.row = (1, b"1")
        self.outside = self._outside()

    def cells(self) -> int:
        """The rectangle: up to row 3999 for row 3001, up to column AZ for AB."""
        letters = self.column[1] + b"Z" * (self.column[0] - 1)
        return column_number(letters.decode()) * int(self.row[1] + b"9" * (self.row[0] - 1))

    def hold(self, text: bytes, end: int) -> None:
        """Grow to hold every cell that starts before `end`. Raises _Unusual."""
        at = 0
        while found := self.outside.search(text, at, end):
            at = found.end() - 1
            reference = _REFERENCE.match(text, at)
            if not reference:
                raise _Unusual
            letters, digits = reference.groups()
            self.column = max(self.column, (len(letters), letters[:1]))
            self.row = max(self.row, (len(digits), digits[:1]))
            if self.cells() > CELLS:
                raise _Unusual
            self.outside = self._outside()

    def _outside(self) -> re.Pattern[bytes]:
        """Matches the start of a cell tag unless a plain reference within the bounds follows."""
        letters = _up_to(b"A", b"[A-Z]", *self.column)
        digits = _up_to(b"1", rb"\d", *self.row)
        inside = _OTHERS + rb' r="%s%s"' % (letters, digits)
        return re.compile(rb"<%sc(?!%s)[\s/>]" % (self.prefix, inside))


def _up_to(first: bytes, any_: bytes, length: int, last: bytes) -> bytes:
    """A pattern of the words of `length` that begin with first..last, and all shorter ones."""
    longest = b"[%s-%s]%s{%d}" % (first, last, any_, length - 1)
    if length == 1:
        return longest
    begin = any_ if first == b"A" else b"[1-9]"
    return b"(?:%s|%s%s{0,%d})" % (longest, begin, any_, length - 2)
