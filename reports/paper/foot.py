"""The end: "./.", to whom copies go (left), who signs (right)."""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document as Sheet
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Row

from messages import text
from reports.paper.facts import Letterhead
from reports.paper.look import WIDTH
from reports.paper.steady import plain

LEFT = 80  # mm
ROOM = 4  # empty lines for the signature and the seal


def close(document: Sheet, head: Letterhead, *, recipients: str | None = None) -> None:
    """Recipients and signature. The last paragraph of the body gets its "./."."""
    _end(document)
    document.add_paragraph()
    for line in document.paragraphs[-2:]:  # nobody signs a page without a word of the paper
        line.paragraph_format.keep_with_next = True
    table = document.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(LEFT), Mm(WIDTH - LEFT)
    named = replace(head, recipients=recipients or head.recipients)
    _recipients(left, named.recipients_listed, head.archive)
    _signature(right, head)
    _whole(table.rows[0])


def _whole(row: _Row) -> None:
    """Recipients and signature stand on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell in row.cells:
        for line in cell.paragraphs[:-1]:
            line.paragraph_format.keep_with_next = True


def _end(document: Sheet) -> None:
    lines = [p for p in document.paragraphs if p.style.name == "Body Text" and p.text.strip()]
    if lines and document.element.body[-2] is lines[-1]._p and not lines[-1].text.endswith("/."):
        lines[-1].add_run(
            text("paper.end") if lines[-1].text.endswith(".") else text("paper.end_dot")
        )


def _recipients(cell, names: list[str], archive: str) -> None:
    label = cell.paragraphs[0].add_run(text("paper.recipients"))
    label.bold, label.italic, label.font.size = True, True, Pt(12)
    for name in names:
        cell.add_paragraph(plain(f"- {name};"), style="Small")
    cell.add_paragraph(text("paper.archive", archive=archive), style="Small")


def _signature(cell, head: Letterhead) -> None:
    titles = head.signer_title.upper().splitlines()
    lines = [*titles, *[""] * ROOM, head.signer_name]
    for place, words in enumerate(lines):
        line = cell.paragraphs[0] if not place else cell.add_paragraph()
        line.alignment = ALIGN.CENTER
        run = line.add_run(plain(words))
        run.bold, run.font.size = True, Pt(14)
