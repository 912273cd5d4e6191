"""Each unit's form as Excel: its figures to put right, difficulties to add, overdue to explain.

`reports.office.returned` reads it back: a row is known by its code in the first column, the form by
its mark. What is written here a unit may change; nothing of it is trusted when it returns.
"""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from messages import text
from metrics.format import day
from metrics.unit_reports import FORM
from reports.office.facts import Facts, Unit, label
from reports.paper import steady
from reports.review.period_words import period_words

MARK = "BCDV"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}  # fmt: skip
HEAD_ROW = 6  # counted from 0, on every sheet
EMPTY = 20  # rows to write difficulties on
WIDTHS = {"figures": (24, 22, 36, 14, 14, 44), "obstacles": (6, 14, 60, 60),
          "overdue": (20, 60, 14, 12, 60, 16)}  # fmt: skip


def workbook(facts: Facts, unit: Unit) -> bytes:
    """One unit's form."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": unit.name, "created": datetime(2000, 1, 1)})
        page = _Page(book, facts, unit)
        page.figures()
        page.obstacles()
        page.overdue()
    return steady(out.getvalue())


class _Page:
    """Writes the sheets of one form."""

    def __init__(self, book, facts: Facts, unit: Unit) -> None:
        self.book, self.facts, self.unit = book, facts, unit
        grid = {"border": 1, "valign": "top", "text_wrap": True, "font_name": "Times New Roman"}
        self.head = book.add_format(grid | {"bold": True, "align": "center", "bg_color": "#E4E6EA"})
        self.cell = book.add_format(grid)
        self.own = book.add_format(grid | {"bg_color": "#FFF8DC"})
        self.day = book.add_format(grid | {"num_format": "dd/mm/yyyy", "bg_color": "#FFF8DC"})
        self.fixed_day = book.add_format(grid | {"num_format": "dd/mm/yyyy"})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def sheet(self, name: str):
        """A sheet with the form's title, mark and column headings."""
        sheet = self.book.add_worksheet(text(f"unit_form.sheet.{name}"))
        lines = (
            text("unit_form.title", period=period_words(self.facts.period).upper()),
            text("unit_form.unit", unit=self.unit.name),
            text("unit_form.mark", mark=f"{MARK}/{self.facts.period.name}/{self.unit.unit_id}"),
            self.facts.sentence,
            text(f"unit_form.sheet.{name}.hint", due=day(self.facts.due_on)),
        )
        for row, words in enumerate(lines):
            sheet.write_string(row, 0, words, self.title if row == 0 else None)
        for column, words in enumerate(text(f"unit_form.heads.{name}_sheet").split("|")):
            sheet.write_string(HEAD_ROW, column, words, self.head)
            sheet.set_column(column, column, WIDTHS[name][column])
        sheet.set_row(HEAD_ROW, 34)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        return sheet

    def figures(self) -> None:
        """Ours beside theirs, which begin the same."""
        sheet, row = self.sheet("figures"), HEAD_ROW
        for kind in self.unit.kinds:
            for name in FORM:
                row += 1
                value = self.unit.figures.get(kind, {}).get(name, 0)
                for column, words in enumerate(
                    (f"{kind}.{name}", label(kind), text(f"count.{name}"))
                ):
                    sheet.write_string(row, column, words, self.cell)
                sheet.write_number(row, 3, value, self.cell)
                sheet.write_number(row, 4, value, self.own)
                sheet.write_blank(row, 5, None, self.own)
        sheet.data_validation(HEAD_ROW + 1, 4, row, 4, {
            "validate": "integer", "criteria": ">=", "value": 0,
            "error_title": text("unit_form.number"), "error_message": text("unit_form.number.help"),
        })  # fmt: skip

    def obstacles(self) -> None:
        """Empty rows: what the register has already is not asked again."""
        sheet = self.sheet("obstacles")
        for n in range(1, EMPTY + 1):
            sheet.write_number(HEAD_ROW + n, 0, n, self.cell)
            sheet.write_blank(HEAD_ROW + n, 1, None, self.day)
            for column in (2, 3):
                sheet.write_blank(HEAD_ROW + n, column, None, self.own)

    def overdue(self) -> None:
        """Each item with room for why, and by when it will be done."""
        sheet = self.sheet("overdue")
        for row, item in enumerate(self.unit.overdue, start=HEAD_ROW + 1):
            sheet.write_string(row, 0, item["source_id"] or "", self.cell)
            sheet.write_string(row, 1, item["subject"] or "", self.cell)
            sheet.write_datetime(row, 2, item["due_on"], self.fixed_day)
            sheet.write_number(row, 3, item["days_overdue"], self.cell)
            sheet.write_blank(row, 4, None, self.own)
            sheet.write_blank(row, 5, None, self.day)
