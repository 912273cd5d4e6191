"""Published totals beside our own counts: differences and their items, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalog import CLASSES
from metrics.conventions import CONVENTIONS, NAMES
from metrics.periods import Period
from metrics.reconcile import publications, reconcile, sources
from metrics.reconcile_counting import Group, Side, causes, misses, tallies
from metrics.reconcile_fit import of_system, of_unit
from metrics.reconcile_items import Question, items, members
from metrics.reconcile_published import PublishedRow, slips, slips_in
from tests.published import published
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
UNITS = Export("2023-01-01", "unit_id unit_name aliases successor valid_to", [
    ("A", "Phòng A", "PA", "", ""), ("B", "Phòng B", "", "", ""),
    ("C", "Phòng C cũ", "", "B", "2023-03-31"),
], kind="units")  # fmt: skip
TASKS = [
    ("1", "Xong đúng ngày hạn", "Phòng A", "2023-06-01", "2023-06-05", "2023-06-05", "Đã hoàn thành"),
    ("2", "Xong trước hạn", "Phòng A", "2023-06-01", "2023-06-10", "2023-06-08", "Đã hoàn thành"),
    ("3", "Đang làm", "Phòng A", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
    ("4", "Không hạn", "Phòng A", "2023-06-01", "", "", "Đang thực hiện"),
    ("5", "Quá hạn", "Phòng A", "2023-06-01", "2023-06-10", "", "Đang thực hiện"),
    ("6", "Hai đơn vị", "Phòng A; Phòng B", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
    ("7", "Không hạn nữa", "Phòng B", "2023-06-01", "", "", "Đang thực hiện"),
    ("8", "Xong muộn", "Phòng B", "2023-05-01", "2023-06-03", "2023-06-07", "Đã hoàn thành"),
]  # fmt: skip
LIST = Export("2023-06-14", HEAD, TASKS, source="nguồn")
HEADER = """
STT | Đơn vị | Tổng số | Chưa hoàn thành | | Đã hoàn thành |
    |        |         | Trong hạn | Quá hạn | Đúng hạn | Quá hạn
"""
# In the way of that system: no due date is in term, finished on the due day is late, a task with
# two lead units counts for both.
THEIRS = (
    HEADER
    + """
1 | Phòng A | 6 | 3 | 1 | 1 | 1
2 | Phòng B | 3 | 2 | 0 | 0 | 1
  | Tổng cộng | 9 | 5 | 1 | 1 | 2
"""
)


DIFFERENT = THEIRS.replace("3 | 2 | 0 | 0 | 1", "5 | 2 | 2 | 0 | 1")
# The second unit lacks the shared task, in each of its numbers.
ONCE = THEIRS.replace("3 | 2 | 0 | 0 | 1", "2 | 1 | 0 | 0 | 1").replace("9 | 5", "8 | 4")
TWICE = """
Đơn vị | Tổng số | Chưa hoàn thành | Đã hoàn thành
Phòng A | 6 | 4 | 2
Phòng A | 6 | 4 | 2
Tổng cộng | 6 | 4 | 2
"""
OF_A_PERIOD = """
Đơn vị | Số lượng tiếp nhận | | | Đã giải quyết
 | Tổng | Trong kỳ | Từ kỳ trước |
