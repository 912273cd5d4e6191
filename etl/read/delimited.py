"""Delimited text: .csv, .txt, .tsv, whatever their extension says about the delimiter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

from etl.read.book import Book, Sheet
from etl.read.cells import cell_text, without_blank_end
from etl.read.delimiter import delimiter_of
from etl.read.encoding import Decoded, decode
from etl.read.limits import FIELD_CHARS, refuse_too_many

SHEET = ""  # a text file has one sheet and no name for it


def read_text(path: Path) -> Book:
    """Every record as a row, blank ones too. Raises Refused past the limit of cells."""
    csv.field_size_limit(FIELD_CHARS)
    decoded = decode(path.read_bytes())
    delimiter = delimiter_of(decoded.text)
    refuse_too_many(decoded.text.count(delimiter or "\n") + decoded.text.count("\n"))
    rows = _rows(decoded, delimiter or ",")
    sheet = Sheet(SHEET, False, rows)
    return Book([sheet], "csv", decoded.encoding, delimiter, decoded.notes)


def _rows(decoded: Decoded, delimiter: str) -> list[list[str]]:
    clean = str.strip if is_normalized("NFC", decoded.text) else cell_text
    lines = io.StringIO(decoded.text, newline=None)  # \r and \r\n become \n, in cells too
    try:
        rows = [[clean(c) for c in r] for r in csv.reader(lines, delimiter=delimiter, strict=True)]
    except csv.Error:
        decoded.notes.append("note.broken_quotes")
        lines.seek(0)
        rows = [[clean(c) for c in r] for r in _recovered(list(lines), delimiter)]
    return without_blank_end([row if any(row) else [] for row in rows])


def _recovered(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Records of a text whose quotes do not pair: a record that cannot be read ends with its
    line, so that a quote left open does not swallow the rows below it."""
    at = 0
    while at < len(lines):
        rest = (lines[i] for i in range(at, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        read = 0
        try:
            for row in reader:
                read = reader.line_num
                yield row
        except csv.Error:
            yield _one_line(lines[at + read], delimiter)
            read += 1
        at += read


def _one_line(line: str, delimiter: str) -> list[str]:
    """A line by itself; quotes that do not pair are taken as signs like any other."""
    if line.count('"') % 2 or len(line) > FIELD_CHARS:
        return line.rstrip("\n").split(delimiter)
    return next(csv.reader([line], delimiter=delimiter), [])
