"""One warehouse file, opened: what every scope is made over, and where its queries look."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

import gate
import recorded
from layout import REPO
from ledger import Entry
from store.schemas import Schemas
from viewer import Viewer

MEMORY = "2GB"
THREADS = 2
SPILL = "4GB"  # what queries may put on disk for a while, beside the warehouse
LOCKDOWN = (
    "set python_enable_replacements = false",
    "set enable_external_access = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set lock_configuration = true",
)
# Rebuilt in memory where only the exports dated up to a day may count.
KNOWN_SCRIPTS = (
    "01_macros.sql", "39_stood.sql", "40_case_export.sql", "41_item_observation.sql",
    "42_item.sql", "43_lateness.sql", "44_item_version.sql", "49_consultation.sql",
    "50_work_item.sql", "60_work_item_at.sql", "70_details.sql", "71_hand_over.sql",
    "72_reply.sql", "88_register_current.sql", "92_held_step.sql", "93_hold.sql",
)  # fmt: skip

# What metrics and the gate call, made in every schema: before its views, and over them.
MACROS, OVER_VIEWS = ("01_macros.sql", "02_hidden_names.sql"), "60_work_item_at.sql"
BASE = "memory.base,warehouse.main"


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
        self.schemas = Schemas(self.db)
        self.kept: dict[str, list[dict]] = {}  # answers of Store.kept

    @contextmanager
    def cursor(self, viewer: Viewer, totals: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose queries look where this viewer's do; made when they first ask."""

        def make(name: str) -> str:
            return self._make(name, *(self._total_views() if totals else self._own(viewer)))

        with self.schemas.cursor(scope(viewer, totals), make) as cursor:
            yield cursor

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
            for script in (*map(_script, MACROS), *statements, _script(OVER_VIEWS), "commit"):
                db.execute(script)
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


def scope(viewer: Viewer, totals: bool) -> str:
    """The name of the schema of this viewer, or of everybody's totals."""
    return gate.TOTAL if totals else gate.schema(viewer)


@cache
def _script(name: str) -> str:
    return (REPO / "etl" / "sql" / name).read_text("utf-8")
