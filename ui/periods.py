"""The periods a reader can choose: their kinds, their names in words, and what an address says."""

from datetime import date

from metrics.periods import NAME, Period, parse
from ui.words import t

ALL, CUSTOM = "all", "custom"
PARTS = ("H", "Y", "Q", "M")
CALENDAR = "-calendar"
KINDS = (*PARTS, *(part + CALENDAR for part in PARTS), ALL, CUSTOM)
# Days with a working-day number in the warehouse, less the week that "due soon" looks ahead.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 24)
YEARS = 30  # how far back the choice goes where a mistyped date would make it endless
ROMAN = ("I", "II", "III", "IV")
NUMBERS = {"H": 2, "Q": 4, "M": 12}


def read(text: str) -> Period | None:
    """The period an address asks for; None for `all`. Raises ValueError."""
    if text == ALL:
        return None
    if ".." in text:
        first, last = map(read_day, text.split("..", 1))
        if first > last:
            raise ValueError(text)
        return Period(first, last)
    period = parse(text)
    if not FIRST_DAY <= period.first <= period.last <= LAST_DAY:
        raise ValueError(text)
    return period


def read_day(text: str) -> date:
    """A day an address asks for. Raises ValueError, also for days beyond the calendar."""
    day = date.fromisoformat(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(text)
    return day


def window(first: date, last: date) -> str:
    """What the address says for two days of one's own choice."""
    return f"{first}..{last}"


def kind_of(period: Period | None) -> str:
    if period is None:
        return ALL
    match = NAME.fullmatch(period.name)
    return match["part"][0] + (match["calendar"] or "") if match else CUSTOM


def names(kind: str, first: date, last: date) -> list[str]:
    """The periods of a kind that touch these days, newest first."""
    found = [
        parse(f"{year}{part}{kind[1:]}")
        for year in range(max(first.year, last.year - YEARS), last.year + 2)
        for part in _parts(kind[0])
    ]
    touched = [p for p in found if p.first <= last and p.last >= first]
    return [p.name for p in sorted(touched, key=lambda p: p.first, reverse=True)]


def _parts(letter: str) -> list[str]:
    if letter == "Y":
        return ["Y"]
    width = 2 if letter == "M" else 1
    return [f"{letter}{n:0{width}}" for n in range(1, NUMBERS[letter] + 1)]


def label(name: str) -> str:
    """A named period in words."""
    match = NAME.fullmatch(name)
    year, part = match["year"], match["part"]
    if part[0] in "HY":
        return t(f"period.{part}", year=year)
    number = int(part[1:])
    return t(f"period.{part[0]}", year=year, number=ROMAN[number - 1] if part[0] == "Q" else number)
