"""Web pages and Excel's XML of 2003 under the name .xls: each cell where Excel would show it."""

import pytest

from etl.read.reader import read
from tests.etl.read.refusals import refused
from tests.hostile import spreadsheetml

PAGE = (
    '<html><head><meta charset="{charset}"><style>td {{}}</style></head><body>{body}</body></html>'
)
CELL = '<Cell{0}><Data ss:Type="{1}">{2}</Data></Cell>'


def page(tmp_path, body: str, charset: str = "utf-8", encoding: str = "utf-8"):
    path = tmp_path / "x"
    path.write_bytes(PAGE.format(charset=charset, body=body).encode(encoding))
    return read(path, "x.xls")


def rows(tmp_path, body: str, **options) -> list[list[str]]:
    return page(tmp_path, body, **options).sheets[0].rows


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><th>STT<th>Nội dung<tr><td>1<td>Trả lời &amp; &lt;b&gt;</table>",
         [["STT", "Nội dung"], ["1", "Trả lời & <b>"]]),
        ("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>",
         [["a", "b", ""], ["", "c", "d"], ["e"]]),
        ("<table><tr><td rowspan=3 colspan=2>a<td>b<tr><td>c<tr><td>d</table>",
         [["a", "", "b"], ["", "", "c"], ["", "", "d"]]),
        ("<table><tr><td>dòng  1<br/>dòng\n2 <b>đậm</b></table>", [["dòng 1\ndòng 2 đậm"]]),
        ("<h3>BÁO CÁO</h3>đến ngày 3/4<table><thead><tr><th>a</thead><tbody><tr><td>1</tbody>"
         "</table><p>Người lập</p>", [["BÁO CÁO"], ["đến ngày 3/4"], ["a"], ["1"], ["Người lập"]]),
        ("<table><tr><td><table><tr><td>1<td>2</table><td>bên phải</table>",
         [["1", "2"], ["bên phải"]]),
        ("<table><tr><td>=1+1<td>00123<td>&nbsp;</table>", [["=1+1", "00123", ""]]),
        ("<table><tr><td>a</table><script>alert(1)</script><!-- x -->", [["a"]]),
        ("<table><tr><td colspan=0>a<td rowspan=x>b</table>", [["a", "b"]]),
    ],
)  # fmt: skip
def test_tables(tmp_path, body, expected):
    assert rows(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("x-none", "utf-8"),
     ("windows-1258", "utf-8")],
)  # fmt: skip
def test_what_a_page_says_of_its_encoding_counts_where_the_bytes_agree(tmp_path, charset, encoding):
    found = rows(tmp_path, "<table><tr><td>Kỹ</table>", charset=charset, encoding=encoding)
    assert found == [["Kỹ"]] or charset == "windows-1258"


def test_a_page_in_tcvn3_is_converted(tmp_path):
    body = "<table><tr><td>Tr¶ lêi kiÕn nghÞ<td>Së C«ng Th­¬ng</table>"
    found = page(tmp_path, body, charset="iso-8859-1", encoding="latin-1")
    assert found.sheets[0].rows == [["Trả lời kiến nghị", "Sở Công Thương"]]
    assert found.notes == ["note.converted_tcvn3", "note.other_format"]


def test_hidden_rows_are_read_and_said_so(tmp_path):
    found = page(tmp_path, '<table><tr style="display:none"><td>a</table>')
    assert (found.sheets[0].rows, found.notes[0]) == ([["a"]], "note.hidden_rows")


def test_nothing_is_fetched(tmp_path):
    """Frames, pictures and foreign documents are addresses, and stay so."""
    body = '<table><tr><td><img src="http://127.0.0.1:9/x"><link href="file:///etc/passwd">'
    with refused("html_no_table"):
        page(tmp_path, body)


def test_an_archive_of_pages(tmp_path):
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    part = "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    pages = ["<table><tr><td>H=E1=BA=A1n</table>", "<table><tr><td>2</table>"]
    (tmp_path / "x").write_text(head + "".join(f"{part}{p}\n" for p in pages) + "--b--\n")
    assert [s.rows for s in read(tmp_path / "x", "x.xls").sheets] == [[["Hạn"]], [["2"]]]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("<Row>" + CELL.format("", "String", "Hạn &amp; nội dung") + "</Row>",
         [["Hạn & nội dung"]]),
        ('<Row ss:Index="3">' + CELL.format(' ss:Index="2"', "Number", "3") + "</Row>",
         [[], [], ["", "3"]]),
        ("<Row>" + CELL.format(' ss:MergeAcross="2"', "String", "a") + CELL.format("", "String", "b")
         + "</Row>", [["a", "", "", "b"]]),
        ("<Row>" + CELL.format("", "DateTime", "2017-04-05T00:00:00.000")
         + CELL.format("", "DateTime", "2017-04-05T08:30:00.000")
         + CELL.format("", "Boolean", "1") + CELL.format("", "Error", "#N/A") + "</Row>",
         [["2017-04-05", "2017-04-05 08:30:00", "TRUE", ""]]),
        ('<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Đậm</B> x'
         "</ss:Data></Cell></Row>", [["Đậm x"]]),
        ('<Row><Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell></Row>', [["2"]]),
        ("", []),
    ],
)  # fmt: skip
def test_excels_xml_of_2003(tmp_path, sheet, expected):
    path = spreadsheetml(
        tmp_path / "x", f'<Worksheet ss:Name="Việc"><Table>{sheet}</Table></Worksheet>'
    )
    found = read(path, "x.xls")
    assert (found.sheets[0].name, found.sheets[0].rows) == ("Việc", expected)
    assert found.notes == ["note.other_format"]


def test_what_is_hidden_in_it(tmp_path):
    excel = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'
    table = '<Table><Column ss:Hidden="1"/><Row ss:Hidden="1">' + CELL.format("", "Number", "1")
    options = f"<x:WorksheetOptions {excel}><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    path = spreadsheetml(
        tmp_path / "x", f'<Worksheet ss:Name="x">{table}</Row></Table>{options}</Worksheet>'
    )
    found = read(path, "x.xls")
    assert found.sheets[0].hidden
    assert found.notes[:3] == ["note.hidden_columns", "note.hidden_rows", "note.hidden_sheets"]


@pytest.mark.parametrize("cell", [
    CELL.format("", "Number", "x"), CELL.format("", "DateTime", "hôm qua"),
    CELL.format(' ss:Index="-1"', "Number", "1"), "<Cell>",
])  # fmt: skip
def test_what_no_program_writes_is_damage(tmp_path, cell):
    sheet = f'<Worksheet ss:Name="x"><Table><Row>{cell}</Row></Table></Worksheet>'
    with refused("damaged"):
        read(spreadsheetml(tmp_path / "x", sheet), "x.xls")
