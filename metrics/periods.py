"""Periods of reporting. A period is a window of receipt; its as-of date is another thing.

Statutory windows run from the 15th to the 14th: six months from 15 December to 14 June, the year
to 14 December (Nghị định 09/2019); the second half is derived. `-calendar` gives calendar windows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

NAME = re.compile(
    r"(?P<year>\d{4})(?P<part>Y|H[12]|Q[1-4]|M(0[1-9]|1[0-2]))(?P<calendar>-calendar)?"
)
MONTHS = {"H": 6, "Q": 3, "M": 1}  # length of a part in months


@dataclass(frozen=True)
class Period:
    """`first` and `last` are both included. `name` is '' for a window given by its dates."""

    first: date
    last: date
    name: str = ""


def parse(name: str) -> Period:
    """'2023H1', '2023Y', '2023Q2', '2023M05', each also with '-calendar'. Raises ValueError."""
    match = NAME.fullmatch(name)
    if not match:
        raise ValueError(name)
    year, part = int(match["year"]), match["part"]
    length = 12 if part == "Y" else MONTHS[part[0]]
    number = 1 if part == "Y" else int(part[1:])
    last_month = length * number
    if match["calendar"]:
        first = date(year, last_month - length + 1, 1)
        after = date(year + last_month // 12, last_month % 12 + 1, 1)
        return Period(first, after - timedelta(days=1), name)
    return Period(_fifteenth(year, last_month - length), date(year, last_month, 14), name)


def year_before(period: Period) -> Period | None:
    """The same window one year earlier; None for windows given by dates."""
    if not period.name:
        return None
    return parse(f"{int(period.name[:4]) - 1}{period.name[4:]}")


def preceding(period: Period) -> Period | None:
    """The window of the same kind that ends the day before; None for windows given by dates."""
    match = NAME.fullmatch(period.name)
    if not match:
        return None
    year, part, rest = int(match["year"]), match["part"], match["calendar"] or ""
    if part == "Y":
        return parse(f"{year - 1}Y{rest}")
    count, number = 12 // MONTHS[part[0]], int(part[1:]) - 1
    digits = "02d" if part[0] == "M" else "d"
    return parse(f"{year - (number == 0)}{part[0]}{number or count:{digits}}{rest}")


def following(period: Period) -> Period:
    """The window that begins the day after, of the same kind."""
    match = NAME.fullmatch(period.name)
    if not match:
        raise ValueError(period.name)
    year, part, rest = int(match["year"]), match["part"], match["calendar"] or ""
    if part == "Y":
        return parse(f"{year + 1}Y{rest}")
    count = 12 // MONTHS[part[0]]
    number = int(part[1:]) % count + 1
    digits = "02d" if part[0] == "M" else "d"
    return parse(f"{year + (number == 1)}{part[0]}{number:{digits}}{rest}")


def statutory_half(day: date) -> Period:
    """The statutory half-year that `day` lies in."""
    for name in (f"{day.year}H1", f"{day.year}H2", f"{day.year + 1}H1"):
        if parse(name).first <= day <= parse(name).last:
            return parse(name)
    raise ValueError(day)


def _fifteenth(year: int, month: int) -> date:
    return date(year, month, 15) if month else date(year - 1, 12, 15)
