"""A reading of a sheet as a table, with every row accounted for and what is to be said of it."""

from __future__ import annotations

from etl.profile import WORK_KINDS
from etl.recognise.attempt import Attempt
from etl.recognise.columns import Assignment
from etl.recognise.confidence import measure
from etl.recognise.evidence import Sample, sample_of
from etl.recognise.moments import as_of_from_lines
from etl.recognise.parts import Part
from etl.recognise.rows import account
from etl.recognise.signature import signature
from etl.recognise.status import LONGEST_LABEL, UNKNOWN, status_of
from etl.recognise.table import SheetLike, Table, address

SAYS_WHEN = ("title", "note", "signature", "group", "total")  # rows that may
LABELS_SHOWN = 10


def table_of(attempt: Attempt, file_name: str, said: dict[str, str]) -> Table:
    """The table with every row of its sheet accounted for. `said`: a profile's [status]."""
    found, sheet, header = attempt.found, attempt.sheet, attempt.header
    measure(found, attempt.sample)
    last = next((i + 1 for i in range(len(sheet.rows) - 1, -1, -1) if any(sheet.rows[i])), 0)
    skipped, of_rows = account(sheet.rows, found, last)
    aside = [sheet.rows[n - 1] for n, why in sorted(skipped.items()) if why in SAYS_WHEN]
    table = Table(
        kind=found.kind,
        sheet=sheet.name,
        header_row=header.top + 1 if header.height else None,
        headings=header.headings,
        columns=found.columns,
        skipped=skipped,
        undecided=_undecided(found, sheet.rows),
        last_row=last,
        footer_as_of=as_of_from_lines(text for row in aside for text in row if text),
        warnings=found.warnings + of_rows,
        reasons=found.reasons,
        confidence=found.confidence,
        evidence=found.evidence,
        order=sheet.order if isinstance(sheet, Part) else None,
        signature=signature(header, found.kind, file_name),
        misfits=attempt.oddities(),
    )
    table.warnings += _of_sheet(table, sheet) + _unknown_labels(found, table, sheet, said)
    return table


def _of_sheet(table: Table, sheet: SheetLike) -> list[dict]:
    hidden = [{"code": "hidden_sheet", "sheet": sheet.name}] if sheet.hidden else []
    empty = len(table.skipped) >= table.last_row
    return hidden + ([{"code": "no_rows", "sheet": sheet.name}] if empty else [])


def _unknown_labels(found: Assignment, table: Table, sheet: SheetLike, said: dict) -> list[dict]:
    """The status labels of the file that stand in no table; dates decide for them."""
    column = found.columns.get("source_status")
    if column is None or found.kind not in WORK_KINDS:
        return []
    rows = (sheet.rows[n - 1] for n in table.data_rows())
    labels = {row[column] for row in rows if column < len(row) and row[column]}
    unknown = sorted(label for label in labels if status_of(label, said) == UNKNOWN)
    shown = [label[:LONGEST_LABEL] for label in unknown[:LABELS_SHOWN]]
    return [{"code": "unknown_status", "labels": shown, "number": len(unknown)}] if unknown else []


def _undecided(found: Assignment, rows: list[list[str]]) -> list[str]:
    """Columns without a field that have a heading, or at least something in them."""
    taken = {*found.columns.values(), found.row_no}
    headings, below = found.header.headings, sample_of(rows, found.header.end)
    return [
        address(headings, c)
        for c in range(len(headings))
        if c not in taken and (headings[c] or below.filled(c))
    ]


def empty_columns(found: Assignment, sample: Sample) -> list[dict]:
    """A date column without a single date is worth a word."""
    return [
        {"code": "no_dates", "heading": address(found.header.headings, c), "field": name}
        for name, c in found.columns.items()
        if name.endswith("_on") and sample.filled(c) >= 3 and not sample.share(c, "term")
    ]
