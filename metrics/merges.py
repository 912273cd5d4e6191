"""Rows that were made one case: by which rule, into which row; and what was taken apart."""

from __future__ import annotations

from metrics.queries import read
from store import Store

# The rules of etl/sql/48_merge.sql.
RULES = ("same_id_same_unit", "same_id_other_unit", "transfer_copy")
LISTED = 1000  # ids that a page lists


def counts(store: Store) -> dict[str, int]:
    """Rule -> how many rows it merged."""
    rows = store.query("select rule, count(*) as rows from merge group by rule")
    found = {row["rule"]: row["rows"] for row in rows}
    return {rule: found.get(rule, 0) for rule in RULES}


def ids(store: Store, limit: int = LISTED) -> list[dict]:
    """Per merged id and rule: source, kind, source_id, subject, rule, rows, item_id; most first."""
    return store.query(read("merged_ids"), {"limit": limit})


def rows(store: Store, source: str, kind: str, source_id: str) -> list[dict]:
    """The merged rows of an id with file, sheet, row and into_row."""
    wanted = {"source": source, "kind": kind, "source_id": source_id}
    return store.query(read("merged_rows"), wanted)


def apart(store: Store) -> list[dict]:
    """The ids whose rows were taken apart by an answer: source, kind, source_id."""
    return store.query("select * from merge_undone order by source, kind, source_id")
