"""Control limits and the rules of NHS "Making Data Count", as NHSRplotthedots has them.

A rule marks a point; it says that chance alone rarely does this, not why, and nothing of blame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

RULES = ("outside", "shift", "trend", "two_of_three")
RUN = 7  # points on one side, or rising or falling without a break
XMR = 2.66  # three standard deviations over the mean moving range of two
JUMP = 3.267  # moving ranges above so many times their mean are left out of it
SIGMAS = 3.0
NEAR = 2 / 3  # of the way to a limit


@dataclass(frozen=True)
class Limits:
    """The centre, and the limits of each point; `low` and `high` are as long as the points."""

    center: float
    low: tuple[float, ...]
    high: tuple[float, ...]


def xmr(base: Sequence[float], points: int, screen: bool = True) -> Limits:
    """Individuals: the mean of the base, 2.66 mean moving ranges either way, for so many points."""
    center = sum(base) / len(base)
    ranges = [abs(b - a) for a, b in pairwise(base)]
    if screen and ranges:
        most = JUMP * sum(ranges) / len(ranges)
        ranges = [r for r in ranges if r <= most]
    reach = XMR * sum(ranges) / len(ranges) if ranges else 0.0
    return Limits(center, (center - reach,) * points, (center + reach,) * points)


def p_chart(base: Sequence[tuple[int, int]], sizes: Sequence[int]) -> Limits:
    """Shares: the base's x of n together; three standard deviations of a share of each size."""
    center = sum(x for x, _ in base) / sum(n for _, n in base)
    reach = [SIGMAS * sqrt(center * (1 - center) / n) for n in sizes]
    low = tuple(max(0.0, center - r) for r in reach)
    return Limits(center, low, tuple(min(1.0, center + r) for r in reach))


def marks(values: Sequence[float], limits: Limits) -> list[tuple[str, ...]]:
    """Per point the names of the rules that mark it."""
    sides = [_sign(value - limits.center) for value in values]
    beyond, near = [], []
    for value, low, high in zip(values, limits.low, limits.high, strict=True):
        reach = (high if value > limits.center else low) - limits.center
        beyond.append(not low <= value <= high)
        near.append(abs(value - limits.center) > NEAR * abs(reach) and low <= value <= high)
    pairs = two_of_three(near, sides)
    found = zip(
        beyond, shift(sides), trend(values), (a and b for a, b in zip(pairs, near, strict=True)),
        strict=True,
    )  # fmt: skip
    return [tuple(rule for rule, hit in zip(RULES, hits, strict=True) if hit) for hits in found]


def shift(sides: Sequence[int]) -> list[int]:
    """1 or -1 from the seventh point in a row on one side; a point on the centre is on neither."""
    return _runs(sides, RUN)


def trend(values: Sequence[float]) -> list[int]:
    """1 or -1 from the seventh point in a row that rises or falls each time."""
    steps = [_sign(b - a) for a, b in pairwise(values)]
    return [0, *_runs(steps, RUN - 1)][: len(values)]


def two_of_three(near: Sequence[bool], sides: Sequence[int]) -> list[int]:
    """1 for the points of three in a row on one side of which two lie near the limit."""
    found = [0] * len(near)
    for first in range(len(near) - 2):
        three = slice(first, first + 3)
        if abs(sum(sides[three])) == 3 and sum(near[three]) >= 2:
            found[three] = [1, 1, 1]
    return found


def _runs(signs: Sequence[int], length: int) -> list[int]:
    found, run, last = [], 0, 0
    for sign in signs:
        run = run + 1 if sign == last else 1
        last = sign
        found.append(sign if run >= length else 0)
    return found


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
