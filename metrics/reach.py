"""From when on the data know what was finished, and not only what was left over.

A source's first export often lists what is open and what its own period finished. Of earlier
periods it then knows only what was never finished, all of it late: no figure stands on that.
"""

from __future__ import annotations

from datetime import date, timedelta

from metrics.context import KET_LUAN
from metrics.filters import Filters
from store import Store

BEGINS_WITHIN = timedelta(days=31)  # something is finished so soon after the first day
SOURCES = """select source, kind, min(opened_on) as first_opened,
    min(closed_on) filter (where closed_class <> 'withdrawn') as first_done
from work_item group by source, kind"""


def reaches(store: Store, view: Filters) -> bool:
    """Does every source with work in the view's period know what was finished from its first days
    on? False where there is no such work."""
    begun = [s for s in _sources(store, view) if s["first_opened"] <= view.period.last]
    known_by = view.period.first + BEGINS_WITHIN
    return bool(begun) and all(s["first_done"] and s["first_done"] <= known_by for s in begun)


def known_from(store: Store, filters: Filters) -> date | None:
    """The first day from which all sources of the view know finished work; None where none of them
    began with what was left over."""
    late = [s["first_done"] for s in _sources(store, filters)
            if s["first_done"] and s["first_done"] > s["first_opened"] + BEGINS_WITHIN]  # fmt: skip
    return max(late, default=None)


def _sources(store: Store, filters: Filters) -> list[dict]:
    """Per source and kind of the view: its first day of work, and of finished work."""
    return [
        one for one in store.totals.kept(SOURCES, {})
        if one["source"] != KET_LUAN  # written by this program itself, complete from the start
        and (not filters.sources or one["source"] in filters.sources)
        and (not filters.kinds or one["kind"] in filters.kinds)
    ]  # fmt: skip
