"""Windows of reporting, by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.flow import statutory_month
from metrics.periods import following, parse, statutory_half

WINDOWS = [
    ("2023H1", "2022-12-15", "2023-06-14"),
    ("2023H2", "2023-06-15", "2023-12-14"),
    ("2023Y", "2022-12-15", "2023-12-14"),
    ("2023Q1", "2022-12-15", "2023-03-14"),
    ("2023Q2", "2023-03-15", "2023-06-14"),
    ("2023Q4", "2023-09-15", "2023-12-14"),
    ("2023M01", "2022-12-15", "2023-01-14"),
    ("2023M05", "2023-04-15", "2023-05-14"),
    ("2023H1-calendar", "2023-01-01", "2023-06-30"),
    ("2023H2-calendar", "2023-07-01", "2023-12-31"),
    ("2023Y-calendar", "2023-01-01", "2023-12-31"),
    ("2024Q1-calendar", "2024-01-01", "2024-03-31"),
    ("2024M02-calendar", "2024-02-01", "2024-02-29"),
]


@pytest.mark.parametrize(("name", "first", "last"), WINDOWS)
def test_window(name, first, last):
    period = parse(name)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("name", ["2023", "2023H3", "2023Q0", "2023M13", "H1", "2023h1", ""])
def test_what_is_no_period(name):
    with pytest.raises(ValueError):
        parse(name)


@given(
    st.integers(2011, 2090),
    st.sampled_from(["H1", "H2", "Y", "Q1", "Q4", "M01", "M12", "H2-calendar", "M12-calendar"]),
)
def test_periods_leave_no_gap(year, part):
    period = parse(f"{year}{part}")
    assert following(period).first == period.last + timedelta(days=1)


@given(st.dates(date(2010, 1, 1), date(2090, 12, 31)))
def test_every_day_lies_in_its_half_and_month(day):
    half = statutory_half(day)
    assert half.first <= day <= half.last
    month = statutory_month(day)
    window = parse(f"{month.year}M{month.month:02d}")
    assert window.first <= day <= window.last
