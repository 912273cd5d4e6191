"""The assignments of all meetings as a list of tasks that loads like any other export.

Whole each time, under the ids of the conclusions; one that was taken back stands in it as taken
back, for a case that is only missing would stay open. `as_of` is the moment of the newest decision,
so that a later list is the newer word.
"""

from __future__ import annotations

import io
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import xlsxwriter

from ledger import Ledger
from messages import text
from metrics import Store
from metrics.conclusions import tasks
from metrics.context import KET_LUAN
from reports.figures import names
from reports.office.form_sheet import OPTIONS
from reports.paper import steady

NAME = "ket_luan.xlsx"
KIND = "tasks"
VIETNAM = timedelta(hours=7)  # no summer time since 1975
DECIDED = ("conclusion_kept", "conclusion_withdrawn", "notice_kept")
WIDTHS = (18, 70, 20, 24, 40, 26, 14, 14, 14, 18)


@dataclass(frozen=True)
class TaskFile:
    """A file and what is to be said of it when it is loaded; `number` tasks."""

    content: bytes
    as_of: str
    number: int
    name: str = NAME
    kind: str = KIND
    source: str = KET_LUAN


def made(store: Store, ledger: Ledger) -> TaskFile:
    """Every assignment that holds, then those that were taken back."""
    rows = tasks(store)
    gone = taken_back(store, ledger, {row["conclusion_id"] for row in rows})
    return TaskFile(workbook([*rows, *gone]), newest(ledger), len(rows))


def taken_back(store: Store, ledger: Ledger, held: Container[str]) -> list[dict]:
    """Assignments that no longer hold, as they last stood."""
    called, found = names(store), {}
    for entry in ledger.entries("conclusion_kept"):
        body = entry.body
        if body.get("unit_id") and body["conclusion_id"] not in held:
            given = date.fromisoformat(body["due_on"]) if body.get("due_on") else None
            found[body["conclusion_id"]] = dict.fromkeys(("held_on", "document_no", "done_on")) | {
                "conclusion_id": body["conclusion_id"], "text": body["text"], "due_on": given,
                "unit": called.get(body["unit_id"], body["unit_id"]), "gone": True,
                "official": body.get("official"),
            }  # fmt: skip
    return list(found.values())


def newest(ledger: Ledger) -> str:
    """When something was last said of a conclusion or of a meeting, in Vietnamese time; '' where
    nothing was."""
    said = ledger.entries(*DECIDED)[-1:]
    moments = [datetime.fromisoformat(entry.at).replace(tzinfo=None) + VIETNAM for entry in said]
    return moments[0].isoformat(" ", timespec="seconds") if moments else ""


def workbook(rows: Sequence[dict]) -> bytes:
    """The tasks under the headings of the template."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "border": 1})
        for column, words in enumerate(text("conclusion.task.heads", "vi").split("|")):
            sheet.write_string(0, column, words, bold)
            sheet.set_column(column, column, WIDTHS[column])
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(_task(row)):
                _write(sheet, number, column, value)
        sheet.freeze_panes(1, 1)
    return steady(out.getvalue())


def _task(row: dict) -> tuple:
    state = "gone" if row.get("gone") else "done" if row["done_on"] else "open"
    status = text(f"conclusion.task.{state}", "vi")
    return (
        row["conclusion_id"], row["text"], row["document_no"], text("conclusion.task.by", "vi"),
        row["unit"], row["official"], row["held_on"], row["due_on"], row["done_on"], status,
    )  # fmt: skip


def _write(sheet, row: int, column: int, value: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
