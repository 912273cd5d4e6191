"""A template filled in is loaded as if its rows had been typed; its other sheets never are."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from etl.__main__ import main
from etl.profile import FIELDS, KINDS
from etl.refusal import Refused
from etl.registers import ASIDE, REGISTERS, registers
from etl.registers.template import ROWS, Column, templates, write
from etl.stage.child import main as stage_file
from etl.uploads import WORK_KINDS
from messages import text
from tests.warehouses import Export, staged

UNITS = ["Phòng Ví Dụ Một", "=cmd|' /C calc'!A0"]
PLACES = ("line", "sheet", "row", "cells")  # where a row stood, not what it says


def filled(kind: str, rows: list[list[object]]) -> bytes:
    """The template with rows below its headings, as a clerk saves it."""
    book = openpyxl.load_workbook(io.BytesIO(write(kind, UNITS)))
    for row in rows:
        book[text("template.data")].append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(column: Column) -> object:
    """The example as Excel holds it: dates as dates."""
    if column.type in ("date", "term") and column.example:
        return datetime.strptime(column.example, "%d/%m/%Y")
    return int(column.example) if column.type == "int" else column.example


def stage(kind: str, content: bytes, tmp_path, name: str = "tep_20230614.xlsx") -> dict:
    path = tmp_path / name
    path.write_bytes(content)
    return stage_file({"path": str(path), "name": name, "out": str(tmp_path / "out.parquet")})


def contents(parquet) -> list[dict]:
    found = duckdb.connect().execute("select * from read_parquet(?) where disposition = 'loaded'"
                                     " order by line", [str(parquet)])  # fmt: skip
    names = [d[0] for d in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [{n: v for n, v in row.items() if n not in PLACES} for row in rows]


@pytest.mark.parametrize("kind", templates())
def test_a_filled_template_loads_its_rows_and_no_other(kind, tmp_path):
    columns = templates()[kind]
    bare = [typed(c) if c.required else None for c in columns]
    summary = stage(kind, filled(kind, [[typed(c) for c in columns], bare]), tmp_path)
    assert (summary["kind"], summary["undecided"], summary["warnings"]) == (kind, [], [])
    assert summary["rows"]["loaded"] == 2 and summary["sheets"] == [text("template.data")]
    assert summary["columns"] == {c.field: n for n, c in enumerate(columns)}
    head = " ".join(c.field for c in columns)
    literal = [tuple(c.example for c in columns),
               tuple(c.example if c.required else "" for c in columns)]  # fmt: skip
    expected = staged(Export("2023-06-14", head, literal, kind=kind), tmp_path)
    assert contents(tmp_path / "out.parquet") == contents(expected.parquet)


@pytest.mark.parametrize("kind", templates())
def test_an_empty_template_says_so(kind, tmp_path):
    with pytest.raises(Refused) as refused:
        stage(kind, write(kind), tmp_path)
    assert refused.value.code == "template_empty"


def test_what_the_examples_say_can_be_read():
    for kind, columns in templates().items():
        for column in columns:
            assert column.example and column.help, (kind, column)
            assert not column.choices or column.example in column.choices, (kind, column)


def test_there_is_a_template_of_every_kind_with_every_field():
    assert tuple(templates()) == KINDS
    for kind, columns in templates().items():
        names = [c.field for c in columns]
        assert len(set(names)) == len(names) and set(names) <= set(FIELDS[kind])
        if kind not in WORK_KINDS:
            assert set(names) == set(FIELDS[kind]), kind
    for register in REGISTERS:
        needed = [(f.name, f.required) for f in registers()[register]]
        shown = {c.field: c.required for c in templates()[register]}
        assert all(shown[name] for name, required in needed if required), register


def test_the_workbook_is_what_it_should_be():
    book = openpyxl.load_workbook(io.BytesIO(write("submissions", UNITS)))
    data, guide, example, units = book.worksheets
    columns = templates()["submissions"]
    assert [c.value for c in data[1]] == [c.heading for c in columns]
    assert data.max_row == 1 and data.freeze_panes == "A2"
    assert {s.cell(1, 1).value for s in (guide, example, units)} == {ASIDE}
    assert all(s.protection.sheet for s in (guide, example, units))
    rules = {str(rule.sqref): rule for rule in data.data_validations.dataValidation}
    assert rules[f"G2:G{ROWS + 1}"].formula1 == '"Có,Không,Không áp dụng"'
    assert rules[f"C2:C{ROWS + 1}"].formula1 == "'Danh mục đơn vị'!$A$2:$A$3"
    assert rules[f"B2:B{ROWS + 1}"].type == "date"
    assert data.column_dimensions["A"].number_format == "@"
    assert data.column_dimensions["B"].number_format == "dd/mm/yyyy"
    assert [row[0].value for row in units.iter_rows(min_row=2)] == UNITS


def test_no_cell_of_a_template_is_a_formula():
    with zipfile.ZipFile(io.BytesIO(write("tasks", UNITS))) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "worksheets/sheet" in n]
    assert sheets and not any("<f>" in sheet for sheet in sheets)


def test_equal_templates_are_equal_files():
    assert write("rules", UNITS) == write("rules", UNITS)


def test_on_the_command_line(tmp_path, capsys):
    data = ["--data", str(tmp_path / "data")]
    assert main(["template", "all", "--out", str(tmp_path / "mau"), *data]) == 0
    assert {p.name for p in (tmp_path / "mau").iterdir()} == {f"mau_{k}.xlsx" for k in KINDS}
    assert main(["template", "rules", "--out", str(tmp_path / "a.xlsx"), *data]) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "mau" / "mau_rules.xlsx").read_bytes()
    assert main(["template", "lạ", "--out", str(tmp_path), *data]) == 1
    assert "unit_reports" in capsys.readouterr().err


def test_a_day_is_read_as_a_day(tmp_path):
    row = [None] * len(templates()["rules"])
    row[:3] = ["4/5", datetime(2023, 4, 5), "06/05/2023"]
    row[4] = "Quy chế"
    stage("rules", filled("rules", [row]), tmp_path)
    (found,) = contents(tmp_path / "out.parquet")
    assert (found["document_no"], found["issued_on"], found["effective_on"]) == (
        "4/5", date(2023, 4, 5), date(2023, 5, 6),
    )  # fmt: skip
