"""The shapes of a trend: its measures, its months, and their rows as pages and files show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

BASE = 12  # points that the limits stand on; with fewer they are provisional
COLUMNS = (
    "month", "first_day", "last_day", "x", "n", "value", "center", "limit_low", "limit_high",
    "marks", "in_base", "provisional", "tet",
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """A share goes on a p-chart, its months being independent; anything else on an XmR chart."""

    chart: str  # 'p' or 'xmr'
    form: str  # 'rate', 'count' or 'days'


MEASURES = {
    "C": Measure("p", "rate"),  # by the month of the due date: late of what could be judged
    "B": Measure("xmr", "rate"),  # a month's end keeps overdue work of the one before
    "received": Measure("xmr", "count"),
    "closed": Measure("xmr", "count"),
    "median": Measure("xmr", "days"),  # Kaplan-Meier, by the month received
}


@dataclass(frozen=True)
class Point:
    """One statutory month. `value` is None where there are too few cases, or it is undetermined;
    limits and marks then too. `in_base`: the limits stand on it."""

    month: date
    x: int | None
    n: int | None
    value: float | None
    low: float | None = None
    high: float | None = None
    marks: tuple[str, ...] = ()
    in_base: bool = False
    tet: bool = False

    @property
    def first(self) -> date:
        """The 15th of the month before."""
        return (self.month - timedelta(days=1)).replace(day=15)

    @property
    def last(self) -> date:
        """The 14th."""
        return self.month.replace(day=14)


@dataclass(frozen=True)
class Trend:
    """A measure's months in their order; `center` None where no month has a value. `known_from`:
    the day of whose month they begin, where earlier ones would show what was left over alone."""

    measure: str
    points: tuple[Point, ...]
    center: float | None
    known_from: date | None = None

    @property
    def base(self) -> list[Point]:
        """The months that the limits stand on."""
        return [point for point in self.points if point.in_base]

    @property
    def provisional(self) -> bool:
        """Fewer than twelve: giới hạn tạm tính."""
        return len(self.base) < BASE

    def rows(self) -> list[dict]:
        """One row of COLUMNS per month; marks are the rules' names, by spaces."""
        return [
            {
                "month": point.month.strftime("%Y-%m"),
                "first_day": point.first,
                "last_day": point.last,
                "x": point.x,
                "n": point.n,
                "value": point.value,
                "center": self.center if point.value is not None else None,
                "limit_low": point.low,
                "limit_high": point.high,
                "marks": " ".join(point.marks),
                "in_base": point.in_base,
                "provisional": self.provisional,
                "tet": point.tet,
            }
            for point in self.points
        ]
