"""One table of the annex on one sheet: to be read on the screen, filtered, and printed."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil

from reports.paper import plain
from reports.review.data import Sheet
from reports.review.listed import LEFT_OUT

TOP = 3  # the row of the headings: title, sentence and a blank line stand above
SHARES = {"rate", "low", "high", "rate_before", "difference", "p", "answered_5", "answered_10",
          "answered_15", "answered_30"}  # fmt: skip
LONGEST = {
    "subject": 42,
    "unit_reason": 42,
    "proposal": 42,
    "answer": 36,
    "text": 50,
    "unit": 26,
    "what": 40,
    "name": 40,
}
WIDEST, NARROWEST, HEADED = 22, 8, 10  # characters of other columns, and for their headings
A4, A3 = 9, 8  # Excel's numbers of paper
LINE, WIDE_LETTERS = 13, 0.98  # points of a line; letters of this type beside Excel's own
MANY = 14  # columns that go on A3
BASE = {"font_name": "Times New Roman", "font_size": 10, "valign": "top"}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book) -> None:
        self._book, self._made = book, {}

    def __call__(self, **more):
        key = tuple(sorted(more.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(BASE | more)
        return self._made[key]


def write(formats: Formats, sheet, table: Sheet, foot: str) -> None:
    """Title, sentence, headings with a filter, rows, totals, notes; frozen panes; print set-up."""
    sheet.write_string(0, 0, plain(table.title), formats(bold=True, font_size=14))
    sheet.write_string(1, 0, plain(table.sentence), formats(italic=True))
    heading = formats(bold=True, text_wrap=True, border=1, align="center", bg_color="#E4E6EA")
    for column, name in enumerate(table.columns):
        sheet.write_string(TOP, column, table.label(name), heading)
    wide = widths(table)
    sheet.set_row(TOP, height([table.label(name) for name in table.columns], wide))
    below = TOP + 1 + len(table.rows)
    for row, values in enumerate(table.rows, start=TOP + 1):
        _row(formats, sheet, row, table, values, wide)
    for row, values in enumerate(table.totals, start=below):
        _row(formats, sheet, row, table, values, wide, bold=True)
    for row, note in enumerate(table.notes, start=below + len(table.totals) + 1):
        sheet.write_string(row, 0, plain(note), formats(italic=True))
    sheet.autofilter(TOP, 0, TOP + max(len(table.rows), 1), len(table.columns) - 1)
    sheet.freeze_panes(TOP + 1, 1)
    _print(sheet, table, wide, foot)


def last_row(table: Sheet) -> int:
    """The first free row under a table and its notes."""
    return TOP + len(table.rows) + len(table.totals) + len(table.notes) + 3


def height(texts: list[str], widths: list[float]) -> float:
    """Points for a row whose texts are wrapped: not every program finds them itself."""
    lines = [
        ceil(len(words) * WIDE_LETTERS / width) for words, width in zip(texts, widths, strict=True)
    ]
    return LINE * max(1, *lines) + 3


def _row(formats: Formats, sheet, row: int, table: Sheet, values: dict, wide, bold=False) -> None:
    common = {"border": 1} | ({"bold": True} if bold else {})
    common |= {"font_strikeout": True} if values.get(LEFT_OUT) else {}
    texts = [v if isinstance(v := values.get(name), str) else "" for name in table.columns]
    sheet.set_row(row, height(texts, wide))
    for column, name in enumerate(table.columns):
        _cell(formats, sheet, row, column, values.get(name), name, common)


def _cell(formats: Formats, sheet, row: int, column: int, value, name: str, common: dict) -> None:
    """Text stays text, whatever it begins with; a share is shown as one."""
    if value is None:
        sheet.write_blank(row, column, None, formats(**common))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        form = {
            "num_format": "0.0%" if name in SHARES and isinstance(value, float) else _digits(value)
        }
        sheet.write_number(row, column, round(value, 9), formats(**common, **form))
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, column, value, formats(**common, num_format="dd/mm/yyyy"))
    else:
        sheet.write_string(row, column, plain(value)[:32_767], formats(**common, text_wrap=True))


def _digits(value: float) -> str:
    return "#,##0" if float(value).is_integer() else "#,##0.0"


def _print(sheet, table: Sheet, wide: list[float], foot: str) -> None:
    for column in range(len(table.columns)):
        sheet.set_column(column, column, wide[column])
    sheet.set_landscape()
    sheet.set_paper(A3 if len(table.columns) >= MANY else A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP)
    sheet.set_footer(foot)


def widths(table: Sheet) -> list[float]:
    """How wide each column is, in characters."""
    return [_width(table, name) for name in table.columns]


def _width(table: Sheet, name: str) -> float:
    most = LONGEST.get(name, WIDEST)
    longest = max((len(_shown(row.get(name))) for row in table.all_rows()[:300]), default=0)
    return min(most, max(NARROWEST, longest + 1, min(HEADED, ceil(len(table.label(name)) / 2) + 1)))


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return "dd/mm/yyyy" if isinstance(value, date) else str(value or "")
