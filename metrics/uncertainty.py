"""How far a rate of few cases can be trusted."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054  # the normal quantile of a two-sided 95% interval


def wilson(x: int, n: int, z: float = Z95) -> tuple[float, float] | None:
    """Wilson's score interval for x of n, as fractions; None where n is 0."""
    if not n:
        return None
    middle = (x + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(x * (n - x) / n + z * z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)
