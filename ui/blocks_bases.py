"""Lateness against the original and the current due date, and the extensions between them."""

from dataclasses import replace
from typing import Any

from metrics.board import Board, board
from metrics.filters import Filters
from metrics.flow import extensions
from metrics.lists import Listing
from metrics.rates import NEEDED
from ui import data, drill, tables
from ui.tables import Column, Export
from ui.words import language, t

# how an extension stands to the day it moved -> how the list of the extended narrows
EXTENDED = {
    "extended": (),
    "extended_after_due": (("extended_after_due", ""),),
    "extended_unclear": (("extended_unclear", ""),),
}
COLUMNS = {
    "late_current": "count", "judged_current": "count", "rate_current": "rate",
    "late_first": "count", "judged_first": "count", "rate_first": "rate",
    "extended": "count", "extended_after_due": "count", "extended_unclear": "count",
}  # fmt: skip


def two_bases(now: Filters, here: Board, files: Any) -> None:
    """Both rates side by side per unit; a row opens what was extended."""
    rows, heading = basis_rows(now, here), t("overdue.bases")
    columns = [Column("unit", pinned=True)]
    columns += [Column(name, form, t(f"brief.{name}")) for name, form in COLUMNS.items()]
    export = files.table(heading, ("unit", *COLUMNS), rows, data.sentence(now), language())
    row = tables.show(
        rows, columns, Export("dung-han-lui-han", *export), key=drill.key("bases"), title=heading,
        about=t("overdue.bases_about"), pick=True,
    )  # fmt: skip
    if row := drill.clicked("bases", row):
        unit = drill.of_group(now, "unit", row["key"]) if row["key"] else now
        choices = [(t(f"brief.{n}"), Listing(unit, "extended", e)) for n, e in EXTENDED.items()]
        where = data.unit_names().get(row["key"], row["unit"])
        drill.open_list("bases", drill.title(t("overdue.extended"), where), *choices)


def basis_rows(now: Filters, here: Board) -> list[dict]:
    """Per unit and in all: C against both due dates, and the extensions."""
    names = data.unit_names(short=True)
    both = {basis: on_basis(now, here, basis) for basis in ("current", "first")}
    parts = {b: {g["unit"]: basis_part(b, g) for g in found.groups} for b, found in both.items()}
    none, moved = dict.fromkeys(EXTENDED, 0), data.ask(extensions, now)
    by_unit = {row["unit"]: {name: row[name] for name in EXTENDED} for row in moved}
    rows = [
        {"key": unit, "unit": names.get(unit, unit)} | by_unit.get(unit, none)
        | parts["current"][unit] | parts["first"][unit]
        for unit in (group["unit"] for group in data.in_unit_order(here.groups))
    ]  # fmt: skip
    last = {"key": None, "unit": t("report.total")}
    last |= {name: sum(row[name] for row in moved) for name in EXTENDED}
    for basis, found in both.items():
        last |= basis_part(basis, found.total)
    return [*rows, last]


def on_basis(now: Filters, here: Board, basis: str) -> Board:
    """The counts of C against one of the due dates; the page has those of the one it shows."""
    if basis == now.due_basis:
        return here
    return data.ask(board, replace(now, due_basis=basis), "unit", NEEDED)


def basis_part(basis: str, counts: dict) -> dict:
    late, judged = counts["late"], counts["judged"]
    rate = data.shown_rate(late, judged)
    return {f"late_{basis}": late, f"judged_{basis}": judged, f"rate_{basis}": rate}
