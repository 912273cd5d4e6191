"""A table's files, written by what the page hands down: ui does not know reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui import who
from ui.tables import Export
from ui.words import language


def export(
    files: Any,
    name: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Mapping] | Callable[[], Sequence[Mapping]],
    about: str = "",
) -> Export:
    """The rows as Excel and CSV, or what gives them when a file is asked for, without Streamlit;
    `files` is reports.export, `name` the files' without ending."""
    return Export(name, *files.table(title, list(columns), rows, about, language()))


def listing(files: Any, name: str, which: Any, title: str) -> Export:
    """Every row of a list that the reader may see, asked for when the file is."""
    return Export(name, *files.listing(which, title, language(), who.current()))


def report(files: Any, name: str, what: str, filters: Any, by: str) -> Export:
    """A table of figures as the reader may see it, asked for when the file is."""
    return Export(name, *files.report(what, filters, by, language(), who.current()))
