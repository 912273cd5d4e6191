"""What to look at before figures are frozen. A point that does not hold may be overridden, with a
reason; each opens the page where it can be put right."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from messages import text
from metrics import Store, context, names, quality, reconcile, review, unit_reports
from metrics.filters import Filters
from metrics.format import count, day
from metrics.reconcile_items import Question


@dataclass(frozen=True)
class Point:
    """One line: does it hold, what was found, and on which page it is put right."""

    code: str
    holds: bool
    found: str
    page: str

    @property
    def title(self) -> str:
        return text(f"freeze.check.{self.code}")


def checklist(store: Store, filters: Filters) -> list[Point]:
    """All points, in the order of work."""
    return [
        *_fresh(store, filters), _unresolved(store, "unit"), _unresolved(store, "person"),
        _left_out(store), _reports(store, filters), _objections(store), _corrections(store),
        *_published(store, filters),
    ]  # fmt: skip


def kept(points: list[Point]) -> list[dict]:
    """The list as it is written into the ledger beside the freeze."""
    return [asdict(point) for point in points]


def _fresh(store: Store, filters: Filters) -> list[Point]:
    """Each source reaches to the as-of date."""
    return [
        Point("fresh", one["newest"] >= filters.as_of,
              text("freeze.found.fresh", source=one["source"], newest=day(one["newest"])), "upload")
        for one in context.sources(store)
    ]  # fmt: skip


def _unresolved(store: Store, what: str) -> Point:
    found = names.total(store)[what]
    words = text("freeze.found.names", names=count(found["names"]), rows=count(found["rows"]))
    return Point(f"names_{what}", not found["names"], words, "names")


def _left_out(store: Store) -> Point:
    """Rows that were turned down; those that are no record (headings, totals) count as none."""
    rows = sum(one["rows_rejected"] for one in quality.uploads(store))
    return Point("rejected", not rows, text("freeze.found.rows", rows=count(rows)), "quality")


def _reports(store: Store, filters: Filters) -> Point:
    period = filters.period
    rows = unit_reports.reports(store, period, filters.as_of) if period.name else []
    came = [row for row in rows if row["received_on"] and row["received_on"] <= filters.as_of]
    missing = ", ".join(row["unit"] for row in rows if row not in came)
    words = text("freeze.found.reports", got=len(came), owed=len(rows), missing=missing or "–")
    return Point("reports", len(came) == len(rows), words, "unit_reports")


def _objections(store: Store) -> Point:
    number = review.open_objections(store)
    return Point(
        "objections", not number, text("freeze.found.open", number=count(number)), "replies"
    )


def _corrections(store: Store) -> Point:
    number = review.open_corrections(store)
    return Point(
        "corrections", not number, text("freeze.found.open", number=count(number)), "replies"
    )


def _published(store: Store, filters: Filters) -> list[Point]:
    """Each published table of the period beside our own counts at its moment."""
    tables = [p for p in reconcile.publications(store) if p["as_of"] and _within(p, filters)]
    return [_reconciled(store, one, filters) for one in tables]


def _within(published: dict, filters: Filters) -> bool:
    return (
        filters.period.first <= published["as_of"].date() <= max(filters.as_of, filters.period.last)
    )


def _reconciled(store: Store, published: dict, filters: Filters) -> Point:
    source = next(iter(reconcile.sources(store, published["upload"])), None)
    if source is None:
        return Point(
            "published", False, text("freeze.found.no_source", file=published["file"]), "reconcile"
        )
    asked = Question(published["upload"], source, published["as_of"])
    found = reconcile.reconcile(store, asked)
    left = sum(one.unexplained != 0 for one in found.compared)
    words = text("freeze.found.published", file=published["file"], equal=found.equal,
                 compared=len(found.compared), left=left)  # fmt: skip
    return Point("published", not left, words, "reconcile")
