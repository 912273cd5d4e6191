"""The verbs `setting` and `unmerge`, as an administrator types them."""

import json

import pytest

from etl.__main__ import main
from etl.decisions import Decisions, decided
from etl.quota import DEFAULTS, Quota
from etl.refusal import Refused
from layout import DataDir
from ledger import Ledger
from metrics import merges, open_store

ROWS = """Mã hồ sơ;Nội dung kiến nghị;Đơn vị xử lý;Ngày nhận;Hạn xử lý;Trạng thái
K1;Khiếu nại về đất;P;01/03/2023;;Đang xử lý
K2;Việc hai;P;01/03/2023;tháng 5/2023;Đang xử lý
K2;Việc ba;P;01/03/2023;5 ngày làm việc;Đang xử lý
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deciding")
    file = folder / "kien_nghi.csv"
    file.write_text(ROWS, "utf-8")
    root = folder / "data"
    options = ["--kind", "petitions", "--as-of", "2023-06-30", "--data", str(root), "--json"]
    assert main(["load", str(file), *options]) == 0
    return DataDir(root)


def run(data: DataDir, *words: str) -> int:
    return main([*words, "--data", str(data.root), "--json"])


def dues(data: DataDir) -> dict[str, tuple]:
    rows = open_store(data).query("select subject, due_on, due_rule from observation")
    return {r["subject"]: (str(r["due_on"]), r["due_rule"]) for r in rows}


def test_loading_says_how_many_terms_were_in_words(data, capsys):
    (found,) = data.staging.glob("*.json")
    summary = json.loads(found.read_text("utf-8"))
    assert summary["due_rules"] == {"month": 1, "working_days": 1}
    assert [w["number"] for w in summary["warnings"] if w["code"] == "due_in_words"] == [2]


def test_statutory_terms_are_judged_only_while_that_is_on(data):
    off = {"Khiếu nại về đất": ("None", None), "Việc hai": ("2023-05-31", "month"),
           "Việc ba": ("2023-03-08", "working_days")}  # fmt: skip
    assert dues(data) == off
    assert run(data, "setting", "statutory_terms", "true") == 0
    assert dues(data) == off | {"Khiếu nại về đất": ("2023-03-31", "statutory_term")}
    assert run(data, "setting", "statutory_terms", "false") == 0
    assert dues(data) == off


@pytest.mark.parametrize(
    ("name", "code"), [("uploads_a_day", "quota_files"), ("upload_mb_a_day", "quota_size")]
)
def test_an_administrator_raises_the_limit_that_a_refusal_names(tmp_path, capsys, name, code):
    """As a day that is used up asks for, and without a build: there may be nothing to build yet."""
    data = DataDir(tmp_path)
    assert f"etl setting {name} " in Refused(code, limit=1).message()
    assert run(data, "setting", name, "4000") == 0
    assert json.loads(capsys.readouterr().out) == {"name": name, "value": 4000}
    assert Quota(Ledger(data.ledger)).limits == DEFAULTS | {name: 4000}
    assert decided(Ledger(data.ledger)) == Decisions() and not data.warehouses()


def test_rows_of_an_id_are_taken_apart_and_merged_again(data):
    assert merges.counts(open_store(data))["same_id_same_unit"] == 1
    assert run(data, "unmerge", "petitions", "petitions", "K2") == 0
    store = open_store(data)
    assert sum(merges.counts(store).values()) == 0
    assert [r["source_id"] for r in merges.apart(store)] == ["K2"]
    assert run(data, "unmerge", "petitions", "petitions", "K2", "--again") == 0
    assert [r["source_id"] for r in merges.ids(open_store(data))] == ["K2"]


@pytest.mark.parametrize(
    "words",
    [
        ("setting", "colour", "true"),
        ("setting", "statutory_terms", "perhaps"),
        ("setting", "upload_mb_a_day", "0"),
        ("setting", "upload_mb_a_day", "nhiều"),
        ("setting", "uploads_a_day", "100001"),
        ("unmerge", "petitions", "petitions", "K1"),
        ("unmerge", "petitions", "petitions", "K2", "--again"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(data, words, capsys):
    assert run(data, *words) == 1
    assert capsys.readouterr().err.strip()
