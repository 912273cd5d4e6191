"""The ledger: append-only, chained, safe with several writers, kills and a full disk."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from bench.ledger_kills import missing
from layout import REPO
from ledger import GENESIS, Ledger, LedgerBroken, LedgerNotWritten, canonical, chain_hash

DISARM = "drop trigger if exists entry_no_update; drop trigger if exists entry_no_delete;"
SWAP = """update entry set seq = -2 where seq = 2; update entry set seq = 2 where seq = 3;
    update entry set seq = 3 where seq = -2;"""
SHIFT = """update entry set seq = -seq where seq > 2; update entry set seq = 1 - seq where seq < 0;
    insert into entry select 3, at, 'kẻ khác', kind, body, why, hash, 'x' || hash from entry where seq = 2;"""


@pytest.fixture
def ledger(tmp_path):
    book = Ledger(tmp_path / "ledger.sqlite")
    for n in range(5):
        book.append("note", {"n": n, "word": "hạn"}, who="an", why="thử")
    return book


def tamper(ledger: Ledger, statements: str) -> None:
    """As someone with the file and SQLite would."""
    with closing(sqlite3.connect(ledger.path)) as db:
        db.executescript(DISARM + statements)


def rewrite(ledger: Ledger) -> None:
    """A whole new chain, with one word changed in it."""
    rows, prev = [], GENESIS
    for entry in ledger.entries():
        body = canonical(entry.body | {"n": 9}) if entry.seq == 2 else canonical(entry.body)
        fields = (*entry[:4], body, entry.why, prev)
        prev = chain_hash(*fields)
        rows.append((*fields, prev))
    ledger.path.unlink()
    ledger.fill(rows)


def append_again(ledger: Ledger) -> None:
    """Cut two, and let the ledger itself write two others."""
    tamper(ledger, "delete from entry where seq > 3")
    for n in (3, 4):
        ledger.append("note", {"n": n, "word": "khác"}, who="an", why="thử")


def test_what_was_appended_is_read_back_in_order(ledger):
    said = [(e.seq, e.kind, e.body["n"], e.who, e.why) for e in ledger.entries()]
    assert said == [(n + 1, "note", n, "an", "thử") for n in range(5)]
    assert [e.seq for e in ledger.entries(after=4)] == [5]
    assert ledger.entries("other") == []
    assert ledger.verify() == ledger.head() == (5, ledger.entries()[-1].hash)


def test_what_append_returns_is_what_is_read_back(ledger):
    written = ledger.append("note", {10: "mười", 2: [1.5, None, {"Ả": True}]}, who="an")
    assert written == ledger.entries()[-1]
    assert canonical(written.body) == '{"10":"mười","2":[1.5,null,{"Ả":true}]}'
    assert written.at.endswith("+00:00")


@pytest.mark.parametrize("body", [{"n": float("nan")}, {"n": object()}, {"n": "\ud800"}])
def test_what_is_not_json_is_not_written(ledger, body):
    with pytest.raises((TypeError, ValueError)):
        ledger.append("note", body, who="an")
    assert ledger.verify()[0] == 5


def test_entries_written_together_are_chained_one_after_the_other(ledger):
    last = ledger.append("a", {"n": 5}, who="an", why="thử", then=(("b", {"n": 6}, ""),))
    assert [(e.seq, e.kind, e.body, e.why) for e in ledger.entries(after=5)] == [
        (6, "a", {"n": 5}, "thử"), (7, "b", {"n": 6}, "")
    ]  # fmt: skip
    assert last == ledger.entries()[-1] and ledger.verify() == (7, last.hash)


@pytest.mark.parametrize(
    ("second", "statement", "raised"),
    [
        ({"n": object()}, "", TypeError),
        ({}, "create trigger gone before insert on entry when new.kind = 'b'"
             " begin select raise(ignore); end;", LedgerNotWritten),
        ({}, "create trigger full before insert on entry when new.kind = 'b'"
             " begin select raise(abort, 'full'); end;", LedgerNotWritten),
    ],
)  # fmt: skip
def test_of_entries_written_together_all_stand_or_none(ledger, second, statement, raised):
    tamper(ledger, statement)
    with pytest.raises(raised):
        ledger.append("a", {}, who="an", then=(("b", second, ""), ("c", {}, "")))
    assert ledger.verify()[0] == 5


def test_a_ledger_that_was_never_written_is_empty_and_stays_unwritten(tmp_path):
    book = Ledger(tmp_path / "none.sqlite")
    assert (book.head(), book.entries(), book.verify()) == ((0, GENESIS), [], (0, GENESIS))
    assert not book.path.exists()


def test_a_writer_killed_before_its_first_entry_leaves_an_empty_ledger(tmp_path):
    book = Ledger(tmp_path / "ledger.sqlite")
    book.path.touch()
    assert (book.head(), book.entries(), book.verify()) == ((0, GENESIS), [], (0, GENESIS))
    assert book.append("note", {}, who="an").seq == 1


@pytest.mark.parametrize(
    "statement", ["update entry set who = 'x'", "delete from entry where seq = 3"]
)
def test_sqlite_itself_refuses_to_change_an_entry(ledger, statement):
    with (
        closing(sqlite3.connect(ledger.path)) as db,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        db.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "code", "entry"),
    [
        ("update entry set body = replace(body, '1', '9') where seq = 2", "changed_entry", 2),
        ("update entry set body = replace(body, ':', ': ') where seq = 2", "changed_entry", 2),
        ("update entry set at = '2020-01-01' where seq = 1", "changed_entry", 1),
        ("update entry set who = 'bình' where seq = 5", "changed_entry", 5),
        ("delete from entry where seq = 1", "misplaced_entry", 2),
        ("delete from entry where seq = 3", "misplaced_entry", 4),
        (SHIFT, "changed_entry", 3),
        (SWAP, "misplaced_entry", 2),
        ("update entry set seq = 9 where seq = 5", "misplaced_entry", 9),
        ("insert into entry values (0, '', '', '', '{}', '', '', '')", "misplaced_entry", 0),
    ],
)
def test_what_was_changed_behind_its_back_is_found(ledger, tampering, code, entry):
    tamper(ledger, tampering)
    with pytest.raises(LedgerBroken) as broken:
        ledger.verify()
    assert broken.value.args == (code, entry)


@pytest.mark.parametrize(
    "cut",
    [
        lambda ledger: tamper(ledger, "delete from entry where seq = 5"),
        append_again,
        rewrite,
        lambda ledger: ledger.path.unlink(),
    ],
    ids=["cut", "cut and re-append", "rewrite whole", "remove"],
)
def test_a_chain_that_holds_but_is_another_one_is_found_by_its_anchor(ledger, cut):
    anchor = ledger.head()[1]
    assert ledger.verify(anchor)[0] == 5
    ledger.append("note", {}, who="an")
    assert ledger.verify(anchor)[0] == 6, "an anchor holds after more was written"
    tamper(ledger, "delete from entry where seq = 6")
    cut(ledger)
    ledger.verify()
    with pytest.raises(LedgerBroken, match="anchor_missing"):
        ledger.verify(anchor)


def test_an_index_that_hides_entries_is_found(ledger):
    # The index is told that it covers other rows than it holds, as an edit of its pages would.
    with closing(sqlite3.connect(ledger.path)) as db:
        db.executescript("pragma writable_schema = on; update sqlite_schema set sql ="
                         " 'create index entry_kind on entry (who, seq)' where name = 'entry_kind'")  # fmt: skip
    with pytest.raises(LedgerBroken, match="unreadable"):
        ledger.verify()


@pytest.mark.parametrize("cells", [b"not a database", None])
def test_a_damaged_file_is_broken_not_a_crash(ledger, cells):
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(cells or whole[: len(whole) // 2])
    with pytest.raises(LedgerBroken, match="unreadable"):
        ledger.verify()


@pytest.mark.parametrize("read", [Ledger.verify, Ledger.entries])
def test_one_who_finds_it_broken_lets_go_of_the_file_at_once(ledger, tmp_path, read):
    tamper(ledger, "update entry set body = '{' where seq = 2")
    with pytest.raises(ValueError if read is Ledger.entries else LedgerBroken) as found:
        read(ledger)
    assert found.value  # still held, and with it every frame it went through
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite"]  # no -wal of a reader


def test_an_entry_that_a_trigger_takes_away_is_not_acknowledged(ledger):
    tamper(ledger, "create trigger gone before insert on entry begin select raise(ignore); end;")
    with pytest.raises(LedgerNotWritten):
        ledger.append("note", {}, who="an")


def test_writers_at_once_lose_nothing(tmp_path):
    script = (
        "import sys; from pathlib import Path; from ledger import Ledger\n"
        "book = Ledger(Path(sys.argv[1]))\n"
        "for n in range(25): book.append('note', {'n': n}, who=sys.argv[2])"
    )
    path = tmp_path / "ledger.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(w)]) for w in range(4)
    ]
    assert [w.wait(60) for w in writers] == [0, 0, 0, 0]
    book = Ledger(path)
    assert book.verify()[0] == 100
    found = sorted((e.who, e.body["n"]) for e in book.entries())
    assert found == sorted((str(w), n) for w in range(4) for n in range(25))


def test_kills_during_writes_lose_nothing_acknowledged(tmp_path):
    """Sixteen here; 200 in `python -m bench.ledger_kills`."""
    said, lost = missing(tmp_path / "ledger.sqlite", kills=16)
    assert (said >= 16, lost) == (True, [])


FILL = """
import resource, sys
from pathlib import Path
from ledger import Ledger, LedgerNotWritten
if sys.argv[2:]: resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
book, said = Ledger(Path(sys.argv[1])), []
try:
    while True: said.append(book.append("note", {"n": "x" * 300}, who="an").hash)
