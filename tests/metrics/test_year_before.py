"""The same view a year earlier."""

from datetime import date

import pytest

from metrics.filters import Filters
from metrics.periods import Period, parse
from metrics.year_before import filters_before

FIRST = date(2021, 12, 15)


@pytest.mark.parametrize(
    ("period", "as_of", "before", "as_of_before"),
    [
        ("2023H1", "2023-06-14", "2022H1", "2022-06-14"),
        ("2023H1", "2023-06-30", "2022H1", "2022-06-30"),  # as long after the period as now
        ("2023M02-calendar", "2023-02-28", "2022M02-calendar", "2022-02-28"),
        ("2023Q1", "2023-03-01", "2022Q1", "2022-03-01"),
    ],
)
def test_goes_back_by_a_year(period, as_of, before, as_of_before):
    now = Filters(date.fromisoformat(as_of), parse(period), units=("A",))
    then = filters_before(now, FIRST)
    assert (then.period, then.as_of) == (parse(before), date.fromisoformat(as_of_before))
    assert then.units == ("A",)


def test_there_is_none_without_a_name_or_before_the_data():
    own_dates = Period(date(2023, 1, 1), date(2023, 3, 1))
    assert filters_before(Filters(own_dates.last, own_dates), FIRST) is None
    assert filters_before(Filters(date(2023, 1, 1)), FIRST) is None
    assert filters_before(Filters(date(2022, 6, 14), parse("2022H1")), FIRST) is None
