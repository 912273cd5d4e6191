"""A list has exactly the rows its figure counts: months, ages, extensions, the leaders' lists."""

from datetime import date

import pytest

from layout import DataDir
from metrics import lists, open_store
from metrics.board import BOARD, PARTITIONS, board
from metrics.filters import Filters
from metrics.flow import ageing, extensions, flow
from metrics.latency import matrix, reply_forms
from metrics.lists import Listing, Top
from metrics.measure import counts, rows, total
from metrics.periods import parse
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
H1 = Filters(date(2023, 6, 14), parse("2023H1"))
H2 = Filters(date(2023, 12, 14), parse("2023H2"))
EVERYTHING = Filters(date(2023, 12, 14), roles=())
VIEWS = [H2, H1, EVERYTHING, Filters(H1.as_of, H1.period, due_basis="first"),
         Filters(H2.as_of, H2.period, per="case")]  # fmt: skip


@pytest.fixture(scope="module")
def sample(sample_data):
    return open_store(DataDir(sample_data))


def size(store, listing: Listing) -> int:
    """The list's number, which is also how many rows it gives."""
    number = lists.number(store, listing)
    assert len(lists.listed(store, listing)) == number
    return number


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_months_of_the_flow_open_what_they_count(sample, view):
    everything = Filters(view.as_of, None, roles=view.roles, per=view.per, due_basis=view.due_basis)
    for month in flow(sample, view):
        first = month["month"].isoformat()
        for name, column in (("came_in", "came"), ("gone_in", "gone"), ("left_after", "backlog")):
            assert size(sample, Listing(everything, "total", ((name, first),))) == month[column]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_ages_open_what_they_count(sample, view):
    for row in ageing(sample, view):
        listing = Listing(view, "open_overdue", (("age", row["bucket"]),))
        assert size(sample, listing) == row["overdue"]


def test_the_matrix_and_the_forms_open_what_they_count(sample):
    asked = Filters(H2.as_of, H2.period, kinds=("consultations",))
    for pair in matrix(sample, asked):
        narrow = (("requesting_unit", str(pair["requesting_unit"])),)
        of_unit = Filters(H2.as_of, H2.period, kinds=("consultations",), units=(pair["unit"],))
        assert size(sample, Listing(of_unit, "total", narrow)) == pair["asked"]
        assert size(sample, Listing(of_unit, "late", narrow)) == pair["late"]
    for row in reply_forms(sample, asked):
        narrow = (
            ("reply_form", row["reply_form"] or ""),
            ("term_set_by", row["term_set_by"] or ""),
        )
        assert size(sample, Listing(asked, "total", narrow)) == row["number"]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_tops_are_the_beginnings_of_their_lists(sample, view):
    wanted = (
        Top("longest", "open_overdue", limit=10),
        Top("from_above", "open_overdue", ("from_above",)),
        Top("enterprises", "open", ("enterprises",), order="opened", limit=3),
        Top("unanswered", "open", ("unanswered",)),
    )
    for top in wanted:
        found = lists.tops(sample, view, wanted)[top.name]
        whole = lists.listed(sample, top.listing(view))
        assert [row["number"] for row in found] == [len(whole)] * min(top.limit, len(whole))
        order = "opened_on" if top.order == "opened" else "due_on"
        assert [row[order] for row in found] == [row[order] for row in whole][: top.limit]


def test_a_page_of_rows_is_the_same_rows(sample):
    whole = rows(sample, H2, "done")
    pages = [rows(sample, H2, "done", limit=100, offset=at) for at in range(0, len(whole), 100)]
    assert sorted(r["item_id"] for page in pages for r in page) == sorted(
        r["item_id"] for r in whole
    )
    assert [r["due_on"] for page in pages for r in page] == [r["due_on"] for r in whole]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("by", [*PARTITIONS, "official"])
def test_a_board_is_its_groups_and_the_total_of_all(sample, view, by):
    found = board(sample, view, by)
    assert found.groups == counts(sample, view, BOARD, by)
    assert found.total == total(sample, view, BOARD)


def moved(folder, *exports: tuple[str, str]):
    """A task due 10/02/2023 as its exports show its due date; extensions as of the half's end."""
    made = [Export(day, HEAD, [("1", "S", "Phòng A", "2023-01-05", due, "", "Đang thực hiện")])
            for day, due in exports]  # fmt: skip
    return extensions(warehouse(folder, *made), H1)


