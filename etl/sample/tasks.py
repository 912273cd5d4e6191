"""Histories of assigned tasks, for the document system and for the assignment tracker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from etl.sample.behaviour import ON_DUE_DAY, dated, opening, over, plus, undated
from etl.sample.model import Task
from etl.sample.people import Roster
from etl.sample.tables import Unit, authorities, subject, units, working_units

DUE_WORDS = ("Thường xuyên", "Quý III/2022", "tháng 10/2022", "năm 2023", "Theo tiến độ")
MISSPELT = {
    "QLCN": "Phòng QL Công nghiệp",
    "KTAT": "Phòng KT an toàn và Môi trường",
    "QLTM": "Phòng Quản lý Thương Mại",
}
ERASED, ERASED_ON = (date(2023, 3, 1), date(2023, 5, 12)), date(2023, 6, 14)
URGENCY = ("Thường", "Thường", "Thường", "Thường", "Khẩn", "Hỏa tốc")


@dataclass(frozen=True)
class Source:
    """One system's ways. no_due and lost are shares of its tasks."""

    name: str
    case_id: str
    no_due: float
    lost: float  # completion dates that it does not keep
    misspelt_every: int = 0
    odd_every: int = 0  # rows closed before they were opened, due dates in words
    erased_every: int = 0  # of the tasks opened in ERASED: deleted a while later


DOCUMENTS = Source("hscv", "{number:05}/PGV-{day.year}", 0.5, 0.0, 170, 230)
TRACKER = Source("giao_viec", "NV-{day.year}-{number:05}", 0.08, 0.3, erased_every=25)


def tasks(source: Source, quota: int, seed: int, roster: Roster) -> Iterator[Task]:
    """Tasks whose lead units owe `quota` work items, in no order; those that are for information
    only are owed by nobody."""
    rng, made, number = Random(f"{seed}:{source.name}"), 0, 0
    while made < quota:
        number += 1
        task = _task(rng, source, roster, quota - made)
        if over(task.closed):
            continue
        _spoil(rng, source, number, task)
        made += 0 if task.ending == "information" else len(task.leads)
        yield task


def _task(rng: Random, source: Source, roster: Roster, room: int) -> Task:
    opened = opening(rng)
    leads, supports = _units(rng, opened, room)
    origin = rng.choices(*authorities())[0]
    dues, closed = _course(rng, source, leads[0], opened, origin["terms"])
    return Task(
        case_id=source.case_id,
        subject=subject(rng, "task", leads[0].code, opened),
        opened=opened,
        document_no=origin["symbol"].format(n=rng.randint(11, 4200)),
        assigned_by=origin["assigned_by"],
        urgency=rng.choice(URGENCY),
        leads=leads,
        supports=supports,
        officials=_officials(rng, roster, leads, opened),
        dues=dues,
        closed=closed,
        waits=rng.random() < 0.3,
    )


def _course(rng: Random, source: Source, unit: Unit, opened: date, terms: str):
    if rng.random() < source.no_due:
        return [(opened, None)], undated(rng, opened)
    return dated(rng, unit, opened, plus(opened, int(rng.choice(terms.split()))))


def _units(rng: Random, day: date, room: int) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Lead and supporting units. A joint task has one date for all its leads, so the units whose
    dates tell a story (and the small one, which must stay small) lead alone."""
    first = rng.choices(*working_units(day))[0]
    others = [unit for unit in working_units(day)[0] if unit is not first]
    partners = [unit for unit in others if not unit.habit]
    joint = room > 1 and not first.habit and rng.random() < 0.07
    leads = (
        (first, *rng.sample(partners, rng.choice((1, 1, 2)) if room > 2 else 1))
        if joint
        else (first,)
    )
    helpers = [unit for unit in others if unit not in leads and unit.habit != "small"]
    return leads, tuple(rng.sample(helpers, rng.choice((0, 0, 0, 1, 1, 2))))


def _officials(rng: Random, roster: Roster, leads: tuple[Unit, ...], day: date) -> tuple[str, ...]:
    if rng.random() < 0.03:
        return ()
    picked = [roster.draw(rng, unit, day) for unit in leads]
    if rng.random() < 0.05:
        picked.append(roster.draw(rng, leads[0], day))
    return tuple(dict.fromkeys(picked))


def _spoil(rng: Random, source: Source, number: int, task: Task) -> None:
    """The dirt a source has in its records; where it falls depends on the number alone."""
    task.undated = bool(task.closed) and rng.random() < source.lost
    task.verdict = rng.random() < 0.85
    chance = rng.random()
    if chance < 0.02 and task.leads[0].habit != ON_DUE_DAY:
        task.ending = "recalled" if chance < 0.012 else "information"
    if source.misspelt_every and number % source.misspelt_every == 0:
        _misspell(number // source.misspelt_every, task)
    if source.odd_every and number % source.odd_every == 0 and task.leads[0].habit != ON_DUE_DAY:
        _odd(rng, number // source.odd_every, task)
    if (
        source.erased_every
        and number % source.erased_every == 0
        and ERASED[0] <= task.opened <= ERASED[1]
    ):
        task.gone_from = ERASED_ON


def _misspell(turn: int, task: Task) -> None:
    code = sorted(MISSPELT)[turn % len(MISSPELT)]
    task.leads, task.spelling = (units()[code],), MISSPELT[code]
    task.supports = tuple(unit for unit in task.supports if unit.code != code)


def _odd(rng: Random, turn: int, task: Task) -> None:
    if turn % 2:
        task.closed, task.ending = task.opened - timedelta(days=rng.randint(20, 300)), "done"
    else:
        task.dues, task.due_words = [(task.opened, None)], rng.choice(DUE_WORDS)
