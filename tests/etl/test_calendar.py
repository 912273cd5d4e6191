"""The calendar against other people's published answers, and against literal Vietnamese days."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import calendar, calendar_make
from etl.calendar import Calendar

SHARED = Path(__file__).resolve().parents[3] / "shared"
DAYS_HELD = SHARED / "calendar" / "days_2019_2026.csv"
absent = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared (reference results) is absent")
D = date.fromisoformat


def vectors(name: str) -> dict:
    return json.loads((SHARED / "vectors" / name).read_text(encoding="utf-8"))


def a_calendar(off=(), worked=()) -> Calendar:
    special = {D(d): (False, "") for d in off} | {D(d): (True, "") for d in worked}
    return Calendar(special, 2007, 2014)


@absent
def test_due_dates_of_alaveteli():
    table = vectors("due_dates_alaveteli.json")
    held = a_calendar(table["holidays"])
    for row in table["working"]:
        assert held.add_working_days(D(row["start"]), row["days"]) == D(row["due"]), row
    for row in table["calendar"]:
        assert held.add_calendar_days(D(row["start"]), row["days"]) == D(row["due"]), row
    assert len(table["working"]) + len(table["calendar"]) == 16


@absent
def test_spans_of_gocardless():
    table = vectors("working_days_gocardless.json")
    held = a_calendar(table["holidays"], table["extra_working_dates"])
    for row in table["business_days_between"]:
        # that library counts [start, end) after rolling both ends forward
        start, end = (held.next_working(D(row[key])) for key in ("start", "end"))
        expected = row["expected"] if row["use"] else row["plain_definition"]
        assert held.working_days_between(start, end) == expected, row


@absent
@pytest.mark.parametrize(
    ("name", "holiday", "sign"),
    [
        ("add_business_days_holiday_2013-01-01", "2013-01-01", 1),
        ("subtract_business_days_holiday_2013-01-03", "2013-01-03", -1),
    ],
)
def test_additions_of_gocardless(name, holiday, sign):
    for row in vectors("working_days_gocardless.json")[name]:
        held = a_calendar([holiday], row["extra"])
        # it rolls a start that is not worked; the Civil Code does not (day zero is the event day)
        start = held.next_working(D(row["start"])) if sign > 0 else D(row["start"])
        assert held.add_working_days(start, sign * row["days"]) == D(row["result"]), row


@pytest.mark.skipif(not DAYS_HELD.is_file(), reason="../shared/calendar is absent")
def test_every_day_of_2019_to_2026_as_proposed():
    with DAYS_HELD.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wrong = [
        row["date"]
        for row in rows
        if calendar.load().is_working(D(row["date"])) != (row["proposed_working"] == "1")
    ]
    assert len(rows) == 2922
    assert wrong == []


@pytest.mark.parametrize(
    ("start", "days", "due", "why"),
    [
        ("2023-06-09", 5, "2023-06-16", "received Friday + 5 = next Friday"),
        (
            "2023-04-28",
            1,
            "2023-05-04",
            "30/4 on a Sunday: Tuesday and Wednesday made up, 2-3/5 off",
        ),
        ("2025-12-31", 1, "2026-01-05", "2/1/2026 off by 12729/VPCP-KGVX"),
        ("2026-01-09", 1, "2026-01-10", "the Saturday worked for it"),
        ("2023-01-19", 1, "2023-01-27", "Tết Quý Mão, seven days"),
        ("2024-04-26", 2, "2024-05-03", "29/4/2024 off"),
        ("2024-05-03", 1, "2024-05-04", "Saturday 4/5/2024 worked"),
        ("2009-12-31", 1, "2010-01-04", "2009 is outside, 1/1/2010 is not"),
        ("2023-06-14", 0, "2023-06-14", "no days"),
    ],
)
def test_terms_in_working_days(start, days, due, why):
    assert calendar.add_working_days(D(start), days) == D(due), why


@pytest.mark.parametrize(
    ("start", "days", "due", "why"),
    [
        ("2023-06-01", 20, "2023-06-21", "Wednesday"),
        ("2023-06-04", 20, "2023-06-26", "Saturday rolls to Monday"),
        ("2023-04-10", 20, "2023-05-04", "Sunday 30/4 rolls over the holidays"),
    ],
)
def test_terms_in_days_roll_to_a_worked_day(start, days, due, why):
    assert calendar.add_calendar_days(D(start), days) == D(due), why


def test_a_row_of_the_table():
    assert calendar.days(D("2026-01-01"), D("2026-01-03"))[1] == (
        D("2026-01-02"),
        False,
        calendar.load().number(D("2025-12-31")),
        "Ngày nghỉ (làm bù ngày 10/01/2026)",
        True,
    )


def test_outside_the_list_is_monday_to_friday_and_says_so():
    ((day, worked, _, name, listed),) = calendar.days(D("2099-01-01"), D("2099-01-01"))
    assert (day.weekday(), worked, name, listed) == (3, True, "", False)
    ((*_, listed),) = calendar.days(D("2009-12-31"), D("2009-12-31"))
    assert not listed


@pytest.mark.parametrize("day", ["2026-11-24", "2027-11-24"])
def test_24_november_can_be_switched_off(day):
    assert not calendar.load().is_working(D(day))
    off = {"date": day, "working": "0", "name": "", "basis": "", "enabled": "0"}
    assert calendar.load().with_overrides([off]).is_working(D(day))


def test_an_override_of_another_year_does_not_make_that_year_known():
    row = {"date": "2031-01-02", "working": "0", "name": "x", "basis": "", "enabled": "1"}
    held = calendar.load().with_overrides([row])
    assert not held.is_working(D("2031-01-02")) and not held.covers(D("2031-01-02"))


DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 300))
def test_adding_and_subtracting_agree(start, days):
    held = calendar.load()
    due = held.add_working_days(start, days)
    assert held.is_working(due) and held.working_days_between(start, due) == days


@given(DAYS)
def test_the_number_grows_by_one_on_worked_days_only(day):
    held = calendar.load()
    assert held.working_days_between(day - timedelta(1), day) == held.is_working(day)


def test_the_shipped_list_is_what_the_command_makes(tmp_path):
    shipped = calendar.FOLDER / "days_off.csv"
    (tmp_path / "overrides.csv").write_bytes((calendar.FOLDER / "overrides.csv").read_bytes())
    made = calendar_make.write(tmp_path, calendar.FIRST_YEAR, calendar.load().last_year)
    assert made.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")


def test_an_override_outside_the_years_is_refused(tmp_path):
    text = "date,working,name,basis,enabled\n2040-01-02,0,x,y,1\n"
    (tmp_path / "overrides.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match="2040-01-02"):
        calendar_make.write(tmp_path, 2010, 2027)
