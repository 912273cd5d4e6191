"""Thay đổi từ khi chốt: what a frozen review would say otherwise now, and the records behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from messages import text
from metrics.catalog import RATES, WORK_KINDS
from metrics.filters import DUE_SOON_DAYS
from metrics.letter_points import POINTS
from metrics.review import CHANGED_FIGURES, CHANGED_RECORDS
from reports.review.annex import label
from reports.review.data import Figure, Review, Sheet
from reports.review.excluded import WITHOUT
from reports.review.listed import LEFT_OUT
from reports.review.records import Record, records, shown

DONE = ("done_early", "done_on_time", "done_late", "done_no_due", "done_unknown")
# count -> classes that it counts
CLASSES = {
    "done": DONE,
    "open": ("open_in_term", "open_overdue", "open_no_due"),
    "done_judged": DONE[:3],
    "done_in_time": DONE[:2],
    "late": ("done_late", "open_overdue"),
    "judged": (*DONE[:3], "open_overdue"),
    "no_due": ("done_no_due", "open_no_due"),
    "excluded": ("done_no_due", "done_unknown", "open_no_due", "withdrawn"),
}
AGES = {
    "d1_5": (1, 5),
    "d6_10": (6, 10),
    "d11_30": (11, 30),
    "d31_90": (31, 90),
    "d91": (91, 10**6),
}


@dataclass(frozen=True)
class Changed:
    """`figures` that differ, and `records` that differ; either may be without the other."""

    figures: Sheet
    records: Sheet

    @property
    def nothing(self) -> bool:
        return not self.figures.rows and not self.records.rows


def changed(frozen: Review, current: Review) -> Changed:
    """Compare a frozen review with the same period and day as of now."""
    differing = records(frozen, current)
    rows = [_figure(key, frozen, current, differing) for key in _keys(frozen, current)]
    moved: dict[int, dict[str, None]] = {}
    for row in rows:
        for one in row["moved_by"]:
            moved.setdefault(id(one), {})[row["name"]] = None  # once, though of several units
    listed = [line for one in differing for line in shown(one, list(moved.get(id(one), ())))]
    said = text("freeze.since", id=frozen.scope.frozen)
    return Changed(
        Sheet(text("freeze.figures"), CHANGED_FIGURES, rows, said),
        Sheet(text("freeze.records"), CHANGED_RECORDS, listed, said),
    )


def _keys(old: Review, new: Review) -> list[str]:
    """Figures that differ or stand on one side only, in the order of the review."""
    every = dict.fromkeys([*old.figures, *new.figures])
    return [key for key in every if _value(old, key) != _value(new, key)]


def _value(review: Review, key: str) -> tuple | None:
    """What a figure says; one that counts nothing of nothing says the same as none."""
    figure = review.figures.get(key)
    if figure is None or (not figure.x and not figure.n):
        return None
    return (round(figure.x, 9) if isinstance(figure.x, float) else figure.x, figure.n)


def _figure(key: str, old: Review, new: Review, differing: list[Record]) -> dict:
    figure = new.figures.get(key) or old.figures[key]
    by = [one for one in differing if moves(figure, one, old)]
    names = old.units | new.units
    return {
        "key": key,
        "name": label(figure.name),
        "whose": figure.unit,
        "unit": names.get(figure.unit, figure.unit) if figure.unit else text("report.total"),
        "old": _said(old, key),
        "new": _said(new, key),
        "records": len(by),
        "moved_by": by,
        "moved": "; ".join(one.name for one in by),
    }


def _said(review: Review, key: str) -> str:
    figure = review.figures.get(key)
    return figure.said if figure else "–"


def moves(figure: Figure, record: Record, review: Review) -> bool:
    """Whether a record counts in a figure otherwise than before."""
    test = member(figure, review)
    before, after = (sorted(test(row) for row in side) for side in (record.before, record.after))
    return [x for x in before if any(x)] != [x for x in after if any(x)]


def member(figure: Figure, review: Review) -> Callable[[dict], tuple]:
    """What a row of the lists adds to a figure: a tuple of yes and no, one for x and one for n."""
    group, _, rest = figure.name.partition(".")
    name, kind, of = (rest, group, "now") if group in WORK_KINDS else (figure.name, None, "now")
    if group in ("before", "changed"):
        name, of = rest, "before"
    if group == WITHOUT:
        name = rest
    if group == "age":
        name = "open_overdue"
    if group == "letter":
        return _point(rest, figure, review)
    if group == "latency":
        kind, name = rest.split(".")[0], "time"
    tests = [RATES[name].x, RATES[name].n] if name in RATES else [name]

    def test(row: dict) -> tuple:
        scoped = (row["of"] == of or group == "changed") and (
            not figure.unit or row["unit_id"] == figure.unit
        )
        scoped = scoped and not (group == WITHOUT and row[LEFT_OUT])
        if not scoped or (kind and row.get("kind_code") != kind) or "kind_code" not in row:
            return (False,)
        if group == "age":
            low, high = AGES[rest]
            return (low <= (row["days_overdue"] or 0) <= high,)
        return tuple(counts(one, row, review) for one in tests)

    return test


def _point(point: str, figure: Figure, review: Review) -> Callable[[dict], tuple]:
    what = POINTS[point]
    if what.table:

        def test(row: dict) -> tuple:
            mine = row["of"] == f"point.{point}" and (
                not figure.unit or row["unit_id"] == figure.unit
            )
            return (mine, mine and row["counted"])
    else:

        def test(row: dict) -> tuple:
            mine = row["of"] == "now" and row["kind_code"] == what.kind
            mine = mine and (not figure.unit or row["unit_id"] == figure.unit)
            return tuple(mine and counts(name, row, review) for name in (what.x, what.n))

    return test


def counts(name: str, row: dict, review: Review) -> object:
    """A named count over one row of a list, as metrics/catalog.py has it in SQL. For durations
    what they rest on."""
    period, as_of = review.scope.period, review.scope.as_of
    first = period.first
    if name == "time":
        return str((row["opened_on"], row["closed_on"], row["code"], row["basis"]))
    if name in ("total", "carried_over", "received"):
        return name == "total" or (row["opened_on"] < first) == (name == "carried_over")
    if name == "due_soon":
        return row["code"] == "open_in_term" and row["due_on"] <= as_of + timedelta(
            days=DUE_SOON_DAYS
        )
    if name == "awaiting":
        return bool(row["awaiting"]) and row["code"] in CLASSES["open"]
    if name == "extended":
        return bool(row["first_due_on"] and row["due_on"] and row["due_on"] > row["first_due_on"])
    return row["code"] in CLASSES.get(name, (name,))
