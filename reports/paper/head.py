"""The head: who issues, the national motto, number, place and day; then what the paper is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from messages import text
from reports.paper.facts import BLANK, Letterhead
from reports.paper.look import WIDTH, rule, sheet
from reports.paper.steady import plain

LEFT = 66  # mm of the left column; the motto needs the rest on one line
BODY_RULE, MOTTO_RULE, NAME_RULE = 22, 20, 55  # mm in from either side of the column


def titled(
    head: Letterhead, *, symbol: str, name: str, about: str, on: date | None = None,
    year: int | str = BLANK, number: str = "",
) -> Sheet:  # fmt: skip
    """A paper with the name of its kind: BÁO CÁO, THÔNG BÁO, TỜ TRÌNH … over what it is about."""
    document = sheet()
    _head(document, head, head.number(symbol, number), head.dated(on, year))
    _line(document.add_paragraph(style="Title"), name, before=14)
    for part in about.split("\n"):
        _line(document.add_paragraph(style="Title"), part, before=0)
    rule(document.add_paragraph(), NAME_RULE, NAME_RULE)
    return document


def letter(
    head: Letterhead, *, about: str, to: Sequence[str], on: date | None = None,
    year: int | str = BLANK, number: str = "",
) -> Sheet:  # fmt: skip
    """A letter (công văn): no name, "V/v …" under its number, and to whom it goes."""
    document = sheet()
    left = _head(document, head, head.number("", number), head.dated(on, year))
    _line(left.add_paragraph(), text("paper.about", about=about), size=12)
    one, *others = [to] if isinstance(to, str) else to
    if others:
        _line(document.add_paragraph(), text("paper.to_several"), before=12, indent=25)
        for each in (one, *others):
            end = "." if each is others[-1] else ";"
            _line(document.add_paragraph(), f"- {each}{end}", align=ALIGN.LEFT, indent=50)
    else:
        _line(document.add_paragraph(), text("paper.to_one", to=one), before=12)
    document.add_paragraph()
    return document


def _head(document: Sheet, head: Letterhead, number: str, dated: str) -> _Cell:
    """Two columns, two rows; returns the cell under the issuing body."""
    table = document.add_table(2, 2)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, (LEFT, WIDTH - LEFT), strict=True):
            cell.width = Mm(width)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, (LEFT, WIDTH - LEFT), strict=True):
        column.w = Mm(width)
    _margins(table)
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], head.superior_body.upper(), size=12)
    _line(left.add_paragraph(), head.issuing_body.upper(), size=12, bold=True)
    rule(left.add_paragraph(), BODY_RULE, BODY_RULE)
    _line(right.paragraphs[0], text("paper.country"), size=12, bold=True)
    _line(right.add_paragraph(), text("paper.motto"), size=13, bold=True)
    rule(right.add_paragraph(), MOTTO_RULE, MOTTO_RULE)
    left, right = table.rows[1].cells
    _line(left.paragraphs[0], number, size=13, before=4)
    _line(right.paragraphs[0], dated, size=13, italic=True, before=4)
    body = document.element.body
    body.remove(table._tbl)
    body.insert(0, table._tbl)
    return left


def _margins(table) -> None:
    """No space inside the cells' sides: the motto needs every millimetre."""
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def _line(
    line: Paragraph, words: str, *, size: float | None = None, bold: bool | None = None,
    italic: bool | None = None, before: float = 0, align=ALIGN.CENTER, indent: float = 0,
) -> None:  # fmt: skip
    run = line.add_run(plain(words))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    form = line.paragraph_format
    form.alignment, form.space_before = align, Pt(before)
    if indent:
        form.left_indent, form.alignment = Mm(indent), ALIGN.LEFT
