"""Rows that were left out, back to the clerk as Excel: to mend them and load the file again.

A received .xlsx comes back as it was, with the left-out rows coloured and a last column saying why.
Other formats, and workbooks too big to be marked, come back as a list of those rows. Either way
nothing in the file computes, links or opens anything; a denunciation's row comes back empty.

    python -m reports.marked_rows < REQUEST.json > OUT.xlsx

is the limited process that opens a stranger's workbook: openpyxl takes fifty times its size.
"""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.worksheet import Worksheet

from layout import REPO
from messages import known, text

MARKABLE = (".xlsx", ".xlsm")
MARKED_BYTES = 1 << 20  # 15,000 rows of 15 take 15 s; a larger workbook comes back as a list
SECONDS, MEMORY = 40, 1 << 30  # of the process that marks
FILLS = {"rejected": PatternFill("solid", "FFF3C9A2"), "skipped": PatternFill("solid", "FFE4E6EA")}
QUIET = ("blank", "header", "title")  # left out as they should be: not worth a colour
SECRET = "denunciation"
WIDTH = 42  # characters of the reason's column
CELL_CHARACTERS = 32_767


@dataclass(frozen=True)
class LeftOut:
    """One row of the file that was not loaded; `row` counts from 1, `cells` are its texts."""

    sheet: str
    row: int
    disposition: str
    reason: str
    cells: Sequence[str] = ()


@dataclass(frozen=True)
class Request:
    """What to give back: the received file (None if it is gone), its sender's name, the rows."""

    received: str | None
    name: str
    headings: Sequence[str]
    rows: Sequence[LeftOut]
    lang: str = "vi"


def write(request: Request) -> bytes:
    """The marked workbook, or the list of the rows where the file cannot be marked."""
    return (markable(request) and _marked_apart(request)) or listed(request)


def markable(request: Request) -> bool:
    """Whether the received file is a workbook of a size that can be opened and marked."""
    path = Path(request.received or "")
    named = request.name.lower().endswith(MARKABLE)
    return named and path.is_file() and path.stat().st_size <= MARKED_BYTES


def _marked_apart(request: Request) -> bytes | None:
    """marked() in a process with limits; None where it did not manage."""
    command = [sys.executable, "-m", "reports.marked_rows"]
    body = json.dumps(asdict(request)).encode()
    try:
        done = subprocess.run(command, input=body, capture_output=True, cwd=REPO, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        logging.getLogger(__name__).warning("%s cannot be marked: %s", request.received, said)
        return None
    return done.stdout


def marked(request: Request) -> bytes:
    """The received workbook with the left-out rows marked. Raises what openpyxl raises."""
    with open(request.received, "rb") as file:  # a path is judged by its ending; ours has none
        book = load_workbook(file, data_only=True, keep_links=False)
    book.defined_names.clear()
    for sheet in book.worksheets:
        disarm(sheet)
        rows = [row for row in request.rows if row.sheet == sheet.title]
        last = sheet.max_column + 1
        for row in rows:
            mark(sheet, row, last, request.lang)
        if any(row.reason not in QUIET for row in rows):
            sheet.column_dimensions[sheet.cell(1, last).column_letter].width = WIDTH
    return saved(book)


def disarm(sheet: Worksheet) -> None:
    """Take out of a sheet what could compute, link or hide: only cells and their looks stay."""
    sheet.data_validations = DataValidationList()
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.protection.disable()
    sheet.defined_names.clear()
    sheet.tables.clear()
    sheet._charts, sheet._images, sheet._pivots, sheet._hyperlinks = [], [], [], []
    sheet.legacy_drawing = None
    for cell in sheet._cells.values():  # iter_rows() would make the blank ones too
        if isinstance(cell, Cell):
            cell._hyperlink, cell._comment = None, None


def mark(sheet: Worksheet, row: LeftOut, last: int, lang: str) -> None:
    """Colour one row and say why at its end."""
    if row.reason in QUIET:
        return
    for cell in sheet[row.row]:
        cell.fill = FILLS[row.disposition]
        if row.reason == SECRET and isinstance(cell, Cell):
            cell.value = None
    put(sheet.cell(row.row, last), why(row, lang)).fill = FILLS[row.disposition]


def listed(request: Request) -> bytes:
    """A new workbook: sheet, row, what became of it, why, and the row's own cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = text("marked.sheet", request.lang)
    fixed = [text(f"column.{name}", request.lang) for name in ("sheet", "row", "reason")]
    for number, heading in enumerate([*fixed, *request.headings], start=1):
        cell = put(sheet.cell(1, number), heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = WIDTH if number == 3 else 18
    rows = [row for row in request.rows if row.reason not in QUIET]
    for number, row in enumerate(rows, start=2):
        cells = () if row.reason == SECRET else row.cells
        for column, value in enumerate([row.sheet, row.row, why(row, request.lang), *cells], 1):
            put(sheet.cell(number, column), value).fill = FILLS[row.disposition]
    sheet.freeze_panes = "D2"
    return saved(book)


def why(row: LeftOut, lang: str) -> str:
    """«Không nạp: …» with the reason in words."""
    code = f"reason.{row.reason}"
    reason = text(code, lang) if known(code, lang) else row.reason
    return text(f"marked.{row.disposition}", lang, reason=reason)


def put(cell: Cell, value: str | int) -> Cell:
    """Write a number as a number and text as text: "=1+1" stays four characters."""
    if value == "":
        cell.value = None
    elif isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_CHARACTERS]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> None:
    """Mark the workbook that the request on standard input names; fails as openpyxl does."""
    limit_memory()
    body = json.load(sys.stdin)
    request = Request(**body | {"rows": [LeftOut(**row) for row in body["rows"]]})
    sys.stdout.buffer.write(marked(request))


def limit_memory() -> None:
    """At most MEMORY bytes for this process, where the system can say so."""
    try:
        import resource
    except ImportError:  # Windows: the size limit of the file stands alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
