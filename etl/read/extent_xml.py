"""The exact reach of a sheet's cells by an XML parser: slower, and indifferent to spelling.

Cells without content do not count: borders drawn down to the last row are common and harmless,
and the spreadsheet parser drops such cells too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol
from xml.parsers import expat

from etl.read.limits import CELLS, SHEET_COLUMNS, SHEET_ROWS
from etl.refusal import Refused

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_DTD = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_COLUMNS_REPEATED, _ROWS_REPEATED = "table:number-columns-repeated", "table:number-rows-repeated"
_SHOWN, _HIDDEN = "table:visibility", ("collapse", "filter")


class Cells(Protocol):
    """Follows a document's opening tags and knows the rectangle its cells span."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def cells(self) -> int: ...


def reach(cells: Cells, chunks: Iterable[bytes]) -> int:
    """The rectangle's size; stops early past the limit. Raises Refused on malformed XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            if cells.cells() > CELLS:
                return cells.cells()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error
    return cells.cells()


def refuse_dtd(head: bytes) -> None:
    """Neither OOXML nor ODF has a DTD; the only use of one here is to define entity bombs."""
    if any(mark in head for mark in _DTD):
        raise Refused("xml_entities")


def _no_doctype(*_declared: object) -> None:
    raise Refused("xml_entities")


class XlsxCells:
    """Cells of <sheetData>: with a reference, or counted on from the one before."""

    def __init__(self) -> None:
        self.row = self.column = 0  # of the cell last met, from 1
        self.rows = self.columns = 0
        self.kinds = _Kinds()

    def cells(self) -> int:
        return self.rows * self.columns

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = self.kinds[tag]
        if kind == "c":
            self._place(attributes.get("r"))
        elif kind == "content":  # of the cell last met, which is therefore not blank
            self.rows = max(self.rows, self.row)
            self.columns = max(self.columns, self.column)
        elif kind == "row":
            self.row = _number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise Refused("damaged")
        self.column, self.row = column_number(found[1]), _number(found[2])


class _Kinds(dict):
    """What a tag is, whatever its prefix; each tag is taken apart once."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition(":")[2]
        self[tag] = kind = "content" if name in ("v", "is", "f") else name
        return kind


class OdsCells:
    """Cells of content.xml: rows and cells carry repeat counts, so a short file can be huge.

    Hidden rows and columns are said of those that hold something: unused ones are often hidden."""

    def __init__(self) -> None:
        self.hidden_rows = self.hidden_columns = False
        self.done = self.padding = 0  # cells of finished tables; blanks held within rows
        self._new_table()

    def cells(self) -> int:
        return self.done + max(self.rows * self.columns, self.padding)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.done = self.cells()
            self._new_table()
        elif tag == "table:table-row":
            self.next_row += self.repeat
            self.repeat = _repeat(attributes, _ROWS_REPEATED, SHEET_ROWS)
            self.column = self.blanks = 0
            self.row_hidden = attributes.get(_SHOWN) in _HIDDEN
        elif tag == "table:table-column":
            width = _repeat(attributes, _COLUMNS_REPEATED, SHEET_COLUMNS)
            if attributes.get(_SHOWN) in _HIDDEN:
                self.hidden.append((self.laid_out + 1, self.laid_out + width))
            self.laid_out += width
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        width = _repeat(attributes, _COLUMNS_REPEATED, SHEET_COLUMNS)
        self.column += width
        self.padding += self.blanks  # the parser stores blanks once another cell follows
        if _has_content(attributes):
            self.rows = max(self.rows, self.next_row + self.repeat - 1)
            self.columns = max(self.columns, self.column)
            self.blanks = 0
            self.hidden_rows |= self.row_hidden
            if self.hidden and not self.hidden_columns:
                first = self.column - width + 1
                self.hidden_columns = any(a <= self.column and b >= first for a, b in self.hidden)
        else:
            self.blanks = width

    def _new_table(self) -> None:
        self.rows = self.columns = self.column = self.blanks = self.padding = 0
        self.next_row, self.repeat, self.row_hidden = 1, 0, False
        self.laid_out, self.hidden = 0, []  # columns declared so far; from-to of those hidden


def _has_content(attributes: dict[str, str]) -> bool:
    return "office:value-type" in attributes or any(
        name.startswith("office:") or name == "table:formula" for name in attributes
    )


@cache
def column_number(letters: str) -> int:
    """A -> 1, XFD -> 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _repeat(attributes: dict[str, str], name: str, most: int) -> int:
    return min(_number(attributes[name]), most) if name in attributes else 1


def _number(text: str) -> int:
    if not text.strip().isdecimal() or len(text) > 10:
        raise Refused("damaged")
    return int(text)
