"""One table as a file: CSV, JSON or Excel, always with the sentence that says what it shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from messages import known, text

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SHEET_ROWS = 1_048_576 - 10  # Excel's limit, less the lines above and below the table
EXCLUDED = "excluded_why"  # a row with a reason here is struck through
WIDEST = 60  # characters of a column in Excel


@dataclass(frozen=True)
class Table:
    """A table with its words. `columns` are keys of `rows`; their labels, messages `column.*`."""

    title: str
    columns: Sequence[str]
    rows: Sequence[dict]
    sentence: str = ""
    notes: Sequence[str] = ()
    totals: Sequence[dict] = ()  # below the rows; not a sum where an item stands in several groups
    meta: dict = field(default_factory=dict)
    lang: str = "vi"

    def label(self, column: str) -> str:
        """The heading of a column; a column that came from a file keeps its own."""
        code = f"column.{column}"
        return text(code, self.lang) if known(code, self.lang) else column

    def all_rows(self) -> list[dict]:
        """The rows, then the totals."""
        return [*self.rows, *self.totals]


def safe_text(value: str) -> str:
    """Text that no spreadsheet takes for a formula when it opens a CSV."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def to_csv(table: Table, labels: bool = True) -> bytes:
    """UTF-8 with a mark that Excel knows; dates ISO; text never starts a formula.

    `labels` False heads the columns with their own names, for programs.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_text(table.label(c) if labels else c) for c in table.columns])
    for row in table.all_rows():
        writer.writerow([_csv_value(row.get(c)) for c in table.columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _csv_value(value: object) -> object:
    return safe_text(value) if isinstance(value, str) else _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def to_json(table: Table) -> bytes:
    """{"meta", "rows", "total"}; keys are the columns' own names."""
    total = table.totals[0] if len(table.totals) == 1 else list(table.totals) or None
    body = {"meta": table.meta, "rows": list(table.rows), "total": total}
    return json.dumps(body, ensure_ascii=False, indent=1, default=_plain).encode()


def to_xlsx(table: Table) -> bytes:
    """One sheet: title, sentence, headings with a filter, rows, total, notes. Text stays text."""
    return to_book(table.title, {"": table})


def to_book(title: str, tables: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet for each table, under its name."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        for name, table in tables.items():
            _write_sheet(book, book.add_worksheet(name or None), table)
    return out.getvalue()


def _write_sheet(book, sheet, table: Table) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    strong = book.add_format({"bold": True})
    out = {"font_strikeout": True}  # what was excluded stays, struck through
    struck = book.add_format(out), book.add_format(out | {"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, table.sentence)
    top = 3
    for c, column in enumerate(table.columns):
        sheet.write_string(top, c, table.label(column), bold)
    for r, row in enumerate(table.rows, start=top + 1):
        for c, column in enumerate(table.columns):
            write_cell(sheet, r, c, row.get(column), *(struck if row.get(EXCLUDED) else ()))
    last = top + len(table.rows)
    for total in table.totals:
        last += 1
        for c, column in enumerate(table.columns):
            write_cell(sheet, last, c, total.get(column), strong)
    for n, note in enumerate(table.notes, start=2):
        sheet.write_string(last + n, 0, note)
    if table.columns:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.freeze_panes(top + 1, 1)
    _print_setup(sheet, table, top)


def _print_setup(sheet, table: Table, top: int) -> None:
    for c, column in enumerate(table.columns):
        longest = max((len(str(r.get(column) or "")) for r in table.all_rows()[:200]), default=0)
        sheet.set_column(c, c, min(WIDEST, max(10, longest + 2, len(table.label(column)) // 2)))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&L" + table.sentence.replace("&", "&&")[:200] + "&R&P/&N")


def write_cell(sheet, row: int, column: int, value: object, style=None, of_days=None) -> None:
    """One cell of a worksheet by what the value is; text is never a formula."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, column, value, of_days)
    else:
        sheet.write_string(row, column, str(value)[:32_767], style)


WRITERS = {"csv": to_csv, "json": to_json, "xlsx": to_xlsx}
