"""What the child does with the rows of a file: recognised, typed, accounted for, written."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from etl.profile import Profile
from etl.read.convert import without_denunciations
from etl.recognise import Table, status_of
from etl.recognise.kept import workbook
from etl.registers import PUBLISHED_TOTALS, REGISTERS
from etl.stage.cells import BATCH_ROWS, account
from etl.stage.deadline_table import add_deadlines
from etl.stage.look import look, said_of
from etl.stage.outcome import odd_rows, outcome, unread_dates
from etl.stage.register import add_choices, register_sql
from etl.stage.screen import screen
from etl.stage.totals import write_totals
from etl.stage.typed import STATUS, staging_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from etl.read import Book

SQL = Path(__file__).parent


def staged(
    book: Book, request: dict, db: DuckDBPyConnection, filling: Future[None], beside: Executor
) -> dict:
    """Write the rows to request["out"]; the summary. Raises Refused.

    `filling`, on the one thread of `beside`, puts the cells into `db`; there they are screened
    while they are recognised. What a refused file left there goes with the child's folder.
    """
    screening = beside.submit(screen, db)
    try:
        tables, profile, kept = look(book.sheets, request)
    finally:
        filling.result()
        screening.result()  # a state secret goes before whatever else is wrong
    lead, rest = tables[0], tables[1:]
    same = [lead] + [t for t in rest if (t.kind, t.columns) == (lead.kind, lead.columns)]
    if lead.kind == PUBLISHED_TOTALS:
        same = tables  # each says for itself what its columns count
    summary = describe(book, lead, same, profile) | {"kept": kept}
    summary["workbook"] = workbook(book.sheets)
    account(db, book.sheets, same)
    summary |= write(db, same, profile or Profile(), Path(request["out"]))
    summary["converted"] = without_denunciations(summary["converted"], summary["left_out"])
    summary["warnings"] += unread_dates(summary.pop("unread")) + odd_rows(summary.pop("odd"))
    return summary


def describe(book, lead: Table, same: list[Table], profile: Profile | None) -> dict:
    """What was found, before any row is typed."""
    return {
        "kind": lead.kind,
        "format": book.format,
        "encoding": book.encoding,
        "converted": book.converted,
        "sheets": list(dict.fromkeys(t.sheet for t in same)),
        "header_row": lead.header_row,
        "headings": lead.headings,
        "columns": lead.columns,
        "undecided": lead.undecided,
        "footer_as_of": lead.footer_as_of.isoformat(" ") if lead.footer_as_of else None,
        "profile": asdict(profile) if profile else None,
        **said_of(lead, profile),
        "warnings": [w for t in same for w in t.warnings]
        + [{"code": note} for note in book.notes]
        + ([{"code": "undecided", "headings": lead.undecided}] if lead.undecided else []),
    }


def write(db, tables: list[Table], profile: Profile, out: Path) -> dict:
    """Type the rows and write them to `out`; returns counts and what could not be read."""
    kind, columns, headings = tables[0].kind, tables[0].columns, tables[0].headings
    if kind == PUBLISHED_TOTALS:
        return write_totals(db, tables, out) | outcome(db, out, kind)
    db.execute((SQL / "moments.sql").read_text("utf-8"))
    if kind in REGISTERS:
        add_choices(db, kind, columns)
    else:
        add_statuses(db, columns, profile)
        add_deadlines(db, columns, profile.date_format, headings)
    params = {}
    if profile.date_format:
        params["date_format"] = profile.date_format
    if kind in REGISTERS:
        sql = register_sql(kind, columns, profile.date_format)
    else:
        sql = staging_sql(columns, profile.date_format, profile.unit_separator)
        if profile.unit_separator:
            params["separator"] = profile.unit_separator
    parquet = f"(format parquet, row_group_size {BATCH_ROWS})"
    db.execute(f"copy ({sql}) to '{str(out).replace(chr(39), chr(39) * 2)}' {parquet}", params)
    return outcome(db, out, kind)


def add_statuses(db, columns: dict[str, int], profile: Profile) -> None:
    """Fill `status` with the state and verdict of each distinct label of the file."""
    db.execute(STATUS)
    if "source_status" not in columns:
        return
    index = columns["source_status"] + 1
    labels = db.execute(
        f"select distinct cells[{index}] from raw"
        f" where disposition = 'loaded' and cells[{index}] <> ''"
    ).fetchall()
    rows = [(label, *status_of(label, profile.status)) for (label,) in labels]
    if rows:
        db.executemany("insert into status values (?, ?, ?)", rows)
