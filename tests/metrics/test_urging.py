"""What is urged: overdue, or due within so many working days, by unit and by official."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import Entry
from metrics import urging
from metrics.filters import Filters
from metrics.urging import Wanted
from tests.warehouses import Export, warehouse

THURSDAY = date(2023, 12, 14)
HEAD = "source_id subject unit official assigned_by opened_on due_on closed_on source_status"
OPEN, DONE = "Đang thực hiện", "Đã hoàn thành"
TASKS = [
    # overdue since Wednesday; two officials
    ("T1", "a", "A", "An; Bình", "UBND tỉnh", "01/12/2023", "13/12/2023", "", OPEN),
    # due on the as-of date itself: it ends with that day
    ("T2", "b", "A", "An", "", "01/12/2023", "14/12/2023", "", OPEN),
    # the fifth working day, and the sixth
    ("T3", "c", "A", "", "Giám đốc Sở", "01/12/2023", "21/12/2023", "", OPEN),
    ("T4", "d", "A", "An", "", "01/12/2023", "22/12/2023", "", OPEN),
    # without a term, finished, not yet given
    ("T5", "e", "A", "An", "", "01/12/2023", "", "", OPEN),
    ("T6", "f", "A", "An", "", "01/12/2023", "10/12/2023", "12/12/2023", DONE),
    ("T7", "g", "B", "An", "", "15/12/2023", "18/12/2023", "", OPEN),
    # due on a Saturday of the week before: the term ended on Monday
    ("T8", "h", "B", "An", "", "01/11/2023", "09/12/2023", "", OPEN),
]
ASKING = "source_id subject unit requesting_unit opened_on due_on closed_on source_status"
EXPORTS = [
    Export("2023-01-01", "unit_id unit_name", [("A", "A"), ("B", "B")], kind="units"),
    Export("2023-12-15", HEAD, TASKS),
    Export("2023-12-15", ASKING,
           [("C1", "y", "B", "A", "01/12/2023", "12/12/2023", "", "Chưa trả lời")],
           kind="consultations"),
    Export("2023-12-15", "source_id subject sender sender_type unit opened_on due_on source_status",
           [("P1", "z", "Ông X", "Doanh nghiệp", "B", "01/12/2023", "15/12/2023", "Đang xử lý")],
           kind="petitions"),
]  # fmt: skip
NOW = Wanted.of(Filters(THURSDAY))


def entry(seq: int, kind: str, body: dict, at: str = "2023-12-14T08:00:00+00:00") -> Entry:
    return Entry(seq, at, "vp", kind, body, "", "", "")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("w"), *EXPORTS)


@pytest.mark.parametrize(
    ("as_of", "days", "last"),
    [
        (date(2023, 12, 14), 5, date(2023, 12, 21)),
        (date(2023, 12, 14), 1, date(2023, 12, 17)),  # Friday, and the weekend after it
        (date(2023, 12, 14), 0, date(2023, 12, 14)),
        (date(2023, 12, 16), 1, date(2023, 12, 18)),  # from a Saturday
        (date(2023, 8, 31), 1, date(2023, 9, 5)),  # the National Day lies between
    ],
)
def test_until(store, as_of, days, last):
    assert urging.until(store, Wanted.of(Filters(as_of), days)) == last


def test_by_unit(store):
    wanted = {"A": (1, 2, 1), "B": (2, 1, 5)}
    found = {r["unit_id"]: (r["overdue"], r["due_soon"], r["longest"])
             for r in urging.groups(store, NOW)}  # fmt: skip
    assert found == wanted


def test_by_official_an_item_of_two_stands_with_each(store):
    found = {(r["unit_id"], r["official"]): (r["overdue"], r["due_soon"])
             for r in urging.groups(store, NOW, "official")}  # fmt: skip
    assert found == {
        ("A", "An"): (1, 1), ("A", "Bình"): (1, 0), ("A", None): (0, 1),
        ("B", "An"): (1, 0), ("B", None): (1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "official", "codes"),
    [
        ("A", None, ["T1", "T2", "T3"]),
        ("A", "An", ["T1", "T2"]),
        ("A", "", ["T3"]),
        ("B", None, ["T8", "C1", "P1"]),
        (None, None, ["T8", "C1", "T1", "T2", "P1", "T3"]),
        ("A", "Người khác", []),
    ],
)
def test_rows(store, unit, official, codes):
    assert [row["source_id"] for row in urging.rows(store, NOW, unit, official)] == codes


def test_who_asked_and_how_long_is_left(store):
    found = {r["source_id"]: (r["asked_by"], r["days_overdue"], r["days_left"])
             for r in urging.rows(store, NOW)}  # fmt: skip
    assert found["T1"] == ("UBND tỉnh", 1, -1)
    assert found["T2"] == (None, None, 0)
    assert found["T3"] == ("Giám đốc Sở", None, 5)
    assert found["C1"] == ("A", 2, -2)
    assert found["P1"] == ("Doanh nghiệp", None, 1)
    assert found["T8"][1] == 5


def test_what_was_urged_and_what_was_taken_back(tmp_path, store):
    ids = {r["source_id"]: r["item_id"] for r in urging.rows(store, NOW)}

    def urge(seq: int, mark: str, *codes: str) -> Entry:
        body = {"urge_id": mark, "unit_id": "A", "official": None, "how": "phone", "note": "n",
                "items": [ids[c] for c in codes]}  # fmt: skip
        return entry(seq, "urged", body, f"2023-12-14T0{seq}:00:00+00:00")

    decided = (
        urge(1, "u1", "T1", "T2"),
        urge(2, "u2", "T1"),
        urge(3, "u3", "T2", "C1"),
        entry(4, "urged_withdrawn", {"urge_id": "u3"}),
    )
    told = warehouse(tmp_path, *EXPORTS, decided=decided)
    assert [(u["urge_id"], u["items"]) for u in urging.urges(told)] == [("u2", 1), ("u1", 2)]
    times = {r["source_id"]: (r["urged_times"], r["urged_at"]) for r in urging.rows(told, NOW, "A")}
    assert times == {
        "T1": (2, "2023-12-14T02:00:00+00:00"),
        "T2": (1, "2023-12-14T01:00:00+00:00"),
        "T3": (0, None),
    }
    (group,) = (g for g in urging.groups(told, NOW) if g["unit_id"] == "A")
    assert (group["urged"], group["urged_at"]) == (2, "2023-12-14T02:00:00+00:00")
    later = Filters(date(2023, 12, 15))
    found = urging.items_of(told, later, (ids["T1"], ids["T2"]))
    assert [r["source_id"] for r in found] == ["T1", "T2"]


@settings(deadline=None, max_examples=25)
@given(days=st.integers(0, 30), as_of=st.dates(date(2023, 11, 1), date(2024, 1, 15)))
def test_the_groups_count_the_rows(store, days, as_of):
    wanted = Wanted.of(Filters(as_of), days)
    rows = urging.rows(store, wanted)
    groups = urging.groups(store, wanted)
    assert sum(g["overdue"] + g["due_soon"] for g in groups) == len(rows)
    assert all(r["class"] == "open_overdue" or 0 <= r["days_left"] <= days for r in rows)
    wider = Wanted.of(Filters(as_of), days + 1)
    assert {r["item_id"] for r in rows} <= {r["item_id"] for r in urging.rows(store, wider)}
