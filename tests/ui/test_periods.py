"""The periods offered, and what an address may say."""

from datetime import date

import pytest

from metrics.periods import parse
from ui import periods


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("H", ["2023H2", "2023H1", "2022H2"]),
        ("Y", ["2023Y", "2022Y"]),
        ("H-calendar", ["2023H2-calendar", "2023H1-calendar", "2022H2-calendar"]),
        ("Q", ["2023Q4", "2023Q3", "2023Q2", "2023Q1", "2022Q4"]),
    ],
)
def test_the_periods_that_touch_the_data_newest_first(kind, names):
    assert periods.names(kind, date(2022, 10, 1), date(2023, 12, 14)) == names


def test_a_statutory_year_begins_in_december():
    assert periods.names("Y", date(2022, 12, 15), date(2022, 12, 20)) == ["2023Y"]


def test_a_mistyped_date_does_not_make_the_choice_endless():
    assert len(periods.names("M", date(1023, 1, 1), date(2023, 1, 1))) <= 12 * (periods.YEARS + 2)


@pytest.mark.parametrize("text", ["", "2023", "2023H3", "9999Y", "0001H1", "2023H1 ",
                                  "2023-02-30..2023-03-01", "2023-03-01..2023-02-01",
                                  "2023-01-01..9999-12-31", "..", "2023H1'--"])  # fmt: skip
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError):
        periods.read(text)


def test_what_can_be_read():
    assert periods.read("all") is None
    assert periods.read("2023H1") == parse("2023H1")
    window = periods.read(periods.window(date(2023, 1, 2), date(2023, 1, 2)))
    assert (window.first, window.last, window.name) == (date(2023, 1, 2), date(2023, 1, 2), "")


@pytest.mark.parametrize(("name", "kind"), [
    ("2023H1", "H"), ("2023Y-calendar", "Y-calendar"), ("2023M05", "M"), ("all", "all"),
    ("2023-01-01..2023-01-31", "custom"),
])  # fmt: skip
def test_the_kind_of_a_period(name, kind):
    assert periods.kind_of(periods.read(name)) == kind


@pytest.mark.parametrize(("name", "words"), [
    ("2023H2", "6 tháng cuối năm 2023"), ("2023Y", "Năm 2023"), ("2023Q2", "Quý II/2023"),
    ("2023M05-calendar", "Tháng 5/2023"),
])  # fmt: skip
def test_a_period_in_words(name, words):
    assert periods.label(name) == words
