"""The ledger: what people decided, append-only, in one SQLite file, to which this is the only door.

Entries are chained by SHA-256. It runs alone: python ledger.py verify FILE [--anchor HASH]
"""

import argparse
import hashlib
import json
import os
import sqlite3
from collections import namedtuple
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

GENESIS = "0" * 64
OPENING = """pragma synchronous=full; begin immediate;
create table if not exists entry (seq integer primary key, at text not null, who text not null,
    kind text not null, body text not null, why text not null, prev text not null,
    hash text not null unique) strict; create index if not exists entry_kind on entry (kind, seq);
create trigger if not exists entry_no_update before update on entry
    begin select raise(abort, 'the ledger is append-only'); end;
create trigger if not exists entry_no_delete before delete on entry
    begin select raise(abort, 'the ledger is append-only'); end;"""
INSERT = "insert into entry values (?,?,?,?,?,?,?,?)"
HEAD = "select seq, hash from entry {} order by seq desc limit 1"
Entry = namedtuple("Entry", "seq at who kind body why prev hash")  # `at` is UTC; `body` plain data
canonical = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode  # made once: that takes longer than hashing an entry


class LedgerBroken(Exception):
    """The chain does not hold: a code, and the number of the entry (or SQLite's words)."""


class LedgerNotWritten(Exception):
    """Nothing was acknowledged: a full disk, a lock, a file that may not be written."""


def chain_hash(*fields: int | str) -> str:
    """SHA-256 over seq, at, who, kind, body (canonical JSON), why, and the hash before it."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def checked(rows: Iterable[tuple]) -> Iterator[tuple]:
    """Pass rows on, each held against the one before: edits, cuts, reorderings are LedgerBroken."""
    seq, prev = 0, GENESIS
    for row in rows:
        if row[0] != seq + 1 or row[6] != prev:
            raise LedgerBroken("misplaced_entry", row[0])
        if chain_hash(*row[:7]) != row[7]:
            raise LedgerBroken("changed_entry", row[0])
        seq, prev = row[0], row[7]
        yield row


class Ledger:
    """Append to and read one ledger file, made on first append; `where` goes into each body."""

    def __init__(self, path: Path, where: str = os.environ.get("DUNGHAN_ADDRESS", "")) -> None:
        self.path, self.said = path, {"address": where} if where else {}

    def append(self, kind: str, body: dict, *, who: str, why: str = "", then: tuple = ()) -> Entry:
        """Write an entry and those of `then` (kind, body, why), all or none; returns the last."""
        with self._writing() as db:  # concurrent writers queue behind each other
            for sort, said, cause in ((kind, body, why), *then):
                seq, prev = db.execute(HEAD.format("")).fetchone() or (0, GENESIS)
                at = datetime.now(UTC).isoformat(timespec="microseconds")
                plain = json.loads(canonical(self.said | said))  # as it will be read: keys are text
                fields = (seq + 1, at, who, sort, canonical(plain), cause, prev)
                db.execute(INSERT, (*fields, digest := chain_hash(*fields)))
                if db.execute(HEAD.format("")).fetchone() != (seq + 1, digest):
                    raise sqlite3.DatabaseError("a trigger that is not ours took the entry away")
        return Entry(*fields, digest)._replace(body=plain)

    def fill(self, rows: Iterable[tuple]) -> None:
        """Put the entries of another ledger into this new one: every link holds, or none is."""
        with self._writing() as db:
            db.executemany(INSERT, checked(rows))

    def entries(self, *kinds: str, after: int = 0) -> list[Entry]:
        """Entries in order, of the given kinds (all when none is given), later than `after`."""
        only = f"and kind in ({','.join('?' * len(kinds))})" if kinds else ""
        rows = self._read(f"select * from entry where seq > ? {only} order by seq", after, *kinds)
        return [Entry(*row)._replace(body=json.loads(row[4])) for row in [*rows]]

    def head(self, *kinds: str) -> tuple[int, str]:
        """Number and hash of the newest entry (of these kinds); (0, 64 zeros) if none."""
        only = f"where kind in ({','.join('?' * len(kinds))})" if kinds else ""
        return next(self._read(HEAD.format(only), *kinds), (0, GENESIS))

    def verify(self, anchor: str | None = None) -> tuple[int, str]:
        """Check every link, and that the hash `anchor` stands in the chain. Returns the head."""
        seq, head, seen = 0, GENESIS, anchor in (None, GENESIS)
        try:
            with closing(self._read("select * from entry order by seq")) as rows:  # broken or not
                for row in checked(rows):
                    seq, head, seen = row[0], row[7], seen or row[7] == anchor
            if (said := next(self._read("pragma integrity_check(1)"), ("ok",))[0]) != "ok":
                raise LedgerBroken("unreadable", said)  # such as an index that hides entries
        except (sqlite3.Error, TypeError, ValueError) as error:
            raise LedgerBroken("unreadable", str(error)) from error
        if not seen:
            raise LedgerBroken("anchor_missing", seq)
        return seq, head

    def copy_to(self, target: Path) -> None:
        """One plain file as of one moment, while others write."""
        with self._open() as db, closing(sqlite3.connect(target)) as copy:
            db.backup(copy)
            copy.execute("pragma journal_mode=delete")

    def _open(self, mode: str = "rw") -> closing:
        uri = f"{self.path.resolve().as_uri()}?mode={mode}"  # "rw" never makes the file
        return closing(sqlite3.connect(uri, timeout=30, isolation_level=None, uri=True))

    def _read(self, sql: str, *params: object) -> Iterator[tuple]:
        if self.path.exists():
            with self._open() as db:
                if db.execute("select 1 from sqlite_schema where name = 'entry'").fetchone():
                    yield from db.execute(sql, params)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open("rwc") as db:
                with suppress(sqlite3.Error):  # when another one is just making the file
                    db.execute("pragma journal_mode=wal")
                db.executescript(OPENING)
                yield db
                db.execute("commit")
        except (sqlite3.Error, OSError) as error:
            raise LedgerNotWritten(str(error)) from error


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=("verify",))
    parser.add_argument("file", type=Path)
    parser.add_argument("--anchor", metavar="HASH", help="a hash that must stand in the chain")
    options = parser.parse_args()
    try:
        count, newest = Ledger(options.file).verify(options.anchor)
    except LedgerBroken as broken:
        raise SystemExit(f"broken: {broken.args[0]} {broken.args[1]}") from broken
    raise SystemExit(print(f"{count} entries, head {newest}") if count else "no entries")
