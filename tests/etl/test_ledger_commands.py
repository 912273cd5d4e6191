"""`python -m etl ledger`, as someone who checks the ledger types it."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from etl.__main__ import main
from layout import REPO, DataDir
from ledger import Ledger


@pytest.fixture
def data(tmp_path):
    data = DataDir(tmp_path / "data")
    for n in range(3):
        body = {"n": n, "text": "hạn\n«dòng»", "share": 0.1 + n, "none": None}
        Ledger(data.ledger).append("note", body, who="an", why="thử")
    return data


@pytest.fixture
def run(data, capsys):
    def run(*words: str, root=None) -> tuple[int, str]:
        code = main(["ledger", *words, "--data", str(root or data.root)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def tamper(data: DataDir, statement: str) -> None:
    with closing(sqlite3.connect(data.ledger)) as db:
        db.executescript(f"drop trigger entry_no_update; drop trigger entry_no_delete; {statement}")


def test_head_and_verify_say_the_newest_hash(data, run):
    head = Ledger(data.ledger).head()[1]
    assert run("head") == (0, f"3 {head}\n")
    assert run("verify", "--anchor", f" {head.upper()} ")[0] == 0
    code, said = run("verify", "--json")
    assert (code, json.loads(said)) == (0, {"entries": 3, "head": head})


@pytest.mark.parametrize(
    ("statement", "anchored", "words"),
    [
        ("update entry set why = 'khác' where seq = 2", False, "mục 2 đã bị sửa"),
        ("delete from entry where seq = 2", False, "mục 3 không nối tiếp"),
        ("delete from entry where seq = 3", True, "dừng ở mục 2"),
    ],
)
@pytest.mark.parametrize("action", ["head", "verify", "export"])
def test_a_broken_chain_is_refused_naming_the_entry(data, run, statement, anchored, words, action):
    anchor = ["--anchor", Ledger(data.ledger).head()[1]] if anchored else []
    tamper(data, statement)
    code, said = run(action, *anchor)
    assert (code, words in said) == (1, True), said


def test_a_ledger_that_is_not_there_does_not_pass(tmp_path, run):
    assert run("verify", root=tmp_path / "none")[0] == 1
    assert not (tmp_path / "none").exists()


def test_what_was_exported_comes_back_with_the_same_hashes(data, run, tmp_path):
    file, other = tmp_path / "so.jsonl", DataDir(tmp_path / "other" / "data")
    assert run("export", "--out", str(file)) == (0, "")
    assert run("export")[1] == file.read_text("utf-8")
    head = Ledger(data.ledger).head()[1]
    assert run("import", str(file), "--anchor", head, root=other.root)[0] == 0
    assert Ledger(other.ledger).entries() == Ledger(data.ledger).entries()
    assert [p.name for p in other.root.iterdir()] == ["ledger.sqlite"]
    assert Ledger(other.ledger).append("note", {}, who="an").seq == 4
    again = run("import", str(file), root=other.root)
    assert (again[0], "không trống" in again[1]) == (1, True)


def test_an_export_goes_through_a_pipe(data, tmp_path):
    python = [sys.executable, "-m", "etl", "ledger"]
    other = DataDir(tmp_path / "other")
    out = subprocess.run([*python, "export", "--data", data.root], cwd=REPO, capture_output=True)
    done = subprocess.run(
        [*python, "import", "-", "--data", other.root], cwd=REPO, input=out.stdout
    )
    assert (done.returncode, Ledger(other.ledger).head()) == (0, Ledger(data.ledger).head())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: [lines[0], lines[2]], "mục 3 không nối tiếp"),
        (lambda lines: lines[1:], "mục 2 không nối tiếp"),
        (lambda lines: [lines[1], lines[0], lines[2]], "mục 2 không nối tiếp"),
        (lambda lines: [*lines[:2], lines[2].replace('"an"', '"bình"')], "mục 3 đã bị sửa"),
        (lambda lines: [*lines[:2], lines[2].replace("2.1", "2.2")], "mục 3 đã bị sửa"),
        (lambda lines: [*lines, "{"], "Dòng 4"),
        (lambda lines: ["[" * 100_000], "Dòng 1"),
        (lambda lines: [lines[0].replace('"seq":1', '"seq":true')], "Dòng 1"),
        (lambda lines: [lines[0].replace("hạn", "\\ud800")], "Dòng 1"),
        (lambda lines: [lines[0].replace('"seq":1', '"seq":1,"more":1')], "Dòng 1"),
        (lambda lines: [lines[0].replace('"none":null', '"none":NaN')], "Dòng 1"),
        (lambda lines: ["\udcff"], "Dòng 1"),
        (lambda lines: [], "Chưa có mục nào"),
    ],
)  # fmt: skip
def test_a_broken_export_is_refused_and_leaves_nothing(data, run, tmp_path, change, words):
    lines = run("export")[1].splitlines()
    file, other = tmp_path / "so.jsonl", tmp_path / "deep" / "other"
    file.write_text("".join(f"{line}\n" for line in change(lines)), "utf-8", "surrogateescape")
    code, said = run("import", str(file), root=other)
    assert (code, words in said) == (1, True), said
    assert not other.parent.exists()


def test_an_empty_folder_that_was_there_stays(run, tmp_path):
    file, other = tmp_path / "so.jsonl", tmp_path / "other"
    other.mkdir()
    file.write_text("{}\n")
    assert run("import", str(file), root=other)[0] == 1
    assert list(other.iterdir()) == []
    assert run("import", str(tmp_path / "none"), root=other)[0] == 1


def test_a_ledger_that_cannot_be_written_is_said_not_traced(tmp_path, capsys):
    (tmp_path / "file").touch()  # where the data directory would have to be made
    file = tmp_path / "don_vi.csv"
    file.write_text("a\n")
    code = main(["withdraw", "--sample", "--data", str(tmp_path / "data")])
    assert code == 1, "nothing to withdraw"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ledger.sqlite").mkdir()
    assert main(["setting", "statutory_terms", "true", "--data", str(tmp_path / "data")]) == 1
    assert "Chưa ghi được vào sổ" in capsys.readouterr().err
