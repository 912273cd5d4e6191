"""`python -m etl cells`: a stranger's form as text; nothing of it is computed, run or stored."""

import json

import pytest
from openpyxl import Workbook

from etl.__main__ import main
from etl.cells import COLUMNS, ROWS


def saved(path, rows, *more):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, content in more:
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    book.save(path)
    return path


def test_texts_of_every_sheet_and_no_more_than_a_form_has(tmp_path, capsys):
    wide = [["x"] * (COLUMNS + 5)] * (ROWS + 5)
    path = saved(tmp_path / "f.xlsx", [["a", 12, "=1+1"]], ("Hai", [["b"]]), ("Rộng", wide))
    assert main(["cells", str(path)]) == 0
    first, second, third = json.loads(capsys.readouterr().out)["sheets"]
    assert first["rows"] == [["a", "12"]]  # a formula that nobody computed has no value
    assert (second["name"], second["rows"]) == ("Hai", [["b"]])
    assert (len(third["rows"]), {len(row) for row in third["rows"]}) == (ROWS, {COLUMNS})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.xlsx"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.xlsx", b"PK\x03\x04 torn", "f.xlsx"),
        ("f.xlsx", b"", "f.xlsx"),
        ("f.docx", b"x", "docx"),
        ("none.xlsx", None, "none.xlsx"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, capsys, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["cells", str(path)]) == 1
    told = capsys.readouterr()
    assert said in told.err and not told.out


def test_a_state_secret_stops_it(tmp_path, capsys):
    path = saved(tmp_path / "f.xlsx", [["họp kín", "Tuyệt mật"]])
    assert main(["cells", str(path)]) == 1
    told = capsys.readouterr()
    assert not told.out and "họp kín" not in told.err and "f.xlsx" in told.err
