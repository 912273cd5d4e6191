"""The block that sets a rate beside that of the same period a year earlier, unit by unit."""

from typing import Any

import streamlit as st

from metrics.catalog import RATES, SMALL
from metrics.filters import Filters
from metrics.format import fraction
from metrics.year_before import CHANGES, changes
from ui import data, drill, tables
from ui.tables import Column, Export
from ui.words import language, plain, t


def against_the_year_before(now: Filters, rate: str, files: Any) -> None:
    """The difference is always written; a change is named where chance is ruled out."""
    found = data.ask(changes, now, "unit")
    title = t("year.title", rate=t(f"rate.{rate}"))
    if not found.totals:
        st.markdown(f"**{plain(title)}**")
        return st.caption(t("change.nothing"))
    short = data.unit_names(short=True)
    rows = [row | {"key": row["unit"], "unit": short[row["unit"]]}
            for row in data.in_unit_order(found.rows) if row["rate_id"] == rate]  # fmt: skip
    total = next(row for row in found.totals if row["rate_id"] == rate)
    rows.append(total | {"key": None, "unit": t("report.total")})
    made = files.table(title, ("unit", *CHANGES), rows, data.sentence(now), language())
    row = tables.show(
        [shown(row) for row in rows], columns(), Export("dung-han-cung-ky", *made),
        key=drill.key("year"), title=title, pick=True,
        about=t("year.about", sentence=data.sentence(now)),
    )  # fmt: skip
    if row := drill.clicked("year", row):
        of_unit = drill.of_group(now, "unit", row["key"]) if row["key"] else now
        where = data.unit_names().get(row["key"], row["unit"])
        drill.open_counts("year", where, of_unit, RATES[rate].x, RATES[rate].n)


def columns() -> list[Column]:
    return [
        Column("unit", pinned=True),
        Column("now", heading=t("year.now")),
        Column("now_rate", "rate", t("year.now_rate")),
        Column("then", heading=t("year.then")),
        Column("then_rate", "rate", t("year.then_rate")),
        Column("points", "decimal", t("year.difference")),
        Column("conclusion", heading=t("year.conclusion")),
    ]


def shown(row: dict) -> dict:
    """The row in words; under ten cases on either side there are counts only."""
    enough = row["n"] >= SMALL and row["n_before"] >= SMALL
    said = "changed" if row["changed"] else "unsure"
    return row | {
        "now": fraction(row["x"], row["n"]),
        "now_rate": data.shown_rate(row["x"], row["n"]),
        "then": fraction(row["x_before"], row["n_before"]),
        "then_rate": data.shown_rate(row["x_before"], row["n_before"]),
        "points": round(100 * row["difference"], 1) if enough else None,
        "conclusion": t(f"year.{said if enough else 'few'}"),
    }
