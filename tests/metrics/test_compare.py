"""Fisher's exact test against published values and against the definition."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.compare import direction, fisher_exact

# x1, n1, x2, n2, two-sided p. Fisher's tea tasting and R's job satisfaction-style 2 x 2 tables.
KNOWN = [
    (3, 4, 1, 4, 0.4857142857),  # R: fisher.test(matrix(c(3, 1, 1, 3), 2))
    (8, 10, 1, 6, 0.0349650350),  # scipy.stats.fisher_exact([[8, 2], [1, 5]])
    (6, 8, 1, 5, 0.1025641026),  # scipy.stats.fisher_exact([[6, 2], [1, 4]])
    (10, 12, 3, 18, 0.0005367241),  # R: ?fisher.test, Convictions of twins
    (0, 5, 5, 5, 2 / 252),
    (5, 10, 5, 10, 1.0),
    (0, 0, 3, 7, 1.0),
    (0, 9, 0, 7, 1.0),
]


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "p"), KNOWN)
def test_known_values(x1, n1, x2, n2, p):
    assert fisher_exact(x1, n1, x2, n2) == pytest.approx(p, abs=1e-9)


def by_definition(x1, n1, x2, n2):
    drawn = x1 + x2
    ways = {
        x: comb(n1, x) * comb(n2, drawn - x) for x in range(max(0, drawn - n2), min(drawn, n1) + 1)
    }
    return sum(w for w in ways.values() if w <= ways[x1]) / sum(ways.values())


sizes = st.integers(0, 60)


@given(n1=sizes, n2=sizes, data=st.data())
def test_is_the_sum_over_tables_no_likelier(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    assert fisher_exact(x1, n1, x2, n2) == pytest.approx(by_definition(x1, n1, x2, n2), rel=1e-9)
    assert fisher_exact(x1, n1, x2, n2) == pytest.approx(fisher_exact(x2, n2, x1, n1), rel=1e-9)


def test_millions_agree_with_the_normal_approximation():
    p = fisher_exact(1_001_000, 5_000_000, 1_000_000, 5_000_000)
    assert p == pytest.approx(0.4292, abs=0.002)  # z = 0.7906


@pytest.mark.parametrize(
    ("figures", "way"),
    [((30, 100, 10, 100), 1), ((10, 100, 30, 100), -1), ((12, 100, 10, 100), 0), ((1, 1, 0, 0), 0)],
)
def test_direction_only_where_chance_is_ruled_out(figures, way):
    assert direction(*figures) == way


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError):
        fisher_exact(5, 4, 0, 1)
