"""Histories of petitions: who held them, from when to when, and to whom they were passed."""

from collections.abc import Iterator
from datetime import date
from random import Random

from etl import calendar
from etl.sample.behaviour import ON_DUE_DAY, between, finish, opening, over, plus
from etl.sample.model import Leg, Petition
from etl.sample.people import Roster, names
from etl.sample.tables import FIRST, LAST, Unit, half, subject, today, words, working_units

TERMS = {"Kiến nghị": 20, "Đề xuất": 20, "Phản ánh": 15}  # days; "Đề nghị" is a Kiến nghị
CASE_ID = "KN{day:%y%m}-{number:05}"
SENDERS = (("Doanh nghiệp", 55), ("Địa phương", 20), ("Cơ quan", 13), ("Cá nhân", 12))
DENUNCIATION, DENOUNCED_EVERY, ODD_EVERY = "Tố cáo", 110, 290
PASSED, BACK = 0.14, 0.03  # handed on once; and handed back again


def petitions(quota: int, seed: int, roster: Roster) -> Iterator[Petition]:
    """Petitions whose holders add up to `quota`; denunciations come on top."""
    rng, made, number = Random(f"{seed}:petitions"), 0, 0
    while made < quota:
        number += 1
        if number % DENOUNCED_EVERY == 0:
            yield _denunciation(rng)
            continue
        petition = _petition(rng, roster, quota - made)
        if over(petition.legs[-1].closed):
            continue
        if number % ODD_EVERY == 0:
            _odd(petition.legs[-1])
        made += len(petition.legs)
        yield petition


def _petition(rng: Random, roster: Roster, room: int) -> Petition:
    opened = opening(rng)
    right = rng.choices(*working_units(opened))[0]
    text = subject(rng, "petition", right.code, opened)
    letter = next((letter for letter in TERMS if text.startswith(letter)), "Kiến nghị")
    kind = rng.choices(*zip(*SENDERS, strict=True))[0]
    due = calendar.add_calendar_days(opened, TERMS[letter])
    return Petition(
        CASE_ID,
        letter,
        _sender(rng, kind),
        kind,
        text,
        _legs(rng, right, opened, due, roster, room),
    )


def _sender(rng: Random, kind: str) -> str:
    if kind == "Doanh nghiệp":
        return rng.choice(words("company"))
    if kind == "Địa phương":
        return f"UBND {rng.choice(words('place'))}"
    return rng.choice(words("agency")) if kind == "Cơ quan" else names(rng, 1)[0]


def _legs(
    rng: Random, right: Unit, opened: date, due: date, roster: Roster, room: int
) -> list[Leg]:
    """Holders up to the right one: it alone, another before it, or it, another, it again."""
    chance, legs, received = rng.random(), [], opened
    right_turn = (
        (True, False, True)
        if chance < BACK and room > 2
        else (False, True)
        if chance < PASSED and room > 1
        else (True,)
    )
    for turn in right_turn:
        if legs:
            received = legs[-1].closed = plus(received, 1 + int(rng.expovariate(1 / 3)))
            legs[-1].ending = "passed"
        held = today(right, received) if turn else _other(rng, received, right)
        legs.append(Leg(held, roster.draw(rng, held, received), received, _due(received, due)))
    _settle(rng, legs[-1], len(legs))
    return legs


def _other(rng: Random, day: date, right: Unit) -> Unit:
    held, weights = working_units(day)
    avoid = (right, today(right, day))
    return rng.choices(
        held, [0 if unit in avoid else weight for unit, weight in zip(held, weights, strict=True)]
    )[0]


def _due(received: date, due: date) -> date:
    """A holder who gets it with the term nearly used up is given five working days."""
    return due if between(received, due) >= 5 else plus(received, 5)


def _settle(rng: Random, leg: Leg, holders: int) -> None:
    unit, late = leg.unit, leg.unit.late[half(leg.received)]
    late = 0.06 if unit.habit == "extends_after_due" else late  # no one extends a petition
    leg.closed = finish(rng, unit, leg.received, leg.due, min(0.9, late + 0.1 * (holders - 1)))
    if leg.closed and unit.habit != ON_DUE_DAY and rng.random() < 0.02:
        leg.ending = "withdrawn"


def _denunciation(rng: Random) -> Petition:
    """Only that there was one: no sender, no content (the denouncer's identity is secret)."""
    opened = plus(FIRST, rng.randint(0, between(FIRST, LAST) - 5))
    unit = next(unit for unit in working_units(opened)[0] if unit.code == "TTR")
    leg = Leg(unit, "", opened, plus(opened, 22), plus(opened, 20))
    return Petition(CASE_ID, DENUNCIATION, "", "", "(không trích yếu)", [leg])


def _odd(leg: Leg) -> None:
    """A slip of the keyboard: the year before."""
    if leg.closed and leg.unit.habit != ON_DUE_DAY:
        leg.closed = leg.closed.replace(year=leg.closed.year - 1, day=min(leg.closed.day, 28))
