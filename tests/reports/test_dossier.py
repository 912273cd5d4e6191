"""A dossier in Word and in Excel: the same rows as the page, and not a word that concludes."""

import re
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from layout import DataDir
from ledger import Ledger
from messages import catalogue, text
from metrics import open_store, record, record_work
from metrics.filters import Filters
from metrics.periods import parse
from metrics.record import Subject
from reports import dossier
from reports.__main__ import main
from tests.conftest import copied

NOW = Filters(date(2023, 12, 14), parse("2023H2"))
MAI = Subject("official", "Đinh Thu Mai")
VERDICTS = re.compile(
    r"hoàn thành (xuất sắc|tốt) nhiệm vụ|không hoàn thành nhiệm vụ|hạng|điểm số|yếu kém|kém nhất"
    r"|tốt nhất|đề nghị kỷ luật|đề nghị khen|nên (điều chuyển|kỷ luật)", re.I
)  # fmt: skip


@pytest.fixture(scope="module")
def files(sample_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    data = copied(sample_data, folder / "data")
    for form in ("docx", "xlsx"):
        options = ["--person", MAI.key, "--period", "2023H2", "--data", str(data), "--who", "vp"]
        out = folder / f"mai.{form}"
        assert main(["dossier", *options, "--format", form, "--out", str(out)]) == 0
    traces = Ledger(DataDir(data).ledger).entries("exported")
    assert [(t.who, t.body["what"]) for t in traces] == [("vp", f"dossier official {MAI.key}")] * 2
    return Document(folder / "mai.docx"), load_workbook(folder / "mai.xlsx")


def words_of(document) -> str:
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_both_files_have_the_pages_rows(sample_data, files):
    document, book = files
    store = open_store(DataDir(sample_data))
    papers = record.papers(store, NOW.as_of, MAI)
    linked = record.linked(store, NOW, papers)
    sheets = {sheet.title: list(sheet.values) for sheet in book}
    late = record_work.late(store, MAI.filters(NOW))
    wanted = {
        "Nhắc nhở": [p for p in papers if p["kind"] == "reminder"],
        "Kỷ luật": [p for p in papers if p["kind"] == "discipline"],
        "Quá hạn": late,
        "Chứng cứ": [item for p in papers for item in linked[p["record_id"]]],
    }
    said = words_of(document)
    for name, rows in wanted.items():
        place = sheets[name][3].index("Dòng")  # title, sentence, a blank line, the headings
        found = [row[place] for row in sheets[name][4:] if row[place] is not None]
        assert sorted(found) == sorted(row["row"] for row in rows), name
    assert all(paper["document_no"] in said for paper in papers)
    assert all(item["source_id"] in said for rows in linked.values() for item in rows)
    total = record_work.summed(record_work.handled(store, MAI.filters(NOW)))["total"]
    assert f"{text('count.total')} {total}" in said


def test_it_concludes_nothing(files):
    document, book = files
    said = words_of(document) + "\n".join(
        str(cell) for sheet in book for row in sheet.values for cell in row if cell)  # fmt: skip
    said = said.replace(text("dossier.about"), "")
    assert VERDICTS.findall(said) == []
    mine = [
        words
        for code, words in catalogue("vi").items()
        if re.match(r"(record|flag|dossier)\.", code)
    ]
    assert [words for words in mine if VERDICTS.search(words)] == []


def test_who_took_one_stands_in_the_ledger(own_data):
    data = DataDir(own_data)
    store = open_store(data)
    dossier.written(
        store, MAI, MAI.key, NOW, "vi", "xlsx", data=data, who="vanthu", where="10.1.1.1"
    )
    (entry,) = Ledger(data.ledger).entries("exported")
    assert (entry.who, entry.body["what"]) == ("vanthu", "dossier official Đinh Thu Mai")
    assert entry.body["rows"] == dossier.dossier(store, MAI, MAI.key, NOW).rows
    assert entry.body["address"] == "10.1.1.1"


def test_nobody_of_that_name(sample_data, tmp_path, capsys):
    out = tmp_path / "x.docx"
    assert (
        main(["dossier", "--person", "Không Ai", "--data", str(sample_data), "--out", str(out)])
        == 2
    )
    assert "Không Ai" in capsys.readouterr().err and not out.exists()


def test_text_from_files_is_never_a_formula(files):
    _, book = files
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
