"""A workbook to fill in, for each kind: data sheet, guide, example, lists of choices.

Only the data sheet is ever loaded: the others say so in their first cell (ASIDE).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import xlsxwriter

from etl.profile import DATE_FIELDS
from etl.registers import ASIDE, DATES, labels, registers
from messages import text

ROWS = 2000  # rows of the data sheet that carry formats and lists of choices
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)  # what a date cell may be
DATE_FORMAT, TEXT_FORMAT = "dd/mm/yyyy", "@"
NUMBERS = ("days_given",)
HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCE6F1"}
REQUIRED = HEADER | {"bg_color": "#FFE699"}
PLAIN = {"in_memory": True, "strings_to_formulas": False,
         "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a template; `choices` are the words offered for its cells."""

    field: str
    heading: str
    type: str
    required: bool
    choices: tuple[str, ...]
    example: str
    help: str


@cache
def templates() -> dict[str, tuple[Column, ...]]:
    """Kind -> its columns, in the order of template.csv."""
    found: dict[str, tuple[Column, ...]] = {}
    path = Path(__file__).with_name("template.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["kind"]] = (*found.get(row["kind"], ()), _column(row))
    return found


def _column(row: dict[str, str]) -> Column:
    known = {f.name: f for f in registers().get(row["kind"], ())}.get(row["field"])
    words = tuple(word.strip() for word in row["choices"].split(";") if word.strip())
    if known is None:
        form = "date" if row["field"] in DATE_FIELDS else "text"
        form = "int" if row["field"] in NUMBERS else form
    else:
        form = known.type
        words = words or tuple(said[0] for said in labels(known.choices).values())
    form = "unit" if row["field"] in ("unit", "requesting_unit") else form
    return Column(
        row["field"], row["heading"], form, bool(row["required"]), words, row["example"],
        row["help"],
    )  # fmt: skip


def write(kind: str, units: Sequence[str] = ()) -> bytes:
    """The template of a kind as .xlsx; `units`: names offered where a unit is asked for."""
    columns = templates()[kind]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        _data(book, kind, columns, units)
        _guide(book, kind, columns)
        _example(book, kind, columns)
        if units:
            _units(book, units)
    return buffer.getvalue()


def _data(book: xlsxwriter.Workbook, kind: str, columns: Sequence[Column], units) -> None:
    sheet = book.add_worksheet(text("template.data"))
    _headings(book, sheet, 0, columns)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, ROWS, len(columns) - 1)
    for c, column in enumerate(columns):
        shape = DATE_FORMAT if column.type in DATES else TEXT_FORMAT
        shape = "General" if column.type == "int" else shape
        sheet.set_column(c, c, _width(column), book.add_format({"num_format": shape}))
        if rule := _rule(column, units):
            sheet.data_validation(1, c, ROWS, c, rule)


def _rule(column: Column, units: Sequence[str]) -> dict | None:
    """What Excel checks while one types; a word of one's own stays possible in lists."""
    if column.choices:
        return {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    if column.type == "unit" and units:
        source = f"='{text('template.units')}'!$A$2:$A${len(units) + 1}"
        return {"validate": "list", "source": source, "error_type": "warning"}
    if column.type == "int":
        return {"validate": "integer", "criteria": ">=", "value": 0, "error_type": "warning"}
    if column.type in DATES:
        return {"validate": "date", "criteria": "between", "error_type": "warning",
                "minimum": FIRST_DAY, "maximum": LAST_DAY}  # fmt: skip
    return None


def _headings(book, sheet, row: int, columns: Sequence[Column]) -> None:
    plain, required = book.add_format(HEADER), book.add_format(REQUIRED)
    for c, column in enumerate(columns):
        sheet.write_string(row, c, column.heading, required if column.required else plain)


def _guide(book, kind: str, columns: Sequence[Column]) -> None:
    sheet = book.add_worksheet(text("template.guide"))
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": TEXT_FORMAT})
    bold = book.add_format(HEADER)
    sheet.write_string(0, 0, ASIDE)
    sheet.write_string(1, 0, text("template.about", kind=text(f"kind.{kind}")))
    for n, code in enumerate(("template.how_sheet", "template.how_as_of", "template.how_color")):
        sheet.write_string(2 + n, 0, text(code))
    for c, code in enumerate(("column", "required", "format", "example", "meaning")):
        sheet.write_string(6, c, text(f"template.{code}"), bold)
    for n, column in enumerate(columns, start=7):
        needed = text("template.yes") if column.required else ""
        cells = (column.heading, needed, _form(column), column.example, column.help)
        for c, cell in enumerate(cells):
            sheet.write_string(n, c, cell, wrap)
    for c, width in enumerate((28, 10, 34, 30, 70)):
        sheet.set_column(c, c, width)
    sheet.protect()


def _form(column: Column) -> str:
    """How a cell is written, in words."""
    if column.choices:
        return text("template.form_choice", words="; ".join(column.choices))
    return text(f"template.form_{'date' if column.type in DATES else column.type}")


def _example(book, kind: str, columns: Sequence[Column]) -> None:
    sheet = book.add_worksheet(text("template.example"))
    sheet.write_string(0, 0, ASIDE)
    _headings(book, sheet, 2, columns)
    for c, column in enumerate(columns):
        sheet.write_string(3, c, column.example)
        sheet.set_column(c, c, _width(column))
    sheet.protect()


def _units(book, units: Sequence[str]) -> None:
    sheet = book.add_worksheet(text("template.units"))
    sheet.write_string(0, 0, ASIDE)
    for n, name in enumerate(units, start=1):
        sheet.write_string(n, 0, name)
    sheet.set_column(0, 0, 50)
    sheet.protect()


def _width(column: Column) -> int:
    return max(12, min(40, len(column.heading) + 2, 60), 36 if column.field == "subject" else 0)
