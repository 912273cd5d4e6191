"""The four rates by both due dates, and the formula that the body reported to goes by."""

from typing import Any

import streamlit as st

from metrics.board import Board
from metrics.bodies import Formula, reported_to
from metrics.catalog import HEADLINE, RATES, SMALL
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import fraction, percent
from ui import data, exports, methods, tables
from ui.blocks_bases import on_basis
from ui.tables import Column
from ui.words import plain, t

ORDER = ("C", "B", "A", "D")
COLUMNS = {
    f"{part}_{basis}": form
    for basis in ("current", "first")
    for part, form in (("x", "count"), ("n", "count"), ("rate", "rate"))
}


def others(now: Filters, here: Board) -> None:
    """By which formula a body wants to be reported to, beside ours."""
    for formula in reported_to(now.as_of):
        st.markdown(f":small[{plain(beside_ours(formula, here.total))}]")


def formulas(now: Filters, here: Board, files: Any) -> None:
    """All four rates against the current and the original due date."""
    rows, heading = rate_rows(now, here), t("formulas.title")
    columns = [Column("name", pinned=True, heading=t("formulas.name"))]
    columns += [Column(field, form, t(f"formulas.{field}")) for field, form in COLUMNS.items()]
    export = exports.export(
        files, "dung-han-bon-ty-le", heading, ("name", *COLUMNS), rows, data.sentence(now)
    )
    tables.show(
        rows,
        columns,
        export,
        key="formulas",
        title=heading,
        about=t("formulas.about"),
        groups=False,
    )
    methods.link(5)


def beside_ours(formula: Formula, total: dict) -> str:
    """The other body's figure and ours, each with its fraction."""
    told = {
        "body": t(f"authority.{formula.body}"),
        "theirs": worded(formula.rate_id, total),
        "ours": worded(HEADLINE, total),
    }
    return t("formulas.beside", **told)


def worded(name: str, total: dict) -> str:
    """B@1, its formula in words, and its figure; under ten cases the fraction only."""
    x, n = total[RATES[name].x], total[RATES[name].n]
    figure = f"{percent(x, n)} = {fraction(x, n)}" if n >= SMALL else fraction(x, n)
    return f"{named(name)} ({t(f'rate.{name}').lower()}): {figure}"


def rate_rows(now: Filters, here: Board) -> list[dict]:
    totals = {basis: on_basis(now, here, basis).total for basis in ("current", "first")}
    return [
        {"name": f"{named(name)} · {t(f'rate.{name}')}"}
        | {k: v for basis, total in totals.items() for k, v in parts(name, basis, total).items()}
        for name in ORDER
    ]


def parts(name: str, basis: str, total: dict) -> dict:
    x, n = total[RATES[name].x], total[RATES[name].n]
    return {f"x_{basis}": x, f"n_{basis}": n, f"rate_{basis}": data.shown_rate(x, n)}
