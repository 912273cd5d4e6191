"""The same figures a year earlier, and whether the difference can be told from chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.filters import Filters
from metrics.periods import year_before


def filters_before(filters: Filters, first_day: date) -> Filters | None:
    """The filters moved back by a year, the as-of date as long after the period as now. None for
    windows without a name, and where the data (from `first_day`) do not reach back so far."""
    before = year_before(filters.period) if filters.period else None
    if before is None or before.first < first_day:
        return None
    as_of = before.last + (filters.as_of - filters.period.last)
    return replace(filters, period=before, as_of=as_of)
