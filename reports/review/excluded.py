"""What was excluded after objections: the figures with and without it, in all and by unit."""

from __future__ import annotations

from dataclasses import replace

from messages import text
from metrics.catalog import RATES
from metrics.measure import total
from metrics.rates import rates
from metrics.record_work import excluded, units_with_and_without
from reports.review.counted import NAMES, Parts
from reports.review.data import Figure, of_counts, of_rate

WITHOUT = "without"  # the group of figures that leave out what was excluded
GROUP = f"{WITHOUT}."
HEADLINE = ("total", "done", "open", "open_overdue", "late", "judged")
SIDES = ("whole", "rest")


def without(parts: Parts) -> None:
    """Where items were excluded, the main figures without them; nothing where none was."""
    if not excluded(parts.store, parts.filters):
        return
    rest = replace(parts.filters, excluding=True)
    parts.add(*of_counts(total(parts.store, rest, HEADLINE), HEADLINE, "", GROUP, "items"))
    parts.add(*(of_rate(row, "", GROUP) for row in rates(parts.store, rest).totals))
    pairs = [(f, parts.figures[f.name.removeprefix(GROUP)])
             for f in parts.figures.values() if f.name.startswith(GROUP)]  # fmt: skip
    rows = [{"name": text(f"{'rate' if f.n is not None else 'count'}.{whole.name}"),
             "whole": whole.said, "rest": f.said} for f, whole in pairs]  # fmt: skip
    parts.table("without", ("name", *SIDES), rows)
    _of_units(parts)


def _of_units(parts: Parts) -> None:
    """Every count of the settlement table for each unit of which something was excluded, with it
    and without it."""
    found = {one.unit: one for one in units_with_and_without(parts.store, parts.filters, NAMES)}
    rows = []
    for unit in [*(u for u in parts.units if u in found), *(found.keys() - parts.units.keys())]:
        one = found[unit]
        parts.add(*of_counts(one.rest, HEADLINE, unit, GROUP, "items"))
        parts.add(*(_rate(rate_id, one.rest, unit) for rate_id in RATES))
        same = parts.unit(unit) | {"unit_id": unit, "left_out_cases": one.excluded}
        rows += [same | {"counting": text(f"review.column.{side}")} | getattr(one, side)
                 for side in SIDES]  # fmt: skip
    parts.table("without_units", ("unit", "left_out_cases", "counting", *NAMES), rows)


def _rate(rate_id: str, found: dict, unit: str) -> Figure:
    """A rate from the two counts that it is made of."""
    rate = RATES[rate_id]
    row = {"rate_id": rate_id, "x": found[rate.x], "n": found[rate.n]}
    return of_rate(row, unit, GROUP)
