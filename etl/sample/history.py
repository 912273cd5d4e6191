"""Two years of a department that does not exist, as it really went."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from etl.sample.consultations import consultations
from etl.sample.dossiers import Dossier, dossiers
from etl.sample.model import Consultation, Petition, Task
from etl.sample.people import Post, Roster, posts
from etl.sample.petitions import petitions
from etl.sample.tasks import DOCUMENTS, TRACKER, tasks

SHARES = {"hscv": 0.42, "giao_viec": 0.18, "lay_y_kien": 0.20}  # petitions take the rest
DOSSIERS = 0.06  # of the items, on top of them


@dataclass(frozen=True)
class History:
    posts: list[Post]
    documents: list[Task]
    tracked: list[Task]
    petitions: list[Petition]
    consultations: list[Consultation]
    dossiers: list[Dossier]
    roster: Roster
    seed: int


def history(items: int, seed: int) -> History:
    """`items` work items: a record counts once for each unit that leads, holds or must reply.

    Each source has its own random numbers, so that changing one leaves the others as they are.
    """
    held = posts(seed)
    roster = Roster(held)
    quota = {name: round(items * share) for name, share in SHARES.items()}
    rest = items - sum(quota.values())
    return History(
        held,
        _numbered(tasks(DOCUMENTS, quota["hscv"], seed, roster), lambda one: one.opened),
        _numbered(tasks(TRACKER, quota["giao_viec"], seed, roster), lambda one: one.opened),
        _numbered(petitions(rest, seed, roster), lambda one: one.legs[0].received),
        _numbered(consultations(quota["lay_y_kien"], seed), lambda one: one.sent),
        _numbered(dossiers(max(1, round(items * DOSSIERS)), seed, roster), lambda one: one.opened),
        roster,
        seed,
    )


def _numbered(records: Iterable, day: Callable[[object], date]) -> list:
    """In order of opening, numbered from 1 each year as registers are; case_id is the pattern."""
    found, number = sorted(records, key=day), Counter()
    for record in found:
        number[day(record).year] += 1
        record.case_id = record.case_id.format(day=day(record), number=number[day(record).year])
    return found
