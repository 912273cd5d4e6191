"""Papers as a reader sees them: all their words, their tables, their charts' numbers."""

import io

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation


def docx_tables(content: bytes) -> list[list[list[str]]]:
    tables = Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def docx_words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell for table in docx_tables(content) for row in table for cell in row]
    heads = [
        p.text for s in document.sections for p in (*s.header.paragraphs, *s.footer.paragraphs)
    ]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, *heads])


def xlsx_sheets(content: bytes) -> dict[str, list[tuple]]:
    """Title of the table (cell A1) -> all rows of its sheet."""
    book = load_workbook(io.BytesIO(content))
    return {sheet["A1"].value: list(sheet.iter_rows(values_only=True)) for sheet in book}


def xlsx_words(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    cells = [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    return "\n".join([*book.sheetnames, *cells, *(str(s.oddFooter.left.text) for s in book)])


def pptx_charts(content: bytes) -> list[dict[str, list]]:
    """Per chart its categories and the numbers of each series."""
    slides = Presentation(io.BytesIO(content)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    return [
        {"": [str(c) for c in chart.plots[0].categories]}
        | {series.name: list(series.values) for series in chart.plots[0].series}
        for chart in charts
    ]


def pptx_words(content: bytes) -> str:
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    charts = [str(v) for chart in pptx_charts(content) for v in (*chart, *chart[""])]
    return "\n".join([*found, *charts])


WORDS = {"docx": docx_words, "xlsx": xlsx_words, "pptx": pptx_words}


def words(name: str, content: bytes) -> str:
    return WORDS[name.rsplit(".", 1)[1]](content)
