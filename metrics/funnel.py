"""Groups beside their department: exact limits around its rate, wider where chance is not all.

Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
(2005): the additive random-effects model on winsorised z-scores of the arcsine of the root.
docs/methods.md section 16 has the formulas, docs/decisions/0019 the choices and their simulations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, pi, sqrt

import numpy as np

from metrics.catalog import SMALL
from metrics.labels import DISTINCT, LOOK_FURTHER, ORDINARY, TOO_FEW
from metrics.uncertainty import binomial_limits

TAIL95, TAIL998 = 0.025, 0.001  # the chance beyond each of the two pairs of limits
FAMILY = 0.05  # the chance that any group at all is found distinct, however many there are
WINSOR = 0.1  # this share of the z-scores is drawn in at each end, so that an outlier stays one
FEWEST = 10  # with fewer groups that takes hold of none, and one outlier would look like spread
SURE = 0.05  # chance of more spread than this by accident, above which nothing is widened
# The winsorised sum of squares of normal scores, over what it is without winsorising.
KEPT = 0.6786545589528744


@dataclass(frozen=True)
class Funnel:
    """The department's x of n, how many groups were compared, and what spread was found.

    phi: mean square of the winsorised z-scores around their own mean; tau: the groups' standard
    deviation beyond chance, on the scale of arcsin √rate; 0 where chance explains the spread.
    """

    x: int
    n: int
    groups: int = 0
    phi: float | None = None
    tau: float = 0.0

    @property
    def centre(self) -> float | None:
        """The department's rate; None where there is nothing to judge."""
        return self.x / self.n if self.n else None

    @property
    def adjusted(self) -> bool:
        return self.tau > 0

    @property
    def distinct_tail(self) -> float:
        """The 99.8% limits; stricter where so many are compared that chance alone would name
        one too often (Bonferroni, from 26 groups on)."""
        return min(TAIL998, FAMILY / 2 / max(self.groups, 1))

    @cached_property
    def _middle(self) -> float:
        return asin(sqrt(self.x / self.n))

    def limits(self, n: Sequence[int], tail: float) -> tuple[np.ndarray, np.ndarray]:
        """Per n the lowest and highest rate that do not stand out; both ends are inside."""
        sizes = np.maximum(np.asarray(n, dtype=np.int64), 1)
        low, high = binomial_limits(sizes, self.centre, tail)
        if not self.adjusted:
            return low / sizes, high / sizes
        wider = np.sqrt(1 + (self.tau * self._student(tail)) ** 2 / variance(sizes))
        # A count is an interval on a continuous scale: half a case further lies its edge.
        low, high = np.maximum(low - 0.5, 0) / sizes, np.minimum(high + 0.5, sizes) / sizes
        return self._widen(low, wider), self._widen(high, wider)

    def _widen(self, limit: np.ndarray, factor: np.ndarray) -> np.ndarray:
        """The limit's distance from the centre, times the factor, on the arcsine scale."""
        moved = self._middle + (np.arcsin(np.sqrt(limit)) - self._middle) * factor
        return np.sin(np.clip(moved, 0, pi / 2)) ** 2

    def _student(self, tail: float) -> float:
        """Student's quantile over the normal one: the spread is known from few groups."""
        from scipy.special import ndtri, stdtrit

        return float(stdtrit(self.groups - 2, tail) / ndtri(tail))

    def labels(self, x: Sequence[int], n: Sequence[int], smallest: int = SMALL) -> list[str]:
        """One of the four codes per group."""
        x, n = np.asarray(x), np.asarray(n)
        if not self.n:
            return [TOO_FEW] * len(n)
        rate = x / np.maximum(n, 1)
        look = outside(rate, *self.limits(n, TAIL95))
        distinct = outside(rate, *self.limits(n, self.distinct_tail))
        chosen = np.select([n < smallest, distinct, look], [TOO_FEW, DISTINCT, LOOK_FURTHER],
                           default=ORDINARY)  # fmt: skip
        return chosen.tolist()


def outside(rate: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Whether each rate lies beyond its limits; on a limit is not beyond it."""
    return (rate < low) | (rate > high)


def variance(n: np.ndarray) -> np.ndarray:
    """Of arcsin √rate by chance alone, whatever the rate."""
    return 1 / (4 * n + 2)


def fit(
    x: Sequence[int], n: Sequence[int], whole: tuple[int, int], smallest: int = SMALL
) -> Funnel:
    """The funnel of these groups around the department's (x, n). Groups with fewer than
    `smallest` cases are not compared and say nothing of the spread."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    enough = n >= smallest
    groups = int(enough.sum())
    if groups < FEWEST or not 0 < whole[0] < whole[1]:
        return Funnel(*whole, groups)
    phi, tau = spread(x[enough], n[enough], asin(sqrt(whole[0] / whole[1])))
    return Funnel(*whole, groups, phi, tau)


def spread(x: np.ndarray, n: np.ndarray, middle: float) -> tuple[float, float]:
    """phi, and tau where phi is more than chance would give (chi-squared, 5%), else 0."""
    from scipy.special import chdtri

    weights, free = 1 / variance(n), len(n) - 1
    # Anscombe's 3/8 keeps the variance right for groups of few cases.
    z = (np.arcsin(np.sqrt((x + 0.375) / (n + 0.75))) - middle) * np.sqrt(weights)
    z = np.clip(z, *np.quantile(z, [WINSOR, 1 - WINSOR]))
    # Around their own mean: an outlier pulls the department's rate away from all the others.
    squares = float((z**2).sum() - (np.sqrt(weights) * z).sum() ** 2 / weights.sum())
    if squares <= chdtri(free, SURE):
        return squares / free, 0.0
    room = weights.sum() - (weights**2).sum() / weights.sum()
    return squares / free, sqrt(max(0.0, (squares / KEPT - free) / room))
