"""Which texts of the due-date columns are read as terms, and what a bare number counts."""

import duckdb
import pytest

from etl.stage.deadline_table import add_deadlines, counted
from etl.stage.typed import RAW
from layout import REPO

MOMENTS = (REPO / "etl" / "stage" / "moments.sql").read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Số ngày dự kiến", " ngày"),
        ("SỐ NGÀY DỰ KIẾN (ngày làm việc)", " ngày làm việc"),
        ("Số ngày làm việc dự kiến", " ngày làm việc"),
        ("Hạn xử lý", ""),
        ("Thời hạn (ngày)", ""),  # of a date as well as of a count
    ],
)
def test_what_a_headings_numbers_count(heading, unit):
    assert counted(heading) == unit


def terms(rows: list[list[str]], columns: dict[str, int], headings: list[str]) -> dict:
    """Text -> rule, number and unit of what was read."""
    db = duckdb.connect()
    db.execute(MOMENTS)
    db.execute(RAW)
    for n, cells in enumerate(rows, start=1):
        db.execute("insert into raw values (?, '', ?, 'loaded', null, ?)", [n, n, cells])
    add_deadlines(db, columns, None, headings)
    found = db.execute("select text, rule, part.number, part.unit from deadline").fetchall()
    return {text: rest for text, *rest in found}


ROWS = [["5"], ["010"], ["01/06/2023"], ["3 ngày làm việc"], ["2017"], ["5,5"], [""]]


def test_bare_numbers_under_a_count_of_days():
    assert terms(ROWS, {"due_on": 0}, ["Số ngày dự kiến"]) == {
        "5": ["days", 5, "day"],
        "010": ["days", 10, "day"],
        "3 ngày làm việc": ["working_days", 3, "working_day"],
        "2017": ["year", None, None],  # no count has four figures
    }


def test_bare_numbers_under_a_date_say_nothing():
    assert "5" not in terms(ROWS, {"due_on": 0}, ["Hạn xử lý"])
    both = [["5", "5"], ["7", "01/06/2023"]]
    columns = {"first_due_on": 0, "due_on": 1}
    assert terms(both, columns, ["Số ngày dự kiến", "Hạn mới"]) == {"7": ["days", 7, "day"]}
    assert terms([["5"]], {"due_on": 0}, []) == {}, "without headings"
