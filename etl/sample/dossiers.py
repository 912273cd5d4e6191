"""Histories of dossiers: administrative procedures asked for by enterprises and citizens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.behaviour import finish, opening, over, plus
from etl.sample.people import Roster, names
from etl.sample.tables import Unit, half, rows_of, units, words

CASE_ID = "HS{day:%y}-{number:04}"
WITHDRAWN = 0.03
COMPANY = 0.8


@dataclass(slots=True)
class Dossier:
    """One dossier, from its receipt at the one-stop desk to its result."""

    case_id: str
    procedure: str
    sender: str
    sender_type: str
    unit: Unit
    official: str
    opened: date
    due: date
    closed: date | None
    ending: str = "done"  # done | withdrawn


def dossiers(quota: int, seed: int, roster: Roster) -> Iterator[Dossier]:
    """`quota` dossiers, in no order; one that was over before the first export is not counted."""
    rng, made = Random(f"{seed}:dossiers"), 0
    while made < quota:
        dossier = _dossier(rng, roster)
        if not over(dossier.closed):
            made += 1
            yield dossier


def _dossier(rng: Random, roster: Roster) -> Dossier:
    procedure = rng.choice(rows_of("public_procedures.csv"))
    unit, opened = units()[procedure["unit"]], opening(rng)
    due = plus(opened, int(procedure["term"]))
    company = rng.random() < COMPANY
    closed = finish(rng, unit, opened, due, min(0.35, unit.late[half(opened)]))
    return Dossier(
        CASE_ID,
        procedure["name"],
        rng.choice(words("company")) if company else names(rng, 1)[0],
        "Doanh nghiệp" if company else "Cá nhân",
        unit,
        roster.draw(rng, unit, opened),
        opened,
        due,
        closed,
        "withdrawn" if closed and rng.random() < WITHDRAWN else "done",
    )
