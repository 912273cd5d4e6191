"""Excel's XML of 2003 (SpreadsheetML), mostly found under the name .xls: streamed, cell by cell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from etl.read.book import Book, Sheet
from etl.read.cells import cell_text, without_blank_end
from etl.read.limits import CHUNK, SHEET_COLUMNS, SHEET_ROWS, refuse_too_many
from etl.refusal import Refused

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_LONGEST_NUMBER = 12


def read_spreadsheetml(path: Path) -> Book:
    """Every worksheet. Raises Refused: a DTD (entities), malformed XML, too many cells."""
    workbook = _Workbook()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = workbook.start
    parser.EndElementHandler = workbook.end
    parser.CharacterDataHandler = workbook.text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused("damaged") from error
    if not workbook.sheets:
        raise Refused("no_sheets")
    if len({sheet.name for sheet in workbook.sheets}) < len(workbook.sheets):
        raise Refused("damaged")  # a row is found again by its sheet's name
    for sheet in workbook.sheets:
        sheet.rows = without_blank_end([row if any(row) else [] for row in sheet.rows])
    if any(sheet.hidden and sheet.rows for sheet in workbook.sheets):
        workbook.notes["note.hidden_sheets"] = True
    return Book(workbook.sheets, "spreadsheetml", notes=list(workbook.notes))


def _no_doctype(*_declared: object) -> None:
    raise Refused("xml_entities")


class _Workbook:
    """Follows the document's tags and puts each cell's text where its index says."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.notes: dict[str, bool] = {}
        self.cells = self.row = self.column = 0
        self.row_done = 0
        self.kind: str | None = None  # of the <Data> being read
        self.words: list[str] = []
        self.option: str | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        kind = tag.removeprefix(_SPACE)
        if kind == "Worksheet":
            self.sheets.append(Sheet(cell_text(given.get(_SPACE + "Name", "")), False, []))
            self.row = self.column = 0
        elif tag == _EXCEL + "Visible":
            self.option = ""
        elif not self.sheets:
            return
        elif kind == "Row":
            self._new_row(given)
        elif kind == "Column":
            self._note_hidden(given, "note.hidden_columns")
        elif kind == "Cell":
            self.column = _index(given, self.column + 1, SHEET_COLUMNS)
            self.across = _index({_SPACE + "Index": given.get(_SPACE + "MergeAcross", "0")}, 0,
                                 SHEET_COLUMNS)  # fmt: skip
        elif kind == "Data":
            self.kind, self.words = given.get(_SPACE + "Type", "String"), []

    def text(self, words: str) -> None:
        if self.kind is not None:
            self.words.append(words)
        elif self.option is not None:
            self.option += words

    def end(self, tag: str) -> None:
        kind = tag.removeprefix(_SPACE)
        if kind == "Data" and self.kind is not None:
            self._place(_value(self.kind, "".join(self.words)))
            self.kind = None
        elif kind == "Cell" and self.sheets:
            self.column += self.across
        elif tag == _EXCEL + "Visible" and self.option is not None:
            self.sheets[-1].hidden |= self.option.strip() != "SheetVisible"
            self.option = None

    def _new_row(self, given: dict[str, str]) -> None:
        self.row = _index(given, self.row + 1, SHEET_ROWS)
        self.column = self.across = 0
        self._note_hidden(given, "note.hidden_rows")

    def _note_hidden(self, given: dict[str, str], note: str) -> None:
        if given.get(_SPACE + "Hidden") == "1":
            self.notes[note] = True

    def _place(self, text: str) -> None:
        rows = self.sheets[-1].rows
        if not (self.row and self.column):
            raise Refused("damaged")
        self.cells += max(self.row - len(rows), 0)
        while len(rows) < self.row:
            rows.append([])
        row = rows[self.row - 1]
        self.cells += max(self.column - len(row), 0)
        refuse_too_many(self.cells)
        row += [""] * (self.column - len(row))
        row[self.column - 1] = text


def _index(given: dict[str, str], otherwise: int, most: int) -> int:
    text = given.get(_SPACE + "Index")
    if text is None:
        number = otherwise
    elif text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER:
        number = int(text)
    else:
        raise Refused("damaged")
    if number > most:
        refuse_too_many(SHEET_ROWS * SHEET_COLUMNS)
    return number


def _value(kind: str, text: str) -> str:
    """The cell's text as the same cell of an .xlsx would read."""
    match kind:
        case "Number":
            return cell_text(float(text)) if text.strip() else ""
        case "DateTime":
            return cell_text(datetime.fromisoformat(text.strip()))
        case "Boolean":
            return cell_text(text.strip() == "1")
        case "Error":
            return ""
    return cell_text(text)
