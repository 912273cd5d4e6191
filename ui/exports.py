"""A table's files, written by what the page hands down: ui does not know reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType

from ui.tables import Export
from ui.words import language


def export(
    files: ModuleType,
    name: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Mapping],
    about: str = "",
) -> Export:
    """The rows as Excel and CSV; `files` is reports.table, `name` the files' without ending."""
    table = files.Table(title, list(columns), list(rows), about, lang=language())
    return Export(name, lambda: files.to_xlsx(table), lambda: files.to_csv(table))
