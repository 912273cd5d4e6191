"""A workbook of many rows, written as they come: what is in memory is one page of one sheet.

Limits: a sheet has table.SHEET_ROWS rows and goes on in the next one; a cell has CELL characters
and goes on in the row below. Rows that are written wait in a temporary file of the system, which
goes with the workbook.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from messages import text
from reports import table
from reports.table import Table, write_cell

CELL = 32_000  # characters; Excel takes 32,767
TOP = 3  # the row of the headings: a title, a sentence and a blank line stand above


@dataclass(frozen=True)
class Sheet:
    """One sheet: `columns` are keys of the rows, which come a page at a time."""

    name: str
    title: str
    sentence: str
    columns: Sequence[str]
    pages: Iterable[Sequence[dict]]


def write(out: BinaryIO, title: str, sheets: Iterable[Sheet], lang: str) -> None:
    """Write the workbook into `out`. Text stays text; a sheet without rows says so."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        styles = (
            book.add_format({"bold": True, "font_size": 14}),
            book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}),
        )
        for sheet in sheets:
            _sheets(book, sheet, styles, lang)


def _sheets(book, sheet: Sheet, styles: tuple, lang: str) -> None:
    """The sheet, and as many more as its rows need."""
    lines = (part for page in sheet.pages for row in page for part in parts(row))
    for number in itertools.count(1):
        first = list(itertools.islice(lines, 1))
        if not first and number > 1:
            return
        name = sheet.name if number == 1 else f"{sheet.name} ({number})"
        here = itertools.chain(first, itertools.islice(lines, table.SHEET_ROWS - 1))
        _one(book.add_worksheet(name), sheet, here, styles, lang)


def _one(sheet_of_book, sheet: Sheet, lines: Iterator[dict], styles: tuple, lang: str) -> None:
    labels = Table(sheet.title, sheet.columns, (), lang=lang)
    sheet_of_book.write_string(0, 0, sheet.title, styles[0])
    sheet_of_book.write_string(1, 0, sheet.sentence)
    for c, column in enumerate(sheet.columns):
        sheet_of_book.write_string(TOP, c, labels.label(column), styles[1])
    widths, last = [len(labels.label(column)) // 2 for column in sheet.columns], TOP
    for last, line in enumerate(lines, start=TOP + 1):
        for c, column in enumerate(sheet.columns):
            write_cell(sheet_of_book, last, c, line.get(column))
            if last < 200:
                widths[c] = max(widths[c], len(str(line.get(column) or "")))
    if last == TOP:
        sheet_of_book.write_string(TOP + 1, 0, text("about_person.nothing", lang))
    for c, width in enumerate(widths):
        sheet_of_book.set_column(c, c, min(table.WIDEST, max(10, width + 2)))
    if sheet.columns:
        sheet_of_book.autofilter(TOP, 0, max(last, TOP + 1), len(sheet.columns) - 1)
    sheet_of_book.freeze_panes(TOP + 1, 0)


def parts(row: dict) -> Iterator[dict]:
    """The row, and below it what its cells cannot hold."""
    yield {name: v[:CELL] if isinstance(v, str) else v for name, v in row.items()}
    longest = max((len(v) for v in row.values() if isinstance(v, str)), default=0)
    for start in range(CELL, longest, CELL):
        yield {
            name: v[start : start + CELL]
            for name, v in row.items()
            if isinstance(v, str) and len(v) > start
        }
