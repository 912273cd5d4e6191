"""One hash over the figures: equal figures, equal hash, on whatever machine they were made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from metrics import Store
from metrics.filters import Filters
from reports import figures
from reports.table import Table

TABLES = (figures.settlement, figures.rates, figures.latency)
# The last digits of a sum of fractions depend on the order in which threads add them.
DIGITS = 9


def figures_hash(store: Store, filters: Filters) -> str:
    """SHA-256 over settlement, rates and latency by unit and in total: within the period of
    `filters`, if there is one, and without. File, ledger and code do not enter it."""
    asked = {filters.period, None}
    scopes = [replace(filters, period=p) for p in sorted(asked, key=lambda p: p is None)]
    said = [_plain(make(store, scope, "unit")) for scope in scopes for make in TABLES]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(table: Table) -> list:
    rows = [[_same(row.get(column)) for column in table.columns] for row in table.rows]
    totals = [[_same(row.get(column)) for column in table.columns] for row in table.totals]
    return [list(table.columns), sorted(rows, key=str), totals]


def _same(value: object) -> object:
    return round(value, DIGITS) if isinstance(value, float) else value
