"""The way from sheets of text cells to tables: by a profile, or by headings and cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from etl.profile import KINDS, Profile
from etl.recognise.aggregate import is_aggregate
from etl.recognise.columns import Assignment
from etl.recognise.evidence import Sample, refuse_shifted, sample_of
from etl.recognise.header import Header, candidates
from etl.recognise.kinds import choose, words_in
from etl.recognise.moments import as_of_from_lines, as_of_from_name
from etl.recognise.profiled import by_profile
from etl.recognise.rows import account
from etl.recognise.status import LONGEST_LABEL, UNKNOWN, status_of
from etl.recognise.table import SheetLike, Table, address
from etl.refusal import Refused

SAYS_WHEN = ("title", "note", "signature", "group", "total")  # rows that may
LABELS_SHOWN = 10
ENDS = 40  # rows at the end in which a footer is looked for


def recognise(
    sheets: Sequence[SheetLike], *, file_name: str, kind: str | None, profile: Profile | None
) -> list[Table]:
    """The tables of a file, one per sheet that holds one, in the order of the sheets.

    `kind` and `profile` override what would be recognised. Raises Refused: unrecognised,
    aggregate (published totals), shifted_columns (headings not over their data), profile_….
    """
    if kind is not None and kind not in KINDS:
        raise Refused("kind", value=kind, known=", ".join(KINDS))
    if profile is not None:
        tables = [
            table_of(sheet, found, [], profile.status)
            for sheet, found in by_profile(sheets, file_name, kind, profile)
        ]
    else:
        tables = _by_evidence(sheets, file_name, kind)
    return _with_other_sheets(tables, sheets)


def _by_evidence(sheets: Sequence[SheetLike], file_name: str, kind: str | None) -> list[Table]:
    tables, totals = [], []
    for sheet in sheets:
        if is_aggregate(sheet.rows):
            totals.append(sheet.name)
            continue
        found = find(sheet, file_name, kind)
        if found:
            tables.append(table_of(sheet, *found, {}))
    if not tables and totals:
        raise Refused("aggregate", sheet=totals[0])
    if not tables:
        raise Refused("unrecognised")
    return tables


def find(
    sheet: SheetLike, file_name: str, kind: str | None
) -> tuple[Assignment, list[dict]] | None:
    """The likeliest header of a sheet with its columns; None without a table.

    Refused where the headings contradict the cells.
    """
    tried = [_try(sheet, header, file_name, kind) for header in candidates(sheet.rows)]
    found = [attempt for attempt in tried if attempt]
    if not found:
        return None
    best = min(found, key=lambda attempt: _below_data(attempt[0].header, found, sheet.rows))
    assignment, sample = best
    refuse_shifted(assignment.columns, assignment.header.headings, sample)
    return assignment, _empty_columns(assignment, sample)


def _try(
    sheet: SheetLike, header: Header, file_name: str, kind: str | None
) -> tuple[Assignment, Sample] | None:
    """What the sheet is if this is its header; None if it is no table."""
    sample = sample_of(sheet.rows, header.end, _moment(sheet.rows, header, file_name))
    titles = [text for row in sheet.rows[: header.top] for text in row if text]
    words = words_in(sheet.name, file_name, *titles)
    found = choose(header, sample, words, (kind,) if kind else KINDS)
    return (found, sample) if found else None


def _below_data(header: Header, others: list, rows: list[list[str]]) -> bool:
    """Whether another header stands above with rows of its own in between: its table is first."""
    return any(
        sum(map(bool, row)) >= 2
        for attempt in others
        for row in rows[attempt[0].header.end : header.top]
    )


def _empty_columns(found: Assignment, sample: Sample) -> list[dict]:
    """A date column without a single date is worth a word."""
    return [
        {"code": "no_dates", "heading": address(found.header.headings, c), "field": name}
        for name, c in found.columns.items()
        if name.endswith("_on") and sample.filled(c) >= 3 and not sample.share(c, "term")
    ]


def _moment(rows: list[list[str]], header: Header, file_name: str) -> datetime | None:
    ends = [row for row in rows[: header.top] + rows[-ENDS:] if sum(map(bool, row)) <= 2]
    return as_of_from_lines(text for row in ends for text in row) or as_of_from_name(file_name)


def table_of(
    sheet: SheetLike, found: Assignment, warnings: list[dict], said: dict[str, str]
) -> Table:
    """The table with every row of its sheet accounted for. `said`: a profile's [status]."""
    last = next((i + 1 for i in range(len(sheet.rows) - 1, -1, -1) if any(sheet.rows[i])), 0)
    skipped, of_rows = account(sheet.rows, found, last)
    headings, header = found.header.headings, found.header
    aside = [sheet.rows[n - 1] for n, why in sorted(skipped.items()) if why in SAYS_WHEN]
    hidden = [{"code": "hidden_sheet", "sheet": sheet.name}] if sheet.hidden else []
    empty = [] if len(skipped) < last else [{"code": "no_rows", "sheet": sheet.name}]
    table = Table(
        kind=found.kind,
        sheet=sheet.name,
        header_row=header.top + 1 if header.height else None,
        headings=headings,
        columns=found.columns,
        skipped=skipped,
        undecided=_undecided(found, sheet.rows),
        last_row=last,
        footer_as_of=as_of_from_lines(text for row in aside for text in row if text),
        warnings=found.warnings + warnings + of_rows + hidden + empty,
        reasons=found.reasons,
    )
    table.warnings += _unknown_labels(found, table, sheet, said)
    return table


def _unknown_labels(found: Assignment, table: Table, sheet: SheetLike, said: dict) -> list[dict]:
    """The status labels of the file that stand in no table; dates decide for them."""
    column = found.columns.get("source_status")
    if column is None:
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


def _with_other_sheets(tables: list[Table], sheets: Sequence[SheetLike]) -> list[Table]:
    """Say on the first table which sheets hold something that was not taken for a table."""
    taken = {table.sheet for table in tables}
    for sheet in sheets:
        if sheet.name not in taken and any(map(any, sheet.rows)):
            tables[0].warnings.append({"code": "other_sheet", "sheet": sheet.name})
    return tables
