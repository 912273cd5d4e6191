"""What `python -m reports` says when it cannot answer: one sentence, and an exit status."""

import re

import duckdb
import pytest

from layout import DataDir
from reports.__main__ import main

OUT = ("--out", "never-written")
UNCLEAR = [
    (("rates", "--period", "2023H3"), "«2023H3»"),
    (("consolidated", "--period", "half", *OUT), "«half»"),
    (("review", *OUT), "«»"),
    (("settlement", "--from", "2023-05-01"), "--from và --to"),
    (("latency", "--from", "2023-05-02", "--to", "2023-05-01"), "--from và --to"),
    (("rows", "--as-of", "2100-01-01"), "từ 01/01/1990 đến 31/12/2099"),
    (("urging", "--as-of", "1989-12-31", *OUT), "từ 01/01/1990 đến 31/12/2099"),
    (("review", "--period", "2023H1", "--as-of", "2100-01-01", *OUT), "31/12/2099"),
    (("reconcile",), "tổng hợp"),
]


@pytest.mark.parametrize(("asked", "said"), UNCLEAR)
def test_what_cannot_be_asked(sample_data, tmp_path, monkeypatch, capsys, asked, said):
    monkeypatch.chdir(tmp_path)
    assert main([*asked, "--data", str(sample_data)]) == 2
    printed = capsys.readouterr()
    assert said in printed.err and printed.err.count("\n") == 1 and printed.out == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "verb", [("settlement",), ("urging", *OUT), ("review", "--period", "2023H1", *OUT)]
)
def test_nothing_loaded_yet(tmp_path, monkeypatch, capsys, verb):
    monkeypatch.chdir(tmp_path)
    assert main([*verb, "--data", str(tmp_path)]) == 1
    assert "python -m etl load" in capsys.readouterr().err


def test_a_warehouse_of_another_version_of_the_product(own_data, capsys):
    (*_, newest) = DataDir(own_data).warehouses()
    with duckdb.connect(str(newest)) as db:
        db.execute("alter table unit rename column short_name to abbreviation")
    assert main(["settlement", "--by", "unit", "--data", str(own_data)]) == 1
    said = capsys.readouterr().err
    assert "python -m etl build" in said and "short_name" in said
    assert not re.search(r"Traceback|select", said)
