"""Answers about names as the ledger has them: those that hold, and the body of a new one.

No Streamlit: what is written down is the same as `python -m etl names` writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.sentences import moment, word

ENTRY = {"unit": "unit_answer", "person": "person_answer"}  # what it is about -> kind of entry
TARGET = {"unit": "unit_id", "person": "person_id"}
NEW, OUTSIDE = "new", "outside"


@dataclass(frozen=True)
class Answer:
    """One word of a person on a name; `target` None takes the one before back."""

    what: str
    name: str
    target: str | None
    stands_for: str | None = None

    @property
    def kind(self) -> str:
        return ENTRY[self.what]

    @property
    def body(self) -> dict:
        more = {"stands_for": self.stands_for} if self.stands_for else {}
        return {"name": self.name, TARGET[self.what]: self.target, **more}


def outside(what: str, name: str) -> Answer:
    """A unit of another body, or somebody who is in no directory: kept as written, not asked."""
    return Answer(what, name, name, OUTSIDE if what == "unit" else None)


def new_unit(name: str, called: str, known: Mapping[str, str]) -> Answer:
    """A unit that no directory has; `known` maps names to ids, so that none is entered twice."""
    called = " ".join(called.split()) or name
    if called in known:
        return Answer("unit", name, known[called])
    return Answer("unit", name, called, NEW)


def held(entries: Sequence, what: str) -> list[dict]:
    """The answers that hold, newest first: what, name, target, stands_for, at, who, why."""
    found: dict[str, dict] = {}
    for entry in entries:
        if entry.kind != ENTRY[what]:
            continue
        found.pop(entry.body["name"], None)
        if target := entry.body[TARGET[what]]:
            found[entry.body["name"]] = {
                "what": what, "name": entry.body["name"], "target": target,
                "stands_for": _standing(what, entry.body, target),
                "at": moment(entry.at), "who": word("who", entry.who), "why": entry.why,
            }  # fmt: skip
    return list(reversed(found.values()))


def pending(entries: Sequence, published: int) -> set[str]:
    """Names of which something was said since the figures in use were built."""
    return {entry.body["name"] for entry in entries if entry.seq > published}


def _standing(what: str, body: Mapping, target: str) -> str | None:
    nobody = what == "person" and target == body["name"]
    return OUTSIDE if nobody else body.get("stands_for")
