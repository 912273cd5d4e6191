"""Deadlines typed as words: each distinct text read once, by a named rule, or left as text.

The rules are data (etl/columns/deadlines.csv); how days are put together (from-to, several in a
cell, an hour, an extension) stands in deadline_days.py. A vague term ends on the last day that its
words allow; "đầu", "giữa", "cuối" of a month or year are what Civil Code art. 146 says. A day
without its year, and a term counted in days, are resolved by the build, which knows the row's own
days (etl/sql/29_due_in_words.sql).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from etl.stage.deadline_days import Days, days
from etl.stage.deadline_rules import point, rules
from etl.stage.deadline_text import LONGEST, words_of

NO_DUE = frozenset(("recurring", "on_demand", "no_term"))  # rules that say: no due date
_BEFORE_COUNT = re.compile(
    r"^(?:trong (?:vong|thoi han|thoi gian) ?|trong (?=\d)|(?:phai )?(?:xong|hoan thanh) "
    r"|(?:thoi )?han ?:? |toi da |khong qua |cham nhat (?:la |trong |sau )*|sau )+"
)
_LEAST = re.compile(
    r"^(?:tu )?\d{1,3} ?(?:-|den) ?(?=\d{1,3} (?:ngay|tuan|thang|gio))"
)  # "3-5 ngày"
_ANCHOR = re.compile(r",? ?(?:(?:ke |tinh )+(?:tu )?|tu |sau (?=khi|ngay))(?:ngay )?(.*)")
_WORDS = re.compile(r"[^\d]{0,90}")


@dataclass(frozen=True)
class Part:
    """What a row's own days resolve: a day without its year, or a term counted from a day."""

    month: int | None = None
    day: int | None = None
    shift: int = 0
    number: int | None = None
    unit: str | None = None
    start: date | None = None


@dataclass(frozen=True)
class Deadline:
    """What a text says: a day (with an hour), a Part of one, or neither (recurring, none)."""

    rule: str
    day: date | None = None
    clock: time | None = None
    first_day: date | None = None  # the due date that an extension in the text replaces
    part: Part | None = None


def deadline(text: str) -> Deadline | None:
    """What a cell of a due-date column says by a rule; None where no rule fits (never a guess)."""
    said = words_of(text) if len(text) <= LONGEST else ""
    if not said:
        return None
    return _nothing(said) or _counted(said) or _dated(days(said))


def _nothing(said: str) -> Deadline | None:
    return next((Deadline(r.name) for r in rules("nothing") if r.pattern.fullmatch(said)), None)


def _counted(said: str) -> Deadline | None:
    """ "5 ngày làm việc kể từ ngày nhận": days counted from the opening or from a day given."""
    core = _LEAST.sub("", _BEFORE_COUNT.sub("", said))
    for rule in rules("count"):
        found = rule.pattern.match(core)
        start = found and _start(core[found.end() :])
        if start:
            return _term(rule, found, start)
    return None


def _start(rest: str) -> tuple[date | None] | None:
    """From which day a term counts: (None,) is the opening day; None: no such thing is said."""
    if not rest:
        return (None,)
    anchor = _ANCHOR.fullmatch(rest.replace("(", "").rstrip(")"))
    if not anchor:
        return None
    mark = point(anchor[1])
    if mark and mark.rule == "day" and mark.year:
        return (mark.on(mark.year),)
    return (None,) if _WORDS.fullmatch(anchor[1]) else None


def _term(rule, found: re.Match, start: tuple[date | None]) -> Deadline | None:
    times, number = re.fullmatch(r"(\d*)(n?)", rule.last).groups()
    count = int(times or 1) * int(found["n"]) if number else int(times)
    unit = rule.first
    if unit in ("hour", "working_hour"):  # whole days of 24, of 8 working hours; else no rule
        unit, hours = ("date", 24) if unit == "hour" else ("working_day", 8)
        count, left = divmod(count, hours)
        if left:
            return None
    return Deadline(rule.name, part=Part(number=count, unit=unit, start=start[0]))


def _dated(found: Days | None) -> Deadline | None:
    """A day; without its year it waits for the row's own days."""
    if not found:
        return None
    mark = found.last
    if mark.year:
        return Deadline(found.rule, mark.on(mark.year), mark.clock, found.first_day)
    part = Part(mark.month, mark.day, mark.shift)
    return Deadline(found.rule, None, mark.clock, found.first_day, part)
