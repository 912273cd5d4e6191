"""The record of one official or one unit: who it is, the papers about them, the items they name.

Praise and blame come from the same rows by the same code. What a Party body decided stands apart
and adds up with nothing; a unit's papers never roll onto people. Nothing here ranks or concludes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from metrics.filters import Filters
from metrics.measure import detailed, scope
from metrics.queries import read
from store import Store

OFFICIAL, UNIT = KINDS = ("official", "unit")
PAPERS = ("reminder", "commendation", "discipline", "transfer")
BODIES = ("administration", "party")
ORDER = "item.due_on, item.opened_on, item.item_id"


@dataclass(frozen=True)
class Subject:
    """Whose record: an official by name, or a unit by id."""

    kind: str
    key: str

    def filters(self, now: Filters) -> Filters:
        """The same view of this subject's work alone."""
        mine = {"officials": (self.key,), "units": ()}
        if self.kind == UNIT:
            mine = {"units": (self.key,), "officials": ()}
        return replace(now, **mine)


def officials(store: Store) -> list[str]:
    """Everybody who has work, a post or a paper, by name, as far as this reader may see."""
    rows = store.query(
        "select distinct official as name from item_official union select name from post"
        " union select official from reminder_record union select official from decision_record"
    )
    return sorted({row["name"] for row in rows if row["name"]})


def naming(store: Store, texts: Iterable[str]) -> set[str]:
    """Those of the texts in which somebody's whole name stands. What units are called, and a name
    of one word, which may be any word, are nobody's."""
    everybody = store.query(
        "select name from person union select official from item_official"
        " union select official from reminder_record union select official from decision_record"
    )
    units = {folded(row["name"]) for row in store.query("select name from unit where resolved")}
    names = {f" {name} " for row in everybody if " " in (name := folded(row["name"] or ""))}
    names -= {f" {unit} " for unit in units}
    return {one for one in texts if any(name in f" {folded(one)} " for name in names)}


def folded(words: str | None) -> str:
    """Words alone, lower case, with single spaces: a name is found whatever stands around it."""
    spaced = "".join(c if c.isalnum() else " " for c in normalize("NFC", (words or "").lower()))
    return " ".join(spaced.split())


def names_of(store: Store, people: tuple[str, ...]) -> list[str]:
    """The names of people given by their id in the directory, or by name."""
    rows = store.query(
        "select distinct name from post where person_id in (select unnest($people))"
        " or name in (select unnest($people)) order by name",
        {"people": list(people)},
    )
    return [row["name"] for row in rows]


def posts(store: Store, official: str) -> list[dict]:
    """The posts under a name, the newest first: person_id, unit, position, person_kind, leads."""
    return store.query(
        "select h.person_id, u.name as unit, h.unit_id, h.position, h.person_kind, h.leads,"
        " h.valid_from, h.valid_to from post h left join unit u using (unit_id)"
        " where $name in (h.name, known_as(h.name, h.person_id, 2))"
        " order by h.valid_from desc nulls last, h.person_id",
        {"name": official},
    )


def leads(store: Store, official: str, as_of: date) -> bool:
    """Whether a higher level manages them: then no papers are gathered here."""
    return any(
        post["leads"] and (post["valid_from"] or as_of) <= as_of <= (post["valid_to"] or as_of)
        for post in posts(store, official)
    )


def papers(store: Store, as_of: date, subject: Subject | None = None) -> list[dict]:
    """Every paper as of a day, the newest first; of one official, of one unit (not its people's),
    or all. Those of the Director and deputies are left out."""
    where, params = _of(subject)
    return store.query(
        f"select * from ({read('record_papers')}) as paper where not leads and {where}"
        " order by issued_on desc nulls first, document_no, official, record_id",
        {"as_of": as_of, **params},
    )


def papers_of_people(store: Store, as_of: date, unit: str) -> list[dict]:
    """Papers about people of a unit, which are theirs and not the unit's."""
    found = papers(store, as_of)
    return [row for row in found if row["unit_id"] == unit and row["official"]]


def paper(store: Store, record_id: str, as_of: date) -> dict | None:
    """One paper; None for an id that stands for none."""
    found = [row for row in papers(store, as_of) if row["record_id"] == record_id]
    return found[0] if found else None


def _of(subject: Subject | None) -> tuple[str, dict]:
    if subject is None:
        return "true", {}
    if subject.kind == OFFICIAL:
        return "official = $key", {"key": subject.key}
    return "official is null and unit_id = $key", {"key": subject.key}


def linked(store: Store, now: Filters, found: list[dict]) -> dict[str, list[dict]]:
    """record_id -> the items that a paper names, by the source's number or by item, as lists show
    them; of an official's paper only items that are theirs, where any are."""
    refs = sorted({ref for row in found for ref in row["item_refs"] or ()})
    ids = sorted({item for row in found for item in row["item_ids"] or ()})
    if not refs and not ids:
        return {}
    everything = Filters(now.as_of, known=now.known, roles=(), due_basis=now.due_basis)
    chosen = (
        "select * from item where cast(item_id as varchar) in (select unnest($ids)) or case_id in"
        " (select case_id from observation where source_id in (select unnest($refs)))"
    )
    sql = detailed(everything, f"{scope(everything)}, chosen as ({chosen})", ORDER)
    rows = store.query(sql, everything.params() | {"ids": ids, "refs": refs})
    return {row["record_id"]: _named(row, rows) for row in found}


def _named(paper: dict, rows: list[dict]) -> list[dict]:
    refs, ids = set(paper["item_refs"] or ()), set(paper["item_ids"] or ())
    named = [row for row in rows if row["source_id"] in refs or row["item_id"] in ids]
    mine = [row for row in named if paper["official"] in (row["official"] or "").split("; ")]
    return mine or named
