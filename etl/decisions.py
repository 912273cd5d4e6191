"""Decisions of the ledger that change how rows are read: settings, and merges that were undone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from etl.insert import insert
from layout import TERMS_DIR
from ledger import Ledger

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


SETTING, MERGE_ANSWER = "setting", "merge_answer"
KINDS = (SETTING, MERGE_ANSWER)
# What can be switched, and how it stands where nobody said anything.
# A switch is true or false; a number is a number of months or, of *_days, of working days.
SETTINGS: dict[str, bool | int] = {
    "statutory_terms": False, "reminder_months": 12, "reply_days": 5, "answer_days": 5,
}  # fmt: skip
Record = tuple[str, str, str]  # source, kind, source id


@dataclass(frozen=True)
class Decisions:
    """Settings that differ from their defaults, and the ids whose rows are cases of their own."""

    settings: tuple[tuple[str, bool | int], ...] = ()
    unmerged: tuple[Record, ...] = ()


def decided(ledger: Ledger) -> Decisions:
    """The latest word on each setting and each id."""
    settings = dict(SETTINGS)
    unmerged: dict[Record, bool] = {}
    for entry in ledger.entries(*KINDS):
        body = entry.body
        if entry.kind == MERGE_ANSWER:
            unmerged[(body["source"], body["kind"], body["source_id"])] = not body["merge"]
        elif body["name"] in SETTINGS:
            settings[body["name"]] = type(SETTINGS[body["name"]])(body["value"])
    changed = [(name, value) for name, value in settings.items() if value != SETTINGS[name]]
    return Decisions(
        tuple(sorted(changed)), tuple(sorted(r for r, undone in unmerged.items() if undone))
    )


def add_decisions(db: DuckDBPyConnection, decisions: Decisions) -> None:
    """Fill the tables `setting` and `merge_undone`."""
    settings = SETTINGS | dict(decisions.settings)
    insert(db, "setting", [(name, int(value)) for name, value in settings.items()])
    insert(db, "merge_undone", decisions.unmerged)


def add_terms(db: DuckDBPyConnection) -> None:
    """Fill the table `statutory_term`."""
    insert(db, "statutory_term", _terms())


def _terms() -> list[tuple]:
    with (TERMS_DIR / "statutory_terms.csv").open(encoding="utf-8", newline="") as file:
        return [
            (
                r["term"], r["kind"], r["source"], r["id_begins"], r["subject_has"].lower(),
                int(r["number"]), r["unit"], _day(r["valid_from"]), _day(r["valid_to"]),
                r["basis"], r["mark"],
            )
            for r in csv.DictReader(file)
        ]  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
