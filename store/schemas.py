"""The schemas in which viewers' queries look for tables: made when first asked for, few at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

MOST = 64  # schemas kept for one warehouse; each holds the keys of what is its viewer's own


@dataclass
class Schema:
    """One scope's schema: where its queries look, how many are under way, idle connections."""

    path: str = ""  # empty: not made yet
    users: int = 0
    idle: list[duckdb.DuckDBPyConnection] = field(default_factory=list)


class Schemas:
    """The schemas of one database. Every query says whose it is and has its schema for as long as
    it lasts; of those that nobody uses the least recently used ones go when a new one is made.

    Two locks. `_lock` guards the table and is held for moments, by nobody who waits for the other.
    `_ddl` is held while a schema is made or dropped: only readers who have none yet wait for it,
    and a scope that comes back is made anew after it was dropped, not meanwhile.
    """

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db
        self._all: OrderedDict[str, Schema] = OrderedDict()
        self._lock, self._ddl = threading.Lock(), threading.Lock()

    @contextmanager
    def cursor(self, key: str, make: Callable[[str], str]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that looks in the schema of `key`, kept for the next query unless this one
        failed. `make` makes a schema of a given name and returns its search path."""
        with self._lock:
            one = self._all.setdefault(key, Schema())
            self._all.move_to_end(key)
            one.users += 1  # from here on nobody drops it
            cursor = one.idle.pop() if one.idle else None
        try:
            if cursor is None:
                cursor = self._connected(key, one, make)
            try:
                yield cursor
            except BaseException:
                cursor.close()
                raise
        except BaseException:
            self._leave(one)
            raise
        self._leave(one, cursor)

    def _connected(
        self, key: str, one: Schema, make: Callable[[str], str]
    ) -> duckdb.DuckDBPyConnection:
        if not one.path:
            with self._ddl:
                if not one.path:  # else another reader of this scope came first
                    self._drop_spare()
                    one.path = make(key)
        cursor = self._db.cursor()
        cursor.execute(f"set search_path = '{one.path}'")
        return cursor

    def _leave(self, one: Schema, cursor: duckdb.DuckDBPyConnection | None = None) -> None:
        with self._lock:
            one.users -= 1
            if cursor is not None:
                one.idle.append(cursor)

    def _drop_spare(self) -> None:
        """Drop what is too much and in nobody's use; `_ddl` is held."""
        for key, one in self._spare():
            for cursor in one.idle:
                cursor.close()
            with self._db.cursor() as db:  # there is none where making it failed
                db.execute(f"drop schema if exists memory.{key} cascade")

    def _spare(self) -> list[tuple[str, Schema]]:
        with self._lock:
            free = [key for key, one in self._all.items() if not one.users]
            return [(key, self._all.pop(key)) for key in free[: max(0, len(self._all) - MOST)]]
