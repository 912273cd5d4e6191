"""Files that must not harm anyone, built on the fly: each function writes one and returns it.

`HOSTILE` lists those that must be refused, with the code of the refusal.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.workbooks import ODS_TYPE, ole, ole_stream, package, xlsx, xlsx_parts

FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


def far_cell(path: Path) -> Path:
    """1.5 KB that ask the parser for 17 thousand million cells."""
    return xlsx(path, NEAR + FAR)


def far_cell_prefixed(path: Path) -> Path:
    """The same with an XML prefix, single quotes, blanks, and the reference last."""
    body = f"""{NEAR.replace("<", "<x:").replace("x:/", "/x:")}
    <x:row><x:c t = 'n' r = 'xfd1048576'><x:v>1</x:v></x:c></x:row>"""
    return xlsx(path, body, prefix="x:")


def far_cell_counted(path: Path) -> Path:
    """Cells without references: 20,000 in one row, then 2,000 rows."""
    cell = "<c><v>1</v></c>"
    return xlsx(path, f"<row>{cell * 20_000}</row>" + f"<row>{cell}</row>" * 2_000)


def far_cell_utf16(path: Path) -> Path:
    """The sheet in UTF-16, where a search for ASCII finds nothing."""
    return xlsx(path, NEAR + FAR, encoding="utf-16")


def far_cell_odd_quotes(path: Path) -> Path:
    """A sign that ends a tag, inside an attribute, before the reference."""
    return xlsx(path, NEAR + FAR.replace("<c r", '<c s=">" r'))


def inflating_sheet(path: Path) -> Path:
    """Half a megabyte that inflates to 510 MB of rows."""
    return _inflating(path, b'<row r="1"><c r="A1"><v>1</v></c></row>')


def inflating_blanks(path: Path) -> Path:
    """The same with blanks: no tag at all to look at."""
    return _inflating(path, b" ")


def lying_sizes(path: Path) -> Path:
    """The same, while the zip's directory promises 100 bytes."""
    inflating_sheet(path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")  # the sheet is the last part
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def many_parts(path: Path) -> Path:
    return package(path, {f"xl/worksheets/sheet{number}.xml": "" for number in range(5_000)})


def part_twice(path: Path) -> Path:
    """Which of two sheets of one name is read depends on the reader."""
    xlsx(path, NEAR)
    with zipfile.ZipFile(path, "a") as archive:
        archive.filelist[-1].filename, name = "kept", archive.filelist[-1].filename
        archive.NameToInfo.clear()
        archive.writestr(name, "<worksheet/>")
        archive.filelist[-2].filename = name
    return path


def entity_bomb(path: Path) -> Path:
    """Ten entities, each ten of the one before: a thousand million laughs."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    cell = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
    return xlsx(path, cell, doctype=f"<!DOCTYPE worksheet [{entities}]>")


def password_xlsx(path: Path) -> Path:
    """What Excel makes of a workbook with a password: an OLE file with two streams."""
    info = b"\4\0\4\0" + bytes(5_000)
    return ole(path, {"EncryptionInfo": info, "EncryptedPackage": bytes(9_000)})


def password_xls(path: Path) -> Path:
    """A .xls whose stream says FILEPASS (XOR or RC4)."""
    filepass = b"\x2f\0\6\0\1\0\1\0\1\0"
    return ole(path, {"Workbook": ole_stream(filepass)})


def password_ods(path: Path) -> Path:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    locked = bytes(range(256)) * 9
    parts = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": locked}
    return package(path, parts)


def not_a_zip(path: Path) -> Path:
    path.write_bytes(zlib.compress(bytes(range(256)) * 64)[2:] * 20)
    return path


def text_named_xlsx(path: Path) -> Path:
    path.write_text("STT;Nội dung\n1;Trả lời kiến nghị\n", "utf-8")
    return path


def truncated(path: Path) -> Path:
    data = xlsx(path, NEAR * 1_000).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def broken_sheet(path: Path) -> Path:
    return xlsx(path, '<row r="1"><c r="A1"><v>1</v></row>')


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(100))
    return path


def png(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100))
    return path


def docx(path: Path) -> Path:
    return package(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})


def login_page(path: Path) -> Path:
    """What a system sends for an export once the session has ended."""
    path.write_text("\ufeff<html><body><form><input name=user></form></body></html>", "utf-8")
    return path


def wide_html(path: Path) -> Path:
    """60 KB whose merged cells reach over 33 million."""
    row = "<tr><td colspan=16384>x</td></tr>"
    path.write_text(f"<html><table>{row * 2_000}</table></html>")
    return path


def deep_html(path: Path) -> Path:
    """Tables within tables, far deeper than any page, and nothing in them."""
    path.write_text("<html><body>" + "<table><tr><td>" * 200_000)
    return path


def spreadsheetml(path: Path, sheet: str = "", doctype: str = "") -> Path:
    head = f'<?xml version="1.0"?>{doctype}\n<?mso-application progid="Excel.Sheet"?>\n'
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    body = f'<Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'
    path.write_text(head + body, "utf-8")
    return path


def far_cell_spreadsheetml(path: Path) -> Path:
    cell = '<Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell>'
    rows = f"<Row>{cell}</Row>" * 2_000
    return spreadsheetml(path, f'<Worksheet ss:Name="x"><Table>{rows}</Table></Worksheet>')


def entity_bomb_spreadsheetml(path: Path) -> Path:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    cell = '<Row><Cell><Data ss:Type="String">&a9;</Data></Cell></Row>'
    return spreadsheetml(
        path,
        f'<Worksheet ss:Name="x"><Table>{cell}</Table></Worksheet>',
        f"<!DOCTYPE Workbook [{entities}]>",
    )


def secret(path: Path) -> Path:
    """A column of degrees: the heading and "Thường" are harmless, row 7 is not."""
    cells = {1: "Độ mật", 2: "Thường", 7: "TỐI MẬT"}
    row = '<row r="{0}"><c r="A{0}" t="str"><v>{1}</v></c></row>'
    return xlsx(path, "".join(row.format(number, text) for number, text in cells.items()))


def _inflating(path: Path, filler: bytes) -> Path:
    piece = filler * ((1 << 20) // len(filler))
    parts = xlsx_parts("")
    opening, _, closing = parts.pop("xl/worksheets/sheet1.xml").partition("<sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((opening + "<sheetData>").encode())
            for _ in range(512):
                sheet.write(piece)
            sheet.write(closing.encode())
    return path


# (builder, file name, code). state_secret comes from the screen, the others from reading.
HOSTILE: list[tuple[Callable[[Path], Path], str, str]] = [
    (far_cell, "mot-o-xa.xlsx", "too_many_cells"),
    (far_cell_prefixed, "tien-to.xlsx", "too_many_cells"),
    (far_cell_counted, "khong-toa-do.xlsx", "too_many_cells"),
    (far_cell_utf16, "utf16.xlsx", "too_many_cells"),
    (far_cell_odd_quotes, "dau-ngoac.xlsx", "too_many_cells"),
    (inflating_sheet, "phinh.xlsx", "inflates"),
    (inflating_blanks, "phinh-trang.xlsx", "inflates"),
    (lying_sizes, "phinh-khai-sai.xlsx", "damaged"),
    (many_parts, "nhieu-phan.xlsx", "too_many_parts"),
    (part_twice, "trung-phan.xlsx", "damaged"),
    (entity_bomb, "thuc-the.xlsx", "xml_entities"),
    (password_xlsx, "mat-khau.xlsx", "password"),
    (password_xls, "mat-khau.xls", "password"),
    (password_ods, "mat-khau.ods", "password"),
    (not_a_zip, "khong-phai-zip.xlsx", "unknown_content"),
    (text_named_xlsx, "van-ban.xlsx", "text_named_workbook"),
    (truncated, "tai-do.xlsx", "damaged"),
    (broken_sheet, "hong.xlsx", "damaged"),
    (empty, "rong.xlsx", "empty"),
    (empty, "rong.csv", "empty"),
    (pdf, "cong-van.xlsx", "wrong_content"),
    (png, "anh.csv", "wrong_content"),
    (docx, "cong-van-word.xlsx", "not_a_workbook"),
    (far_cell, "so-tinh.csv", "workbook_named_text"),
    (login_page, "trang-dang-nhap.xls", "html_no_table"),
    (login_page, "trang-dang-nhap.csv", "workbook_named_text"),
    (wide_html, "o-gop.xls", "too_many_cells"),
    (deep_html, "bang-long-bang.xls", "damaged"),
    (spreadsheetml, "xml2003.xls", "no_sheets"),
    (far_cell_spreadsheetml, "xml2003-mot-o-xa.xls", "too_many_cells"),
    (entity_bomb_spreadsheetml, "xml2003-thuc-the.xls", "xml_entities"),
    (pdf, "cong-van.pdf", "extension"),
    (secret, "mat.xlsx", "state_secret"),
]
