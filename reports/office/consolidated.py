"""The units' reports put together for the People's Committee: Word, and the tables as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import text
from metrics import Store, unit_reports
from metrics.format import NOTHING, count, day
from metrics.periods import Period
from metrics.unit_reports import FORM, STATES
from reports import paper
from reports.figures import names
from reports.office.form import answer
from reports.paper import Letterhead, steady
from reports.review.period_words import period_words
from reports.table import Table, to_book

RECEIPT = ("unit", "due_on", "received_on", "document_no", "state", "days_late")
FIGURES = ("unit", "total", "carried_over", "received", "done", "done_early", "done_on_time",
           "done_late", "done_no_due", "done_unknown", "open", "open_in_term", "open_overdue",
           "open_no_due", "withdrawn")  # fmt: skip
DIFFERS = ("unit", "kind", "measure", "ours", "theirs", "difference", "why")
PLACE = ("document_no", "file", "sheet", "row")  # of the report, else of our own row
OVERDUE = ("unit", "source_id", "subject", "due_on", "class", "days_overdue", "reason",
           "expected_on", *PLACE)  # fmt: skip
OBSTACLES = ("unit", "raised_on", "subject", "proposal", "answered", "noted", *PLACE)
PARTS = ("receipt", "figures", "differs", "overdue", "obstacles")
# what of a part the Word list has, and the shares of the page's width; the workbook has it all
PRINTED = {
    "receipt": (RECEIPT, (4, 1.6, 1.6, 2.2, 2.4, 1.3)),
    "figures": (FIGURES, (3.4, *[1] * (len(FIGURES) - 1))),
    "differs": (DIFFERS, (3, 1.8, 2.6, 1.1, 1.1, 1.1, 3)),
    "overdue": (("unit", "source_id", "item", "days_overdue", "reason", "expected_on"),
                (2.2, 1.8, 3, 1.1, 3.6, 1.5)),
    "obstacles": (OBSTACLES[:6], (2.2, 1.9, 3, 3, 2.6, 1.3)),
}  # fmt: skip


@dataclass(frozen=True)
class Consolidated:
    """The tables of PARTS, ready for a reader, and how many reports are in each state."""

    period: Period
    as_of: date
    came_by: date
    tables: dict[str, Table]
    states: dict[str, int]


def consolidate(
    store: Store, period: Period, as_of: date, came_by: date | None = None, lang: str = "vi"
) -> Consolidated:
    """Reports received by a day (by default that of the figures), our figures by unit, where a
    unit's differ, why items are overdue, difficulties."""
    came_by = came_by or as_of
    called = names(store, lang)
    came = unit_reports.reports(store, period, came_by)
    rows = {
        "receipt": [receipt(row, lang) for row in came],
        "figures": figures(store, period, as_of, called),
        "differs": [differing(row, called, lang) for row in differences(store, period, as_of)],
        "overdue": [explained(row, called, lang)
                    for row in unit_reports.explained(store, period, as_of)],
        "obstacles": [raised(row, called, lang)
                      for row in unit_reports.obstacles(store, period, came_by)],
    }  # fmt: skip
    columns = dict(zip(PARTS, (RECEIPT, FIGURES, DIFFERS, OVERDUE, OBSTACLES), strict=True))
    sentence = text("filters.period", lang, first=day(period.first), last=day(period.last),
                    as_of=day(as_of))  # fmt: skip
    tables = {
        part: Table(text(f"consolidated.{part}", lang), columns[part], rows[part], sentence,
                    totals=[summed(rows[part], lang)] if part == "figures" else (), lang=lang)
        for part in PARTS
    }  # fmt: skip
    states = {state: sum(row["state"] == state for row in came) for state in STATES}
    return Consolidated(period, as_of, came_by, tables, states)


def differences(store: Store, period: Period, as_of: date) -> list[dict]:
    """Figures that a unit reported otherwise."""
    return [row for row in unit_reports.compared(store, period, as_of) if row["difference"]]


