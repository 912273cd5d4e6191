"""phu_luc.xlsx: every table, and every list behind every figure, one sheet each."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from messages import known, text
from reports import paper
from reports.review import chart_sheets, sheets
from reports.review.data import Review, Sheet
from reports.review.report import about, notices
from reports.table import SHEET_ROWS

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
FIGURES = ("code", "name", "unit", "said", "x", "n", "rate", "definition", "behind")
NAME = 31  # characters of a sheet's name
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def phu_luc(review: Review) -> bytes:
    """The annex as .xlsx. The footer of each page carries the head of the ledger."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": about(review), "created": datetime(2000, 1, 1)})
        front = book.add_worksheet(text("review.sheet.contents"))
        listed, formats = [], sheets.Formats(book)
        for name, table in everything(review).items():
            for number, part in enumerate(_parts(table)):
                title = sheet_name(len(listed) + 1, name, number)
                sheet = book.add_worksheet(title)
                sheets.write(formats, sheet, part, footer(review))
                chart_sheets.draw(book, sheet, name, part)
                listed.append((title, part.title, len(part.rows)))
        _contents(book, front, review, listed)
    return paper.steady(out.getvalue())


def everything(review: Review) -> dict[str, Sheet]:
    """Everything in the annex, in its order."""
    return review.tables | review.lists | {"figures": figures(review)}


def figures(review: Review) -> Sheet:
    """Every figure with numerator, denominator, definition, and the sheet that shows its rows."""
    rows = [
        {
            "name": label(f.name),
            "code": f.name,
            "unit_id": f.unit,
            "said": f.said,
            "x": f.x,
            "n": f.n,
            "unit": review.units.get(f.unit, f.unit) if f.unit else text("report.total"),
            "rate": f.rate,
            "definition": f.definition,
            "behind": behind(f.behind),
        }
        for f in review.figures.values()
    ]
    return Sheet(text("review.table.figures"), FIGURES, rows, review.sentence)


def label(name: str) -> str:
    """A figure's name in words: "Nhiệm vụ: Đã giải quyết"."""
    for code in (f"count.{name}", f"rate.{name}", f"age.{name}"):
        if known(code):
            return text(code)
    group, _, rest = name.partition(".")
    for code in (f"kind.{group}", f"review.figure.{group}"):
        if known(code):
            return f"{text(code)}: {label(rest)}"
    for code in (
        f"point.{name}",
        f"review.figure.{name}",
        f"review.column.{name}",
        f"column.{name}",
    ):
        if known(code):
            return text(code)
    return name


def behind(name: str) -> str:
    """The words of the list behind a figure."""
    if name == "items":
        return text("review.list.items")
    if name.startswith("point."):
        return text(name)
    return text(f"review.list.{name}") if name else ""


def sheet_name(place: int, name: str, part: int) -> str:
    """Short, unique, without what Excel forbids: "12 Quá hạn"."""
    words = text(f"review.sheet.{name}") if not name.startswith("point.") else text(name)
    more = f" ({part + 1})" if part else ""
    return f"{place} {words}".translate(FORBIDDEN)[: NAME - len(more)].strip() + more


def footer(review: Review) -> str:
    """The page's foot: which figures, and the head of the ledger they were made from."""
    seq, head = review.scope.ledger
    said = text(
        "review.footer", frozen=review.scope.frozen or text("review.not_frozen"), seq=seq, head=head
    )
    return f"&L&7{said.replace('&', '&&')}&R&8&P/&N"


def _parts(table: Sheet) -> list[Sheet]:
    """A list longer than Excel's sheet goes on in the next."""
    rows = table.rows
    starts = range(0, max(len(rows), 1), SHEET_ROWS)
    return [replace(table, rows=rows[s : s + SHEET_ROWS]) for s in starts]


def _contents(book, sheet, review: Review, listed: list[tuple[str, str, int]]) -> None:
    """The first sheet: what this is, what to know, and a link to every sheet."""
    bold = book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
    link = book.add_format({"font_color": "#0072B2", "underline": 1})
    head = book.add_format({"bold": True, "border": 1})
    sheet.write_string(0, 0, text("review.annex_title", about=about(review)), bold)
    sheet.set_row(0, 40)
    lines = [review.sentence, *notices(review), footer(review).split("&7")[1].split("&R")[0]]
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line)
    top = len(lines) + 2
    for column, code in enumerate(("review.column.sheet", "review.column.rows")):
        sheet.write_string(top, column, text(code), head)
    for row, (name, title, number) in enumerate(listed, start=top + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, title)
        sheet.write_number(row, 1, number)
    sheet.set_column(0, 0, 90)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer(review))
