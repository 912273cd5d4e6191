"""Histories of written consultations: one unit asks, others owe an answer by a date."""

from collections.abc import Iterator
from datetime import date
from random import Random

from etl.sample.behaviour import ON_DUE_DAY, finish, long_tail, opening, over, plus
from etl.sample.model import Consultation, Reply
from etl.sample.tables import Unit, half, subject, working_units

RULE_DAYS, LEAD_DAYS = 5, (2, 3, 3, 5, 7, 10)  # the working rules' term; the lead unit's own
FORMS = (("Văn bản", 72), ("Email", 16), ("Điện thoại", 7), ("Họp trực tiếp", 5))
CASE_ID = "LYK-{day.year}-{number:04}"
NO_REPLY = "Không trả lời"


def consultations(quota: int, seed: int) -> Iterator[Consultation]:
    """Consultations whose consulted units add up to `quota`."""
    rng, made = Random(f"{seed}:consultations"), 0
    while made < quota:
        asked = _consultation(rng, quota - made)
        if all(over(reply.replied) for reply in asked.replies):
            continue
        made += len(asked.replies)
        yield asked


def _consultation(rng: Random, room: int) -> Consultation:
    sent = opening(rng)
    requesting = rng.choices(*working_units(sent))[0]
    by_rule = rng.random() < 0.6
    days = RULE_DAYS if by_rule else rng.choice(LEAD_DAYS)
    letter = f"{rng.randint(20, 2400)}/SCT-{requesting.code}"
    asked = Consultation(
        CASE_ID, letter, requesting, subject(rng, "consultation", requesting.code, sent), sent
    )
    term = ("Quy chế" if by_rule else "Đơn vị chủ trì", days)
    for unit in _consulted(rng, sent, requesting, min(room, rng.choice((1, 2, 2, 3)))):
        asked.replies.append(_reply(rng, unit, sent, *term))
    return asked


def _consulted(rng: Random, day: date, requesting: Unit, wanted: int) -> list[Unit]:
    held, weights = working_units(day)
    picked: list[Unit] = []
    while len(picked) < wanted:
        unit = rng.choices(held, weights)[0]
        if unit is not requesting and unit not in picked:
            picked.append(unit)
    return picked


def _reply(rng: Random, unit: Unit, sent: date, set_by: str, days: int) -> Reply:
    due = plus(sent, days)
    if unit.habit != ON_DUE_DAY and rng.random() < unit.no_reply:
        return Reply(unit, due, None, NO_REPLY, set_by, days)
    replied = _replied(rng, unit, sent, due)
    form = rng.choices(*zip(*FORMS, strict=True))[0] if replied else NO_REPLY
    return Reply(unit, due, replied, form, set_by, days)


def _replied(rng: Random, unit: Unit, sent: date, due: date) -> date | None:
    if unit.habit == "bottleneck" and rng.random() < unit.consult_late:
        return plus(due, 2 + long_tail(rng, 9))
    by_half = unit.late[half(sent)]
    late = {"bottleneck": 0.0, "improving": by_half, "small": by_half}
    return finish(rng, unit, sent, due, late.get(unit.habit, unit.consult_late))
