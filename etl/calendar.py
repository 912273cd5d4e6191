"""The working calendar: data/calendar/*.csv turned into running working-day numbers.

The event day is day zero, a term ends at the end of its last day, and a last day that is not
worked rolls to the next worked one (Civil Code 2015, articles 147-148). A span in working days
is therefore number(end) - number(start): a subtraction, in Python and in SQL alike.

    python -m etl.calendar make [--to YEAR]     rebuilds days_off.csv (needs the holidays package)
"""

import argparse
import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from layout import CALENDAR_DIR

FOLDER = CALENDAR_DIR
COLUMNS = ("date", "working", "name", "basis", "enabled")
FIRST_YEAR = 2010
Day = tuple[date, bool, int, str, bool]
_ORDINALS = range(1, date.max.toordinal() + 1)


def _weekdays(ordinal: int) -> int:
    """Mondays to Fridays from 1 January of year 1 (a Monday) up to and including `ordinal`."""
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


@dataclass(frozen=True)
class Calendar:
    """Days that differ from Monday-Friday, and the years the list speaks for.

    special: date -> (worked?, name). Outside first_year..last_year every week is Monday-Friday.
    """

    special: Mapping[date, tuple[bool, str]]
    first_year: int
    last_year: int
    _dates: list[int] = field(init=False, repr=False, compare=False)
    _steps: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        moved = sorted(
            day for day, (worked, _) in self.special.items() if worked != (day.weekday() < 5)
        )
        steps = accumulate((1 if day.weekday() >= 5 else -1 for day in moved), initial=0)
        object.__setattr__(self, "_dates", [day.toordinal() for day in moved])
        object.__setattr__(self, "_steps", list(steps))

    def covers(self, day: date) -> bool:
        """False = "ngoài lịch": nobody has listed the days off of that year."""
        return self.first_year <= day.year <= self.last_year

    def is_working(self, day: date) -> bool:
        return self.special[day][0] if day in self.special else day.weekday() < 5

    def name(self, day: date) -> str:
        return self.special[day][1] if day in self.special else ""

    def number(self, day: date) -> int:
        """Working days up to and including `day`; only differences mean anything."""
        return self._number(day.toordinal())

    def _number(self, ordinal: int) -> int:
        return _weekdays(ordinal) + self._steps[bisect_right(self._dates, ordinal)]

    def _worked(self, number: int) -> date:
        return date.fromordinal(1 + bisect_left(_ORDINALS, number, key=self._number))

    def next_working(self, day: date) -> date:
        """`day` itself when it is worked, else the next day that is."""
        return day if self.is_working(day) else self._worked(self.number(day) + 1)

    def add_working_days(self, start: date, days: int) -> date:
        """The last day of a term of `days` working days; start is day zero, worked or not."""
        return self._worked(self.number(start) + days) if days else self.next_working(start)

    def add_calendar_days(self, start: date, days: int) -> date:
        """The last day of a term of `days` days, rolled to a worked day (Civil Code 148.5)."""
        return self.next_working(date.fromordinal(start.toordinal() + days))

    def working_days_between(self, start: date, end: date) -> int:
        return self.number(end) - self.number(start)

    def days(self, first: date, last: date) -> list[Day]:
        """(date, worked, number, name, in calendar) for each day from first to last."""
        span = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return [
            (day, self.is_working(day), self.number(day), self.name(day), self.covers(day))
            for day in span
        ]

    def with_overrides(self, rows: Iterable[Mapping[str, str]]) -> "Calendar":
        """Rows shaped like days_off.csv win; they never widen the years spoken for."""
        return replace(self, special=_applied(dict(self.special), rows))


def _applied(special: dict[date, tuple[bool, str]], rows: Iterable[Mapping[str, str]]) -> dict:
    for row in rows:
        day = date.fromisoformat(row["date"])
        special.pop(day, None)
        if row["enabled"] == "1":
            special[day] = (row["working"] == "1", row["name"])
    return special


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Calendar:
    """The shipped calendar. overrides.csv is read again, so that an edit needs no `make`."""
    rows = read_rows(folder / "days_off.csv")
    years = [int(row["date"][:4]) for row in rows]
    made = Calendar(_applied({}, rows), min(years), max(years))
    return made.with_overrides(read_rows(folder / "overrides.csv"))


def days(first: date, last: date) -> list[Day]:
    return load().days(first, last)


def add_working_days(start: date, days: int) -> date:
    return load().add_working_days(start, days)


def add_calendar_days(start: date, days: int) -> date:
    return load().add_calendar_days(start, days)


def main(argv: list[str] | None = None) -> int:
    from etl import calendar_make  # the holidays package is wanted only here

    parser = argparse.ArgumentParser(prog="python -m etl.calendar")
    parser.add_argument("action", choices=["make"])
    parser.add_argument("--to", type=int, metavar="YEAR")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(argv)
    calendar_make.write(options.folder, FIRST_YEAR, options.to or load(options.folder).last_year)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
