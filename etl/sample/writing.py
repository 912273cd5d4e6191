"""Rows -> files. The same rows give the same bytes on any day: no clock, no random order."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

Cell = str | int | date | None
Row = tuple[str, list[Cell]]  # what kind of row it is, and its cells

STYLES = {
    "title": {"bold": True, "font_size": 13},
    "header": {"bold": True, "bg_color": "#DDE6F0"},
    "group": {"bold": True, "italic": True},
    "total": {"bold": True},
    "numbers": {"italic": True},
    "signature": {"bold": True},
}
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
GRID = {"header", "numbers", "group", "data", "total"}


@dataclass(frozen=True)
class Sheet:
    name: str
    widths: tuple[int, ...]
    rows: Iterable[Row]
    merges: tuple[str, ...] = ()  # ranges of the header, as in "A1:A2"


def write_workbook(path: Path, sheets: list[Sheet], written: date, *, large: bool) -> int:
    """Returns how many data rows were written. `large` streams to disk: no merged cells then."""
    options = {
        "constant_memory": large,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        created = datetime.combine(written, time(16))
        book.set_properties({"author": "Dữ liệu mẫu", "created": created})
        styles = _Styles(book)
        return sum(_fill(book.add_worksheet(sheet.name), sheet, styles, large) for sheet in sheets)


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book, self._made = book, {}

    def of(self, tag: str, cell: Cell):
        key = (tag, isinstance(cell, date))
        if key not in self._made:
            extra = {"num_format": "dd/mm/yyyy"} if key[1] else {}
            grid = {"border": 1, "text_wrap": True} if tag in GRID else {}
            self._made[key] = self._book.add_format(FONT | grid | STYLES.get(tag, {}) | extra)
        return self._made[key]


def _fill(page, sheet: Sheet, styles: _Styles, large: bool) -> int:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    count, top = 0, {}
    for number, (tag, cells) in enumerate(sheet.rows):
        count += tag == "data"
        for column, cell in enumerate(cells):
            _write(page, number, column, cell, styles.of(tag, cell))
        if tag == "header":
            top[number] = cells
    if not large:
        _merge(page, sheet.merges, top, styles.of("header", ""))
    return count


def _write(page, row: int, column: int, cell: Cell, style) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, style)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, time()), style)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, style)
    else:
        page.write_string(row, column, cell, style)


def _merge(page, merges: tuple[str, ...], top: dict[int, list[Cell]], style) -> None:
    for where in merges:
        row, column = _corner(where.split(":")[0])
        page.merge_range(where, top[row][column], style)


def _corner(cell: str) -> tuple[int, int]:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1, ord(cell[0]) - ord("A")


def write_text(path: Path, rows: Iterable[Row], delimiter: str, encoding: str) -> int:
    """Returns how many data rows were written. Dates as dd/mm/yyyy, lines end as on Windows."""
    counter = _Counter(rows)
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(
            [_text(cell) for cell in cells] for cells in counter
        )
    return counter.data


def _text(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


class _Counter:
    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.data = rows, 0

    def __iter__(self) -> Iterator[list[Cell]]:
        for tag, cells in self._rows:
            self.data += tag == "data"
            yield cells
