"""Exports of one source are one history per case: every part of it, by hand."""

from datetime import date

import pytest

from metrics import history, measure, quality
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
FULL = ("1", "a", "A", "01/03/2023", "10/03/2023", "", "Đang thực hiện")
DAY = date(2023, 4, 30)


def item(store, day=DAY):
    """The one item there is, as it stood on a day."""
    (found,) = measure.rows(store, Filters(day))
    return found


def shown(day: str, head: str = HEAD, *rows: tuple, full: bool = False) -> Export:
    return Export(day, head, list(rows), full=full)


def test_a_layout_without_due_dates_takes_none_away(tmp_path):
    silent = "source_id subject unit source_status"
    exports = [
        shown("2023-03-05", HEAD, FULL),
        shown("2023-03-12", silent, ("1", "a", "A", "Đang thực hiện")),
        shown("2023-03-19", HEAD, (*FULL[:4], "20/03/2023", "", "Đang thực hiện")),
    ]
    store = warehouse(tmp_path, *exports)
    on = {day: item(store, date(2023, 3, day)) for day in (8, 12, 18, 19)}
    assert [on[d]["class"] for d in on] == [
        "open_in_term", "open_overdue", "open_overdue", "open_in_term",
    ]  # fmt: skip
    assert [on[d]["due_on"].day for d in on] == [10, 10, 10, 20]
    seen = history.observations(store, on[8]["case_id"])
    assert [one["due_on"] and one["due_on"].day for one in seen] == [10, None, 20]


def test_a_layout_without_state_reopens_nothing(tmp_path):
    done = ("1", "a", "A", "01/03/2023", "10/03/2023", "09/03/2023", "Đã hoàn thành")
    exports = [
        shown("2023-03-12", HEAD, done),
        shown("2023-03-19", "source_id subject unit due_on", ("1", "a", "A", "10/03/2023")),
    ]
    found = item(warehouse(tmp_path, *exports))
    assert (found["class"], found["source_status"]) == ("done_early", "Đã hoàn thành")


def test_a_layout_without_units_passes_nothing_on(tmp_path):
    two = "source_id subject due_on source_status"
    exports = [
        shown("2023-03-05", HEAD, FULL),
        shown("2023-03-12", two, ("1", "a", "10/03/2023", "Đang thực hiện")),
        shown("2023-03-19", HEAD, FULL),
    ]
    store = warehouse(tmp_path, *exports)
    assert (item(store)["unit"], item(store)["class"]) == ("A", "open_overdue")
    assert [row["unit"] for row in measure.settlement(store, Filters(DAY), "unit")] == ["?A"]


def test_an_empty_cell_of_a_layout_that_has_the_column_is_said(tmp_path):
    gone = (*FULL[:4], "", "", "Đang thực hiện")
    store = warehouse(tmp_path, shown("2023-03-05", HEAD, FULL), shown("2023-03-12", HEAD, gone))
    assert [item(store, date(2023, 3, d))["class"] for d in (11, 12)] == [
        "open_overdue", "open_no_due",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["Đã hoàn thành", "Hoàn thành"])
def test_completion_between_two_exports_is_told_by_the_side_of_the_due_date(tmp_path, label):
    """Open on the first export, done on the second, no date: 5/3-9/3 lies before the due 10/3,
    12/3-19/3 after it, 5/3-19/3 on both sides."""
    done = (*FULL[:6], label)
    for first, second, expected in (
        ("2023-03-05", "2023-03-09", "done_early"),
        ("2023-03-12", "2023-03-19", "done_late"),
        ("2023-03-05", "2023-03-19", "done_unknown"),
    ):
        store = warehouse(tmp_path, shown(first, HEAD, FULL), shown(second, HEAD, done))
        assert item(store)["class"] == expected


def test_first_seen_stands_for_an_opening_nobody_gave(tmp_path):
    bare = ("1", "a", "A", "", "10/03/2023", "", "Đang thực hiện")
    exports = [shown(day, HEAD, bare) for day in ("2023-03-05", "2023-03-12")]
    found = item(warehouse(tmp_path, *exports))
    assert (found["opened_on"], found["opened_is_first_seen"]) == (date(2023, 3, 5), True)


def test_vanished_and_back_again_where_exports_are_full(tmp_path):
    other = ("2", "b", "A", "01/03/2023", "", "", "Đang thực hiện")
    there = [shown("2023-03-05", HEAD, FULL, other, full=True)]
    gone = [*there, shown("2023-03-12", HEAD, other, full=True)]
    back = [*gone, shown("2023-03-19", HEAD, FULL, other, full=True)]
    assert quality.vanished(warehouse(tmp_path, *there)) == []
    (lost,) = quality.vanished(warehouse(tmp_path, *gone))
    assert (lost["source_id"], lost["last_seen"], lost["newest_export"]) == (
        "1", date(2023, 3, 5), date(2023, 3, 12),
    )  # fmt: skip
    store = warehouse(tmp_path, *back)
    assert quality.vanished(store) == []
    (found,) = quality.reappeared(store)
    assert (found["source_id"], found["last_seen"], found["missing_on"], found["back_on"]) == (
        "1", date(2023, 3, 5), date(2023, 3, 12), date(2023, 3, 19),
    )  # fmt: skip
    assert len(measure.rows(store, Filters(DAY))) == 2, "one item goes on; nothing is counted twice"
    assert quality.reappeared(warehouse(tmp_path, *back, known=date(2023, 3, 12))) == []
    (lost,) = quality.vanished(warehouse(tmp_path, *back, known=date(2023, 3, 12)))
    assert lost["source_id"] == "1"


def test_without_full_exports_nothing_vanishes_or_comes_back(tmp_path):
    exports = [shown(d, HEAD, *rows) for d, rows in (
        ("2023-03-05", [FULL]), ("2023-03-12", [("2", "b", *FULL[2:])]), ("2023-03-19", [FULL]),
    )]  # fmt: skip
    store = warehouse(tmp_path, *exports)
    assert quality.vanished(store) == quality.reappeared(store) == []


def test_what_was_known_then_has_the_words_and_officials_of_then(tmp_path):
    head = f"{HEAD} official"
    exports = [
        shown("2023-03-05", head, (*FULL, "Bà Một")),
        shown("2023-03-19", head, ("1", "a mới", *FULL[2:], "Ông Hai")),
    ]
    for known, subject, official in (
        (None, "a mới", "Ông Hai"), (date(2023, 3, 18), "a", "Bà Một"),
    ):  # fmt: skip
        store = warehouse(tmp_path, *exports, known=known)
        found = item(store)
        case = history.case(store, found["case_id"])
        assert (case["subject"], found["official"]) == (subject, official)
