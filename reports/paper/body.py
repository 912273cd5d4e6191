"""The body: headings, justified paragraphs, tables that fit the page and repeat their heading."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.paper.look import WIDE, WIDTH, _page
from reports.paper.steady import plain

SIDES = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


def heading(document: Sheet, words: str, level: int = 1) -> Paragraph:
    """ "I. …" (1), "1. …" (2), "a) …" (3): the number is part of the words."""
    return document.add_paragraph(plain(words), style=f"Heading {level}")


def paragraph(
    document: Sheet, words: str, *, italic: bool = False, bold: bool = False
) -> Paragraph:
    """Justified, first line indented."""
    line = document.add_paragraph(style="Body Text")
    run = line.add_run(plain(words))
    run.italic, run.bold = italic or None, bold or None
    return line


def note(document: Sheet, words: str) -> Paragraph:
    """Small italics: over a table what it shows, under it what it rests on."""
    return document.add_paragraph(plain(words), style="Caption")


def table(
    document: Sheet,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    widths: Sequence[float] | None = None,
    sides: Sequence[str] | None = None,
    totals: int = 0,
    size: float = 11,
) -> Table:
    """A table as wide as the page; `widths` are shares, `sides` 'left', 'center' or 'right' per
    column (numbers right where nothing is said), the last `totals` rows bold."""
    shares = widths or [1] * len(headings)
    whole = WIDE if _is_wide(document) else WIDTH
    sizes = [whole * share / sum(shares) for share in shares]
    made = document.add_table(1, len(headings))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _fill(made.rows[0], headings, sizes, ["center"] * len(headings), size, bold=True)
    repeat(made.rows[0])
    for place, values in enumerate(rows):
        where = sides or [_side(value) for value in values]
        last = place >= len(rows) - totals
        _fill(made.add_row(), values, sizes, where, size, bold=last)
    for size, column in zip(sizes, made._tbl.tblGrid.gridCol_lst, strict=True):
        column.w = Mm(size)
    return made


def repeat(row: _Row) -> None:
    """The heading stands again on every page that the table goes over to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def landscape(document: Sheet) -> None:
    """What follows stands on landscape pages."""
    _turn(document, wide=True)


def portrait(document: Sheet) -> None:
    """What follows stands on upright pages."""
    _turn(document, wide=False)


def page_break(document: Sheet) -> None:
    """What follows begins on a new page."""
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _turn(document: Sheet, wide: bool) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.different_first_page_header_footer = False  # these pages are never the first
    _page(section, wide)


def _is_wide(document: Sheet) -> bool:
    return document.sections[-1].orientation == WD_ORIENT.LANDSCAPE


def _side(value: object) -> str:
    plain = str(value).strip("%–-+").replace(".", "").replace(",", "").replace("/", "")
    return "right" if plain.isdigit() or value in ("–", None) else "left"


def _fill(row: _Row, values: Sequence[object], sizes, sides, size, *, bold: bool = False) -> None:
    whole = OxmlElement("w:cantSplit")  # a row is not cut at a page's end
    row._tr.get_or_add_trPr().append(whole)
    for cell, value, width, side in zip(row.cells, values, sizes, sides, strict=True):
        cell.width = Mm(width)
        _write(
            cell, "" if value is None else plain(value), SIDES[side], bold, size, row._index == 0
        )


def _write(cell: _Cell, words: str, side, bold: bool, size: float, first: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.style = cell.part.document.styles["Cell"]
    line.alignment = side
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)
    run = line.add_run(words)
    line.paragraph_format.keep_with_next = first or None
    run.bold, run.font.size = bold or None, Pt(size)
    for name in ("w:left", "w:right"):
        _margin(cell, name, 57 if size >= 10 else 28)  # 1 mm, half of it in small type


def _margin(cell: _Cell, side: str, width: int) -> None:
    properties = cell._tc.get_or_add_tcPr()
    margins = properties.find(qn("w:tcMar"))
    if margins is None:
        margins = OxmlElement("w:tcMar")
        properties.append(margins)
    one = OxmlElement(side)
    one.set(qn("w:w"), str(width))
    one.set(qn("w:type"), "dxa")
    margins.append(one)
