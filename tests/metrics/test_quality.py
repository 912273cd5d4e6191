"""Questions about the data, each with its rows; by hand."""

import pytest

from metrics import quality
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
ROWS = {
    "closed_before_opened": ("1", "a", "P", "10/03/2023", "", "01/03/2023", ""),
    "due_before_opened": ("2", "b", "P", "10/03/2023", "01/03/2023", "", ""),
    "closed_after_export": ("3", "c", "P", "01/03/2023", "", "01/05/2023", ""),
    "unread_due_date": ("4", "d", "P", "01/03/2023", "20/03/202", "", ""),
    "unread_other_date": ("5", "e", "P", "01/03/23", "", "", ""),
    "label_and_dates_differ": (
        "6",
        "f",
        "P",
        "01/03/2023",
        "10/03/2023",
        "12/03/2023",
        "Đã hoàn thành (đúng hạn)",
    ),
    "open_with_closing_date": ("7", "g", "P", "01/03/2023", "", "05/03/2023", "Đang thực hiện"),
    "unknown_status": ("8", "h", "P", "01/03/2023", "", "", "OK nhé"),
    "no_unit": ("9", "i", "", "01/03/2023", "", "", ""),
    "outside_calendar": ("12", "m", "P", "01/03/2009", "", "", ""),
    "truncated": ("10", "Báo cáo…", "P", "01/03/2023", "", "", ""),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    clean = ("11", "k", "P", "01/03/2023", "10/03/2023", "10/03/2023", "Hoàn thành")
    return warehouse(
        tmp_path_factory.mktemp("quality"), Export("2023-04-01", HEAD, [*ROWS.values(), clean])
    )


@pytest.mark.parametrize("question", ROWS)
def test_each_question_finds_its_row_and_no_other(store, question):
    counts = {q["question"]: q["rows"] for q in quality.suspicious(store)}
    found = quality.suspicious_rows(store, question)
    assert [r["source_id"] for r in found] == [ROWS[question][0]]
    assert counts[question] == 1 and found[0]["row"] == list(ROWS).index(question) + 1


def test_what_is_missing_counts_and_lists_the_same_rows(store):
    (row,) = quality.missing(store)
    assert row == {"source": "tasks", "total": 12, "opened_on": 1, "due_on": 9, "closed_on": 0, "unit": 1,
                   "official": 12, "source_status": 8}  # fmt: skip
    for field in quality.MISSING:
        assert len(quality.missing_rows(store, "tasks", field)) == row[field]
