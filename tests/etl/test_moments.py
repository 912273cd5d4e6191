"""Which cells are dates; by hand. What is no date is null, never a guess."""

from datetime import datetime

import duckdb
import pytest

from layout import REPO

CELLS = [
    ("2023-06-14", datetime(2023, 6, 14)),
    ("2023-06-14 08:30", datetime(2023, 6, 14, 8, 30)),
    ("2023-06-14T08:30:05", datetime(2023, 6, 14, 8, 30, 5)),
    ("2023-06-14T20:30:00Z", datetime(2023, 6, 15, 3, 30)),
    ("2023-06-14 08:30:00+07:00", datetime(2023, 6, 14, 8, 30)),
    ("14/06/2023", datetime(2023, 6, 14)),
    ("4/3/2023", datetime(2023, 3, 4)),
    ("03/04/2026", datetime(2026, 4, 3)),
    ("14.06.2023", datetime(2023, 6, 14)),
    ("14-06-2023 17:00", datetime(2023, 6, 14, 17)),
    ("31/02/2023", None),
    ("13/13/2023", None),
    ("20/01/201", None),
    ("20/01/23", None),
    ("tháng 10/2018", None),
    ("Thường xuyên", None),
    ("45091", None),
    ("", None),
]


@pytest.fixture(scope="module", params=["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def db(request):
    connection = duckdb.connect()
    connection.execute(f"set timezone = '{request.param}'")
    connection.execute((REPO / "etl" / "stage" / "moments.sql").read_text("utf-8"))
    return connection


@pytest.mark.parametrize(("cell", "moment"), CELLS)
def test_read_moment(db, cell, moment):
    assert db.execute("select read_moment($cell)", {"cell": cell}).fetchone() == (moment,)


def test_typing_errors_are_not_plausible(db):
    years = "select plausible(read_moment($cell))"
    assert db.execute(years, {"cell": "01/01/1970"}).fetchone() == (None,)
    assert db.execute(years, {"cell": "01/01/2205"}).fetchone() == (None,)
    assert db.execute("select is_none_date(read_moment('01/01/1970'))").fetchone() == (True,)


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("10/03/2023", datetime(2023, 3, 11)),
        ("10/03/2023 14:00", datetime(2023, 3, 10, 14, 0, 0, 1)),
    ],
)
def test_a_term_lasts_to_the_end_of_its_day_or_to_its_instant(db, cell, end):
    assert db.execute("select term_end(read_moment($cell))", {"cell": cell}).fetchone() == (end,)
