"""The look of official documents (Nghị định 30/2020, Phụ lục I), shared by all that are made here.

    sheet = paper.letter(head, symbol="CV", about="V/v …", to=["Các phòng thuộc Sở"])
    sheet = paper.titled(head, symbol="BC", name="BÁO CÁO", about="Tình hình …")
    paper.heading(sheet, "I. …"), paper.paragraph(sheet, "…"), paper.table(sheet, headings, rows)
    paper.close(sheet, head), paper.to_bytes(sheet, title="…")

`head = paper.letterhead(Ledger(…).entries("setting"))`: what nobody has set yet stands as "…".
Texts are data: nothing in them is markup. A wide table goes on `paper.landscape(sheet)`.
"""

from reports.paper.body import (
    heading,
    landscape,
    note,
    page_break,
    paragraph,
    portrait,
    repeat,
    table,
)
from reports.paper.facts import BLANK, FACTS, Letterhead, letterhead
from reports.paper.foot import close
from reports.paper.head import letter, titled
from reports.paper.look import sheet
from reports.paper.steady import plain, steady, to_bytes

__all__ = [
    "BLANK",
    "FACTS",
    "Letterhead",
    "close",
    "heading",
    "landscape",
    "letter",
    "letterhead",
    "note",
    "page_break",
    "paragraph",
    "plain",
    "portrait",
    "repeat",
    "sheet",
    "steady",
    "table",
    "titled",
    "to_bytes",
]
