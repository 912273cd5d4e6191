"""The only reader of the warehouse: newest file, read-only, locked down, a cursor per query.

Nothing here writes, and no text reaches DuckDB except the SQL of `metrics` with bound parameters.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import duckdb

import gate
import recorded
from layout import DataDir
from store.opened import BASE, Opened, scope
from store.watch import Watch
from viewer import LOCAL, Viewer

__all__ = [
    "BASE",
    "NoWarehouse",
    "Opened",
    "QueryFailed",
    "State",
    "Store",
    "newest",
    "open_store",
]

QUERY_SECONDS = 30.0  # a query running longer is interrupted
KEPT = 500  # answers remembered for one warehouse
OPEN_STORES = 4  # warehouse versions (and `known` moments) held open at once


class NoWarehouse(Exception):
    """Nothing was published yet in this data directory."""


class QueryFailed(Exception):
    """DuckDB refused or was interrupted; the message carries the SQL."""


class Store:
    """What one viewer may read. `version` names its content: the key of every cache."""

    def __init__(self, path: Path, known: date | None = None, viewer: Viewer = LOCAL) -> None:
        self._set(Opened(path, known), viewer)

    @classmethod
    def of(cls, opened: Opened, viewer: Viewer, totals: bool = False) -> Store:
        """A viewer's door to what is open already."""
        store = cls.__new__(cls)
        store._set(opened, viewer, totals)
        return store

    def _set(self, opened: Opened, viewer: Viewer, totals: bool = False) -> None:
        self._opened, self.viewer, self._counts_only = opened, viewer, totals
        self.version = f"{opened.version} {gate.schema(viewer)}"

    @cached_property
    def totals(self) -> Store:
        """The door to counts over everybody's work, for those who may not read every row: tables
        without names and texts. What is counted there is for metrics.sight to choose."""
        if self.viewer.role not in gate.COUNTED:
            return self
        return Store.of(self._opened, self.viewer, totals=True)

    def query(self, sql: str, params: dict | None = None) -> list[dict]:
        """Rows as dictionaries. Raises QueryFailed, also after QUERY_SECONDS."""
        try:
            with self._cursor() as cursor, _watch.within(QUERY_SECONDS, cursor.interrupt):
                cursor.execute(sql, _used(sql, params))
                if self._counts_only and any(kind == "UUID" for _, kind, *_ in cursor.description):
                    raise duckdb.PermissionException("totals name no record")
                return _rows(cursor)
        except duckdb.Error as error:
            raise QueryFailed(f"{error}\n{sql}") from error

    def _cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return self._opened.cursor(self.viewer, self._counts_only)

    def kept(self, sql: str, params: dict) -> list[dict]:
        """The same, remembered: what every figure of a page must know first."""
        key = f"{scope(self.viewer, self._counts_only)} {sql} {params!r}"
        if key not in self._opened.kept:
            if len(self._opened.kept) >= KEPT:
                self._opened.kept.clear()
            self._opened.kept[key] = self.query(sql, params)
        return self._opened.kept[key]

    def close(self) -> None:
        """Let go of the file; queries under way on it fail."""
        self._opened.db.close()


def _rows(cursor: duckdb.DuckDBPyConnection) -> list[dict]:
    """Rows as dictionaries; ids, which are UUIDs, as text."""
    names = [column[0] for column in cursor.description]
    ids = [name for name, kind, *_ in cursor.description if kind == "UUID"]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for name in ids:
        for row in rows:
            row[name] = str(row[name]) if row[name] is not None else None
    return rows


def _used(sql: str, params: dict | None) -> dict:
    """Only the parameters that the statement names: filters may be unused by some queries."""
    named = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in (params or {}).items() if name in named}


_opened: OrderedDict[tuple[Path, date | None, int], Opened] = OrderedDict()
_lock = threading.Lock()
_watch = Watch()


class State(NamedTuple):
    """What there is to read at one moment: a published file, and the newest decision beside it."""

    path: Path
    seq: int


def newest(data: DataDir) -> State:
    """The newest published warehouse and the newest decision. Raises NoWarehouse."""
    published = data.warehouses()
    if not published:
        raise NoWarehouse(str(data.root))
    return State(published[-1], recorded.newest(data))


def open_store(
    data: DataDir, known: date | None = None, viewer: Viewer = LOCAL, state: State | None = None
) -> Store:
    """A viewer's store on the newest state, or on one that was looked up before."""
    path, seq = state or newest(data)
    key = (path, known, seq)
    with _lock:
        if key not in _opened:
            decided = [entry for entry in recorded.entries(data) if entry.seq <= seq]
            _opened[key] = Opened(path, known, decided, seq)
        _opened.move_to_end(key)
        while len(_opened) > OPEN_STORES:
            _opened.popitem(last=False)  # closed when its last query lets go of it
        return Store.of(_opened[key], viewer)
