"""Thực hiện Công văn: the letter's points by unit, each a count x of n with the records behind it.

No rate of referral or consultation: raising what is beyond one's authority is a duty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.catalog import SMALL, WORK_KINDS
from metrics.filters import Filters
from metrics.measure import condition, scope
from metrics.queries import fill, read
from metrics.sight import counted, limited, may_be_named, own_units
from store import Store
from viewer import OTHERS, Viewer

FIVE = ("legal_basis", "authority_stated", "opinion", "proposal")
COMPLETE = " and ".join([f"{item} = 'yes'" for item in FIVE]) + (
    " and chosen_option in ('yes', 'not_applicable')"
)
# Between the period's days; without a period everything up to the as-of date.
IN = "{day} between $first and least($last, $as_of)"
BY_NOW = "{day} <= $as_of"


@dataclass(frozen=True)
class Point:
    """x of n records: of a register (`table`, SQL conditions) or of items (`kind`, named counts).

    `group` is the letter's point; `kind` is also the kind of upload that fills it.
    """

    group: str
    kind: str
    n: str
    x: str
    table: str = ""


def _in(day: str, more: str = "true") -> str:
    return f"{IN.format(day=day)} and {more}"


def _by(day: str) -> str:
    return BY_NOW.format(day=day)


RETURNED = {
    "own_authority": "returned_as = 'own_authority'",
    "others_matter": "returned_as = 'others_matter'",
    "unsaid": "returned_as is null",
}
POINTS: dict[str, Point] = {
    "known": Point("1", "dissemination", "", "", "dissemination"),
    "complete": Point("2", "submissions", _in("submitted_on"), COMPLETE, "submission"),
    **{
        f"returned_{code}": Point(
            "3", "submissions", _in("returned_on", why), "exception_claimed is not null",
            "submission",
        )
        for code, why in RETURNED.items()
    },
    "consulted_in_time": Point("4", "consultations", "judged", "done_in_time"),
    "consulted_late": Point("4", "consultations", "judged", "done_late"),
    "consulted_none": Point("4", "consultations", "judged", "open_overdue"),
    "no_view": Point("4", "submissions", _in("submitted_on"), "opinion = 'no'", "submission"),
    "petitions_done": Point("5", "petitions", "total", "done"),
    "petitions_overdue": Point("5", "petitions", "open", "open_overdue"),
    "rules": Point("6", "rules", _by("issued_on"), "names_steps", "rule_change"),
    "procedures_published": Point(
        "7", "procedures", "coalesce(listed_on <= $as_of, true)", _by("published_on"), "procedure"
    ),
    "procedures_simplified": Point(
        "7", "procedures", "coalesce(listed_on <= $as_of, true)", _by("simplified_on"), "procedure"
    ),
    "procedures_public": Point(
        "7", "procedures", "touches_public and coalesce(listed_on <= $as_of, true)",
        _by("published_on"), "procedure",
    ),
    "procedures_planned": Point(
        "7", "procedures", _by("planned_on"), _by("published_on"), "procedure"
    ),
    "dossiers_in_time": Point("7", "dossiers", "done_judged", "done_in_time"),
    "dossiers_overdue": Point("7", "dossiers", "open", "open_overdue"),
    "tasks_done": Point("8", "tasks", "total", "done"),
    "tasks_overdue": Point("8", "tasks", "open", "open_overdue"),
    "beyond": Point(
        "8", "submissions", _in("submitted_on", "beyond_authority"), _by("answered_on"),
        "submission",
    ),
    "obstacles": Point(
        "9", "obstacles", "raised_on <= least($last, $as_of) and (raised_on >= $first"
        " or answered_on is null or answered_on >= $first)", _by("answered_on"), "obstacle",
    ),
    "reports": Point("10", "unit_reports", _in("due_on"), _by("received_on"), "unit_report"),
    "reports_in_time": Point(
        "10", "unit_reports", _in("due_on"), "received_on <= least(due_on, $as_of)", "unit_report"
    ),
}  # fmt: skip
TABLES = {p.table for p in POINTS.values() if p.table} - {"dissemination"}
KINDS = tuple(dict.fromkeys(p.kind for p in POINTS.values()))
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
    columns = ", ".join(f"count(*) filter (where {condition(n, filters)}) as {n}" for n in names)
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
