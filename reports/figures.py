"""The tables of figures, the same for the command line, the pages and the files."""

from __future__ import annotations

from datetime import date

from messages import known, text
from metrics import Store, context
from metrics.catalog import SETTLEMENT
from metrics.filters import Filters
from metrics.latency import latency as latency_of
from metrics.measure import rates as rates_of
from metrics.measure import rows as rows_of
from metrics.measure import settlement as settlement_of
from reports.table import Table

WORDS = {"kind": "kind", "role": "role", "authority": "authority"}  # dimension -> message group
RATE = ("rate_id", "x", "n", "rate")
LATENCY = ("closed", "closed_median", "closed_p90", "open", "oldest_open", "unmeasured")
ROWS = (
    "source_id", "subject", "document_no", "kind", "source", "role", "unit", "official",
    "assigned_by", "authority", "opened_on", "first_due_on", "due_on", "closed_on", "class",
    "first_class", "basis", "working_days", "source_status", "days_overdue", "file", "sheet",
    "row", "upload", "item_id",
)  # fmt: skip


def settlement(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """Settlement by group with the total (not a sum of groups: an item may stand in several)."""
    found = settlement_of(store, filters, by) if by else []
    totals = settlement_of(store, filters)
    return _table("settlement", store, filters, by, found, SETTLEMENT, totals, lang)


def rates(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """The four overdue rates per group, and of everything in scope."""
    found = rates_of(store, filters, by) if by else []
    return _table("rates", store, filters, by, found, RATE, rates_of(store, filters), lang)


def latency(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """Working days to answer of closed items, with those still open."""
    found = latency_of(store, filters, by) if by else []
    return _table("latency", store, filters, by, found, LATENCY, latency_of(store, filters), lang)


def rows(store: Store, filters: Filters, name: str = "total", lang: str = "vi") -> Table:
    """The items behind a count, with upload, sheet and row."""
    found = rows_of(store, filters, name)
    title = text("report.rows", lang, count=text(f"count.{name}", lang))
    meta = context.meta(store, filters, report="rows", count=name)
    sentence = filters.sentence(lang, names(store, lang))
    return Table(title, ROWS, found, sentence, meta=meta, lang=lang)


def names(store: Store, lang: str = "vi") -> dict[str, str]:
    """unit_id -> name, with the word for work without a unit."""
    return context.unit_names(store, text("unit.unknown", lang))


def _table(report, store, filters, by, found, columns, totals, lang) -> Table:
    unit_names = names(store, lang)
    keys = ([by] if by else []) + (["unit_id"] if by == "unit" else [])
    word = {by: text("report.total", lang)} if by else {}
    return Table(
        title=text(f"report.{report}", lang),
        columns=[*keys, *columns],
        rows=[with_label(row, by, unit_names, lang) for row in found],
        sentence=filters.sentence(lang, unit_names),
        totals=[word | row for row in totals],
        meta=context.meta(store, filters, report=report, by=by),
        lang=lang,
    )


def with_label(row: dict, by: str | None, unit_names: dict[str, str], lang: str) -> dict:
    """The group's key in words: a unit's name, a month as 2023-05, a kind's label."""
    if not by:
        return row
    key = row[by]
    if by == "unit":
        return row | {"unit": unit_names.get(key, key), "unit_id": key}
    if by == "month":
        return row | {"month": key.strftime("%Y-%m") if isinstance(key, date) else key}
    code = f"{WORDS.get(by)}.{key}"
    return row | {f"{by}_label": text(code, lang)} if known(code, lang) else row