Phòng B | 3 | 2 | 1 | 1
Phòng A | 6 | 6 | 0 | 2
"""
STRANGE = "Đơn vị | Tổng số | Đã hoàn thành\nBan lạ | 2 | 1\nPhòng A | 3 | 1\n"
NAMED = """
Đơn vị | Tổng số | Chưa hoàn thành | Đã hoàn thành
Phòng Quản trị | 1 | 1 | 0
Phòng C cũ | 1 | 1 | 0
PA | 1 | 1 | 0
Ban lạ | 2 | 2 | 0
Tổng cộng | 5 | 5 | 0
"""
NAMES_LIST = Export("2023-06-14", HEAD, [
    ("1", "a", "PHÒNG QUẢN TRỊ", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
    ("2", "b", "Phòng B", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
    ("3", "c", "Phòng A", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
    ("4", "d", "Phòng D", "2023-06-01", "2023-06-20", "", "Đang thực hiện"),
], source="nguồn khác")  # fmt: skip
TABLES = (THEIRS, DIFFERENT, ONCE, TWICE, OF_A_PERIOD, STRANGE)


@pytest.fixture(scope="module")
def published_(tmp_path_factory):
    """(store, table -> its upload): two sources, each with its tables."""
    folder = tmp_path_factory.mktemp("published")
    tables = {block: published(block, folder, "2023-06-14", "nguồn") for block in TABLES}
    tables[NAMED] = published(NAMED, folder, "2023-06-14", "nguồn khác")
    store = warehouse(folder, UNITS, LIST, NAMES_LIST, more=tuple(tables.values()))
    return store, {block: one.upload.sha256 for block, one in tables.items()}


def compared(published_, block: str, period: Period | None = None):
    """(store, question, what was found) of one table beside the source it was said to be of."""
    store, uploads = published_
    as_of = next(p["as_of"] for p in publications(store) if p["upload"] == uploads[block])
    source = sources(store, uploads[block])[0]
    question = Question(uploads[block], source, as_of, period)
    return store, question, reconcile(store, question)


def numbers(found) -> dict[tuple[str, str], tuple]:
    """(unit, measure) -> published, ours, unexplained, {cause: effect}."""
    return {
        (one.row.unit, one.measure): (
            one.published, one.ours, one.unexplained, {c.name: c.effect for c in one.causes}
        )
        for one in found.compared
    }  # fmt: skip


def test_the_conventions_of_a_system_explain_all_of_it(published_):
    store, question, found = compared(published_, THEIRS)
    assert found.conventions == ("no_due_in_term", "due_day_late")
    assert numbers(found) == {
        ("Phòng A", "total"): (6, 6, 0, {}),
        ("Phòng A", "open_in_term"): (3, 2, 0, {"no_due_in_term": 1}),
        ("Phòng A", "open_overdue"): (1, 1, 0, {}),
        ("Phòng A", "done_in_time"): (1, 2, 0, {"due_day_late": -1}),
        ("Phòng A", "done_late"): (1, 0, 0, {"due_day_late": 1}),
        ("Phòng B", "total"): (3, 3, 0, {}),
        ("Phòng B", "open_in_term"): (2, 1, 0, {"no_due_in_term": 1}),
        ("Phòng B", "open_overdue"): (0, 0, 0, {}),
        ("Phòng B", "done_in_time"): (0, 0, 0, {}),
        ("Phòng B", "done_late"): (1, 1, 0, {}),
        ("Tổng cộng", "total"): (9, 9, 0, {}),
        ("Tổng cộng", "open_in_term"): (5, 3, 0, {"no_due_in_term": 2}),
        ("Tổng cộng", "open_overdue"): (1, 1, 0, {}),
        ("Tổng cộng", "done_in_time"): (1, 2, 0, {"due_day_late": -1}),
        ("Tổng cộng", "done_late"): (2, 1, 0, {"due_day_late": 1}),
    }
    behind = {
        (one.row.unit, one.measure, c.name): sorted(r["source_id"] for r in items(
            store, question, tuple(c.signatures)))
        for one in found.compared for c in one.causes
    }  # fmt: skip
    assert behind["Phòng A", "open_in_term", "no_due_in_term"] == ["4"]
    assert behind["Phòng A", "done_late", "due_day_late"] == ["1"]
    assert behind["Tổng cộng", "open_in_term", "no_due_in_term"] == ["4", "7"]
    ours = {(one.row.unit, one.measure): one.counted for one in found.compared}
    listed = items(store, question, tuple(ours["Phòng A", "open_in_term"]))
    assert sorted(r["source_id"] for r in listed) == ["3", "6"]
    assert {r["sheet"] is not None and r["row"] > 0 for r in listed} == {True}


def test_what_nothing_explains_is_said(published_):
    _, _, found = compared(published_, DIFFERENT)
    assert numbers(found)["Phòng B", "open_overdue"] == (2, 0, 2, {})
    assert numbers(found)["Phòng B", "total"] == (5, 3, 2, {})
    assert numbers(found)["Phòng B", "open_in_term"][2] == 0


def test_a_task_of_two_lead_units_counted_once(published_):
    store, question, found = compared(published_, ONCE)
    assert numbers(found)["Phòng B", "total"] == (2, 3, 0, {"case_once": -1})
    assert numbers(found)["Phòng A", "total"] == (6, 6, 0, {})
    (shared,) = [c for one in found.compared for c in one.causes
                 if (one.row.unit, one.measure) == ("Phòng B", "total")]  # fmt: skip
    assert [r["source_id"] for r in items(store, question, tuple(shared.signatures))] == ["6"]


def test_units_under_other_names(published_):
    """Spelt otherwise, renamed, unknown: the first two bring their items, the last one waits."""
    _, _, found = compared(published_, NAMED)
    got = numbers(found)
    assert got["Phòng Quản trị", "total"] == (1, 0, 0, {"other_spelling": 1})
    assert got["Phòng C cũ", "total"] == (1, 0, 0, {"renamed": 1})
    assert got["Phòng A", "total"] == (1, 1, 0, {})
    assert got["Ban lạ", "total"] == (2, 0, 2, {})
    notes = {one.row.printed: one.row.notes for one in found.compared}
    assert notes["Ban lạ"] == {"waiting"} and notes["PA"] == set()
    assert got["Tổng cộng", "total"][:2] == (5, 4)


def test_rows_that_stand_twice_and_units_that_are_not_listed(published_):
    store, question, found = compared(published_, TWICE)
    got = numbers(found)
    assert got["Phòng A", "total"] == (6, 6, 0, {})
    assert {one.row.unit: one.row.notes for one in found.compared}["Phòng A"] == {"repeated"}
    assert got["Tổng cộng", "total"] == (6, 9, 0, {"unit_not_listed": -3})
    printed = [(s.printed, s.summed) for s in slips(store, question.upload)]
    assert printed == [(6, 12), (4, 8), (2, 4)]


def test_received_needs_a_period(published_):
    _, _, found = compared(published_, OF_A_PERIOD)
    assert numbers(found)["Phòng B", "received"] == (2, None, 0, {})
    period = Period(date(2023, 5, 15), date(2023, 6, 14))
    _, _, found = compared(published_, OF_A_PERIOD, period)
    assert {key: n[:3] for key, n in numbers(found).items()} == {
        ("Phòng B", "total"): (3, 3, 0), ("Phòng B", "received"): (2, 2, 0),
        ("Phòng B", "carried_over"): (1, 1, 0), ("Phòng B", "done"): (1, 1, 0),
        ("Phòng A", "total"): (6, 6, 0), ("Phòng A", "received"): (6, 6, 0),
        ("Phòng A", "carried_over"): (0, 0, 0), ("Phòng A", "done"): (2, 2, 0),
    }  # fmt: skip


# Hải Phòng, 10/2018: 2,065 + 348 = 2,413, printed 2,414.
SUMS = [
    ("total=9000 done=8000 open=1000", []),
    ("open=2414 open_in_term=2065 open_overdue=348", [(2414, 2413)]),
    ("total=10 done_in_time=3 done_late=2 open=4 withdrawn=2", [(10, 11)]),
    ("total=10 done=6 open=3 done_in_time=3 done_late=2", [(10, 9), (6, 5)]),
    ("total=3 received=2 carried_over=2", [(3, 4)]),
    ("total=10 done_in_time=6", []),  # no complete set of parts
]


@pytest.mark.parametrize("said, wanted", SUMS)
def test_printed_sums(said, wanted):
    values = {name: int(n) for name, n in (one.split("=") for one in said.split())}
    row = PublishedRow(
        "A", "Phòng A", "Phòng A", False, True, "Sheet1", 5, values, dict(zip(values, values))
    )
    assert [(s.printed, s.summed) for s in slips_in([row])] == wanted


def test_unknown_units_of_a_table_wait_in_the_queue(published_):
    store, _ = published_
    waiting = store.query("select name, rows from unresolved_name where what = 'unit' order by 1")
    assert {"name": "Ban lạ", "rows": 2} in waiting
    kinds = store.query("select distinct kind, source from observation order by 2")
    assert [k["source"] for k in kinds] == ["nguồn", "nguồn khác"]


def group(cls: str, label: str | None, facts: tuple, marks: frozenset, items: int, name) -> Group:
    """A group with those of the marks that its class can have."""
    fits = {n for n in marks if cls in dict(CONVENTIONS[n].becomes) or not CONVENTIONS[n].becomes}
    fits |= {"by_label"} if label not in (None, cls) else set()
    return Group("A", cls, label, facts, "lead", frozenset(fits), items, str(name))


groups = st.builds(
    group,
    st.sampled_from(CLASSES),
    st.sampled_from([None, *CLASSES]),
    st.tuples(*[st.booleans()] * 3),
    st.frozensets(st.sampled_from([n for n in NAMES if n != "support_counted"]), max_size=3),
    st.integers(1, 9),
    st.uuids(),
)
sides = st.builds(
    Side,
    st.lists(groups, max_size=8),
    st.dictionaries(
        st.sampled_from(["total", "done", "done_late", "open_in_term", "open_overdue"]),
        st.integers(0, 40),
    ),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(sides, min_size=1, max_size=3))
def test_published_is_ours_and_every_cause_and_what_is_left(every_class, found):
    named = [frozenset()] * len(found)
    system = of_system(found, named, every_class)
    for side in found:
        chosen = of_unit(side, system, every_class)
        ours = tallies(side, frozenset(), every_class)
        left = misses(side, chosen, every_class)
        why = causes(side, chosen, system, every_class)
        for measure, value in side.published.items():
            moved = sum(cause.effect for cause in why[measure])
            assert value == ours[measure] + moved + left[measure]
            assert all(cause.name for cause in why[measure])


@pytest.fixture(scope="module")
def every_class(published_):
    """What the catalogue's counts take."""
    return members(published_[0])
