"""The blocks of Quá hạn besides the rates: ages, due dates moved, what falls due, what has none."""

from dataclasses import replace
from typing import Any

import streamlit as st

from metrics import flow as flows
from metrics.board import Board, board
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import chart_box, charts, data, drill, tables
from ui.tables import Column, Export
from ui.words import language, t

WITHOUT = ("done_no_due", "open_no_due")
EXTENDED = ("extended", "extended_after_due", "extended_unclear")
BASIS_COLUMNS = {
    "late_current": "count", "judged_current": "count", "rate_current": "rate",
    "late_first": "count", "judged_first": "count", "rate_first": "rate",
    "extended": "count", "extended_after_due": "count", "extended_unclear": "count",
}  # fmt: skip


def ageing(now: Filters, total: int) -> None:
    """Overdue open work by how long it has been overdue."""
    found = {row["bucket"]: row["overdue"] for row in data.ask(flows.ageing, now)}
    rows = [{"key": age, "label": t(f"age.{age}"), "open_overdue": found.get(age, 0)}
            for age in flows.AGES]  # fmt: skip
    chart = charts.columns(rows, "open_overdue", t("class.open_overdue"))
    about = t("chart.about", sentence=data.sentence(now), number=count(total))
    points = chart_box.show(chart, title=t("overdue.ageing"), about=about, key=drill.key("ageing"))
    if chosen := drill.clicked("ageing", points):
        word = f"{t('class.open_overdue')}: {t('age.' + chosen[0])}"
        listing = Listing(now, "open_overdue", (("age", chosen[0]),))
        drill.open_list("ageing", word, (word, listing))


def without_due_date(now: Filters, here: Board) -> None:
    """Work without a due date is a list of its own, by unit."""
    names = data.unit_names()
    rows = [g | {"key": g["unit"], "label": names.get(g["unit"], g["unit"])}
            for g in data.in_unit_order(here.groups) if g["no_due"]]  # fmt: skip
    chart = charts.stacked_bar(rows, {name: t(f"class.{name}") for name in WITHOUT})
    shown = {"number": count(here.total["no_due"]), "all": count(here.total["total"])}
    about = t("overdue.no_due_about", sentence=data.sentence(now), **shown)
    points = chart_box.show(chart, title=t("overdue.no_due"), about=about, key=drill.key("no_due"))
    if chosen := drill.clicked("no_due", points):
        unit, name = chosen
        of_unit = drill.of_group(now, "unit", unit)
        drill.open_counts("no_due", names.get(unit, unit), of_unit, name, "no_due")
    st.button(
        t("overdue.no_due_list", number=count(here.total["no_due"])), key="no_due.all",
        type="tertiary", icon=":material/list:", disabled=not here.total["no_due"],
        on_click=drill.open_counts, args=("no_due", "", now, "no_due", *WITHOUT),
    )  # fmt: skip


def coming_due(now: Filters, files: Any, total: int) -> None:
    """What falls due within seven days, soonest first."""
    order = "due" if now.due_basis == "current" else "first_due"
    listing = Listing(now, "due_soon", order=order)
    heading = t("overdue.coming", number=count(total))
    short = data.unit_names(short=True)
    rows = [r | {"unit": short[r["unit_id"]]} for r in drill.item_rows(listing, data.ROWS_SHOWN)]
    columns = [Column("link", "link", pinned=True), Column("due_on", "date"), Column("unit"),
               Column("subject", "long"), Column("official")]  # fmt: skip
    export = Export("dung-han-sap-den-han", *files.listing(listing, heading, language()))
    tables.show(rows, columns, export, key="coming", title=heading)


def two_bases(now: Filters, here: Board, files: Any) -> None:
    """Lateness against the original and the current due date, and the extensions between them."""
    rows = basis_rows(now, here)
    columns = [Column("unit", pinned=True)]
    columns += [Column(name, form, t(f"brief.{name}")) for name, form in BASIS_COLUMNS.items()]
    heading = t("overdue.bases")
    fields = ("unit", *BASIS_COLUMNS)
    export = files.table(heading, fields, rows, data.sentence(now), language())
    row = tables.show(
        rows, columns, Export("dung-han-lui-han", *export), key=drill.key("bases"), title=heading,
        about=t("overdue.bases_about"), pick=True,
    )  # fmt: skip
    if row := drill.clicked("bases", row):
        unit = drill.of_group(now, "unit", row["key"]) if row["key"] else now
        choices = [(t(f"brief.{n}"), Listing(unit, "total", ((n, ""),))) for n in EXTENDED]
        drill.open_list("bases", drill.title(t("overdue.extended"), row["unit"]), *choices)


def basis_rows(now: Filters, here: Board) -> list[dict]:
    """Per unit and in all: C against both due dates, and the extensions."""
    names = data.unit_names()
    both = {basis: on_basis(now, here, basis) for basis in ("current", "first")}
    moved = {row["unit"]: row for row in data.ask(flows.extensions, now)}
    rows = []
    for group in data.in_unit_order(here.groups):
        unit = group["unit"]
        row = {"key": unit, "unit": names.get(unit, unit)} | {n: moved[unit][n] for n in EXTENDED}
        for basis, found in both.items():
            row |= basis_part(basis, next(g for g in found.groups if g["unit"] == unit))
        rows.append(row)
    last = {"key": None, "unit": t("report.total")}
    last |= {name: sum(row[name] for row in moved.values()) for name in EXTENDED}
    for basis, found in both.items():
        last |= basis_part(basis, found.total)
    return [*rows, last]


def on_basis(now: Filters, here: Board, basis: str) -> Board:
    """The counts of C against one of the due dates; the page has those of the one it shows."""
    if basis == now.due_basis:
        return here
    return data.ask(board, replace(now, due_basis=basis), "unit", ("late", "judged"))


def basis_part(basis: str, counts: dict) -> dict:
    late, judged = counts["late"], counts["judged"]
    rate = data.shown_rate(late, judged)
    return {f"late_{basis}": late, f"judged_{basis}": judged, f"rate_{basis}": rate}
