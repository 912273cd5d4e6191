"""Kaplan-Meier in working days: the figures of a curve that metrics/clocks.py reads.

The conventions are those of R's survival package: log interval and Greenwood (survfit), restricted
mean (print.survfit), a quantile halfway along a flat piece of the curve (quantile.survfit).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, floor, sqrt

from metrics.uncertainty import Z95

OUTCOMES = ("answered", "open", "withdrawn", "transferred", "finished")
DAYS = (5, 10, 15, 30)
EXACT = 1.5e-8  # R's tolerance for a curve that lies on the line


@dataclass(frozen=True)
class Step:
    """The curve at the end of a working day: who was at risk, how many were answered, S(t)."""

    at: int
    at_risk: int
    answered: int
    waiting: float
    greenwood: float

    @property
    def low(self) -> float | None:
        """Lower 95% bound of R's default type "log"; None where the curve has reached 0."""
        return self._bound(-Z95)

    @property
    def high(self) -> float | None:
        """Upper 95% bound, at most 1."""
        return self._bound(Z95)

    def _bound(self, z: float) -> float | None:
        return min(1.0, self.waiting * exp(z * sqrt(self.greenwood))) if self.waiting else None


@dataclass(frozen=True)
class Curve:
    """One group: its key (None for all together), its steps, and how its items ended, by outcome.

    `unmeasured` are the items that no duration can be given to, by outcome; they stand beside.
    """

    key: object
    steps: tuple[Step, ...] = ()
    ended: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    unmeasured: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    follow_up: int = 0  # the longest wait that was watched
    oldest_open: int | None = None

    @property
    def n(self) -> int:
        """Items under the curve."""
        return sum(self.ended.values())

    @property
    def trusted(self) -> bool:
        """False where more answers lack their days than have them: the rest is no fair sample."""
        return self.n > 0 and self.unmeasured["answered"] <= self.ended["answered"]

    @property
    def emptied_on(self) -> int | None:
        """The day on which all who were watched had been answered, although some who were watched
        only later still waited (late entry): from there on the curve is 0 and speaks of nobody."""
        zero = next((step.at for step in self.steps if not step.waiting), None)
        return zero if zero is not None and zero < self.follow_up else None


def figures(curve: Curve, until: int) -> dict:
    """median, p90 and their bounds, rmst up to day `until` and its SE, answered_5 … answered_30.
    None: not determined, as the curve does not reach so low or so far."""
    steps = curve.steps if curve.trusted else ()
    found = {f"answered_{k}": answered_by(steps, curve.follow_up, k) for k in DAYS}
    found["emptied_on"] = curve.emptied_on
    ends = {"": "waiting", "_low": "low", "_high": "high"}
    for name, left in (("median", 0.5), ("p90", 0.1)):
        for end, of in ends.items():
            points = [(step.at, getattr(step, of)) for step in steps]
            found[name + end] = crossing(points, left, curve.follow_up)
    found["rmst"], found["rmst_se"] = restricted_mean(steps, until)
    return found


def crossing(points: Sequence[tuple[int, float | None]], line: float, end: int) -> float | None:
    """The first day on which the curve is down to the line. Where it lies on the line for a while,
    halfway to the day on which it leaves it, or to `end`, the last one watched."""
    under = [(at, y) for at, y in points if y is not None and y < line + EXACT]
    if not under:
        return None
    at, y = under[0]
    if y < line - EXACT:
        return float(at)
    return (at + next((day for day, value in under if value < y - EXACT), end)) / 2


def answered_by(steps: Sequence[Step], follow_up: int, days: int) -> float | None:
    """The share answered within so many working days; None where nobody was watched so long."""
    before = [step for step in steps if step.at <= days]
    left = before[-1].waiting if before else 1.0
    return None if not steps or (left and days > follow_up) else 1 - left


def restricted_mean(steps: Sequence[Step], until: int) -> tuple[float, float] | tuple[None, None]:
    """Area under the curve up to day `until`, and its standard error."""
    if not steps:
        return None, None
    ends = [step.at for step in steps[1:]] + [until]
    areas = [step.waiting * (end - step.at) for step, end in zip(steps, ends, strict=True)]
    variance, after = 0.0, 0.0
    for step, area in zip(reversed(steps), reversed(areas), strict=True):
        after += area
        if step.at_risk > step.answered:
            variance += after**2 * step.answered / (step.at_risk * (step.at_risk - step.answered))
    return steps[0].at + after, sqrt(variance)


def closed_median(steps: Sequence[Step]) -> float | None:
    """The median of what was answered alone: it knows nothing of what still waits."""
    number = sum(step.answered for step in steps)
    if not number:
        return None
    ends = (floor((number - 1) / 2), number // 2)
    return sum(_nth(steps, place) for place in ends) / 2


def _nth(steps: Sequence[Step], place: int) -> int:
    for step in steps:
        place -= step.answered
        if place < 0:
            return step.at
    raise IndexError(place)


def at_risk(curve: Curve, day: int) -> int:
    """How many still waited, and were watched, at the start of a day; late entry may raise it."""
    return next((step.at_risk for step in curve.steps if step.at >= day), 0)