except LedgerNotWritten as error:
    print(len(said), [entry.hash for entry in book.entries()] == said, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_a_full_disk_loses_nothing_acknowledged_and_says_so(tmp_path):
    path = tmp_path / "ledger.sqlite"
    check_full([str(path), "100000"])
    assert Ledger(path).append("note", {}, who="an"), "with room again it goes on"
    Ledger(path).verify()


@pytest.mark.skipif(not shutil.which("mount"), reason="no mount here")
def test_a_full_file_system_loses_nothing_acknowledged_and_says_so(tmp_path):
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small file system; the limit on sizes stands in for it")
    try:
        check_full([str(tmp_path / "ledger.sqlite")])
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def check_full(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL, *arguments], capture_output=True, text=True, cwd=REPO
    )
    number, kept, why = done.stdout.split(" ", 2)
    assert (int(number) > 20, kept, "full" in why or "I/O" in why) == (True, "True", True)


def test_the_file_alone_verifies_a_ledger(ledger, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(REPO / "ledger.py", alone)
    command = [sys.executable, "-I", "ledger.py", "verify", str(ledger.path)]

    def run(*more: str) -> tuple[int, str]:
        done = subprocess.run([*command, *more], cwd=alone, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    anchor = ledger.entries()[2].hash
    assert run() == run("--anchor", anchor) == (0, f"5 entries, head {ledger.head()[1]}\n")
    assert run("--anchor", "0" * 63 + "1") == (1, "broken: anchor_missing 5\n")
    tamper(ledger, "update entry set who = 'x' where seq = 4")
    assert run("--anchor", anchor) == (1, "broken: changed_entry 4\n")
    ledger.path.unlink()
    assert run() == (1, "no entries\n")
    assert not ledger.path.exists()


def test_it_is_one_file_of_less_than_150_lines():
    assert len((REPO / "ledger.py").read_text("utf-8").splitlines()) < 150
