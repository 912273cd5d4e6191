"""Đối chiếu: published totals beside our own counts at that moment, and what parts them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from metrics.conventions import CONVENTIONS, UNLISTED
from metrics.reconcile_counting import (
    Cause,
    Chosen,
    Group,
    Members,
    Side,
    causes,
    counted,
    merged,
    misses,
    tallies,
)
from metrics.reconcile_fit import of_names, of_system, of_unit
from metrics.reconcile_items import Question, groups, kin, members
from metrics.reconcile_published import PublishedRow, published_rows
from store import Store

IN_PERIOD = ("received", "carried_over")  # measures that only a period gives a meaning


@dataclass
class Compared:
    """One published number beside ours; both None where there is nothing to compare with."""

    row: PublishedRow
    measure: str
    published: int
    ours: int | None
    causes: list[Cause] = field(default_factory=list)
    unexplained: int = 0
    counted: frozenset[str] = frozenset()  # our items, by the signatures of their groups

    @property
    def difference(self) -> int | None:
        return None if self.ours is None else self.published - self.ours


@dataclass
class Reconciled:
    """Everything about one published table: its numbers, the conventions of its system."""

    question: Question
    conventions: tuple[str, ...]
    compared: list[Compared]

    @property
    def equal(self) -> int:
        return sum(one.difference == 0 for one in self.compared)


def publications(store: Store) -> list[dict]:
    """Uploads of published totals, the newest first: upload, file, as_of, source, units."""
    return store.query(
        "select u.upload_id as upload, u.name as file, u.as_of, u.source,"
        " count(distinct p.unit_id) as units, count(distinct p.measure) as measures"
        " from upload u left join published_total p using (upload_no)"
        " where u.kind = 'published_totals' group by all order by u.as_of desc, u.name"
    )


def sources(store: Store, upload: str) -> list[str]:
    """Sources of work items, the likeliest first: the one the upload was said to be of, then
    tasks, then the one with the export nearest to the published moment."""
    rows = store.query(
        "select w.source from upload p, upload w where p.upload_id = $upload"
        " and w.kind in (select distinct kind from work_item)"
        " group by w.source order by max(w.source = p.source) desc, max(w.kind = 'tasks') desc,"
        " min(abs(date_diff('second', w.as_of, p.as_of))), w.source",
        {"upload": upload},
    )
    return [row["source"] for row in rows]


def nearest_export(store: Store, question: Question) -> datetime:
    """The moment of the source's list that is nearest to the published one."""
    return store.query(
        "select as_of from upload where source = $source"
        " order by abs(date_diff('second', as_of, $moment)), as_of limit 1",
        question.params(),
    )[0]["as_of"]


@dataclass(frozen=True)
class Ours:
    """What every comparison of one table needs: our items, and how its system counts."""

    question: Question
    groups: dict[str, list[Group]]
    kin: dict[str, list[tuple[str, str]]]
    members: Members
    listed: frozenset[str]  # units of the table
    system: Chosen = frozenset()


def reconcile(store: Store, question: Question) -> Reconciled:
    """Compare every published number that has a measure."""
    rows = published_rows(store, question.upload)
    listed = frozenset(row.unit_id for row in rows if row.unit_id)
    ours = Ours(question, groups(store, question), kin(store), members(store), listed)
    sides = [side_of(row, ours) for row in rows]
    units = [side for row, side in zip(rows, sides, strict=True) if not row.is_total] or sides
    named = {id(side): of_names(side, ours.members) for side in sides}
    system = of_system(units, [named[id(side)] for side in units], ours.members)
    ours = replace(ours, system=system)
    found: dict[int, list[Compared]] = {}
    for n, (row, side) in enumerate(zip(rows, sides, strict=True)):
        if not (row.is_total and listed):
            chosen = of_unit(side, system | named[id(side)], ours.members)
            found[n] = compare(row, side, chosen, ours)
    parts = [one for compared in found.values() for one in compared]
    for n, (row, side) in enumerate(zip(rows, sides, strict=True)):
        found[n] = found.get(n) or compare_total(row, side, parts, ours)
        found[n] += without_ours(row, question)
    in_order = [one for n in sorted(found) for one in found[n]]
    return Reconciled(question, tuple(n for n in CONVENTIONS if n in system), in_order)


def side_of(row: PublishedRow, ours: Ours) -> Side:
    """The row's numbers, and the items of ours that stand beside them."""
    with_period = ours.question.period is not None
    values = {m: v for m, v in row.values.items() if with_period or m not in IN_PERIOD}
    if row.is_total:
        every = [group for of_unit_ in ours.groups.values() for group in of_unit_]
        return Side(every, values, unlisted=frozenset(ours.groups) - ours.listed if ours.listed
                    else frozenset())  # fmt: skip
    if row.unit_id is None:  # names no unit: nothing of ours to put beside it
        return Side([], {})
    if not row.resolved and row.unit_id not in ours.groups:
        row.notes.add("waiting")
    others: dict[str, list[Group]] = {}
    for kin_id, cause in ours.kin.get(row.unit_id, []):
        if kin_id not in ours.listed and kin_id in ours.groups:
            others.setdefault(cause, []).extend(ours.groups[kin_id])
    return Side(ours.groups.get(row.unit_id, []), values, others)


def compare(row: PublishedRow, side: Side, chosen: Chosen, ours: Ours) -> list[Compared]:
    """Each number of a row beside ours, with the causes chosen for it; an equal one needs none."""
    plain = tallies(side, frozenset(), ours.members)
    left, which = misses(side, chosen, ours.members), counted(side, ours.members)
    why = causes(side, chosen, ours.system, ours.members)
    found = [
        Compared(row, m, value, plain[m], why[m], left[m], frozenset(which[m]))
        for m, value in side.published.items()
    ]
    return [replace(one, causes=[], unexplained=0) if one.difference == 0 else one for one in found]


def compare_total(
    row: PublishedRow, side: Side, parts: list[Compared], ours: Ours
) -> list[Compared]:
    """The table's own total: what parts its units, and the units that it does not list; or, where
    that is nearer, a way of its own (such as each case once)."""
    own = compare(row, side, of_unit(side, ours.system | {UNLISTED}, ours.members), ours)
    summed = compare(row, side, frozenset({UNLISTED}), ours)
    for one in (one for one in summed if one.difference):
        of_units = [c for part in parts if part.measure == one.measure for c in part.causes]
        one.causes = merged([*of_units, *one.causes])
        one.unexplained = one.published - one.ours - sum(c.effect for c in one.causes)
    return min(own, summed, key=lambda found: sum(abs(one.unexplained) for one in found))


def without_ours(row: PublishedRow, question: Question) -> list[Compared]:
    """Numbers that only a period gives a meaning, where none is given."""
    names = [] if question.period else [m for m in IN_PERIOD if m in row.values]
    return [Compared(row, measure, row.values[measure], None) for measure in names]
