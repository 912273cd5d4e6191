"""How far a count of few cases can be trusted: intervals for a rate, limits around one.

An interval says which true rates agree with x of n. Limits say which counts agree with a true
rate. scipy is imported where it is used: it is slow to import and most pages do not need it.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

Z95 = 1.959963984540054  # the normal quantile of a two-sided 95% interval


def wilson(x: int, n: int, z: float = Z95) -> tuple[float, float] | None:
    """Wilson's score interval for x of n, as fractions; None where n is 0."""
    if not n:
        return None
    middle = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(x * (n - x) / n + z * z / 4)
    return max(0.0, middle - half) if x else 0.0, min(1.0, middle + half) if x < n else 1.0


def exact(x: int, n: int, level: float = 0.95) -> tuple[float, float] | None:
    """Clopper and Pearson's exact interval for x of n, as fractions; None where n is 0."""
    from scipy.special import betainccinv, betaincinv

    if not n:
        return None
    tail = (1 - level) / 2
    low = float(betaincinv(x, n - x + 1, tail)) if x else 0.0
    high = float(betainccinv(x + 1, n - x, tail)) if x < n else 1.0
    return low, high


def binomial_limits(
    n: np.ndarray, p: float | np.ndarray, tail: float
) -> tuple[np.ndarray, np.ndarray]:
    """Per n the counts between which x stays but for a chance of at most `tail` on each side,
    where each of n cases has the chance p: the binomial quantiles, both ends inside."""
    return binomial_quantile(n, p, tail), binomial_quantile(n, p, 1 - tail)


def binomial_quantile(n: np.ndarray, p: float | np.ndarray, chance: float) -> np.ndarray:
    """Per n the smallest count that x does not exceed with at least this chance."""
    from scipy.special import bdtr, bdtrik

    n, p = np.broadcast_arrays(np.asarray(n, dtype=np.int64), p)
    with np.errstate(invalid="ignore"):  # where it is certain there is nothing to find
        found = np.ceil(bdtrik(chance, n, p))
    below = np.maximum(found - 1, 0)  # rounding may have taken the search one too far
    found = np.where(bdtr(below, n, p) >= chance, below, found)
    return np.where((n > 0) & (p > 0) & (p < 1), found, np.where(p < 1, 0, n)).astype(float)


def poisson_limits(expected: float, tail: float) -> tuple[float, float]:
    """The exact limits of a count over its expected value, as ratios, `tail` beyond each end."""
    from scipy.special import chdtri

    low = chdtri(2 * expected, 1 - tail) / 2 / expected
    return float(low), float(chdtri(2 * (expected + 1), tail) / 2 / expected)
