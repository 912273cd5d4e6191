"""Can two fractions be told apart from chance? An exact test, with the standard library alone."""

from __future__ import annotations

from math import exp, lgamma

SURE = 0.01  # below this chance of seeing such a difference by accident, a page names a direction
TIE = 1 + 1e-7  # two tables that are equally likely but for rounding, as R's fisher.test has it
NEGLIGIBLE = 1e-17  # a term this small against the sum changes nothing


def fisher_exact(x1: int, n1: int, x2: int, n2: int) -> float:
    """Two-sided p of Fisher's exact test for x1 of n1 against x2 of n2.

    The chance, with all four margins fixed, of a table no likelier than the one seen. 1.0 where
    either n is 0. Takes about as many steps as the standard deviation, so millions are no matter.
    """
    if not (0 <= x1 <= n1 and 0 <= x2 <= n2):
        raise ValueError((x1, n1, x2, n2))
    table = Hypergeometric(n1, n2, x1 + x2)
    if table.low == table.high:
        return 1.0
    limit = table.log(x1) + (TIE - 1)
    left = table.last_under(limit, table.low, table.mode, up=True)
    right = table.last_under(limit, table.high, table.mode, up=False)
    return min(1.0, table.tail(left, -1) + table.tail(right, +1))


def direction(x1: int, n1: int, x2: int, n2: int) -> int:
    """1 if the first fraction is higher, -1 if lower, 0 where chance cannot be ruled out."""
    if not n1 or not n2 or fisher_exact(x1, n1, x2, n2) >= SURE:
        return 0
    return 1 if x1 / n1 > x2 / n2 else -1


class Hypergeometric:
    """How many of `drawn` come from the first group of n1, the rest from the second of n2."""

    def __init__(self, n1: int, n2: int, drawn: int) -> None:
        self.n1, self.n2, self.drawn = n1, n2, drawn
        self.low, self.high = max(0, drawn - n2), min(drawn, n1)
        self.mode = min(max((drawn + 1) * (n1 + 1) // (n1 + n2 + 2), self.low), self.high)
        self._all = _log_choose(n1 + n2, drawn)

    def log(self, x: int) -> float:
        """Logarithm of the chance of x."""
        return _log_choose(self.n1, x) + _log_choose(self.n2, self.drawn - x) - self._all

    def last_under(self, limit: float, end: int, mode: int, *, up: bool) -> int | None:
        """The value nearest to the mode, on this side of it, that is no likelier than `limit`."""
        if self.log(end) > limit:
            return None
        low, high = (end, mode) if up else (mode, end)
        while high - low > 1:  # the chance rises towards the mode
            middle = (low + high) // 2
            under = self.log(middle) <= limit
            low, high = (middle, high) if under == up else (low, middle)
        inner, outer = (high, low) if up else (low, high)
        return inner if self.log(inner) <= limit else outer

    def tail(self, x: int | None, step: int) -> float:
        """The chance of x and of everything beyond it, going by `step`."""
        if x is None:
            return 0.0
        total, term = 0.0, exp(self.log(x))
        while self.low <= x <= self.high and term > total * NEGLIGIBLE:
            total += term
            term *= self._ratio(x, step)
            x += step
        return total

    def _ratio(self, x: int, step: int) -> float:
        if step > 0:
            return (self.n1 - x) * (self.drawn - x) / ((x + 1) * (self.n2 - self.drawn + x + 1))
        return x * (self.n2 - self.drawn + x) / ((self.n1 - x + 1) * (self.drawn - x + 1))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
