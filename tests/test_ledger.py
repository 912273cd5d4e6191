"""The ledger: append-only, chained, safe with several writers."""

import sqlite3
import subprocess
import sys

import pytest

from ledger import GENESIS, Ledger, LedgerBroken


@pytest.fixture
def ledger(tmp_path):
    book = Ledger(tmp_path / "ledger.sqlite")
    for n in range(3):
        book.append("note", {"n": n, "word": "hạn"}, who="an", why="thử")
    return book


def test_what_was_appended_is_read_back_in_order(ledger):
    assert [(e.seq, e.kind, e.body["n"], e.who, e.why) for e in ledger.entries()] == [
        (1, "note", 0, "an", "thử"),
        (2, "note", 1, "an", "thử"),
        (3, "note", 2, "an", "thử"),
    ]
    assert [e.seq for e in ledger.entries(after=2)] == [3]
    assert ledger.entries("other") == []
    assert ledger.verify() == ledger.head() == (3, ledger.entries()[-1].hash)


def test_a_ledger_that_was_never_written_is_empty_and_stays_unwritten(tmp_path):
    book = Ledger(tmp_path / "none.sqlite")
    assert (book.head(), book.entries(), book.verify()) == ((0, GENESIS), [], (0, GENESIS))
    assert not book.path.exists()


@pytest.mark.parametrize(
    "statement", ["update entry set who = 'x'", "delete from entry where seq = 3"]
)
def test_sqlite_itself_refuses_to_change_an_entry(ledger, statement):
    with (
        sqlite3.connect(ledger.path) as db,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        db.execute(statement)


@pytest.mark.parametrize(
    "tampering",
    [
        "update entry set body = replace(body, '1', '9') where seq = 2",
        "update entry set at = '2020-01-01' where seq = 1",
        "delete from entry where seq = 1",
        "delete from entry where seq = 2",
        "update entry set seq = 9 where seq = 3",
    ],
)
def test_what_was_changed_behind_its_back_is_found(ledger, tampering):
    with sqlite3.connect(ledger.path) as db:
        db.executescript(f"drop trigger entry_no_update; drop trigger entry_no_delete; {tampering}")
    with pytest.raises(LedgerBroken):
        ledger.verify()


def test_a_cut_tail_is_found_by_its_anchor(ledger):
    anchor = ledger.head()[1]
    assert ledger.verify(anchor)[0] == 3
    with sqlite3.connect(ledger.path) as db:
        db.executescript("drop trigger entry_no_delete; delete from entry where seq = 3")
    assert ledger.verify()[0] == 2
    with pytest.raises(LedgerBroken, match="anchor"):
        ledger.verify(anchor)


def test_writers_at_once_lose_nothing(tmp_path):
    script = (
        "import sys; from pathlib import Path; from ledger import Ledger\n"
        "book = Ledger(Path(sys.argv[1]))\n"
        "for n in range(20): book.append('note', {'n': n}, who=sys.argv[2])"
    )
    path = tmp_path / "ledger.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(w)]) for w in range(4)
    ]
    assert [w.wait(60) for w in writers] == [0, 0, 0, 0]
    book = Ledger(path)
    assert book.verify()[0] == 80
    found = sorted((e.who, e.body["n"]) for e in book.entries())
    assert found == sorted((str(w), n) for w in range(4) for n in range(20))
