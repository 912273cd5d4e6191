"""Warehouses from literal rows: real staging SQL and the real build, without a file to read."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.build import fill
from etl.corrections import Correction
from etl.decisions import Decisions
from etl.inputs import NOTHING_ANSWERED, NOTHING_DECIDED, Inputs
from etl.names.answers import Answers
from etl.recognise.status import status_of
from etl.registers import REGISTERS
from etl.stage.deadline_table import add_deadlines
from etl.stage.register import add_choices, register_sql
from etl.stage.typed import RAW, STATUS, staging_sql
from etl.staging import Staged
from etl.uploads import Upload
from layout import REPO
from ledger import Entry
from metrics import Store
from store import Opened
from viewer import LOCAL


@dataclass(frozen=True)
class Export:
    """One export: `head` names fields, `rows` are their cells as text."""

    as_of: str
    head: str
    rows: list[tuple]
    kind: str = "tasks"
    source: str | None = None
    full: bool = False


def staged(export: Export, folder: Path) -> Staged:
    """Stage the literal rows with the statement that stages files."""
    fields = export.head.split()
    cells = [["" if c is None else str(c) for c in row] for row in export.rows]
    sha = hashlib.sha256(repr(export).encode()).hexdigest()
    parquet = folder / f"{sha}.parquet"
    columns = {f: i for i, f in enumerate(fields)}
    counts = _stage(export.kind, columns, cells, parquet)
    summary = {
        "kind": export.kind, "columns": columns, "headings": fields, "header_row": None, "sheets": [""],
        "footer_as_of": None, "newest_date": None, "warnings": [], "undecided": [],
        "rows": {"read": len(cells), **counts},
    }  # fmt: skip
    upload = Upload(sha, f"{sha[:6]}.csv", 1, export.kind, export.source, export.as_of, export.full)
    return Staged(upload, parquet, summary)


def _stage(
    kind: str, columns: dict[str, int], cells: list[list[str]], parquet: Path
) -> dict[str, int]:
    db = duckdb.connect()
    db.execute((REPO / "etl" / "stage" / "moments.sql").read_text("utf-8"))
    db.execute(RAW)
    db.execute(STATUS)
    for n, row in enumerate(cells, start=1):
        db.execute("insert into raw values (?, '', ?, 'loaded', null, ?)", [n, n, row])
    if "source_status" in columns:
        for label in {row[columns["source_status"]] for row in cells} - {""}:
            db.execute("insert into status values (?, ?, ?)", [label, *status_of(label, {})])
    if kind in REGISTERS:
        add_choices(db, kind, columns)
        sql = register_sql(kind, columns, None)
    else:
        add_deadlines(db, columns, None)
        sql = staging_sql(columns, None, None)
    db.execute(f"copy ({sql}) to '{parquet}' (format parquet)")
    found = dict(
        db.execute(
            "select disposition, count(*) from read_parquet(?) group by 1", [str(parquet)]
        ).fetchall()
    )
    return {d: found.get(d, 0) for d in ("loaded", "rejected", "skipped")}


_numbers = itertools.count()


def warehouse(
    folder: Path,
    *exports: Export,
    answers: dict[str, str] | None = None,
    known=None,
    keep_order=False,
    decisions: Decisions = NOTHING_DECIDED,
    more: tuple[Staged, ...] = (),
    names: Answers = NOTHING_ANSWERED,
    corrections: tuple[Correction, ...] = (),
    decided: tuple[Entry, ...] = (),
) -> Store:
    """A store on a warehouse built from these exports, as the build orders them or as given;
    `more` are uploads that were staged otherwise, `decided` entries of the ledger."""
    path = folder / f"{next(_numbers)}.duckdb"
    listed = [*(staged(e, folder) for e in exports), *more]
    if not keep_order:
        listed.sort(key=lambda s: s.upload.sha256)
    fill(path, Inputs(listed, answers or {}, 0, decisions, names, corrections))
    return Store.of(Opened(path, known, decided), LOCAL)
