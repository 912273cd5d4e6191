"""The tables of Diễn biến: a measure month by month, and the same period a year earlier."""

from __future__ import annotations

from messages import text
from metrics import Store, context
from metrics.filters import Filters
from metrics.format import day
from metrics.trend_points import COLUMNS, MEASURES, Trend
from metrics.trends import trend as trend_of
from metrics.year_before import CHANGES
from metrics.year_before import changes as changes_of
from reports.figures import names, with_label
from reports.table import Table


def trend(store: Store, filters: Filters, measure: str, lang: str = "vi") -> Table:
    """One row per statutory month with its limits, and the rules that mark it."""
    found = trend_of(store, filters, measure)
    meta = context.meta(store, filters, report="trend", measure=measure)
    return Table(
        title=text("report.trend", lang, measure=text(f"trend.{measure}", lang)),
        columns=COLUMNS,
        rows=found.rows(),
        sentence=filters.sentence(lang, names(store, lang)),
        notes=_notes(found, lang),
        meta=meta | {"chart": MEASURES[measure].chart, "base": base_meta(found)},
        lang=lang,
    )


def _notes(found: Trend, lang: str) -> list[str]:
    notes = [base_words(found, lang)] if found.base else []
    if found.known_from:
        notes.append(text("trend.known_from", lang, day=day(found.known_from)))
    return notes


def base_words(found: Trend, lang: str) -> str:
    """Which months the limits stand on, and whether they are provisional."""
    code = "trend.provisional" if found.provisional else "trend.base"
    first, last = (p.month.strftime("%m/%Y") for p in (found.base[0], found.base[-1]))
    return text(code, lang, first=first, last=last, number=len(found.base))


def base_meta(found: Trend) -> dict | None:
    """The same for programs."""
    if not found.base:
        return None
    first, last = (p.month.strftime("%Y-%m") for p in (found.base[0], found.base[-1]))
    ends = {"first": first, "last": last, "points": len(found.base)}
    return ends | {"provisional": found.provisional}


def changes(store: Store, filters: Filters, by: str | None = None, lang: str = "vi") -> Table:
    """The rates of the period beside those of a year earlier; without that, no rows."""
    found = changes_of(store, filters, by)
    unit_names = names(store, lang)
    keys = ([by] if by else []) + (["unit_id"] if by == "unit" else [])
    word = {by: text("report.total", lang)} if by else {}
    return Table(
        title=text("report.changes", lang),
        columns=[*keys, *CHANGES],
        rows=[with_label(row, by, unit_names, lang) for row in found.rows],
        sentence=filters.sentence(lang, unit_names),
        totals=[word | row for row in found.totals],
        meta=context.meta(store, filters, report="changes", by=by),
        lang=lang,
    )
