"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs

HEAD = 4096  # bytes looked at

ZIP, OLE, TEXT, HTML, SPREADSHEETML = "zip", "ole", "text", "html", "spreadsheetml"
UNKNOWN = "?"

# Seen renamed to .xlsx or .csv; the label is what the refusal calls them.
_SIGNATURES = (
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_HTML = (
    "<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<!--",
    "<title", "<script", "mime-version:",
)  # fmt: skip
_SPREADSHEETML = ("urn:schemas-microsoft-com:office:spreadsheet", "<workbook", "excel.sheet")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\0\t\n\v\f\r\x1a\x1b")


def kind_of(head: bytes) -> str:
    """One of the kinds above or the label of a known foreign format."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    encoding = unicode_of(head)
    if encoding is None and _is_binary(head):
        return UNKNOWN
    start = head.decode(encoding or "latin-1", "ignore").lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<") and any(mark in start for mark in _SPREADSHEETML):
        return SPREADSHEETML
    return HTML if start.startswith(_HTML) else TEXT


def unicode_of(head: bytes) -> str | None:
    """The Unicode encoding a byte order mark, or every second byte being zero, gives away."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    even, odd = head[::2].count(0), head[1::2].count(0)
    # In UTF-16 the high half of ASCII is zero: delimiters, digits, line ends. A fifth is low
    # for Vietnamese text, and far above what stray NULs in a text file reach.
    if max(even, odd) * 10 < len(head) or max(even, odd) < 3 * min(even, odd) + 1:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_binary(head: bytes) -> bool:
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    return controls * 20 > len(head) or head.count(0) * 4 > len(head)
