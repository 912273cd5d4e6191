"""Text files: encodings, delimiters, quotes; and no row is ever lost."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.read.delimiter import delimiter_of
from etl.read.encoding import decode
from etl.read.limits import FIELD_CHARS
from etl.read.reader import read

TEXT = "STT;Nội dung;Đơn vị chủ trì\n1;Trả lời kiến nghị;Phòng Quản lý năng lượng\n"
ROWS = [
    ["STT", "Nội dung", "Đơn vị chủ trì"],
    ["1", "Trả lời kiến nghị", "Phòng Quản lý năng lượng"],
]


def book(tmp_path, data: bytes | str, name: str = "x.csv"):
    path = tmp_path / "received"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path, name)


def cp1258(text: str) -> bytes:
    """As Windows writes it: the tone as a mark of its own after the vowel, â ê ô ơ ư ă đ whole."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        whole = unicodedata.normalize(
            "NFC", "".join(c for c in parts if c not in "\u0300\u0301\u0303\u0309\u0323")
        )
        out += [whole, *(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")]
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding", "notes"),
    [
        (TEXT.encode(), "utf-8", []),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", []),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8", []),
        (TEXT.encode("utf-16"), "utf-16", []),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", []),
        (TEXT.encode("utf-16-le"), "utf-16-le", []),
        (TEXT.encode("utf-16-be"), "utf-16-be", []),
        (TEXT.encode("utf-32"), "utf-32", []),
        (cp1258(TEXT), "cp1258", ["note.guessed_cp1258"]),
        (TEXT.encode().replace(b"1;", b"\x001;"), "utf-8", ["note.nul_removed"]),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8", []),
        (TEXT.replace("\n", "\r").encode(), "utf-8", []),
    ],
)
def test_every_encoding_gives_the_same_rows(tmp_path, data, encoding, notes):
    found = book(tmp_path, data)
    assert found.sheets[0].rows == ROWS
    assert (found.encoding, found.delimiter, found.notes) == (encoding, ";", notes)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"name\n\xa9", "latin-1", "name\n©"),
        # TCVN3 and VNI: kept byte for byte, for whoever knows the font.
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "latin-1", None),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM".encode("latin-1"), "latin-1", None),
        ("Größe;Straße".encode("latin-1"), "latin-1", None),
    ],
)
def test_what_is_no_vietnamese_encoding_is_kept_byte_for_byte(data, encoding, text):
    found = decode(data)
    assert (found.encoding, found.notes) == (encoding, ["note.latin1"])
    assert found.text == (text or data.decode("latin-1"))


def test_lines_of_older_files_among_lines_of_utf8(tmp_path):
    """A list that grew by pasting: each line is read in its own encoding."""
    old = "2;Tr¶ lêi kiÕn nghÞ;Së C«ng Th­¬ng\n".encode("latin-1")
    found = book(tmp_path, TEXT.encode() + old + TEXT.encode())
    assert found.sheets[0].rows[2] == ["2", "Trả lời kiến nghị", "Sở Công Thương"]
    assert found.sheets[0].rows[:2] == found.sheets[0].rows[3:] == ROWS
    assert found.notes == ["note.mixed_encodings", "note.converted_tcvn3"]


@pytest.mark.parametrize("how", ["tcvn3", "vni"])
def test_a_csv_in_an_old_encoding(tmp_path, how):
    old = {
        "tcvn3": "STT;Néi dung;§¬n vÞ chñ tr×\n1;Tr¶ lêi kiÕn nghÞ;Phßng Qu¶n lý n¨ng l­îng\n",
        "vni": "STT;Noäi dung;Ñôn vò chuû trì\n1;Traû lôøi kieán nghò;Phoøng Quaûn lyù naêng löôïng\n",
    }[how]
    found = book(tmp_path, old.encode("latin-1"))
    assert found.sheets[0].rows == ROWS
    assert (found.encoding, found.notes) == ("latin-1", [f"note.converted_{how}"])
    assert found.converted["cells"] == 4


def test_signs_of_windows_in_a_file_without_an_encoding():
    assert decode(b"name\n\x93a\x94 \x96 \xa9 \x81").text == "name\n“a” – © \x81"


