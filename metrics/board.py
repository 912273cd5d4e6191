"""The counts a page of figures lives on, in one grouped query: groups and their total."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.catalog import SETTLEMENT
from metrics.filters import Filters
from metrics.measure import counts, total
from store import Store

BOARD = (
    *SETTLEMENT, "done", "open", "done_judged", "done_in_time", "late", "judged", "excluded",
    "no_due", "awaiting", "due_soon", "extended",
)  # fmt: skip
# Every item stands in exactly one group of these, so that the total is a sum.
PARTITIONS = ("unit", "source", "kind", "role", "authority")


@dataclass(frozen=True)
class Board:
    """`groups`: one row per group with its key under the dimension's name; `total`: of all."""

    groups: list[dict]
    total: dict


def board(
    store: Store, filters: Filters, by: str = "unit", names: tuple[str, ...] = BOARD
) -> Board:
    """The named counts per group and in all. A case with several units is one case in all, so
    that its total is asked for, not summed."""
    groups = counts(store, filters, names, by)
    if filters.per == "item" and by in PARTITIONS:
        return Board(groups, {name: sum(g[name] for g in groups) for name in names})
    return Board(groups, total(store, filters, names))
