"""A page's table as files: functions that make the bytes when a reader asks for them.

They run in threads of their own, after the page has been drawn: they know nothing of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from layout import data_dir
from messages import known, text
from metrics import Store, open_store
from metrics.filters import Filters
from metrics.lists import Listing, listed
from reports import figures
from reports.table import Table, to_csv, to_xlsx
from viewer import Viewer

Writers = tuple[Callable[[], bytes], Callable[[], bytes]]  # Excel, CSV
# column of a list of items -> message group of its values
WORDS = {
    "kind": "kind", "role": "role", "class": "class", "first_class": "class", "basis": "basis",
    "due_rule": "due_rule", "label": "label", "urgency": "urgency", "term": "term",
}  # fmt: skip


def report(name: str, filters: Filters, by: str | None, lang: str, viewer: Viewer) -> Writers:
    """'settlement', 'rates', 'strata' or 'latency', as the command line prints it, in words."""
    make = getattr(figures, name)
    return _writers(lambda: _in_words(make(_store(filters, viewer), filters, by, lang)))


def _in_words(table: Table) -> Table:
    rows = [worded(row, table.lang) for row in table.rows]
    return replace(table, rows=rows, totals=[worded(row, table.lang) for row in table.totals])


def listing(which: Listing, title: str, lang: str, viewer: Viewer) -> Writers:
    """All the rows of a list, with words for codes."""
    return _writers(partial(_listing, which, title, lang, viewer))


def table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[dict] | Callable[[], Sequence[dict]],
    sentence: str,
    lang: str,
) -> Writers:
    """A table whose rows the page has, or knows how to ask for."""

    def make() -> Table:
        return Table(title, columns, rows() if callable(rows) else rows, sentence, lang=lang)

    return _writers(make)


def _listing(which: Listing, title: str, lang: str, viewer: Viewer) -> Table:
    store = _store(which.filters, viewer)
    rows = [worded(row, lang) for row in listed(store, which)]
    sentence = which.filters.sentence(lang, figures.names(store, lang))
    return Table(title, figures.ROWS, rows, sentence, lang=lang)


def worded(row: dict, lang: str) -> dict:
    """The row with words where it has codes."""
    codes = {column: f"{group}.{row[column]}" for column, group in WORDS.items() if column in row}
    return row | {c: text(code, lang) for c, code in codes.items() if known(code, lang)}


def _store(filters: Filters, viewer: Viewer) -> Store:
    return open_store(data_dir(), filters.known, viewer)


def _writers(make: Callable[[], Table]) -> Writers:
    return lambda: to_xlsx(make()), lambda: to_csv(make())
