"""What a build starts from: uploads, their rows, answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from etl.insert import insert
from etl.staged import add_views
from etl.staging import Staged

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def add_facts(db: DuckDBPyConnection, staged: list[Staged], answers: dict[str, str]) -> None:
    """Uploads, their rows and the answers: all that comes from outside."""
    add_views(db, staged)
    insert(db, "upload", [upload_row(n, s) for n, s in enumerate(staged, start=1)])
    insert(db, "unit_answer", list(answers.items()))


def upload_row(number: int, staged: Staged) -> tuple:
    """One row of the `upload` table."""
    summary, (moment, basis) = staged.summary, staged.as_of
    rows = summary["rows"]
    return (
        number, staged.upload.id, staged.upload.name, staged.kind, staged.source, moment, basis,
        staged.upload.full, summary["header_row"], summary["sheets"], summary["headings"],
        json.dumps(staged.mapping, ensure_ascii=False), rows["read"], rows["loaded"],
        rows["rejected"], rows["skipped"], json.dumps(summary["warnings"], ensure_ascii=False),
        "unit" in summary["columns"], "support_units" in summary["columns"],
    )  # fmt: skip
