"""What a row's own days make of a term in words, a term in days, a term by statute; by hand."""

from datetime import date, datetime

import pytest

from etl.decisions import Decisions
from metrics import measure, quality
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit document_no opened_on due_on source_status"
# typed, opened on, document, due on, the year's origin
CASES = [
    ("trước ngày 07/9", "20/08/2018", "", date(2018, 9, 6), "opening"),
    ("trước ngày 07/9", "07/09/2018", "", date(2019, 9, 6), "opening"),
    ("trước ngày 07/9", "06/09/2018", "", date(2018, 9, 6), "opening"),
    ("15/01", "20/12/2018", "", date(2019, 1, 15), "opening"),
    ("trước 01/01", "20/12/2018", "", date(2018, 12, 31), "opening"),
    ("tháng 2", "20/12/2019", "", date(2020, 2, 29), "opening"),
    ("trước ngày 07/9", "", "15/2017/QĐ-UBND", date(2017, 9, 6), "document"),
    ("trước ngày 07/9", "", "CV số 12 ngày 03/3/2017", date(2017, 9, 6), "document"),
    # No opening day, no year in the document: nearest to the export of 31/12/2018.
    ("trước ngày 07/9", "", "2017/BGDĐT", date(2018, 9, 6), "export"),
    ("ngày 05/3", "", "", date(2019, 3, 5), "export"),
    # Thursday 30 August 2018 + 5 working days; 3 September was a holiday (2/9 fell on a Sunday).
    ("5 ngày làm việc", "30/08/2018", "", date(2018, 9, 7), None),
    ("05 ngày làm việc", "01/09/2018", "", date(2018, 9, 10), None),
    # Received on Friday + 5 working days = next Friday.
    ("5 ngày làm việc", "15/06/2018", "", date(2018, 6, 22), None),
    # 15 days from 1 June 2018 is Saturday 16 June: rolled to Monday.
    ("15 ngày", "01/06/2018", "", date(2018, 6, 18), None),
    ("14 ngày", "01/06/2018", "", date(2018, 6, 15), None),
    ("15 ngày kể từ ngày 04/6/2018", "", "", date(2018, 6, 19), None),
    ("2 tuần", "01/06/2018", "", date(2018, 6, 15), None),
    # 31 January + 1 month: there is no 31 February; Wednesday 28 February.
    ("01 tháng", "31/01/2018", "", date(2018, 2, 28), None),
    ("48 giờ", "01/06/2018", "", date(2018, 6, 3), None),
    ("16 giờ làm việc", "01/06/2018", "", date(2018, 6, 5), None),
    ("trong ngày", "02/06/2018", "", date(2018, 6, 2), None),
    ("trong tuần", "05/06/2018", "", date(2018, 6, 10), None),
    ("tuần sau", "05/06/2018", "", date(2018, 6, 17), None),
    ("trong tháng", "05/02/2018", "", date(2018, 2, 28), None),
    ("trong quý", "05/02/2018", "", date(2018, 3, 31), None),
    ("quý sau", "05/11/2018", "", date(2019, 3, 31), None),
    ("cuối năm", "05/02/2018", "", date(2018, 12, 31), None),
    ("tháng 10/2018", "", "", date(2018, 10, 31), None),
    # Nothing to count from: the text stays, and is asked about.
    ("5 ngày làm việc", "", "", None, None),
    ("trong tháng", "", "", None, None),
]  # fmt: skip


def one(store, columns="due_on, due_text, due_rule, due_on_text, due_year_from"):
    (row,) = store.query(f"select {columns} from observation")
    return row


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    rows = [
        (str(n), f"việc {n}", "P", document, opened, said, "Đang thực hiện")
        for n, (said, opened, document, *_) in enumerate(CASES)
    ]
    store = warehouse(tmp_path_factory.mktemp("words"), Export("2018-12-31", HEAD, rows))
    return {
        int(r["source_id"]): r
        for r in store.query(
            "select source_id, due_on, due_text, due_on_text, due_year_from from observation"
        )
    }


@pytest.mark.parametrize("n", range(len(CASES)), ids=[f"{c[0]}|{c[1]}|{c[2]}" for c in CASES])
def test_the_rows_own_days_say_when_it_is_due(read, n):
    said, _, _, due, year_from = CASES[n]
    found = read[n]
    assert (found["due_on"], found["due_year_from"]) == (due, year_from)
    assert found["due_text"] == said
    assert found["due_on_text"] == (None if due else said)


def test_recurring_work_has_no_due_date_whatever_the_label_says(tmp_path):
    rows = [
        ("1", "a", "P", "", "01/06/2018", "Thường xuyên", "Đang thực hiện (quá hạn)"),
        ("2", "b", "P", "", "01/06/2018", "hằng quý", "Đã hoàn thành (đúng hạn)"),
    ]
    store = warehouse(tmp_path, Export("2018-12-31", HEAD, rows))
    found = measure.rows(store, Filters(date(2018, 12, 31)))
    assert {r["source_id"]: r["class"] for r in found} == {"1": "open_no_due", "2": "done_no_due"}
    assert {r["due_rule"] for r in found} == {"recurring"}


