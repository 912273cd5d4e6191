"""Thực hiện Công văn: the letter's points by unit, each a count x of n with the records behind it.

No rate of referral or consultation: raising what is beyond one's authority is a duty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.catalog import SMALL, WORK_KINDS
from metrics.filters import Filters
from metrics.letter_points import KINDS, POINTS, TABLES
from metrics.measure import counted_as, scope
from metrics.queries import fill, read
from metrics.sight import counted, limited, may_be_named, own_units
from store import Store
from viewer import OTHERS, Viewer

Cell = tuple[int, int]


@dataclass(frozen=True)
class Record:
    """The records behind a cell; unit None: of every unit."""

    filters: Filters
    point: str
    unit: str | None = None


@dataclass(frozen=True)
class Letter:
    """cells: (point, unit_id) -> (x, n), none where n is 0; kinds that were never loaded."""

    cells: Mapping[tuple[str, str], Cell]
    units: tuple[str, ...]
    missing: tuple[str, ...]

    def total(self, point: str) -> Cell:
        """All units together; of what was made known, the units that made all of it known."""
        cells = [self.cells[point, unit] for unit in self.units if (point, unit) in self.cells]
        if point == "known":
            return sum(x == n for x, n in cells), len(cells)
        return sum(x for x, _ in cells), sum(n for _, n in cells)


def plain(filters: Filters) -> Filters:
    """What the letter's page looks at: registers know units and days, and nothing else."""
    return Filters(
        filters.as_of, filters.period, filters.known, filters.units, due_basis=filters.due_basis
    )


def letter(store: Store, filters: Filters) -> Letter:
    """Every point by unit."""
    by_kind = replace(filters, kinds=WORK_KINDS) if limited(store) else filters  # it tells kinds
    source, counted_as = counted(store, by_kind)
    cells = _of_items(source, counted_as)
    for table in sorted(TABLES):
        cells |= _of_register(source, filters, table)
    known = source.query(read("letter_known"), filters.params())
    cells |= {("known", row["unit_id"]): (row["x"], row["n"]) for row in known}
    if limited(store):
        cells = _told(cells, store.viewer)
    if filters.units:
        cells = {key: cell for key, cell in cells.items() if key[1] in filters.units}
    loaded = {row["kind"] for row in store.totals.query("select distinct kind from upload")}
    units = tuple(sorted({unit for _, unit in cells}))
    return Letter(cells, units, tuple(kind for kind in KINDS if kind not in loaded))


def records(store: Store, wanted: Record) -> list[dict]:
    """The records of a register's cell, those that count first: the register's own columns,
    `counted`, file, sheet and row. KeyError for a point of items: their lists are `lists`."""
    point, given = POINTS[wanted.point], wanted.filters.params() | {"unit": wanted.unit}
    query = read("letter_known_rows")
    if wanted.point != "known":
        query = fill("letter_rows", table=point.table, n=point.n, x=point.x)
    rows = store.query(query, given)
    units = wanted.filters.units
    return [row for row in rows if not units or row["unit_id"] in units]


def _told(cells: dict[tuple[str, str], Cell], viewer: Viewer) -> dict[tuple[str, str], Cell]:
    """Of other units the cells with enough records; without a name all the rest together, where
    they are enough and of several units."""
    told, rest = {}, defaultdict(list)
    for (point, unit), cell in cells.items():
        if unit in own_units(viewer) or (cell[1] >= SMALL and may_be_named(unit, viewer)):
            told[point, unit] = cell
        elif point != "known":  # of papers made known all units share one n: nothing to add up
            rest[point] += [(unit, cell)]
    for point, several in rest.items():
        x, n = (sum(cell[part] for _, cell in several) for part in (0, 1))
        if n >= SMALL and (len(several) > 1 or several[0][0] == OTHERS):
            told[point, OTHERS] = (x, n)
    return told


def _of_items(store: Store, filters: Filters) -> dict[tuple[str, str], Cell]:
    """The points of work items in one pass: per unit and kind every count they need."""
    points = {code: point for code, point in POINTS.items() if not point.table}
    names = sorted({name for point in points.values() for name in (point.n, point.x)})
    columns = counted_as(names, filters)
    sql = f"with {scope(filters)} select unit_id, kind, {columns} from item group by unit_id, kind"
    rows = store.query(sql, filters.params())
    return {
        (code, row["unit_id"]): (row[point.x], row[point.n])
        for row in rows for code, point in points.items()
        if point.kind == row["kind"] and row[point.n]
    }  # fmt: skip


def _of_register(store: Store, filters: Filters, table: str) -> dict[tuple[str, str], Cell]:
    points = {code: point for code, point in POINTS.items() if point.table == table}
    columns = ", ".join(
        f"count(*) filter (where {point.n}) as {code}_n,"
        f" count(*) filter (where ({point.n}) and ({point.x})) as {code}_x"
        for code, point in points.items()
    )
    rows = store.query(f"select unit_id, {columns} from {table} group by 1", filters.params())
    return {
        (code, row["unit_id"]): (row[f"{code}_x"], row[f"{code}_n"])
        for row in rows for code in points if row[f"{code}_n"]
    }  # fmt: skip
