"""The ledger: an append-only, hash-chained list of what people decided.

One SQLite file (WAL, ``synchronous=FULL``). Each entry is canonical JSON chained to the entry
before it by SHA-256, so that a cut, an edit or a reordering shows in `verify`. This module is the
only door to SQLite and imports nothing of the application.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

GENESIS = "0" * 64
BUSY_SECONDS = 30  # a writer waits this long for another one, then fails loudly

SCHEMA = """
create table if not exists entry (
    seq integer primary key, at text not null, who text not null, kind text not null,
    body text not null, why text not null, prev text not null, hash text not null unique
) strict;
create index if not exists entry_kind on entry (kind, seq);
create trigger if not exists entry_no_update before update on entry
    begin select raise(abort, 'the ledger is append-only'); end;
create trigger if not exists entry_no_delete before delete on entry
    begin select raise(abort, 'the ledger is append-only'); end;
"""


class LedgerBroken(Exception):
    """The chain does not hold; the message names the first entry that fails and why."""


@dataclass(frozen=True)
class Entry:
    """One decision. `at` is UTC, ISO 8601; `body` is plain JSON data."""

    seq: int
    at: str
    who: str
    kind: str
    body: dict
    why: str
    prev: str
    hash: str


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chain_hash(seq: int, at: str, who: str, kind: str, body: str, why: str, prev: str) -> str:
    """SHA-256 over the canonical form of everything in the entry and the hash before it."""
    return hashlib.sha256(canonical([seq, at, who, kind, body, why, prev]).encode()).hexdigest()


class Ledger:
    """Append to and read one ledger file; created on first append, never on a read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, kind: str, body: dict, *, who: str, why: str = "") -> Entry:
        """Write one entry durably and return it; concurrent writers queue behind each other."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._connect() as db:
            db.execute("begin immediate")
            seq, prev = _head(db)
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            fields = (seq + 1, at, who, kind, canonical(body), why, prev)
            db.execute("insert into entry values (?,?,?,?,?,?,?,?)", (*fields, chain_hash(*fields)))
            db.execute("commit")
        return Entry(*fields[:4], body, why, prev, chain_hash(*fields))

    def entries(self, *kinds: str, after: int = 0) -> list[Entry]:
        """Entries in order, of the given kinds (all when none is given), later than `after`."""
        if not self.path.exists():
            return []
        marks = ",".join("?" * len(kinds))
        only = f"and kind in ({marks})" if kinds else ""
        with self._connect() as db:
            rows = db.execute(
                f"select * from entry where seq > ? {only} order by seq", (after, *kinds)
            ).fetchall()
        return [_entry(row) for row in rows]

    def head(self) -> tuple[int, str]:
        """Sequence number and hash of the newest entry; (0, 64 zeros) when there is none."""
        if not self.path.exists():
            return 0, GENESIS
        with self._connect() as db:
            return _head(db)

    def verify(self, anchor: str | None = None) -> tuple[int, str]:
        """Check every link; `anchor` is a hash that must stand in the chain. Returns the head.

        Raises LedgerBroken at the first entry that is missing, moved, edited or cut off.
        """
        seq, prev, seen = 0, GENESIS, anchor in (None, GENESIS)
        for entry in self.entries():
            if entry.seq != seq + 1 or entry.prev != prev:
                raise LedgerBroken(f"entry {entry.seq} does not follow entry {seq}")
            fields = (entry.seq, entry.at, entry.who, entry.kind, canonical(entry.body))
            if chain_hash(*fields, entry.why, entry.prev) != entry.hash:
                raise LedgerBroken(f"entry {entry.seq} was changed")
            seq, prev, seen = entry.seq, entry.hash, seen or entry.hash == anchor
        if not seen:
            raise LedgerBroken("the anchored entry is not in the chain")
        return seq, prev

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)) as db:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=full")
            db.executescript(SCHEMA)
            yield db


def _head(db: sqlite3.Connection) -> tuple[int, str]:
    row = db.execute("select seq, hash from entry order by seq desc limit 1").fetchone()
    return row if row else (0, GENESIS)


def _entry(row: tuple) -> Entry:
    seq, at, who, kind, body, why, prev, digest = row
    return Entry(seq, at, who, kind, json.loads(body), why, prev, digest)
