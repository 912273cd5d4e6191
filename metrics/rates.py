"""The overdue rates of groups beside their department's: interval, limits, label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from metrics import funnel
from metrics.board import Board, board
from metrics.catalog import RATES, Rate
from metrics.definitions import rate_versions
from metrics.filters import Filters
from metrics.funnel import TAIL95, TAIL998, Funnel
from metrics.labels import smallest
from metrics.uncertainty import wilson
from store import Store

COLUMNS = (
    "rate_id", "version", "x", "n", "rate", "low", "high",
    "l95_low", "l95_high", "l998_low", "l998_high", "label",
)  # fmt: skip
# What the rates of one version each need; a page asks for these at once.
NEEDED = tuple(dict.fromkeys(name for rate in RATES.values() for name in (rate.x, rate.n)))
ENDS = {"l95": TAIL95, "l998": TAIL998}


@dataclass(frozen=True)
class Rates:
    """`rows`: per group and rate its key and COLUMNS; `totals`: the same of everything in scope;
    `funnels`: (rate_id, version) -> what the groups were compared with."""

    rows: list[dict]
    totals: list[dict]
    funnels: dict[tuple[str, int], Funnel] = field(default_factory=dict)


def rates(
    store: Store, filters: Filters, by: str | None = None, every_version: bool = False
) -> Rates:
    """All four rates, of groups where `by` names a dimension. Limits stand around the rate of the
    whole department in the same scope, even where the filters choose some units or officials."""
    chosen = _chosen(every_version)
    names = tuple(dict.fromkeys(name for _, rate in chosen for name in (rate.x, rate.n)))
    whole = board(store, department(filters), by or "unit", names)
    here = whole if department(filters) == filters else board(store, filters, by or "unit", names)
    rows: list[list[dict]] = []
    totals, funnels = [], {}
    for name, rate in chosen:
        around = around_department(whole, rate, by or "unit")
        funnels[name, rate.version] = around
        rows.append(compared(here.groups if by else [], name, rate, around, by))
        totals += compared([here.total], name, rate, around)
    return Rates([row for group in zip(*rows, strict=True) for row in group], totals, funnels)


def department(filters: Filters) -> Filters:
    """The same scope for everybody: what the chosen units or officials are compared with."""
    return replace(filters, units=(), officials=())


def around_department(whole: Board, rate: Rate, by: str) -> Funnel:
    """The funnel of the department's groups around its rate."""
    x, n = ([group[name] for group in whole.groups] for name in (rate.x, rate.n))
    return funnel.fit(x, n, (whole.total[rate.x], whole.total[rate.n]), smallest(by))


def compared(
    groups: Sequence[dict], name: str, rate: Rate, around: Funnel, by: str | None = None
) -> list[dict]:
    """One row of COLUMNS per group, with its key where there is one."""
    x, n = ([group[count] for group in groups] for count in (rate.x, rate.n))
    limits = _limits(around, n)
    labels = around.labels(x, n, smallest(by))
    return [
        ({by: group[by]} if by else {})
        | {"rate_id": name, "version": rate.version, "x": x[i], "n": n[i]}
        | _rate(x[i], n[i])
        | {end: values[i] if n[i] else None for end, values in limits.items()}
        | {"label": labels[i]}
        for i, group in enumerate(groups)
    ]


def _chosen(every_version: bool) -> list[tuple[str, Rate]]:
    return [
        (name, rate)
        for name in RATES
        for rate in (rate_versions(name) if every_version else (RATES[name],))
    ]


def _rate(x: int, n: int) -> dict:
    low, high = wilson(x, n) or (None, None)
    return {"rate": x / n if n else None, "low": low, "high": high}


def _limits(around: Funnel, n: Sequence[int]) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for name, tail in ENDS.items():
        nothing = np.full(len(n), None)
        low, high = around.limits(n, tail) if around.n else (nothing, nothing)
        found |= {f"{name}_low": low.tolist(), f"{name}_high": high.tolist()}
    return found
