"""By which of the rates a body wants to be reported to: an edited table, by date.

A report to the People's Committee uses its own formula, ours stands beside it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from layout import UNITS_DIR
from metrics.catalog import RATES

TABLE = UNITS_DIR / "report_formulas.csv"


@dataclass(frozen=True)
class Formula:
    """`body` is a code of the authorities, as in the table of who assigns work."""

    body: str
    rate_id: str
    valid_from: date
    valid_to: date


def reported_to(on: date) -> list[Formula]:
    """The formulas in force on a day, as the table lists them."""
    return [formula for formula in formulas() if formula.valid_from <= on <= formula.valid_to]


@cache
def formulas() -> tuple[Formula, ...]:
    """The whole table. ValueError for a rate that does not exist or a date that is none."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_formula(row) for row in csv.DictReader(file))


def _formula(row: dict[str, str]) -> Formula:
    if row["rate_id"] not in RATES:
        raise ValueError(f"{TABLE.name}: there is no rate {row['rate_id']!r}")
    first = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    return Formula(row["body"], row["rate_id"], first, last)
