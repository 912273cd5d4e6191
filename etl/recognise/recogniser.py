"""The way from sheets of text cells to tables: by a profile, or by headings and cells."""

from __future__ import annotations

from collections.abc import Sequence

from etl.profile import KINDS, Profile
from etl.recognise.aggregate import totals_of
from etl.recognise.align import align
from etl.recognise.attempt import Attempt, by_headings
from etl.recognise.completing import add_status, missing
from etl.recognise.headless import by_cells
from etl.recognise.lists import directory
from etl.recognise.parts import parts_of
from etl.recognise.profiled import by_profile
from etl.recognise.questions import ask_columns, ask_sheets, refuse_misfits
from etl.recognise.table import SheetLike, Table
from etl.recognise.tables import empty_columns, table_of
from etl.recognise.template_sheets import is_aside, refuse_unfilled
from etl.refusal import Refused
from etl.registers import PUBLISHED_TOTALS
from etl.text import fold


def recognise(
    sheets: Sequence[SheetLike],
    *,
    file_name: str,
    kind: str | None,
    profile: Profile | None,
    only: str | None = None,
) -> list[Table]:
    """The tables of a file, all of one kind with the same fields in the same places.

    `kind`, `profile` and `only` (the name of a sheet) override what would be recognised. Raises
    Refused: unrecognised, aggregate (published totals given as records), shifted_columns…
    (headings not over their data, with a correction), question (what must be known and cannot be
    told), profile_….
    """  # fmt: skip
    if profile is not None and profile.bare:  # of a kind, not of columns
        kind, profile = kind or profile.kind, None
    if kind is not None and kind not in (*KINDS, PUBLISHED_TOTALS):
        raise Refused("kind", value=kind, known=", ".join(KINDS))
    given, sheets = sheets, [sheet for sheet in sheets if not is_aside(sheet)]
    chosen = sheets if only is None else _only(sheets, only)
    if profile is not None:
        tables = [
            table_of(attempt, file_name, profile.status)
            for attempt in by_profile(chosen, file_name, kind, profile)
        ]
    else:
        tables = _by_evidence(chosen, file_name, kind)
    refuse_unfilled(tables, given)
    kinds = list(dict.fromkeys(table.kind for table in tables))
    if len(kinds) > 1:
        ask_sheets([(table.sheet, table.kind) for table in tables])
    if kinds != [PUBLISHED_TOTALS]:
        tables = align(tables)
    return _with_other_sheets(tables, sheets)


def _only(sheets: Sequence[SheetLike], name: str) -> list[SheetLike]:
    named = [sheet for sheet in sheets if fold(sheet.name) == fold(name)]
    if not named:
        raise Refused("no_such_sheet", sheet=name, available="; ".join(s.name for s in sheets))
    return named


def _by_evidence(sheets: Sequence[SheetLike], file_name: str, kind: str | None) -> list[Table]:
    """By headings; where no sheet has any that are known, by the cells."""
    lists, totals = [], []
    for sheet in sheets:
        if published := totals_of(sheet):
            totals.append(published)
        elif any(map(any, sheet.rows)):
            lists.append(sheet)
    several = len(lists) > 1
    tables = [] if kind == PUBLISHED_TOTALS else _lists(lists, file_name, kind, several)
    if kind in (None, PUBLISHED_TOTALS):
        tables = tables or totals  # totals beside a list only repeat it
    if not tables and totals:
        raise Refused("aggregate", sheet=totals[0].sheet)
    if not tables:
        raise Refused("unrecognised")
    return tables


def _lists(sheets: list[SheetLike], file_name: str, kind: str | None, several: bool) -> list[Table]:
    """The first way that finds anything: by headings, as lists of names, by the cells."""
    if found := [a for sheet in sheets for a in _under_headings(sheet, file_name, kind)]:
        return [_table(attempt, file_name, several) for attempt in found]
    if kind in (None, "units") and (tables := directory(sheets)):
        return tables
    found = [a for sheet in sheets if (a := by_cells(sheet, file_name, kind, several))]
    return [_table(attempt, file_name, several) for attempt in found]


def _under_headings(sheet: SheetLike, file_name: str, kind: str | None) -> list[Attempt]:
    """The table of a sheet, or the several that stand side by side in it."""
    parts = [by_headings(part, file_name, kind) for part in parts_of(sheet)]
    if parts and all(parts):
        return parts
    whole = by_headings(sheet, file_name, kind)
    return [whole] if whole else []


def _table(attempt: Attempt, file_name: str, several: bool) -> Table:
    """The table of a reading of a sheet; Refused where headings contradict cells, or where a
    required column cannot be told."""
    if attempt.header.height:
        if wrong := attempt.misfits():
            refuse_misfits(attempt, wrong, several)
        add_status(attempt)
        if asked := missing(attempt):
            ask_columns(attempt, *asked, several)
    attempt.found.warnings += empty_columns(attempt.found, attempt.sample)
    return table_of(attempt, file_name, {})


def _with_other_sheets(tables: list[Table], sheets: Sequence[SheetLike]) -> list[Table]:
    """Say on the first table which sheets hold something that was not taken for a table."""
    taken = {table.sheet for table in tables}
    for sheet in sheets:
        if sheet.name not in taken and any(map(any, sheet.rows)):
            tables[0].warnings.append({"code": "other_sheet", "sheet": sheet.name})
    return tables
