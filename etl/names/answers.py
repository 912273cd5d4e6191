"""What people answered about names: the latest word on each, from the ledger into the build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.insert import insert
from ledger import Ledger

if TYPE_CHECKING:
    import duckdb

UNIT_ANSWER, PERSON_ANSWER = "unit_answer", "person_answer"
KINDS = (UNIT_ANSWER, PERSON_ANSWER)
KIND_OF = {"unit": UNIT_ANSWER, "person": PERSON_ANSWER}
TARGET = {"unit": "unit_id", "person": "person_id"}
NEW, OUTSIDE = "new", "outside"  # what a unit that stands in no directory is


@dataclass(frozen=True)
class Answers:
    """Units that people entered or called outside, and who names of people stand for."""

    entered: tuple[tuple[str, str], ...] = ()  # unit id, which is its name -> new or outside
    people: tuple[tuple[str, str], ...] = ()  # name as written -> person id, or itself: nobody here


def standing(ledger: Ledger, what: str) -> dict[str, dict]:
    """Name -> the body of the answer that holds. An answer without a target takes one back."""
    held: dict[str, dict] = {}
    for entry in ledger.entries(KIND_OF[what]):
        if entry.body[TARGET[what]]:
            held[entry.body["name"]] = entry.body
        else:
            held.pop(entry.body["name"], None)
    return held


def answered(ledger: Ledger) -> Answers:
    """Everything that changes what names stand for, but plain answers about units."""
    units = standing(ledger, "unit").values()
    entered = {b["unit_id"]: b["stands_for"] for b in units if b.get("stands_for")}
    people = {b["name"]: b["person_id"] for b in standing(ledger, "person").values()}
    return Answers(tuple(sorted(entered.items())), tuple(sorted(people.items())))


def add_answers(db: duckdb.DuckDBPyConnection, answers: Answers) -> None:
    """Fill the tables `unit_entered` and `person_answer`."""
    insert(db, "unit_entered", answers.entered)
    insert(db, "person_answer", answers.people)