def test_a_month_in_which_nothing_moved_keeps_its_backlog(tmp_path):
    """One task is open from 20/01 (the month that ends on 14/02); another came and went in May."""
    rows = [("1", "a", "Phòng A", "2023-01-20", "", "", "Đang thực hiện"),
            ("2", "b", "Phòng A", "2023-04-20", "", "2023-05-02", "Hoàn thành")]  # fmt: skip
    found = flow(warehouse(tmp_path, Export("2023-06-14", HEAD, rows)), H1)
    assert [(r["month"].month, r["came"], r["gone"], r["backlog"]) for r in found] == [
        (2, 1, 0, 1), (3, 0, 0, 1), (4, 0, 0, 1), (5, 1, 1, 1), (6, 0, 0, 1),
    ]  # fmt: skip


def test_a_row_says_nothing_that_happened_after_its_day(tmp_path):
    done = ("1", "a", "Phòng A", "2023-01-20", "2023-02-20", "2023-06-20", "Hoàn thành")
    store = warehouse(tmp_path, Export("2023-07-01", HEAD, [done]))
    for as_of, expected in ((date(2023, 6, 19), None), (date(2023, 6, 20), date(2023, 6, 20))):
        (row,) = rows(store, Filters(as_of))
        assert (row["closed_on"], row["working_days"] is None) == (expected, expected is None)


# exports (day, due date shown) -> extended, after its day for sure, unclear
EXTENSIONS = [
    ([("2023-02-01", "2023-02-10"), ("2023-02-08", "2023-03-10")], (1, 0, 0)),  # moved in time
    ([("2023-02-01", "2023-02-10"), ("2023-02-20", "2023-03-10")], (1, 0, 1)),  # nobody can tell
    ([("2023-02-01", "2023-02-10"), ("2023-02-10", "2023-03-10")], (1, 0, 0)),  # on the day itself
    ([("2023-02-10", "2023-02-10"), ("2023-02-20", "2023-03-10")], (1, 0, 1)),  # it ends at night
    ([("2023-02-11", "2023-02-10"), ("2023-02-20", "2023-03-10")], (1, 1, 0)),  # the day had passed
    ([("2023-02-01", "2023-02-10"), ("2023-02-20", "2023-02-05")], None),  # brought forward
    ([("2023-02-01", "2023-02-10"), ("2023-07-20", "2023-08-10")], None),  # after the as-of date
    ([("2023-02-01", ""), ("2023-02-20", "2023-02-28")], None),  # the first term it got
]


@pytest.mark.parametrize(("exports", "expected"), EXTENSIONS)
def test_when_a_due_date_was_moved(tmp_path, exports, expected):
    found = moved(tmp_path, *exports)
    names = ("extended", "extended_after_due", "extended_unclear")
    assert [tuple(row[name] for name in names) for row in found] == ([expected] if expected else [])


def test_what_one_export_gave_with_both_dates_stays_unclear_when_it_is_moved_again(tmp_path):
    head = f"{HEAD} first_due_on"
    exports = [
        Export(day, head, [("1", "S", "Phòng A", "2023-01-05", due, "", "", "2023-02-10")])
        for day, due in (("2023-03-01", "2023-03-10"), ("2023-03-08", "2023-04-10"))
    ]
    (row,) = extensions(warehouse(tmp_path, *exports), H1)
    assert (row["extended_after_due"], row["extended_unclear"]) == (0, 1)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_extensions_open_what_they_count(sample, view):
    found = extensions(sample, view)
    assert sum(row["extended"] for row in found) == total(sample, view, ("extended",))["extended"]
    for name in ("extended_after_due", "extended_unclear"):
        listing = Listing(view, "extended", ((name, ""),))
        assert size(sample, listing) == sum(row[name] for row in found)


def test_a_case_was_opened_with_its_first_item(tmp_path):
    """In the flow, too: an item of a later unit does not make the case a later one."""
    kept = [("1", "S", "Phòng A", "2023-01-05", "", "2023-03-20", "Đã chuyển"),
            ("1", "S", "Phòng B", "2023-03-20", "", "", "Đang xử lý")]  # fmt: skip
    store = warehouse(tmp_path, Export("2023-06-14", HEAD, kept, kind="petitions"))
    by_case = Filters(H1.as_of, H1.period, per="case")
    assert [(r["month"].month, r["came"]) for r in flow(store, by_case) if r["came"]] == [(1, 1)]
    assert rows(store, by_case)[0]["opened_on"] == date(2023, 1, 5)
