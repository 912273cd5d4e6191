"""tinh_trang_den_ngay_hop.xlsx: how what was open at the freeze stands on the day of the meeting.

It stands outside the manifest: it is made anew from whatever was loaded last.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime

from messages import text
from metrics import Store, review
from metrics.format import day
from reports import paper
from reports.review import sheets
from reports.review.annex import OPTIONS
from reports.review.data import Review, Sheet

COLUMNS = ("state", "closed_now", "source_id", "subject", "kind", "unit", "opened_on", "due_on",
           "days_overdue", "file", "sheet", "row")  # fmt: skip
STATES = ("finished", "withdrawn", "open", "gone")


def tinh_trang(reviewed: Review, store: Store, on: date) -> bytes:
    """Two sheets: numbers by unit, and every item that was open at the freeze."""
    import xlsxwriter

    rows = stood(reviewed, store, on)
    said = text("review.since.sentence", as_of=day(reviewed.scope.as_of), on=day(on))
    title = text("review.since.title", on=day(on))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        for name, table in (("units", by_unit(reviewed, rows, title, said)),
                            ("items", Sheet(title, COLUMNS, rows, said))):  # fmt: skip
            sheet = book.add_worksheet(text(f"review.since.{name}"))
            sheets.write(sheets.Formats(book), sheet, table, f"&L&7{said}&R&8&P/&N")
    return paper.steady(out.getvalue())


def stood(reviewed: Review, store: Store, on: date) -> list[dict]:
    """The items open at the freeze, each with what became of it by a day."""
    items = reviewed.lists["open"].rows
    now = {row["item_id"]: row for row in review.standing(store, [r["item_id"] for r in items], on)}
    return [row | _state(now.get(row["item_id"])) for row in items]


def _state(now: dict | None) -> dict:
    if now is None:
        code = "gone"
    elif now["class"] == "withdrawn":
        code = "withdrawn"
    else:
        code = "finished" if now["class"].startswith("done_") else "open"
    closed = now["closed_on"] if now else None
    return {"became": code, "state": text(f"review.since.{code}"), "closed_now": closed}


def by_unit(reviewed: Review, rows: list[dict], title: str, said: str) -> Sheet:
    """How many of each unit's open items are finished, and how many still open."""
    found = Counter((row["unit_id"], row["became"]) for row in rows)
    shown = [
        {"unit": name, "opened": sum(found[unit, s] for s in STATES)}
        | {f"since_{s}": found[unit, s] for s in STATES}
        for unit, name in reviewed.units.items() if any(found[unit, s] for s in STATES)
    ]  # fmt: skip
    columns = ("unit", "opened", *(f"since_{s}" for s in STATES))
    total = {c: sum(row[c] for row in shown) for c in columns[1:]}
    return Sheet(title, columns, shown, said, (), [{"unit": text("report.total")} | total])
