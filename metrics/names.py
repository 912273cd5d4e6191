"""Names that nobody resolved: what they affect, who they may be, who there is to choose from."""

from __future__ import annotations

from metrics.queries import fill, read
from store import Store

KINDS = ("unit", "person")
LISTED = 1000  # names that a page lists; the others follow once some are answered
# The observations on which an unresolved name stands (what $what, name $name).
STANDS = {
    "unit": """o.obs_no in (select r.obs_no from observation_unit r join unit un using (unit_id)
        where not un.resolved and un.name = $name)""",
    "person": """o.official in (select text from official_name where name = $name)""",
}
CHOICES = {
    "unit": """select u.unit_id as id, u.name, u.unit_kind as about, e.stands_for
        from unit u left join unit_entered e using (unit_id)
        where u.resolved order by u.ordinal, u.name""",
    "person": """with one as (
            select coalesce(nullif(person_id, ''), name) as id, *,
                coalesce(valid_to, date '9999-12-31') as until from person
        )
        select distinct id, known_as(name, id, count(distinct id) over (partition by name)) as name,
            concat_ws(' · ', position, unit) as about, null as stands_for
        from one qualify until = max(until) over (partition by id)
        order by name, id, about""",
}


def waiting(store: Store, what: str, limit: int = LISTED) -> list[dict]:
    """The queue of one kind, most rows first: name, rows, cases, source, last_seen, suggestions.

    A suggestion is target_what (unit or person), target_id, target, reason (a code), detail (what
    it rests on).
    """
    names = store.query(
        "select name, rows, cases, source, last_seen from unresolved_name where what = $what"
        " order by rows desc, name limit $limit",
        {"what": what, "limit": limit},
    )
    found: dict[str, list[dict]] = {}
    for row in store.query(
        "select name, target_what, target_id, target, reason, detail from name_suggestion"
        " where what = $what order by name, place",
        {"what": what},
    ):
        found.setdefault(row.pop("name"), []).append(row)
    return [one | {"suggestions": found.get(one["name"], [])} for one in names]


def total(store: Store) -> dict[str, dict]:
    """Per kind of name how many wait and on how many rows they stand: names, rows."""
    rows = store.query(
        "select what, count(*) as names, cast(sum(rows) as bigint) as rows from unresolved_name"
        " group by what"
    )
    found = {row.pop("what"): row for row in rows}
    return {what: found.get(what, {"names": 0, "rows": 0}) for what in KINDS}


def rows(store: Store, what: str, name: str, limit: int = 1000) -> list[dict]:
    """The rows on which a name stands that nobody resolved, each with file, sheet and row; those
    of registers and published totals last, without an item."""
    params = {"name": name, "limit": limit}
    found = store.query(fill("suspicious_rows", condition=STANDS[what]), params)
    return found + store.query(read("named_elsewhere"), {"what": what, **params})


def choices(store: Store, what: str) -> list[dict]:
    """Every unit or official that an answer can name: id, name, about, stands_for (of a unit that
    people entered: new or outside)."""
    return store.query(CHOICES[what])
