"""The door to data/access.sqlite: accounts, sessions, failures of the last minutes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

Unreadable = sqlite3.Error  # whoever asks lets nobody in
# Moments are seconds since 1970. A session is known by the SHA-256 of its token alone.
SCHEMA = """
create table if not exists account (
    key text primary key, name text not null, password text, role text not null,
    units text not null, officials text not null, active int not null, must_change int not null,
    subject text unique, made_at real not null, changed_at real not null
) strict;
create table if not exists session (
    id text primary key, account text not null references account (key), made_at real not null,
    seen_at real not null, idle real not null, absolute real not null, address text not null,
    agent text not null, via text not null, ended_at real, ended_why text
) strict;
create index if not exists session_account on session (account, made_at);
create table if not exists failure (what text not null, at real not null) strict;
create index if not exists failure_what on failure (what, at);
create table if not exists pending (
    minute int not null, kind text not null, who text not null, body text not null,
    number int not null, primary key (minute, kind, who, body)
) strict;
create table if not exists secret (name text primary key, value blob not null) strict;
"""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that reads; None where no account was ever made. Makes no file."""
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=5)) as db:
        db.row_factory = sqlite3.Row
        made = db.execute("select 1 from sqlite_schema where name = 'secret'").fetchone()
        yield db if made else None


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it, or nothing when anything inside raises."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else's to read
    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.execute("pragma journal_mode=wal")
        db.executescript(SCHEMA)
        db.execute("begin immediate")
        try:
            yield db
        except BaseException:
            db.execute("rollback")
            raise
        db.execute("commit")


def secret(db: sqlite3.Connection, name: str) -> bytes:
    """Random bytes of this installation, made when first asked for."""
    db.execute("insert or ignore into secret values (?, ?)", (name, os.urandom(32)))
    return db.execute("select value from secret where name = ?", (name,)).fetchone()[0]
