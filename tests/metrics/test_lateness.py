"""What late is: one class per item and day, worked by hand from what the exports show."""

from datetime import date

import pytest

from metrics import measure
from metrics.catalog import CLASSES
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"

# name: exports as (as-of, due, closed, status) of one item opened 01/03/2023, then day -> class
CASES = {
    "done before the due day": (
        [("2023-04-30", "10/03/2023", "09/03/2023", "")],
        {"2023-03-08": "open_in_term", "2023-03-09": "done_early", "2023-04-30": "done_early"},
    ),
    "done on the due day is on time": (
        [("2023-04-30", "10/03/2023", "10/03/2023", "")],
        {"2023-03-09": "open_in_term", "2023-03-10": "done_on_time"},
    ),
    "done the day after": (
        [("2023-04-30", "10/03/2023", "11/03/2023", "")],
        {"2023-03-10": "open_in_term", "2023-03-11": "done_late"},
    ),
    "the term lasts until the end of the due day": (
        [("2023-04-30", "10/03/2023", "", "Đang thực hiện")],
        {"2023-03-10": "open_in_term", "2023-03-11": "open_overdue"},
    ),
    "a due time is an instant": (
        [("2023-04-30", "2023-03-10 14:00:00", "2023-03-10 14:00:01", "")],
        {"2023-03-10": "done_late"},
    ),
    "the instant itself is in time": (
        [("2023-04-30", "2023-03-10 14:00:00", "2023-03-10 14:00:00", "")],
        {"2023-03-10": "done_on_time"},
    ),
    "past a due time on the same day": (
        [("2023-04-30", "10/03/2023 14:00", "", "")],
        {"2023-03-09": "open_in_term", "2023-03-10": "open_overdue"},
    ),
    "no due date, whatever the label says": (
        [("2023-04-30", "", "05/04/2023", "Đã hoàn thành (quá hạn)")],
        {"2023-04-04": "open_no_due", "2023-04-05": "done_no_due"},
    ),
    "01/01/1970 is no due date": (
        [("2023-04-30", "01/01/1970", "", "Đang thực hiện (quá hạn)")],
        {"2023-04-30": "open_no_due"},
    ),
    "dates beat the label": (
        [("2023-04-30", "10/03/2023", "10/03/2023", "Đã hoàn thành (quá hạn)")],
        {"2023-04-30": "done_on_time"},
    ),
    "without a completion date the label's verdict holds: late": (
        [("2023-04-30", "10/03/2023", "", "Đã hoàn thành (quá hạn)")],
        {"2023-04-29": "open_overdue", "2023-04-30": "done_late"},
    ),
    "on time by label: never overdue before the export that says so": (
        [("2023-04-30", "10/03/2023", "", "Đã hoàn thành (đúng hạn)")],
        {"2023-03-09": "open_in_term", "2023-03-10": "done_on_time", "2023-04-29": "done_on_time"},
    ),
    "between two exports, both before the due day": (
        [
            ("2023-03-02", "10/03/2023", "", "Đang xử lý"),
            ("2023-03-09", "10/03/2023", "", "Hoàn thành"),
        ],
        {"2023-03-08": "open_in_term", "2023-03-09": "done_early"},
    ),
    "between two exports, both after the due day": (
        [
            ("2023-03-10", "10/03/2023", "", "Đang xử lý"),
            ("2023-03-20", "10/03/2023", "", "Hoàn thành"),
        ],
        {"2023-03-19": "open_overdue", "2023-03-20": "done_late"},
    ),
    "between two exports on either side: nobody can tell": (
        [
            ("2023-03-09", "10/03/2023", "", "Đang xử lý"),
            ("2023-03-20", "10/03/2023", "", "Hoàn thành"),
        ],
        {"2023-03-09": "open_in_term", "2023-03-15": "done_unknown", "2023-03-20": "done_unknown"},
    ),
    "done at first sight, after the due day: nobody can tell": (
        [("2023-03-20", "10/03/2023", "", "Hoàn thành")],
        {"2023-03-20": "done_unknown"},
    ),
    "awaiting acceptance is open": (
        [("2023-03-20", "10/03/2023", "08/03/2023", "Hoàn thành chưa phê duyệt")],
        {"2023-03-20": "open_overdue"},
    ),
    "an unknown label leaves it to the dates": (
        [("2023-03-20", "10/03/2023", "08/03/2023", "OK nhé")],
        {"2023-03-20": "done_early"},
    ),
    "withdrawn": (
        [("2023-03-20", "10/03/2023", "08/03/2023", "Đã thu hồi")],
        {"2023-03-07": "open_in_term", "2023-03-08": "withdrawn"},
    ),
    "reopened: the first completion does not count": (
        [
            ("2023-03-05", "10/03/2023", "04/03/2023", "Hoàn thành"),
            ("2023-03-12", "10/03/2023", "", "Xử lý lại"),
            ("2023-03-20", "10/03/2023", "15/03/2023", "Hoàn thành"),
        ],
        {"2023-03-05": "open_in_term", "2023-03-14": "open_overdue", "2023-03-15": "done_late"},
    ),
    "an extension holds from the export that shows it": (
        [
            ("2023-03-12", "10/03/2023", "", "Đang xử lý"),
            ("2023-03-19", "31/03/2023", "", "Đang xử lý"),
        ],
        {"2023-03-12": "open_overdue", "2023-03-18": "open_overdue", "2023-03-19": "open_in_term"},
    ),
    "the label spoke of the later due date, not of the one before it": (
        [
            ("2023-03-01", "10/03/2023", "", "Đang xử lý"),
            ("2023-06-01", "20/03/2023", "", "Đã hoàn thành (đúng hạn)"),
        ],
        {"2023-03-19": "open_overdue", "2023-03-20": "done_unknown", "2023-06-01": "done_on_time"},
    ),
    "late by the later due date is late by the one before it": (
        [
            ("2023-03-01", "10/03/2023", "", "Đang xử lý"),
            ("2023-06-01", "20/03/2023", "", "Đã hoàn thành (quá hạn)"),
        ],
        {"2023-05-31": "open_overdue", "2023-06-01": "done_late"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_class_on_a_day(name, tmp_path):
    exports, expected = CASES[name]
    store = warehouse(
        tmp_path,
        *(
            Export(as_of, HEAD, [("1", "việc", "P1", "01/03/2023", due, closed, status)])
            for as_of, due, closed, status in exports
        ),
    )
    found = {day: _class(store, date.fromisoformat(day)) for day in expected}
    assert found == expected


def test_the_original_due_date_is_kept_when_another_overwrites_it(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-03-12", HEAD, [("1", "việc", "P1", "01/03/2023", "10/03/2023", "", "Đang xử lý")]),
        Export("2023-03-31", HEAD, [("1", "việc", "P1", "01/03/2023", "31/03/2023", "30/03/2023", "Hoàn thành")]),
    )  # fmt: skip
    row = measure.rows(store, Filters(as_of=date(2023, 3, 31)))[0]
    assert (row["class"], row["first_class"]) == ("done_early", "done_late")
    assert (row["first_due_on"], row["due_on"]) == (date(2023, 3, 10), date(2023, 3, 31))


def test_only_what_was_known(tmp_path):
    exports = (
        Export("2023-03-12", HEAD, [("1", "việc", "P1", "01/03/2023", "10/03/2023", "", "Đang xử lý")]),
        Export("2023-03-31", HEAD, [("1", "việc", "P1", "01/03/2023", "10/03/2023", "09/03/2023", "Hoàn thành")]),
    )  # fmt: skip
    day = date(2023, 3, 12)
    assert _class(warehouse(tmp_path, *exports), day) == "done_early"
    assert _class(warehouse(tmp_path, *exports, known=day), day) == "open_overdue"


def _class(store, day: date) -> str:
    found = measure.total(store, Filters(as_of=day), CLASSES)
    assert sum(found.values()) == 1
    return next(name for name, number in found.items() if number)
