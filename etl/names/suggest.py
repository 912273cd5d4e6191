"""Who the names that nobody resolved may be: the nearest of the directory, each with its reason.

Made once per build and bounded, so that a page only reads. A suggestion changes no figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from functools import cached_property

import duckdb

NAMES = 300  # of each kind, those with most rows; the others are listed without suggestions
TARGETS = 5000  # names of the directory that are looked at
NEAREST = 10  # looked at closely, of those near by letters and of those near by initials
SHOWN = 5  # suggestions per name

WAITING = """select name from unresolved_name where what = $what
    order by rows desc, name limit $limit"""
DIRECTORY = {
    "unit": "select s.unit_id, s.alias, u.name from unit_spelling s join unit u using (unit_id)"
    " where s.alias <> '' order by all limit $limit",
    "person": "select distinct a.person_id, a.alias, a.name from person_alias a"
    " where a.alias in (select name from person) order by all limit $limit",
}
SUCCESSORS = """select s.unit_id, s.successor_id, u.name from unit_successor s
    join unit u on u.unit_id = s.successor_id order by all"""
# Why a name in a column of units may be that of an official; a likeness alone is not enough there.
PERSONAL = ("same", "case", "spacing", "tone", "lookalike", "accents", "abbreviation", "longer")


@dataclass(frozen=True)
class Suggestion:
    """One row of the table `name_suggestion` but for its place."""

    target_what: str  # unit or person
    target_id: str
    target: str
    reason: str
    detail: str
    score: float


@dataclass(frozen=True)
class Directory:
    """Spellings of what is known: (id, spelling, name) and what followed units that ended."""

    what: str
    rows: list[tuple[str, str, str]]
    successors: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @cached_property
    def folded(self) -> list[str]:
        from etl.text import fold

        return [fold(spelling) for _, spelling, _ in self.rows]

    @cached_property
    def initials(self) -> list[str]:
        from etl.names.letters import initials

        return [initials(spelling) for _, spelling, _ in self.rows]


def add_suggestions(db: duckdb.DuckDBPyConnection) -> None:
    """Fill `name_suggestion` for the names that wait."""
    waiting = {
        what: [n for (n,) in db.execute(WAITING, {"what": what, "limit": NAMES}).fetchall()]
        for what in DIRECTORY
    }
    if not any(waiting.values()):
        return
    units, people = (directory(db, what) for what in DIRECTORY)
    rows = []
    for what, looked_at in (("unit", (units, people)), ("person", (people,))):
        for name, found in suggestions(waiting[what], [one for one in looked_at if one.rows]):
            rows += [(what, name, place, *astuple(s)) for place, s in enumerate(found, start=1)]
    if rows:
        db.executemany(f"insert into name_suggestion values ({', '.join('?' * 9)})", rows)


def directory(db: duckdb.DuckDBPyConnection, what: str) -> Directory:
    """Spellings of one kind, and of units what followed them."""
    rows = db.execute(DIRECTORY[what], {"limit": TARGETS}).fetchall()
    following: dict[str, list[tuple[str, str]]] = {}
    if what == "unit":
        for old, new, name in db.execute(SUCCESSORS).fetchall():
            following.setdefault(old, []).append((new, name))
    return Directory(what, rows, following)


def suggestions(
    names: list[str], directories: list[Directory]
) -> Iterable[tuple[str, list[Suggestion]]]:
    """Each name with what it may stand for, the likeliest first; the first directory is its own."""
    from etl.names.letters import initials
    from etl.text import fold

    if not names or not directories:
        return
    folded, short = [fold(n) for n in names], [initials(n) for n in names]
    near = [(nearest(folded, d.folded), nearest(short, d.initials)) for d in directories]
    for n, name in enumerate(names):
        found = [
            one
            for known, (text, letters) in zip(directories, near, strict=True)
            for one in of_name(name, text[n] | letters[n], known)
            if known is directories[0] or one.reason in PERSONAL
        ]
        yield name, sorted(found, key=lambda s: (-s.score, s.target, s.target_id))[:SHOWN]


def nearest(wanted: list[str], known: list[str]) -> list[set[int]]:
    """For each wanted text the places of the known ones that are most like it."""
    import numpy as np
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    likeness = cdist(wanted, known, scorer=ratio, dtype=np.uint8)
    number = min(NEAREST, len(known))
    places = np.argpartition(-likeness.astype(np.int16), number - 1, axis=1)[:, :number]
    return [set(map(int, row)) for row in places]


def of_name(name: str, places: set[int], known: Directory) -> list[Suggestion]:
    """The best reason for each unit or person, and the units that went on with its work."""
    from etl.names.alike import alike

    best: dict[str, Suggestion] = {}
    for place in sorted(places):
        target_id, spelling, target = known.rows[place]
        why = alike(name, spelling, person=known.what == "person")
        if why and (target_id not in best or why.score > best[target_id].score):
            code = "several" if why.code == "same" and known.what == "unit" else why.code
            said = (known.what, target_id, target, code, why.detail, why.score)
            best[target_id] = Suggestion(*said)
    for one in list(best.values()):
        for after in followers(one, known.successors):
            best.setdefault(after.target_id, after)
    return list(best.values())


def followers(of: Suggestion, successors: dict[str, list[tuple[str, str]]]) -> Iterable[Suggestion]:
    """The units that took over from one, and from those."""
    seen, waiting = {of.target_id}, [of.target_id]
    while waiting:
        for after, name in successors.get(waiting.pop(0), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
                score = of.score - len(seen)
                yield Suggestion(of.target_what, after, name, "successor", of.target, score)
