"""What the law says of records of people, by date and category of person: edited tables."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from etl.insert import insert
from layout import TERMS_DIR

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


# table -> its file of data/terms, its columns and their types
TABLES = {"record_form": "record_forms", "record_term": "record_terms",
          "record_flag": "record_flags"}  # fmt: skip


def add_record_rules(db: DuckDBPyConnection) -> None:
    """Fill the tables of forms, terms and flags; a blank cell is null, '' where it means "any"."""
    for table, name in TABLES.items():
        with (TERMS_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [[cell or None for cell in row.values()] for row in csv.DictReader(file)]
        insert(db, table, rows)
