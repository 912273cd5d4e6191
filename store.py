"""The only reader of the warehouse: newest file, read-only, locked down, a cursor per query.

Nothing here writes, and no text reaches DuckDB except the SQL of `metrics` with bound parameters.
"""

from __future__ import annotations

import os
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import duckdb

import gate
import recorded
from layout import REPO, DataDir
from ledger import Entry
from viewer import LOCAL, Viewer

QUERY_SECONDS = 30.0  # a query running longer is interrupted
MEMORY = "2GB"
THREADS = 2
SPILL = "4GB"  # what queries may put on disk for a while, beside the warehouse
KEPT = 500  # answers remembered for one warehouse
OPEN_STORES = 4  # warehouse versions (and `known` moments) held open at once
LOCKDOWN = (
    "set python_enable_replacements = false",
    "set enable_external_access = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set lock_configuration = true",
)
# Rebuilt in memory where only the exports dated up to a day may count.
KNOWN_SCRIPTS = (
    "01_macros.sql",
    "39_stood.sql",
    "40_case_export.sql",
    "41_item_observation.sql",
    "42_item.sql",
    "43_lateness.sql",
    "44_item_version.sql",
    "49_consultation.sql",
    "50_work_item.sql",
    "60_work_item_at.sql",
    "70_details.sql",
    "71_hand_over.sql",
    "72_reply.sql",
    "88_register_current.sql",
    "92_held_step.sql",
    "93_hold.sql",
)

MACROS = (
    "01_macros.sql",
    "60_work_item_at.sql",
)  # what metrics call, over the tables of each schema
BASE = "memory.base,warehouse.main"


class NoWarehouse(Exception):
    """Nothing was published yet in this data directory."""


class QueryFailed(Exception):
    """DuckDB refused or was interrupted; the message carries the SQL."""


