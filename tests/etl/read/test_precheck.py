"""What is turned down before a child is started, and what is let through."""

import codecs

import pytest

from etl.read import magic
from etl.read.limits import MB, PACKED_MB
from etl.read.precheck import precheck
from tests.etl.read.refusals import refused

VIETNAMESE = "STT;Nội dung;Đơn vị\n1;Trả lời kiến nghị của doanh nghiệp;Phòng Năng lượng\n" * 3
KINDS = [
    (b"PK\x03\x04rest", magic.ZIP),
    (bytes.fromhex("d0cf11e0a1b11ae1"), magic.OLE),
    (b"%PDF-1.4", "PDF"),
    (b"\xff\xd8\xff\xe0", "JPEG"),
    (VIETNAMESE.encode(), magic.TEXT),
    (VIETNAMESE.encode("utf-8-sig"), magic.TEXT),
    (VIETNAMESE.encode("utf-16"), magic.TEXT),
    (VIETNAMESE.encode("utf-16-le"), magic.TEXT),
    (VIETNAMESE.encode("utf-16-be"), magic.TEXT),
    ("Céng hoµ x· héi;1\n".encode("latin-1"), magic.TEXT),
    (b"a;b\n1;\0\n2;3\n" * 5, magic.TEXT),
    (b"a\n", magic.TEXT),
    (b"1", magic.TEXT),
    ("Bảng <b>đậm</b>;<html>\n".encode(), magic.TEXT),
    (b"\n <!DOCTYPE HTML PUBLIC '-//W3C//DTD'><HTML>", magic.HTML),
    (codecs.BOM_UTF8 + b"<table><tr>", magic.HTML),
    ("<html>".encode("utf-16"), magic.HTML),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", magic.HTML),
    (b'<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">',
     magic.SPREADSHEETML),
    (bytes(range(256)) * 4, magic.UNKNOWN),
    (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" * 9, magic.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), KINDS, ids=lambda v: repr(v)[:30])
def test_the_first_bytes_tell(head, kind):
    assert magic.kind_of(head) == kind


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "báo cáo.txt", "a.tsv"])
def test_text_is_let_through(tmp_path, name):
    (tmp_path / "x").write_text(VIETNAMESE, "utf-8")
    precheck(tmp_path / "x", name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods", "a.XLSM"])
def test_any_workbook_may_be_in_any_workbook(tmp_path, name):
    (tmp_path / "x").write_bytes(b"PK\x03\x04")
    precheck(tmp_path / "x", name)


def test_the_size_limit_is_inclusive(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"a;b\n")
    with path.open("r+b") as file:
        file.truncate(PACKED_MB * MB + 1)
    with refused("too_large"):
        precheck(path, "x.csv")


@pytest.mark.parametrize("name", ["x", "x.exe", "x.xlsx.pdf", ".xlsx", "x.xltx", "xlsx"])
def test_other_extensions(tmp_path, name):
    (tmp_path / "x").write_bytes(b"PK\x03\x04")
    with refused("extension"):
        precheck(tmp_path / "x", name)


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "none", tmp_path):
        with refused("missing"):
            precheck(path, "x.csv")
