"""The only reader of the warehouse: newest file, read-only, locked down, a cursor per query.

Nothing here writes, and no text reaches DuckDB except the SQL of `metrics` with bound parameters.
"""

from __future__ import annotations

import os
import re
import threading
from collections import OrderedDict
from datetime import date
from pathlib import Path

import duckdb

from layout import REPO, DataDir

QUERY_SECONDS = 30.0  # a query running longer is interrupted
MEMORY = "2GB"
THREADS = 2
SPILL = "4GB"  # what queries may put on disk for a while, beside the warehouse
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
    "50_work_item.sql",
    "60_work_item_at.sql",
    "70_details.sql",
    "71_hand_over.sql",
    "72_reply.sql",
    "88_register_current.sql",
    "92_held_step.sql",
    "93_hold.sql",
)

CREATED = re.compile(r"^create table (\w+)", re.M)


class NoWarehouse(Exception):
    """Nothing was published yet in this data directory."""


class QueryFailed(Exception):
    """DuckDB refused or was interrupted; the message carries the SQL."""


class Store:
    """One warehouse file, read-only. `version` names its content: the key of every cache."""

    def __init__(self, path: Path, known: date | None = None) -> None:
        self.version = f"{path.stem}@{known or 'all'}"
        folder = path.with_suffix(f".{os.getpid()}-{id(self)}.spill")  # never shared
        spill = {"temp_directory": str(folder), "max_temp_directory_size": SPILL}
        self._db = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, **spill})
        quoted = str(path).replace("'", "''")
        self._db.execute(f"attach '{quoted}' as warehouse (read_only)")
        self._db.execute("use warehouse")
        self._catalog = "warehouse" if known is None else "memory"
        if known is not None:
            self._limit_to(known)
        for statement in LOCKDOWN:
            self._db.execute(statement)

    def query(self, sql: str, params: dict | None = None) -> list[dict]:
        """Rows as dictionaries. Raises QueryFailed, also after QUERY_SECONDS."""
        cursor = self._db.cursor()
        watch = threading.Timer(QUERY_SECONDS, cursor.interrupt)
        watch.start()
        try:
            cursor.execute(f"use {self._catalog}")  # a cursor does not inherit it
            cursor.execute(sql, _used(sql, params))
            return _rows(cursor)
        except duckdb.Error as error:
            raise QueryFailed(f"{error}\n{sql}") from error
        finally:
            watch.cancel()
            cursor.close()

    def close(self) -> None:
        """Let go of the file; queries under way on it fail."""
        self._db.close()

    def _limit_to(self, known: date) -> None:
        """Put what could be said on `known` into memory, under the same names, by the same SQL."""
        scripts = [(REPO / "etl" / "sql" / name).read_text("utf-8") for name in KNOWN_SCRIPTS]
        made_anew = {name for text in scripts for name in CREATED.findall(text)}
        made_anew |= {"upload", "observation"}
        names = self._db.execute(
            "select table_name from duckdb_tables() where database_name = 'warehouse'"
        ).fetchall()
        self._db.execute("use memory")
        for name in sorted({name for (name,) in names} - made_anew):
            self._db.execute(f'create view "{name}" as select * from warehouse.main."{name}"')
        self._run("create table upload as select * from warehouse.main.upload"
                  " where cast(as_of as date) <= $known", known)  # fmt: skip
        self._db.execute("create view observation as select * from warehouse.main.observation"
                         " where upload_no in (select upload_no from upload)")  # fmt: skip
        for script in scripts:
            self._run(script, known)

    def _run(self, script: str, known: date) -> None:
        for statement in duckdb.extract_statements(script):
            self._db.execute(statement, {"known": known} if statement.named_parameters else None)


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


_stores: OrderedDict[tuple[Path, date | None], Store] = OrderedDict()
_lock = threading.Lock()


def open_store(data: DataDir, known: date | None = None) -> Store:
    """The store on the newest published warehouse; the same object as long as that is newest."""
    published = data.warehouses()
    if not published:
        raise NoWarehouse(str(data.root))
    key = (published[-1], known)
    with _lock:
        if key not in _stores:
            _stores[key] = Store(*key)
        _stores.move_to_end(key)
        while len(_stores) > OPEN_STORES:
            _stores.popitem(last=False)  # closed when its last query lets go of it
        return _stores[key]
