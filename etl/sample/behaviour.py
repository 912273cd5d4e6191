"""How units work: when a thing is finished, given its due date and the unit's habit."""

from datetime import date
from functools import lru_cache
from random import Random

from etl import calendar
from etl.sample.tables import FIRST, LAST, Unit, half

ON_DUE_DAY, EXTENDS = "on_due_day", "extends_after_due"
NEVER = 0.07  # share of late work that is still not done at the end
EARLIER = 45  # working days before FIRST in which the first backlog was opened
BACKLOG = 0.12  # share opened then; what was over by FIRST no export ever shows
LATE_AGAIN = 0.10  # share of extended work that misses the new due date too


@lru_cache(maxsize=200_000)
def plus(start: date, days: int) -> date:
    return calendar.add_working_days(start, days)


@lru_cache(maxsize=20_000)
def between(start: date, end: date) -> int:
    return calendar.load().working_days_between(start, end)


def opening(rng: Random) -> date:
    """A working day: mostly within the two years, some just before (the first backlog)."""
    if rng.random() < BACKLOG:
        return plus(FIRST, -rng.randint(1, EARLIER))
    return plus(FIRST, rng.randint(0, between(FIRST, LAST) - 1))


def over(closed: date | None) -> bool:
    """Finished before the first export looks: nobody knows of it."""
    return closed is not None and closed < FIRST


def long_tail(rng: Random, mean: float) -> int:
    return 1 + int(rng.expovariate(1 / mean))


def undated(rng: Random, opened: date) -> date | None:
    """Without a due date work takes its time, and some is forgotten."""
    return None if rng.random() < 0.08 else plus(opened, 2 + long_tail(rng, 14))


def finish(rng: Random, unit: Unit, opened: date, due: date, late: float) -> date | None:
    """The closing day (None = never), for work that is late with probability `late`."""
    if unit.habit == ON_DUE_DAY:
        return due
    if rng.random() < late:
        return None if rng.random() < NEVER else plus(due, long_tail(rng, 8))
    room = between(opened, due)
    if room < 2 or rng.random() < 0.2:
        return due
    return plus(opened, max(1, min(room - 1, round(rng.triangular(1, room, 0.8 * room)))))


def dated(
    rng: Random, unit: Unit, opened: date, due: date
) -> tuple[list[tuple[date, date | None]], date | None]:
    """The due dates set one after the other, and the closing day."""
    dues: list[tuple[date, date | None]] = [(opened, due)]
    late = unit.late[half(opened)]
    if unit.habit == EXTENDS:
        if rng.random() >= late:
            return dues, finish(rng, unit, opened, due, 0)
        return _extended(rng, unit, dues, plus(due, rng.randint(2, 9)))
    if unit.habit != ON_DUE_DAY and rng.random() < 0.04 and between(opened, due) > 4:
        return _extended(rng, unit, dues, plus(due, -rng.randint(1, 3)))
    return dues, finish(rng, unit, opened, due, late)


def _extended(rng: Random, unit: Unit, dues: list, asked: date) -> tuple[list, date | None]:
    """One more due date, counted from the day it was granted; now and then a second."""
    due = plus(asked, rng.choice((7, 10, 15)))
    dues.append((asked, due))
    if len(dues) == 2 and rng.random() < 0.12:
        return _extended(rng, unit, dues, plus(due, rng.randint(1, 5)))
    return dues, finish(rng, unit, asked, due, LATE_AGAIN)