def test_utf8_cut_inside_a_letter_is_still_utf8():
    """A text cut with "…" by a system that counts bytes."""
    data = (TEXT * 5).encode() + "Trả l".encode() + "ờ".encode()[:2]
    found = decode(data)
    assert (found.encoding, found.notes) == ("utf-8", ["note.bad_bytes"])
    assert found.text == TEXT * 5 + "Trả l\ufffd"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n1,0;2,0\n", ";"),
        ("a\tb\nx, y\tz\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("BÁO CÁO, THÁNG 3\n\nSTT;Tên;Hạn\n1;Xây dựng, sửa chữa, bảo trì;1\n2;Một, hai;2\n", ";"),
        ('STT,Đơn vị,Hạn\n1,"Vụ A; Vụ B",1\n2,"Vụ A; Vụ B",2\n', ","),
        ("sep=|\na;b|c\n", "|"),
        ("id\n1\n2\n", None),
        ("", None),
        ("1,2,3\n4,5,6\n", ","),
    ],
)
def test_the_delimiter(text, delimiter):
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a;b\n"x;1\ny";2\n', [["a", "b"], ["x;1\ny", "2"]]),
        ('a;b\n"x ""y""";2\n', [["a", "b"], ['x "y"', "2"]]),
        ("a;b\n\n1\n1;2;3\n\n\n", [["a", "b"], [], ["1"], ["1", "2", "3"]]),
        ("\n;\n a ; b \n", [[], [], ["a", "b"]]),
        ('a;b\r\n"x\r\ny";2\r\n', [["a", "b"], ["x\ny", "2"]]),
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
    ],
)
def test_records(tmp_path, text, rows):
    found = book(tmp_path, text)
    assert found.sheets[0].rows == rows
    assert found.notes == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # A quote left open: to the end of the file, or to the next quote.
        ('a;b\n"x;1\ny;2\nz;3\n', [["a", "b"], ['"x', "1"], ["y", "2"], ["z", "3"]]),
        ('a;b\n"x;1\ny;2\n"z";3\n', [["a", "b"], ['"x', "1"], ["y", "2"], ["z", "3"]]),
        ('a;b\n"x" y;1\n"z\nz";2\n', [["a", "b"], ["x y", "1"], ["z\nz", "2"]]),
    ],
)
def test_quotes_that_do_not_pair_swallow_no_row(tmp_path, text, rows):
    found = book(tmp_path, text)
    assert found.sheets[0].rows == rows
    assert found.notes == ["note.broken_quotes"]


def test_long_cells(tmp_path):
    long = "x" * (FIELD_CHARS - 1)
    assert book(tmp_path, f'a;b\n"{long}";2\n').sheets[0].rows[1] == [long, "2"]
    longer = "x" * (FIELD_CHARS + 9)
    assert book(tmp_path, f"a;b\n{longer};2\n").sheets[0].rows == [["a", "b"], [longer, "2"]]


def test_blank_files_have_no_rows(tmp_path):
    for data in (b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b" \n;;\n"):
        assert book(tmp_path, data).sheets[0].rows == []


# Not Latin-1 beyond ASCII: such letters alone may be TCVN3 or VNI, and then they are converted.
OLD_LETTERS = "".join(map(chr, range(0x80, 0x100)))
CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=OLD_LETTERS), max_size=8
)
TABLE = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=3, max_size=20)
)


@settings(deadline=None)
@given(TABLE, st.sampled_from([";", "\t", "|", ","]))
def test_what_a_writer_wrote_is_read_back(tmp_path_factory, table, delimiter):
    """All quoted, so that the cells themselves cannot pass for delimiters or line ends."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    path = tmp_path_factory.mktemp("csv") / "x"
    path.write_text(out.getvalue(), "utf-8-sig", newline="")
    found = read(path, "x.csv")
    expected = [[unicodedata.normalize("NFC", c.strip()) for c in row] for row in table]
    expected = [row if any(row) else [] for row in expected]
    while expected and not expected[-1]:
        expected.pop()
    assert found.delimiter == delimiter
    assert found.sheets[0].rows == expected


@settings(deadline=None)
@given(st.lists(st.text('ab;"\n', max_size=12), max_size=30))
def test_no_letter_is_lost_whatever_the_quotes(tmp_path_factory, lines):
    text = "\n".join(lines)
    path = tmp_path_factory.mktemp("csv") / "x"
    path.write_text("a;b\n" + text, "utf-8")
    cells = "".join(c for row in read(path, "x.csv").sheets[0].rows for c in row)
    assert [c for c in cells if c in "ab"] == [c for c in "ab" + text if c in "ab"]
