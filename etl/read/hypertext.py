"""Web pages named .xls, as many systems export them: their tables as Excel would lay them out.

One sheet a page: what stands before, between and after the tables too, each on rows of its own,
so that row numbers are close to what a person sees who opens the file in Excel.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from etl.read.book import Book, Sheet
from etl.read.cells import cell_text, without_blank_end
from etl.read.encoding import Decoded, decode
from etl.read.limits import SHEET_COLUMNS, SHEET_ROWS, refuse_too_many
from etl.refusal import Refused

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN = ("script", "style", "head", "noscript", "template")
_BREAK = "\u2028"  # Unicode's own sign for a new line stands for <br> while blanks are folded
_SHEET_NAME = re.compile(rb"<x:Name>([^<]{1,100})</x:Name>")


def read_html(path: Path) -> Book:
    """Every table of the page. Raises Refused("html_no_table"): a login page, an error page."""
    pages = _pages(path.read_bytes())
    sheets, notes, decoded = [], [], None
    for number, data in enumerate(pages, start=1):
        decoded = _decoded(data)
        layout = _Layout()
        layout.read(_tree(decoded.text))
        notes += decoded.notes + layout.notes
        if layout.tables and any(layout.rows):
            name = _name(data, number, [sheet.name for sheet in sheets])
            sheets.append(Sheet(name, False, without_blank_end(layout.rows)))
    if not sheets:
        raise Refused("html_no_table")
    return Book(sheets, "html", decoded.encoding, notes=list(dict.fromkeys(notes)))


def _pages(data: bytes) -> list[bytes]:
    """The page itself; of a web archive (.mht), all its pages."""
    if not data[:200].lstrip().lower().startswith(b"mime-version:"):
        return [data]
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = (p for p in message.walk() if p.get_content_type() == "text/html")
    return [payload for p in parts if (payload := p.get_payload(decode=True))]


def _decoded(data: bytes) -> Decoded:
    """By what the page says of itself, where its bytes agree; else by the bytes."""
    named = _CHARSET.search(data[:4096])
    if named and (name := named[1].decode("ascii").lower()) not in ("utf-8", "utf-16", "unicode"):
        try:
            return Decoded(data.decode(name), name)
        except (LookupError, UnicodeDecodeError):
            pass  # said wrongly, which is common: the bytes decide
    return decode(data)


def _tree(text: str) -> etree._Element:
    """The page as a tree: nothing is fetched, nesting and text sizes have libxml2's bounds."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused("damaged") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise Refused("damaged")  # what is nested or long beyond all measure was cut off
    if root is None:
        raise Refused("html_no_table")
    etree.strip_elements(root, *_UNSEEN, etree.Comment, with_tail=False)
    return root


def _name(data: bytes, number: int, taken: list[str]) -> str:
    named = _SHEET_NAME.search(data[:65_536])
    name = cell_text(named[1].decode("utf-8", "replace")) if named else ""
    return name if name and name not in taken else f"Bảng {number}"


class _Layout:
    """Rows of text, filled in the order of the page."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.tables = self.cells = 0
        self.notes: list[str] = []
        self.holders: set[etree._Element] = set()

    def read(self, root: etree._Element) -> None:
        for table in root.iter("table"):
            self.holders.update(table.iterancestors())
        self._walk(root)

    def _walk(self, node: etree._Element) -> None:
        if node.tag == "table":
            self._table(node)
        elif node not in self.holders:
            self._say("".join(node.itertext()))
        else:
            self._say(node.text)
            for child in node:
                self._walk(child)
                self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text and (line := _clean(text)):
            self._add([line])

    def _add(self, row: list[str]) -> None:
        self.cells += max(len(row), 1)
        refuse_too_many(self.cells)
        if len(self.rows) >= SHEET_ROWS:
            refuse_too_many(self.cells * SHEET_COLUMNS)
        self.rows.append(row)

    def _table(self, table: etree._Element) -> None:
        self.tables += 1
        below: dict[int, int] = {}  # column -> rows that a cell from above still covers
        for row in _own_rows(table):
            cells = [c for c in row if c.tag in ("td", "th")]
            if any(c in self.holders for c in cells):  # a table that only places others
                for cell in cells:
                    self._walk_cell(cell)
            else:
                self._add(_grid_row(cells, below))
            if _HIDDEN.search(row.get("style", "")) and "note.hidden_rows" not in self.notes:
                self.notes.append("note.hidden_rows")

    def _walk_cell(self, cell: etree._Element) -> None:
        if cell in self.holders:
            self._walk(cell)
        else:
            self._say("".join(cell.itertext()))


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's rows, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _grid_row(cells: list[etree._Element], below: dict[int, int]) -> list[str]:
    """Cells where they stand: a merged one fills its first place, the others are blank."""
    row: list[str] = []

    def skip_covered() -> None:
        while below.get(len(row), 0):
            below[len(row)] -= 1
            row.append("")

    for cell in cells:
        skip_covered()
        width, height = _span(cell, "colspan", SHEET_COLUMNS), _span(cell, "rowspan", SHEET_ROWS)
        if len(row) + width > SHEET_COLUMNS:
            raise Refused("damaged")
        if height > 1:
            below.update(dict.fromkeys(range(len(row), len(row) + width), height - 1))
        row += [_cell(cell)] + [""] * (width - 1)
    skip_covered()
    return row if any(row) else []


def _span(cell: etree._Element, name: str, most: int) -> int:
    given = cell.get(name, "1").strip()
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() else 1


def _cell(cell: etree._Element) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    lines = "".join(cell.itertext()).split(_BREAK)
    return "\n".join(filter(None, map(_clean, lines)))


def _clean(text: str) -> str:
    return cell_text(" ".join(text.split()))
