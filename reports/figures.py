"""The tables of figures, the same for the command line, the pages and the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages import known, text
from metrics import Store, context
from metrics.catalog import RATES, SETTLEMENT
from metrics.definitions import named
from metrics.filters import Filters
from metrics.latency import times
from metrics.measure import rows as rows_of
from metrics.measure import settlement as settlement_of
from metrics.rates import COLUMNS as RATE
from metrics.rates import rates as rates_of
from metrics.strata import RATE as RATE_OF_STRATA
from metrics.strata import STRATUM
from metrics.strata import strata as strata_of
from reports import rate_notes
from reports.table import Table
from viewer import OTHERS

WORDS = {"kind": "kind", "role": "role", "authority": "authority"}  # dimension -> message group
STRATA = (
    *STRATUM, "rate_id", "version", "x", "n", "rate",
    "department_x", "department_n", "department_rate",
)  # fmt: skip
LATENCY = (
    "n", "open", "oldest_open", "closed_median", "median", "median_low", "median_high", "p90",
    "rmst", "rmst_se", "answered_5", "answered_10", "answered_15", "answered_30", "p90_low",
    "p90_high", "closed", "withdrawn", "transferred", "finished", "unmeasured",
    "emptied_on",
)  # fmt: skip
ROWS = (
    "source_id", "subject", "document_no", "kind", "source", "role", "unit", "official",
    "assigned_by", "authority", "opened_on", "first_due_on", "due_on", "closed_on", "class",
    "first_class", "excluded_why", "basis", "working_days", "source_status", "days_overdue",
    "due_text", "due_rule", "statutory_due_on", "file", "sheet", "row", "upload", "item_id",
)  # fmt: skip


def settlement(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """Settlement by group with the total (not a sum of groups: an item may stand in several)."""
    found = settlement_of(store, filters, by) if by else []
    totals = settlement_of(store, filters)
    table = _table("settlement", store, filters, by, found, SETTLEMENT, totals, lang)
    return replace(table, meta=table.meta | {"definitions": named(*SETTLEMENT)})


def rates(store: Store, filters: Filters, by: str | None = None, lang: str = "vi",
          every_version: bool = False) -> Table:  # fmt: skip
    """The four overdue rates per group, and of everything in scope, beside the department's."""
    found = rates_of(store, filters, by, every_version)
    table = _table("rates", store, filters, by, found.rows, RATE, found.totals, lang)
    more = rate_notes.meta(found) | {"reported_to": rate_notes.reported(filters.as_of)}
    notes = rate_notes.notes(found, filters.as_of, lang)
    return replace(table, meta=table.meta | more, notes=notes)


def strata(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """Rate C of groups beside the department's, within the same kind of work."""
    by = by or "unit"
    found = [row | {"rate_id": RATE_OF_STRATA, "version": RATES[RATE_OF_STRATA].version}
             for row in strata_of(store, filters, by)]  # fmt: skip
    return _table("strata", store, filters, by, found, STRATA, [], lang)


def latency(store: Store, filters: Filters, by: str | None = None, lang: str = "vi",
            clock: str = "final") -> Table:  # fmt: skip
    """Working days to answer by Kaplan-Meier, with what still waits; `clock` is one of CLOCKS."""
    *found, total = times(store, filters, by, clock)
    table = _table("latency", store, filters, by, found, LATENCY, [total], lang)
    return replace(table, meta=table.meta | {"clock": clock})


def rows(store: Store, filters: Filters, name: str = "total", lang: str = "vi") -> Table:
    """The items behind a count, with upload, sheet and row."""
    found = rows_of(store, filters, name)
    title = text("report.rows", lang, count=text(f"count.{name}", lang))
    meta = context.meta(store, filters, report="rows", count=name, definitions=named(name))
    sentence = filters.sentence(lang, names(store, lang))
    return Table(title, ROWS, found, sentence, meta=meta, lang=lang)


def names(store: Store, lang: str = "vi") -> dict[str, str]:
    """unit_id -> name, with the words for work without a unit, and for units put together."""
    found = context.unit_names(store, text("unit.unknown", lang))
    word = f"gate.others.{store.viewer.role}"
    return found | ({OTHERS: text(word, lang)} if known(word) else {})


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
