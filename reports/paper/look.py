"""Page, type and styles, in the measures of Nghị định 30/2020, Phụ lục I."""

from __future__ import annotations

from docx import Document
from docx.document import Document as Sheet
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
PAGE = (210, 297)  # mm
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 16
WIDTH = PAGE[0] - LEFT - RIGHT  # of the type area, in mm
WIDE = PAGE[1] - 2 * TOP  # the same on a landscape page
BODY, TABLE, SMALL = Pt(14), Pt(11), Pt(11)
BLACK = RGBColor(0, 0, 0)
# style -> size, bold, italic, alignment, space before, first line (cm)
STYLES = {
    "Normal": (BODY, False, False, ALIGN.LEFT, 0, 0),
    "Body Text": (BODY, False, False, ALIGN.JUSTIFY, 6, 1.27),
    "Title": (BODY, True, False, ALIGN.CENTER, 6, 0),
    "Heading 1": (BODY, True, False, ALIGN.JUSTIFY, 12, 1.27),
    "Heading 2": (BODY, True, False, ALIGN.JUSTIFY, 8, 1.27),
    "Heading 3": (BODY, True, True, ALIGN.JUSTIFY, 6, 1.27),
    "Caption": (Pt(12), False, True, ALIGN.LEFT, 6, 0),
    "List Bullet": (BODY, False, False, ALIGN.JUSTIFY, 3, 1.27),
    "Cell": (TABLE, False, False, ALIGN.LEFT, 0, 0),
    "Small": (SMALL, False, False, ALIGN.LEFT, 0, 0),
}


def sheet() -> Sheet:
    """An empty A4 page with the styles, the page number centred on top from the second page."""
    document = Document()
    for name, look in STYLES.items():
        _style(document, name, *look)
    _page(document.sections[0])
    _numbered(document.sections[0])
    return document


def _style(document: Sheet, name: str, size, bold, italic, align, before, first) -> None:
    try:
        style = document.styles[name]
    except KeyError:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, size, bold, italic, BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # a theme's font would win over the named one
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), FONT)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)  # Word's own Title is underlined
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(0)
    form.first_line_indent, form.left_indent, form.line_spacing = Cm(first), Cm(0), 1.0
    if name.startswith("Heading") or name == "Caption":
        form.keep_with_next = True


def _page(section: Section, wide: bool = False) -> None:
    width, height = reversed(PAGE) if wide else PAGE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = (
        (Mm(LEFT), Mm(RIGHT)) if wide else (Mm(TOP), Mm(BOTTOM))
    )
    section.left_margin, section.right_margin = (
        (Mm(TOP), Mm(TOP)) if wide else (Mm(LEFT), Mm(RIGHT))
    )
    section.header_distance = section.footer_distance = Mm(10)


def _numbered(section: Section) -> None:
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.style, line.alignment = section.part.document.styles["Normal"], ALIGN.CENTER
    field(line, "PAGE")


def field(line: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the page's number."""
    run = line.add_run()
    for kind, words in (("begin", None), (None, code), ("end", None)):
        part = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            part.text = words
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def rule(line: Paragraph, left: float, right: float) -> None:
    """Make the paragraph a thin line, so many millimetres in from either side."""
    form = line.paragraph_format
    form.left_indent, form.right_indent = Mm(left), Mm(right)
    form.space_before, form.line_spacing = Pt(3), Pt(2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")
