"""The rules of etl/columns/deadlines.csv, ready to be tried on a text."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache

from layout import REPO

COLUMNS = REPO / "etl" / "columns"
LEAP = 2024
END = 0  # day 0 of a month is its last one, here and in the build
_GROUPS = {
    "d": r"(?P<d>0?[1-9]|[12]\d|3[01])",
    "m": r"(?P<m>0?[1-9]|1[0-2])",
    "y": r"(?P<y>(?:19|20)\d\d)",
    "yy": r"(?P<yy>[0-4]\d)",
    "yy2": r"(?P<yy>1[3-9]|[2-4]\d)",  # beside a month, where 12 might be one
    "q": r"(?P<q>[1-4]|i{1,3}|iv)",
    "w": r"(?P<w>[1-5]|i{1,3}|iv|v)",
    "n": r"(?P<n>\d{1,3})",
}
_GROUPS["month"] = r"(?:thang|thg|th|t)[. ]*" + _GROUPS["m"]
_GROUPS["Y"] = r"(?:(?: ?[/,.-] ?| )(?:nam )?" + _GROUPS["y"] + ")?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True)
class Mark:
    """A day, with its year where that is said; `shift` days are added (-1: the day before)."""

    rule: str
    month: int
    day: int  # END: the month's last
    year: int | None = None
    shift: int = 0
    clock: time | None = None
    start: tuple[int, int] = (1, 1)  # (month, day) where the month, quarter, year … begins

    def on(self, year: int) -> date:
        """The date in a year (29/2 is the 28th where there is none)."""
        last = monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or last, last)) + timedelta(self.shift)

    def before(self) -> Mark:
        """The end of the day before all of it."""
        month, day = self.start
        return replace(self, rule="before", month=month, day=day, shift=-1)


@dataclass(frozen=True)
class Rule:
    """One line of the table: `reads` is date, count or nothing."""

    name: str
    reads: str
    pattern: re.Pattern
    first: str
    last: str


@cache
def rules(reads: str) -> list[Rule]:
    """The rules of one sort, in the table's order: the first that fits counts."""
    with (COLUMNS / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["reads"] == reads]
    return [
        Rule(r["rule"], reads, re.compile(_filled(r["pattern"])), r["first"], r["last"])
        for r in rows
    ]


def rule_names() -> list[str]:
    """Every rule of the table; compositions of them stand in deadline_days.py."""
    every = [rule.name for reads in ("nothing", "date", "count") for rule in rules(reads)]
    return list(dict.fromkeys(every))


@cache
def words(part: str) -> str:
    """The alternatives of deadline_words.csv for one part, as one pattern."""
    with (COLUMNS / "deadline_words.csv").open(encoding="utf-8", newline="") as file:
        return "|".join(f"(?:{r['pattern']})" for r in csv.DictReader(file) if r["part"] == part)


def point(text: str) -> Mark | None:
    """The one day that the whole text names, by the first rule that fits."""
    for rule in rules("date"):
        found = rule.pattern.fullmatch(text)
        if found:
            return _mark(rule, found.groupdict())
    return None


def _filled(pattern: str) -> str:
    return re.sub(r"\{(d|m|y|yy|yy2|q|w|n|month|Y)\}", lambda g: _GROUPS[g[1]], pattern)


def _mark(rule: Rule, said: dict[str, str | None]) -> Mark | None:
    numbers = {k: _ROMAN.get(v) or int(v) for k, v in said.items() if v}
    year = numbers.get("y") or (2000 + numbers["yy"] if "yy" in numbers else None)
    if not 1 <= numbers.get("n", 1) <= 12:
        return None
    (day, month), (first_day, first_month) = (
        [_number(token, numbers) for token in spec.split()] for spec in (rule.last, rule.first)
    )
    if day > monthrange(year or LEAP, month)[1]:  # 31/2 is no day of any year
        return None
    return Mark(rule.name, month, day, year, start=(first_month, first_day))


def _number(token: str, said: dict[str, int]) -> int:
    """A day or month of the table: a number, a part of the text, or counted from one."""
    if token.isdigit():
        return int(token)
    if token == "end":
        return END
    if token in ("q1", "q3"):  # the first, the last month of a quarter
        return 3 * said["q"] - (2 if token == "q1" else 0)
    if token in ("w1", "w7"):  # a month's weeks are its days 1-7, 8-14 …; the fifth ends with it
        return 7 * said["w"] - 6 if token == "w1" else 7 * said["w"] if said["w"] < 5 else END
    return said[token]