def receipt(row: dict, lang: str) -> dict:
    return row | {"state": text(f"unit_report.{row['state']}", lang)}


def figures(store: Store, period: Period, as_of: date, called: dict[str, str]) -> list[dict]:
    """All kinds of work together, by unit."""
    ours = unit_reports.figures(store, period, as_of)
    units = [unit["unit_id"] for unit in unit_reports.units(store, period)]
    others = sorted({unit for unit, _ in ours} - set(units), key=lambda u: called.get(u, u))
    return [
        {"unit": called.get(unit, unit)}
        | {name: sum(row[name] for (of, _), row in ours.items() if of == unit) for name in FORM}
        for unit in (*units, *others)
    ]


def summed(rows: Sequence[dict], lang: str) -> dict:
    return {"unit": text("report.total", lang)} | {n: sum(r[n] for r in rows) for n in FORM}


def differing(row: dict, called: dict[str, str], lang: str) -> dict:
    words = {
        "unit": called.get(row["unit_id"], row["unit_id"]),
        "kind": text(f"kind.{row['kind']}", lang),
        "measure": text(f"count.{row['count']}", lang),
        "why": row["reason"],
    }
    return row | words


def explained(row: dict, called: dict[str, str], lang: str) -> dict:
    """The unit's reason beside our item; without one of ours the code is the unit's word alone."""
    stands = text(f"class.{row['class']}", lang) if row["class"] else None
    return row | {"unit": called.get(row["unit_id"], row["unit_id"]), "class": stands,
                  "item": row["subject"] or text("consolidated.no_item", lang)}  # fmt: skip


def raised(row: dict, called: dict[str, str], lang: str) -> dict:
    """A difficulty with where it stands: in the register, or in the unit's report."""
    reported = {"document_no": row["file"], "file": None, "sheet": None, "row": None}
    place = reported if row["noted"] == "report" else {"document_no": None}
    words = {"unit": called.get(row["unit_id"], row["unit_id"]), "answered": answer(row),
             "noted": text(f"consolidated.noted.{row['noted']}", lang)}  # fmt: skip
    return row | words | place


def workbook(found: Consolidated) -> bytes:
    """A sheet for each part."""
    title = text("consolidated.title", period=period_words(found.period))
    sheets = {text(f"consolidated.sheet.{part}"): found.tables[part] for part in PARTS}
    return steady(to_book(title, sheets))


def document(found: Consolidated, head: Letterhead, on: date | None = None) -> bytes:
    """The list for the People's Committee, figures by unit on landscape pages."""
    period = period_words(found.period)
    sheet = paper.titled(
        head, symbol="BC", name=text("consolidated.name"),
        about=text("consolidated.about", period=period), on=on, year=found.as_of.year,
    )  # fmt: skip
    states = {state: count(number) for state, number in found.states.items()}
    total = count(sum(found.states.values()))
    paper.paragraph(sheet, text("consolidated.states", total=total, as_of=day(found.came_by),
                                **states))  # fmt: skip
    for part in PARTS:
        if part == "figures":
            paper.landscape(sheet)
        _part(sheet, found, part)
        if part == "figures":
            paper.portrait(sheet)
    paper.paragraph(sheet, text("consolidated.end", period=period))
    paper.close(sheet, head)
    return paper.to_bytes(sheet, text("consolidated.title", period=period))


def _part(sheet, found: Consolidated, part: str) -> None:
    table, (columns, widths) = found.tables[part], PRINTED[part]
    paper.heading(sheet, text(f"consolidated.part.{part}"))
    if part == "figures":
        paper.note(sheet, table.sentence)
    if not table.rows:
        paper.paragraph(sheet, text(f"consolidated.none.{part}"))
        return
    heads = [text(f"consolidated.head.{c}") for c in columns]
    rows = [[_shown(row.get(c)) for c in columns] for row in table.all_rows()]
    paper.table(sheet, heads, rows, widths=widths, totals=len(table.totals))


def _shown(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return day(value)
    return count(value) if isinstance(value, int) else str(value)
