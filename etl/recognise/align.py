"""Sheets of one kind as one export: every row with the same field in the same place."""

from __future__ import annotations

from etl.recognise.table import Table
from etl.text import fold

NOTHING = -1  # a place of the export that a table has no column for


def align(tables: list[Table]) -> list[Table]:
    """Give all tables the columns of the widest, and those that only others have, beside it."""
    if len({tuple(t.columns.items()) for t in tables}) == 1:
        return tables
    lead = max(tables, key=lambda t: len(t.columns))  # the first of equals
    headings, columns = list(lead.headings), dict(lead.columns)
    for table in tables:
        for name, c in table.columns.items():
            if name not in columns:
                columns[name] = len(headings)
                headings.append(table.headings[c])
    for table in tables:
        _lay_out(table, headings, columns)
    for part in ("reasons", "confidence", "evidence"):
        every: dict = {}
        for table in (lead, *tables):
            every = getattr(table, part) | every
        for table in tables:
            setattr(table, part, every)
    return tables


def _lay_out(table: Table, headings: list[str], columns: dict[str, int]) -> None:
    """Put the table's fields where the export has them, its other columns under headings of the
    same words, the rest behind."""
    order = [NOTHING] * len(headings)
    for name, c in table.columns.items():
        order[columns[name]] = c
    free = [c for c in range(len(table.headings)) if c not in order]
    for place, heading in enumerate(headings):
        same = [c for c in free if fold(table.headings[c]) == fold(heading) and fold(heading)]
        if order[place] == NOTHING and place not in columns.values() and same:
            order[place] = same[0]
            free.remove(same[0])
    order += free
    if table.order is not None:
        order = [NOTHING if c == NOTHING else table.order[c] for c in order]
    as_it_stands = table.order is None and order == list(range(len(order)))
    table.order = None if as_it_stands else order
    table.headings, table.columns = headings, columns
