"""What the records hold of one person, by heading: the rows that the gate lets an official see.

That rule is the whole definition: nothing here chooses rows. Headings whose rows grow with every
export are read a page at a time; the others are what people entered, and read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from metrics import conclusions as concluded
from metrics import context, objections, urging
from metrics.filters import LAST_DAY, Filters
from metrics.measure import rows
from metrics.queries import fill, read
from metrics.record import PAPERS
from store import Store
from viewer import Viewer

PAGE = 5_000  # rows held in memory at once of a heading that grows with the exports
Pages = Iterator[list[dict]]


def own(viewer: Viewer) -> Viewer:
    """The reader as the person they are, whatever their role: their own records, nobody else's."""
    return Viewer(viewer.name, "official", officials=viewer.officials)


def names(store: Store) -> list[str]:
    """What the records call the person: ids and names that are nobody else's."""
    found = store.query(
        "select person_id as name from mine_person union select name from mine_person"
        " union select alias from person_alias"
    )
    return sorted(row["name"] for row in found if row["name"])


def as_of(store: Store) -> date:
    """The day as of which things are told: the newest that any source speaks of."""
    return max((source["newest"] for source in context.sources(store)), default=LAST_DAY)


def _posts(store: Store) -> Pages:
    yield store.query(read("about_posts"))


def _items(store: Store) -> Pages:
    everything, start = Filters(as_of(store), roles=()), 0
    while found := rows(store, everything, limit=PAGE, offset=start):
        yield found
        start += PAGE


def _papers(kind: str) -> Callable[[Store], Pages]:
    def pages(store: Store) -> Pages:
        sql = (
            f"select * from ({read('record_papers')}) as paper where kind = $kind"
            " order by issued_on, document_no, record_id"
        )
        yield store.query(sql, {"as_of": LAST_DAY, "kind": kind})

    return pages


def _growing(name: str) -> Callable[[Store], Pages]:
    """A query that is asked for the rows after the last one it gave."""

    def pages(store: Store) -> Pages:
        after = -1
        while found := store.query(read(name), {"after": after, "most": PAGE}):
            yield found
            after = found[-1]["obs_no"]

    return pages


def _whole(ask: Callable[[Store], list[dict]]) -> Callable[[Store], Pages]:
    def pages(store: Store) -> Pages:
        yield ask(store)

    return pages


def _decided(table: str) -> Callable[[Store], Pages]:
    return _whole(lambda store: store.query(fill("about_decided", decided=table)))


# heading -> its rows, in the order of the file
HEADINGS: dict[str, Callable[[Store], Pages]] = {
    "posts": _posts,
    "items": _items,
    **{kind: _papers(kind) for kind in PAPERS},
    "steps": _growing("about_steps"),
    "submissions": _growing("about_submissions"),
    "causes": _decided("cause"),
    "exclusions": _decided("exclusion"),
    "objections": _whole(objections.objections),
    "corrections": _whole(objections.corrections),
    "urged": _whole(urging.urges),
    "conclusions": _whole(lambda store: concluded.every(store, as_of(store))),
    "source_rows": _growing("about_source_rows"),
}
COUNTED = {
    "items": "work_item_at($as_of)",
    "steps": "step",
    "submissions": "submission",
    "source_rows": "source_row",
}


def number(store: Store, heading: str) -> int:
    """How many rows a heading has."""
    if heading not in COUNTED:
        return sum(len(page) for page in HEADINGS[heading](store))
    sql = f"select count(*) as n from {COUNTED[heading]}"
    return store.query(sql, {"as_of": as_of(store)})[0]["n"]
