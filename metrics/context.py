"""What there is to look at: sources and their age, units, choices; and what a figure must say."""

from __future__ import annotations

from datetime import date

from layout import sample_hashes
from metrics.filters import Filters
from store import Store

# The conclusions of meetings, which this program itself writes down: they are never behind.
KET_LUAN = "ket_luan"


def sources(store: Store) -> list[dict]:
    """Each source with its kind, newest export (a date) and number of exports, by name."""
    return store.totals.query(
        "select source, min(kind) as kind, cast(max(as_of) as date) as newest, count(*) as uploads"
        " from upload where kind in ('tasks', 'petitions', 'consultations', 'dossiers')"
        " group by source order by source"
    )


def sample_uploads(store: Store) -> int:
    """How many of the exports in use are the shipped, invented sample."""
    sql = "select upload_id from upload where kind not in ('units', 'people')"
    uploads = store.totals.query(sql)
    return sum(row["upload_id"] in sample_hashes() for row in uploads)


def set_aside(store: Store) -> int:
    """How many stored uploads today's reader refuses: none of their rows is in any figure."""
    return store.totals.query("select count(*) as n from set_aside")[0]["n"]


def default_as_of(store: Store) -> date | None:
    """The earliest of the sources' newest dates, so that a stale source does not look overdue."""
    known = sources(store)
    others = [s for s in known if s["source"] != KET_LUAN] or known
    return min((s["newest"] for s in others), default=None)


def stale_sources(store: Store, filters: Filters) -> list[dict]:
    """Sources whose newest export is older than the as-of date."""
    chosen = [s for s in sources(store) if not filters.sources or s["source"] in filters.sources]
    chosen = [s for s in chosen if s["source"] != KET_LUAN]
    return [s for s in chosen if s["newest"] < filters.as_of]


def units(store: Store) -> list[dict]:
    """Units in the directory's order, then the unresolved names: id, name, short name, resolved."""
    return store.query(
        "select unit_id, name, short_name, unit_kind, resolved from unit"
        " where unit_id in (select distinct unit_id from work_item) or resolved"
        " order by resolved desc, ordinal, name nulls last"
    )


def unit_names(store: Store, unknown: str, short: bool = False) -> dict[str, str]:
    """unit_id -> name to show; `unknown` is the word for work without a unit."""
    return named(units(store), unknown, short)


def named(found: list[dict], unknown: str, short: bool = False) -> dict[str, str]:
    """The names of `units`."""
    names = {}
    for unit in found:
        brief = unit["short_name"] if short else None
        names[unit["unit_id"]] = brief or unit["name"] or unknown
    return names


def choices(store: Store) -> dict[str, list[str]]:
    """The values that a filter can take in this data."""
    columns = {"kinds": "kind", "sources": "source", "authorities": "authority"}
    # each for itself: a third of the time of all that stand together
    each = ", ".join(f"list(distinct {column}) as {name}" for name, column in columns.items())
    (row,) = store.totals.query(f"select {each} from work_item")
    found = {name: sorted(row[name] or ()) for name in columns}
    people = store.query("select distinct official from item_official order by 1")
    return found | {"officials": [row["official"] for row in people]}


def first_and_last(store: Store) -> tuple[date, date] | None:
    """The first and the last day on which something was opened; None without data."""
    sql = "select min(opened_on) as first, max(opened_on) as last from work_item"
    row = store.totals.query(sql)[0]
    return (row["first"], row["last"]) if row["first"] else None


def meta(store: Store, filters: Filters, **more: object) -> dict:
    """What every file and JSON answer carries beside its figures."""
    period = filters.period
    return {
        "period": period.name or None if period else None,
        "from": period.first.isoformat() if period else None,
        "to": period.last.isoformat() if period else None,
        "as_of": filters.as_of.isoformat(),
        "known": filters.known.isoformat() if filters.known else None,
        "roles": list(filters.roles),
        "per": filters.per,
        "due_basis": filters.due_basis,
        "sentence": filters.sentence(),
        "stale_sources": [s["source"] for s in stale_sources(store, filters)],
        "set_aside": set_aside(store),
        "warehouse": store.version,
        **more,
    }


def successions(store: Store, first: date, last: date) -> list[dict]:
    """Units that ended between two days and went on as another: old name, last day, new name."""
    return store.query(
        "select n.name as old, n.valid_to as ended, s.name as new"
        " from unit_name n join unit u using (unit_id) join unit s on s.unit_id = u.successor"
        " where n.valid_to between $first and $last order by n.valid_to, n.name",
        {"first": first, "last": last},
    )
