"""Rows that are no file's: a few hundred at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def insert(db: DuckDBPyConnection, table: str, rows: Sequence[Sequence]) -> None:
    """Insert a few hundred rows in one statement; whole files go through Parquet instead."""
    if rows:
        columns = ", ".join("unnest(?)" for _ in rows[0])
        db.execute(f"insert into {table} select {columns}", [list(c) for c in zip(*rows)])
