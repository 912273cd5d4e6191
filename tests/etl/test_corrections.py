"""Đính chính: what a warehouse says once some were accepted, worked by hand and as laws."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.corrections import ASKED, Correction, accepted
from ledger import Ledger
from tests.warehouses import Export, warehouse

UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A"), ("B", "Phòng B")], "units")
HEAD = "source_id subject unit official opened_on due_on closed_on source_status"
FIRST = Export("2023-05-14", HEAD, [
    ("N1", "Việc một", "Phòng A", "An", "2023-05-01", "2023-05-10", "", "Đang thực hiện"),
    ("N2", "Việc hai", "Phòng A", "Bình", "2023-05-01", "2023-05-20", "2023-05-22", "Đã hoàn thành"),
    ("N3", "Việc ba", "Phòng A; Phòng B", "", "2023-05-01", "2023-05-20", "", "Đang thực hiện"),
])  # fmt: skip
SECOND = Export("2023-06-14", HEAD, [
    ("N1", "Việc một", "Phòng A", "An", "2023-05-01", "2023-05-10", "", "Đang thực hiện"),
    ("N2", "Việc hai", "Phòng A", "Bình", "2023-05-01", "2023-05-20", "2023-05-23", "Đã hoàn thành"),
    ("N3", "Việc ba", "Phòng A; Phòng B", "", "2023-05-01", "2023-05-20", "", "Đang thực hiện"),
])  # fmt: skip
ITEMS = """select o.source_id, i.unit_id, i.opened_on, i.due_on, i.closed_on, i.class
    from work_item_at(date '2023-06-14') i join observation o using (obs_no) order by 1, 2"""
CASE = "select any_value(case_id) as case_id from observation where source_id = $id"


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    store = warehouse(tmp_path_factory.mktemp("plain"), UNITS, FIRST, SECOND)
    return {name: store.query(CASE, {"id": name})[0]["case_id"] for name in ("N1", "N2", "N3")}


def said(store, source_id):
    rows = [tuple(r.values())[1:] for r in store.query(ITEMS) if r["source_id"] == source_id]
    return rows[0] if len(rows) == 1 else rows


def correction(cases, seq, source_id, field, old, new, unit="A"):
    return Correction(seq, cases[source_id], "lead", unit, field, old, new)


MAY1, MAY10, MAY20 = date(2023, 5, 1), date(2023, 5, 10), date(2023, 5, 20)


OPEN = ("2023-05-01", "2023-05-10", "", "Đang thực hiện")
DONE = ("2023-05-01", "2023-05-20", "2023-05-23", "Đã hoàn thành")
DONE_BEFORE = ("2023-05-01", "2023-05-20", "2023-05-22", "Đã hoàn thành")
OVERDUE = ("A", MAY1, MAY10, None, "open_overdue")
# what the newest export says, field, old value, new value, what the item says then
CORRECTED = [
    # "đã xong, VB số …": an open, overdue item was done on its last day.
    (OPEN, "closed_on", "", "2023-05-10", ("A", MAY1, MAY10, MAY10, "done_on_time")),
    (OPEN, "due_on", "2023-05-10", "2023-07-10",
     ("A", MAY1, date(2023, 7, 10), None, "open_in_term")),
    (OPEN, "due_on", "2023-05-10", "", ("A", MAY1, None, None, "open_no_due")),
    (OPEN, "opened_on", "2023-05-01", "2023-05-02",
     ("A", date(2023, 5, 2), MAY10, None, "open_overdue")),
    (OPEN, "unit_id", "A", "B", ("B", MAY1, MAY10, None, "open_overdue")),
    # What the source never said is not corrected.
    (OPEN, "due_on", "2023-05-11", "2023-07-10", OVERDUE),
    # The later export has another day of its own: it stands.
    (DONE, "closed_on", "2023-05-22", "2023-05-19",
     ("A", MAY1, MAY20, date(2023, 5, 23), "done_late")),
    (DONE, "closed_on", "2023-05-23", "2023-05-19",
     ("A", MAY1, MAY20, date(2023, 5, 19), "done_early")),
    (DONE, "closed_on", "2023-05-23", "", ("A", MAY1, MAY20, None, "open_overdue")),
]  # fmt: skip


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """One warehouse in which every line of CORRECTED has an item of its own."""
    folder = tmp_path_factory.mktemp("corrected")
    exports = [
        Export(day, HEAD, [(f"C{n}", f"Việc {n}", "Phòng A", "An", *(DONE_BEFORE if early and row is DONE else row))
                           for n, (row, *_) in enumerate(CORRECTED)])
        for day, early in (("2023-05-24", True), ("2023-06-14", False))
    ]  # fmt: skip
    plain = warehouse(folder, UNITS, *exports)
    asked = tuple(
        Correction(n, plain.query(CASE, {"id": f"C{n - 1}"})[0]["case_id"], "lead", "A", *change)
        for n, (_, *change, _) in enumerate(CORRECTED, start=1)
    )
    return warehouse(folder, UNITS, *exports, corrections=asked)


@pytest.mark.parametrize("n", range(len(CORRECTED)))
def test_an_item_takes_the_corrected_value(corrected, n):
    _, field, old, new, now = CORRECTED[n]
    assert said(corrected, f"C{n}") == now
    kept = corrected.query(
        "select field, old_value, new_value, ledger_seq from correction_applied c"
        " join observation using (obs_no) where source_id = $id", {"id": f"C{n}"})  # fmt: skip
    applied = {"field": field, "old_value": old, "new_value": new, "ledger_seq": n + 1}
    assert all(row == applied for row in kept)
    assert bool(kept) == (now != OVERDUE)


def test_a_unit_is_corrected_alone_and_a_row_for_all_its_units(tmp_path, cases):
    moved = correction(cases, 1, "N3", "unit_id", "B", "C", unit="B")
    done = correction(cases, 2, "N3", "closed_on", "", "2023-05-19", unit="B")
    store = warehouse(tmp_path, UNITS, FIRST, SECOND, corrections=(moved, done))
    assert [row[0] for row in said(store, "N3")] == ["A", "C"]
    assert {row[-1] for row in said(store, "N3")} == {"done_early"}


def test_an_official_is_corrected_everywhere(tmp_path, cases):
    store = warehouse(tmp_path, UNITS, FIRST, SECOND,
                      corrections=(correction(cases, 1, "N1", "official", "An", "Cường"),))  # fmt: skip
    officials = store.query("select distinct official from item_official order by 1")
    assert [row["official"] for row in officials] == ["Bình", "Cường"]


def test_the_source_stays_as_it_was_read(tmp_path, cases):
    store = warehouse(tmp_path, UNITS, FIRST, SECOND,
                      corrections=(correction(cases, 1, "N1", "closed_on", "", "2023-05-10"),))  # fmt: skip
    cells = store.query("select r.cells from source_row r join observation using (obs_no)"
                        " where source_id = 'N1'")  # fmt: skip
    assert {row["cells"][6] for row in cells} == {""}


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("N1", "N2", "N3")), st.sampled_from(("due_on", "closed_on")),
        st.sampled_from(("", "2023-05-10", "2023-05-20", "2023-05-23", "2023-06-01")),
        st.sampled_from(("", "2023-05-10", "2023-06-01", "2023-05-19")),
    ), min_size=1, max_size=4,
)  # fmt: skip
FIGURES = """select o.source_id, i.*, (select list((field, old_value, new_value, ledger_seq) order by field)
    from correction_applied c where c.obs_no = i.obs_no) as applied
    from work_item_at(date '2023-06-14') i join observation o using (obs_no) order by item_id"""


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_accepted_which_first(tmp_path_factory, cases, changes, chance):
    folder = tmp_path_factory.mktemp("order")
    found = []
    for turn in range(2):
        ledger = Ledger(folder / f"{turn}.sqlite")
        for n, (source_id, field, old, new) in enumerate(changes):
            ledger.append(ASKED, {"correction_id": str(n), "case_id": cases[source_id],
                                  "role": "lead", "unit_id": "A", "field": field,
                                  "old_value": old, "new_value": new}, who="a")  # fmt: skip
        order = list(range(len(changes)))
        if turn:
            chance.shuffle(order)
        for n in order:
            ledger.append("correction_accepted", {"correction_id": str(n)}, who="b")
        store = warehouse(folder, UNITS, FIRST, SECOND, corrections=accepted(ledger))
        found.append(store.query(FIGURES))
    assert found[0] == found[1]


def test_only_the_first_answer_counts(tmp_path, cases):
    ledger = Ledger(tmp_path / "l.sqlite")
    body = {"case_id": cases["N1"], "role": "lead", "unit_id": "A", "field": "due_on",
            "old_value": "2023-05-10", "new_value": "2023-06-01"}  # fmt: skip
    for key in "abcd":
        ledger.append(ASKED, body | {"correction_id": key}, who="x")
    odd = ({"field": "rank"}, {"new_value": "mai"}, {"case_id": "x"})
    for n, one in enumerate(odd):
        ledger.append(ASKED, body | one | {"correction_id": f"odd{n}"}, who="x")
    answers = [("a", "accepted"), ("b", "refused"), ("b", "accepted"), ("c", "accepted"),
               ("c", "refused"), *((f"odd{n}", "accepted") for n in range(3))]  # fmt: skip
    for key, answer in answers:
        ledger.append(f"correction_{answer}", {"correction_id": key}, who="y")
    assert [one.seq for one in accepted(ledger)] == [1, 3]


def test_the_one_asked_for_last_holds_whichever_way_they_are_given(tmp_path, cases):
    three = [correction(cases, n, "N1", "due_on", old, new) for n, (old, new) in enumerate(
        (("2023-05-10", "2023-06-01"), ("2023-06-01", "2023-06-02"), ("2023-05-10", "2023-06-03")),
        start=1)]  # fmt: skip
    for order in (three, three[::-1]):
        store = warehouse(tmp_path, UNITS, FIRST, SECOND, corrections=tuple(order))
        assert said(store, "N1")[2] == date(2023, 6, 3)
