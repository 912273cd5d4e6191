"""A dossier in Word, in the look of official documents; its tables on wide pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from messages import text
from metrics.format import count, day
from reports import paper

if TYPE_CHECKING:
    from reports.dossier import Dossier

NARROW = ("row", "sheet", "days_overdue", "total", "last_period", "this_period", "difference",
          "due_on", "closed_on", "opened_on", "issued_on", "considered_from", "concluded_on",
          "valid_to")  # fmt: skip
WIDE = ("subject", "grounds", "reason", "answer", "progress_note", "about", "of")


def document(found: Dossier, settings: Iterable, as_of: date, lang: str) -> bytes:
    """The .docx: who, what to mind, figures; then every table with rows on wide pages."""
    head = paper.letterhead(settings)
    sheet = paper.titled(head, symbol="HS", name=text("dossier.name", lang), about=found.title,
                         year=as_of.year)  # fmt: skip
    paper.paragraph(sheet, f"{found.sentence}.", italic=True)
    for line in (*found.who, *found.figures):
        paper.paragraph(sheet, f"{line}.")
    if found.flags:
        paper.heading(sheet, text("dossier.flags", lang))
        for line in found.flags:
            paper.paragraph(sheet, line)
    paper.paragraph(sheet, text("dossier.about", lang), italic=True)
    paper.landscape(sheet)
    number = 0
    for table in found.tables.values():
        number += 1
        paper.heading(sheet, f"{number}. {table.title}")
        if not table.rows:
            paper.note(sheet, text("table.empty", lang))
            continue
        headings = [table.label(column) for column in table.columns]
        rows = [[shown(row.get(column)) for column in table.columns] for row in table.rows]
        paper.table(sheet, headings, rows, size=8.5,
                    widths=[share(column) for column in table.columns])  # fmt: skip
    return paper.to_bytes(sheet, title=found.title)


def share(column: str) -> float:
    """How much of the page's width a column gets beside the others."""
    return 3 if column in WIDE else 0.9 if column in NARROW else 1.3


def shown(value: object) -> object:
    """A cell as it is printed."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return count(value)
    return "" if value is None else value