class Opened:
    """One warehouse file, read-only, with what people decided beside it, for every viewer.

    Queries look for tables in the viewer's own schema first. Those who read every row go on to
    `base` (what was decided, and for `known` what could be said then) and to the warehouse; for
    the others there is nothing else: `main`, where DuckDB always looks last, stays empty.
    """

    def __init__(
        self, path: Path, known: date | None = None, decided: Iterable[Entry] = (), seq: int = 0
    ) -> None:
        self.version = f"{path.stem}@{known or 'all'}+{seq}"
        folder = path.with_suffix(f".{os.getpid()}-{id(self)}.spill")  # never shared
        spill = {"temp_directory": str(folder), "max_temp_directory_size": SPILL}
        self.db = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, **spill})
        quoted = str(path).replace("'", "''")
        self.db.execute(f"attach '{quoted}' as warehouse (read_only)")
        self.db.execute("create schema memory.base")
        self.db.execute(f"set search_path = '{BASE}'")
        self._lay_out(known)
        self._record(list(decided))
        for statement in LOCKDOWN:
            self.db.execute(statement)
        self._tables, self._uploads = self._found(), self._headings()
        self._schemas, self._lock = {}, threading.Lock()
        self._idle: dict[str, list[duckdb.DuckDBPyConnection]] = {}
        self.kept: dict[str, list[dict]] = {}  # answers of Store.kept

    def path(self, viewer: Viewer, totals: bool = False) -> str:
        """Where this viewer's queries look for tables; made when they first come."""
        name = gate.TOTAL if totals else gate.schema(viewer)
        with self._lock:
            if name not in self._schemas:
                seen = self._total_views() if totals else self._own(viewer)
                self._schemas[name] = self._make(name, *seen)
            return self._schemas[name]

    @contextmanager
    def cursor(self, path: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that looks there; kept for the next query unless this one failed."""
        try:
            cursor = self._idle.setdefault(path, []).pop()
        except IndexError:
            cursor = self.db.cursor()
            cursor.execute(f"set search_path = '{path}'")
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        self._idle[path].append(cursor)

    def _own(self, viewer: Viewer) -> tuple[list[str], str]:
        made = gate.macros(viewer, self._uploads)
        made += gate.statements(viewer, self._tables, recorded.VIEWS)
        return made, f",{BASE}" if gate.reads_all(viewer) else ""

    def _total_views(self) -> tuple[list[str], str]:
        return gate.total_views(self._tables), ""

    def _make(self, name: str, statements: list[str], beyond: str) -> str:
        path = f"memory.{name}"
        with self.db.cursor() as db:
            db.execute("begin")  # all of it or, where something fails, nothing
            db.execute(f"create schema {path}")
            db.execute(f"set search_path = '{path}{beyond}'")
            for statement in (_script(MACROS[0]), *statements, _script(MACROS[1]), "commit"):
                db.execute(statement)
        return path + beyond

    def _lay_out(self, known: date | None) -> None:
        """For `known`, what could be said then, made anew in memory by the same SQL."""
        if known is None:
            return
        self._run("create table upload as select * from warehouse.main.upload"
                  " where cast(as_of as date) <= $known", known)  # fmt: skip
        self.db.execute("create view observation as select o.* from warehouse.main.observation o"
                        " semi join memory.base.upload using (upload_no)")  # fmt: skip
        for name in KNOWN_SCRIPTS:
            self._run(_script(name), known)

    def _run(self, script: str, known: date | None) -> None:
        for statement in duckdb.extract_statements(script):
            self.db.execute(statement, {"known": known} if statement.named_parameters else None)

    def _record(self, entries: list[Entry]) -> None:
        for table in recorded.TABLES:
            self.db.execute(f"create table {table.name} ({', '.join(table.columns)})")
            mine = [entry for entry in entries if entry.kind in table.kinds]
            if rows := list(table.rows(mine)):
                marks = ", ".join("?" * len(table.columns))
                self.db.executemany(f"insert into {table.name} values ({marks})", rows)

    def _found(self) -> dict[str, gate.Table]:
        """Every table by its name; what was made in memory stands before the warehouse's."""
        found = self.db.execute(
            "select table_name, database_name || '.' || schema_name,"
            " list(column_name order by column_index) from duckdb_columns()"
            " where not internal and database_name in ('memory', 'warehouse')"
            " group by all order by 2 desc, 1"  # memory's own stand last and hold
        ).fetchall()
        return {name: gate.Table(place, tuple(columns)) for name, place, columns in found}

    def _headings(self) -> list[gate.Headed]:
        rows = self.db.execute("select upload_no, kind, headings, profile from upload").fetchall()
        return [gate.Headed(*row) for row in rows]


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
        self._path = opened.path(viewer, totals)
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
            with self._opened.cursor(self._path) as cursor, _watched(cursor):
                cursor.execute(sql, _used(sql, params))
                if self._counts_only and any(kind == "UUID" for _, kind, *_ in cursor.description):
                    raise duckdb.PermissionException("totals name no record")
                return _rows(cursor)
        except duckdb.Error as error:
            raise QueryFailed(f"{error}\n{sql}") from error

    def kept(self, sql: str, params: dict) -> list[dict]:
        """The same, remembered: what every figure of a page must know first."""
        key = f"{self._path} {sql} {params!r}"
        if key not in self._opened.kept:
            if len(self._opened.kept) >= KEPT:
                self._opened.kept.clear()
            self._opened.kept[key] = self.query(sql, params)
        return self._opened.kept[key]

    def close(self) -> None:
        """Let go of the file; queries under way on it fail."""
        self._opened.db.close()


@contextmanager
def _watched(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what runs too long."""
    watch = threading.Timer(QUERY_SECONDS, cursor.interrupt)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


@cache
def _script(name: str) -> str:
    return (REPO / "etl" / "sql" / name).read_text("utf-8")


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


def open_store(data: DataDir, known: date | None = None, viewer: Viewer = LOCAL) -> Store:
    """A viewer's store on the newest published warehouse and the newest decisions."""
    published = data.warehouses()
    if not published:
        raise NoWarehouse(str(data.root))
    seq = recorded.newest(data)
    key = (published[-1], known, seq)
    with _lock:
        if key not in _opened:
            _opened[key] = Opened(published[-1], known, recorded.entries(data), seq)
        _opened.move_to_end(key)
        while len(_opened) > OPEN_STORES:
            _opened.popitem(last=False)  # closed when its last query lets go of it
        return Store.of(_opened[key], viewer)
