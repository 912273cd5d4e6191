"""Workbooks written byte by byte, for shapes that no library writes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Container
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET = "xl/worksheets/sheet1.xml"


def xlsx(
    path: Path, body: str, *, prefix: str = "", doctype: str = "", encoding: str = "utf-8"
) -> Path:
    """A workbook with one sheet whose <sheetData> is `body`."""
    parts = xlsx_parts(body, prefix=prefix, doctype=doctype, encoding=encoding)
    encoded = {n: t.encode(encoding if n == _SHEET else "utf-8") for n, t in parts.items()}
    return package(path, encoded)


def package(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip of these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def xlsx_parts(
    body: str, *, prefix: str = "", doctype: str = "", encoding: str = "utf-8"
) -> dict[str, str]:
    """Part name -> XML; the sheet comes last."""
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relation("xl/workbook.xml", "officeDocument"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Trang 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheets/sheet1.xml", "worksheet"),
        _SHEET: f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<{prefix}worksheet '
        f'{space}="{_MAIN}"><{prefix}sheetData>{body}</{prefix}sheetData></{prefix}worksheet>',
    }


def _relation(target: str, kind: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def ods(path: Path, tables: dict[str, str]) -> Path:
    """An OpenDocument spreadsheet: table name -> its rows as XML."""
    spaces = {"office": "office", "table": "table", "text": "text"}
    names = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in spaces.items()
    )
    body = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items()
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": "<manifest/>", "content.xml": content}
    return package(path, parts)


def ods_row(*cells: str, repeat: int = 1) -> str:
    row = f'<table:table-row table:number-rows-repeated="{repeat}">'
    return row + "".join(cells) + "</table:table-row>"


def ods_text(text: str, repeat: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeat}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_blank(repeat: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeat}"/>'


def xlsb(
    path: Path, cells: dict[int, dict[int, str | float]], *, rows: Container[int] = (),
    columns: tuple[int, int] | None = None,
) -> Path:  # fmt: skip
    """A binary workbook ([MS-XLSB]) with one sheet; rows and columns from 0. `rows` and
    `columns` (from, to) are hidden."""
    sheet = bytearray(record(0x81) + record(0x94, struct.pack("<4I", 0, 1, 0, 1)))
    if columns:
        sheet += record(0x186) + record(60, struct.pack("<4IH", *columns, 2304, 0, 1))
        sheet += record(0x187)
    sheet += record(0x91)
    for row, of_row in cells.items():
        hidden = 0x10 if row in rows else 0
        sheet += record(0, struct.pack("<I", row) + bytes(7) + bytes([hidden]) + bytes(13))
        for column, value in of_row.items():
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += record(6, place + _wide(value))
            else:
                sheet += record(5, place + struct.pack("<d", value))
    sheet += record(0x92) + record(0x82)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Trang 1")
    book = record(0x83) + record(0x8F) + record(0x9C, bundle) + record(0x90) + record(0x84)
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": _relation("xl/workbook.bin", "officeDocument").encode(),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _relation("worksheets/sheet1.bin", "worksheet").encode(),
        "xl/worksheets/sheet1.bin": bytes(sheet),
    }
    return package(path, parts)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of [MS-XLSB] 2.1.4."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    length = bytearray()
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes([*length, size]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def ole_stream(records: bytes) -> bytes:
    """A BIFF8 stream: BOF, `records`, EOF, padded past the size kept in the mini stream."""
    bof = b"\x09\x08\x10\0\0\6\5\0\xbb\x0d\xcc\7\0\0\0\0\6\0\0\0"
    return (bof + records + b"\x0a\0\0\0").ljust(4_096, b"\0")


def ole(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file ([MS-CFB]) of 512-byte sectors: FAT, directory, then the streams."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat, data, entries = [fat_mark, end], b"", [_entry("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        first, sectors = len(fat), -(-len(content) // 512)
        fat += [*range(first + 1, first + sectors), end]
        data += content.ljust(sectors * 512, b"\0")
        sibling = number + 1 if number < len(streams) else free
        entries.append(_entry(name, 2, first, len(content), sibling))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4_096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    path.write_bytes(header + table + b"".join(entries).ljust(512, b"\0") + data)
    return path


def _entry(name: str, kind: int, start: int, size: int, sibling: int = 0xFFFFFFFF,
           child: int = 0xFFFFFFFF) -> bytes:  # fmt: skip
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0")
    head += struct.pack("<HBB3I", len(wide), kind, 1, 0xFFFFFFFF, sibling, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
