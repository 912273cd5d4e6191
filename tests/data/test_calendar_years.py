"""The shipped calendar must know next year's days off."""

from datetime import date

from etl import calendar

HOW = (
    "data/calendar/days_off.csv ends with {last}; add {year}: put the days announced for it in "
    "data/calendar/overrides.csv (date,working,name,basis,enabled; a worked Saturday is "
    "working=1), then run `python -m etl.calendar make --to {year}` with a `holidays` package "
    "that knows {year}, and compare with the government's notice"
)


def test_next_year_is_in_the_calendar():
    year, last = date.today().year + 1, calendar.load().last_year
    assert last >= year, HOW.format(last=last, year=year)


def test_every_year_has_new_year_tet_and_national_day():
    for year in range(calendar.FIRST_YEAR, calendar.load().last_year + 1):
        off = [
            day
            for day, (worked, _) in calendar.load().special.items()
            if day.year == year and not worked
        ]
        tet = [day for day in off if date(year, 1, 20) <= day <= date(year, 2, 28)]
        assert len(tet) >= 3 and any(day.month == 9 for day in off), year


def test_every_row_says_on_what_basis():
    for name in ("days_off.csv", "overrides.csv"):
        for row in calendar.read_rows(calendar.FOLDER / name):
            assert row["name"] and row["basis"] and row["enabled"] in "01", row
            assert None not in row and date.fromisoformat(row["date"]), row
