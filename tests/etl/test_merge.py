"""Rows of one id: made one case by named rules, taken apart by an answer; by hand."""

from datetime import date

from etl.decisions import MERGE_ANSWER, SETTING, Decisions, decided
from ledger import Ledger
from metrics import measure
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on source_status"
DAY, DUE = "01/03/2023", "31/03/2023"
ROWS = [
    ("1", "Việc một", "P", DAY, DUE, "Đang xử lý"),
    ("1", "Việc một", "P", DAY, DUE, "Đang xử lý"),
    ("2", "Việc hai", "P", DAY, DUE, "Đang xử lý"),
    ("2", "Việc hai", "Q", DAY, DUE, "Đang xử lý"),
    ("3", "Việc ba", "P", DAY, DUE, "Đã chuyển"),
    ("3", "Việc ba", "Q", DAY, DUE, "Đang xử lý"),
    ("4", "Việc bốn", "P", DAY, DUE, "Đang xử lý"),
    ("4", "Việc năm", "P", DAY, DUE, "Đang xử lý"),
    ("5", "Việc sáu", "P", DAY, DUE, "Đang xử lý"),
]
APART = Decisions(unmerged=(("tasks", "tasks", "4"), ("tasks", "tasks", "1")))


def merged(store):
    return store.query(
        "select r.row, i.row as into_row, m.rule from merge m join source_row r using (obs_no)"
        " join source_row i on i.obs_no = m.into_obs_no order by r.row"
    )


def cases(store):
    return store.query("select count(distinct case_id) as n from observation")[0]["n"]


def test_the_rule_stands_with_every_merged_row(tmp_path):
    store = warehouse(tmp_path, Export("2023-04-30", HEAD, ROWS))
    assert [tuple(m.values()) for m in merged(store)] == [
        (2, 1, "same_id_same_unit"),
        (4, 3, "same_id_other_unit"),
        (5, 6, "transfer_copy"),  # into the row that goes on, wherever it stands
        (8, 7, "same_id_same_unit"),
    ]
    assert cases(store) == 5


def test_an_answer_takes_the_rows_of_an_id_apart(tmp_path):
    exports = [Export("2023-04-30", HEAD, ROWS), Export("2023-05-31", HEAD, ROWS[::-1])]
    store = warehouse(tmp_path, *exports, decisions=APART)
    assert {m["rule"] for m in merged(store)} == {"same_id_other_unit", "transfer_copy"}
    assert cases(store) == 7
    total = measure.settlement(store, Filters(date(2023, 5, 31)))[0]
    assert total["total"] == 9 and total["withdrawn"] == 1


def test_taken_apart_the_order_of_loading_changes_nothing(tmp_path):
    exports = [Export("2023-04-30", HEAD, ROWS), Export("2023-05-31", HEAD, ROWS[:4])]
    shown = [
        {r["item_id"]: r["class"] for r in measure.rows(s, Filters(date(2023, 6, 30)))}
        for s in (
            warehouse(tmp_path, *exports, decisions=APART, keep_order=True),
            warehouse(tmp_path, *exports[::-1], decisions=APART, keep_order=True),
        )
    ]
    assert shown[0] == shown[1]


def test_the_latest_word_counts(tmp_path):
    ledger = Ledger(tmp_path / "ledger.sqlite")
    record = {"source": "tasks", "kind": "tasks", "source_id": "4"}
    assert decided(ledger) == Decisions()
    ledger.append(MERGE_ANSWER, record | {"merge": False}, who="a")
    ledger.append(SETTING, {"name": "statutory_terms", "value": True}, who="a")
    assert decided(ledger) == Decisions((("statutory_terms", True),), (("tasks", "tasks", "4"),))
    ledger.append(MERGE_ANSWER, record | {"merge": True}, who="b")
    ledger.append(SETTING, {"name": "statutory_terms", "value": False}, who="b")
    assert decided(ledger) == Decisions()