def test_an_hour_in_words_is_an_instant(tmp_path):
    rows = [("1", "a", "P", "", "01/05/2017", "trước 16h00 ngày 12/5", "Đang thực hiện")]
    row = one(warehouse(tmp_path, Export("2017-06-01", HEAD, rows)), "due_on, due_end")
    assert row["due_on"] == date(2017, 5, 12)
    assert row["due_end"] == datetime(2017, 5, 12, 16, 0, 0, 1)


def test_an_extension_in_the_cell_is_judged_against_both_days(tmp_path):
    text = "20/8/2018 (gia hạn đến 30/9/2018)"
    rows = [("1", "a", "P", "", "01/06/2018", text, "Đang thực hiện")]
    store = warehouse(tmp_path, Export("2018-09-10", HEAD, rows))
    (row,) = measure.rows(store, Filters(date(2018, 9, 10)))
    assert (row["first_due_on"], row["due_on"]) == (date(2018, 8, 20), date(2018, 9, 30))
    assert (row["first_class"], row["class"]) == ("open_overdue", "open_in_term")


def test_a_day_without_its_year_stays_where_the_first_export_put_it(tmp_path):
    row = ("1", "a", "P", "", "", "trước ngày 07/9", "Đang thực hiện")
    store = warehouse(
        tmp_path, Export("2018-06-01", HEAD, [row]), Export("2019-06-01", HEAD, [row])
    )
    dues = store.query("select distinct due_on from observation")
    assert dues == [{"due_on": date(2018, 9, 6)}]
    other = warehouse(
        tmp_path,
        Export("2019-06-01", HEAD, [row]),
        Export("2018-06-01", HEAD, [row]),
        keep_order=True,
    )
    assert other.query("select distinct due_on from observation") == dues


def test_what_has_no_rule_is_listed(tmp_path):
    rows = [("1", "a", "P", "", "01/06/2018", "20/01/201", "Đang thực hiện")]
    store = warehouse(tmp_path, Export("2018-12-31", HEAD, rows))
    assert one(store)["due_on_text"] == "20/01/201"
    (listed,) = quality.suspicious_rows(store, "unread_due_date")
    assert listed["unread_text"] == "20/01/201"


PETITIONS = "source_id subject unit opened_on due_on source_status"
ASKED = [
    ("1", "Khiếu nại về đất đai", "P", "01/03/2023", "", "Đang xử lý"),  # 30 days: Friday 31/3
    ("2", "Khiếu nại lần hai", "P", "01/03/2023", "", "Đang xử lý"),  # 45: Saturday 15/4, Monday
    ("PAKN.1", "Đường hỏng", "P", "01/03/2023", "", "Đang xử lý"),  # 20: Tuesday 21/3
    ("4", "Kiến nghị khác", "P", "01/03/2023", "", "Đang xử lý"),
    ("5", "Khiếu nại có hạn", "P", "01/03/2023", "15/03/2023", "Đang xử lý"),
    ("6", "Khiếu nại không ngày", "P", "", "", "Đang xử lý"),
    ("7", "Khiếu nại trước luật", "P", "01/03/2010", "", "Đang xử lý"),
]  # fmt: skip
DERIVED = {
    "1": date(2023, 3, 31), "2": date(2023, 4, 17), "PAKN.1": date(2023, 3, 21), "4": None, "5": None,
    "6": None, "7": None,
}  # fmt: skip


def test_a_statutory_term_is_shown_and_not_judged(tmp_path):
    store = warehouse(tmp_path, Export("2023-06-30", PETITIONS, ASKED, kind="petitions"))
    seen = store.query("select source_id, statutory_due_on, due_on from observation")
    assert {r["source_id"]: r["statutory_due_on"] for r in seen} == DERIVED
    assert [r["source_id"] for r in seen if r["due_on"]] == ["5"]
    found = measure.rows(store, Filters(date(2023, 6, 30)))
    assert sorted(r["source_id"] for r in found if r["class"] == "open_overdue") == ["5"]


def test_an_administrator_may_switch_judging_on(tmp_path):
    on = Decisions(settings=(("statutory_terms", True),))
    asked = Export("2023-06-30", PETITIONS, ASKED, kind="petitions")
    store = warehouse(tmp_path, asked, decisions=on)
    found = {r["source_id"]: r for r in measure.rows(store, Filters(date(2023, 4, 10)))}
    assert {i for i, r in found.items() if r["class"] == "open_overdue"} == {"1", "PAKN.1", "5"}
    assert found["2"]["class"] == "open_in_term" and found["4"]["class"] == "open_no_due"
    assert {i for i, r in found.items() if r["due_rule"] == "statutory_term"} == {
        "1",
        "2",
        "PAKN.1",
    }
