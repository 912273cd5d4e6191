"""What a meeting concluded, how its assignments stand, and what the next review begins with."""

from datetime import date

import pytest

from ledger import Entry
from metrics import conclusions, context
from metrics.periods import parse
from tests.warehouses import Export, warehouse

UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "A"), ("B", "B")], kind="units")
TASKS = "source_id subject unit opened_on due_on closed_on source_status"
H1, H2 = parse("2023H1"), parse("2023H2")
AS_OF = date(2023, 9, 5)  # the Tuesday after the National Day's four days


def entry(seq: int, kind: str, **body) -> Entry:
    return Entry(seq, f"2023-07-{seq:02}T08:00:00+00:00", "vp", kind, body, "", "", "")


def kept(seq: int, mark: str, **more) -> Entry:
    period = mark[3:9]
    said = {"conclusion_id": mark, "period": period, "place": seq, "text": mark, "unit_id": "A"}
    return entry(seq, "conclusion_kept", **said | more)


def classes(store, as_of=AS_OF, period=H1) -> dict:
    rows = conclusions.of_period(store, period, as_of)
    return {row["conclusion_id"][-2:]: row["class"] for row in rows}


def test_a_point_stands_as_its_dates_say(tmp_path):
    decided = (
        kept(1, "KL-2023H1-01", due_on="2023-09-05"),
        kept(2, "KL-2023H1-02", due_on="2023-09-02"),  # a holiday: a given date stays as given
        kept(3, "KL-2023H1-03", due_on="2023-08-31"),
        kept(4, "KL-2023H1-04"),
        kept(5, "KL-2023H1-05", unit_id=None),
        kept(6, "KL-2023H1-06", due_on="2023-09-02", done_on="2023-09-05"),
        kept(7, "KL-2023H1-07", due_on="2023-08-31", done_on="2023-09-05"),
        kept(8, "KL-2023H1-08", due_on="2023-08-31", done_on="2023-08-30"),
        kept(9, "KL-2023H1-09", done_on="2023-08-30"),
        kept(10, "KL-2023H1-10", due_on="2023-12-01", done_on="2023-09-06"),
        kept(11, "KL-2023H1-11"),
        entry(12, "conclusion_withdrawn", conclusion_id="KL-2023H1-11"),
        kept(13, "KL-2023H1-04", text="đổi", due_on="2024-01-05"),
    )
    store = warehouse(tmp_path, UNITS, decided=decided)
    assert classes(store) == {
        "01": "open_in_term", "02": "open_overdue", "03": "open_overdue", "04": "open_in_term",
        "05": None, "06": "done_late", "07": "done_late", "08": "done_early",
        "09": "done_no_due", "10": "open_in_term",
    }  # fmt: skip
    assert [r["text"] for r in conclusions.every(store, AS_OF) if r["place"] == 13] == ["đổi"]


@pytest.mark.parametrize(
    ("more", "wanted", "basis"),
    [
        ({}, "done_late", "task"),
        ({"done_on": "2023-07-20"}, "done_early", "page"),  # the page knows better
        ({"done_on": "2023-12-20"}, "done_late", "task"),  # not yet on the as-of date
    ],
)
def test_a_loaded_task_speaks_until_the_page_does(tmp_path, more, wanted, basis):
    row = ("KL-2023H1-01", "s", "A", "05/07/2023", "31/07/2023", "04/08/2023", "Đã hoàn thành")
    export = Export("2023-08-05", TASKS, [row], source=context.KET_LUAN)
    decided = (kept(1, "KL-2023H1-01", due_on="2023-07-31", **more),)
    store = warehouse(tmp_path, UNITS, export, decided=decided)
    (found,) = conclusions.of_period(store, H1, AS_OF)
    assert (found["class"], found["basis"]) == (wanted, basis)
    assert found["item_id"]


@pytest.mark.parametrize(
    ("as_of", "status", "wanted"),
    [
        (date(2023, 8, 3), "Đã hoàn thành", ("open_overdue", None)),  # done the day after
        (date(2023, 8, 4), "Đã hoàn thành", ("done_late", date(2023, 8, 4))),
        (date(2023, 8, 4), "Đã thu hồi", ("withdrawn", None)),  # ended, but not done
    ],
)
def test_a_point_is_done_only_by_the_day_its_task_was(tmp_path, as_of, status, wanted):
    row = ("KL-2023H1-01", "s", "A", "05/07/2023", "31/07/2023", "04/08/2023", status)
    export = Export("2023-08-05", TASKS, [row], source=context.KET_LUAN)
    store = warehouse(tmp_path, UNITS, export, decided=(kept(1, row[0], due_on="2023-07-31"),))
    (found,) = conclusions.of_period(store, H1, as_of)
    assert (found["class"], found["done_on"]) == wanted


def test_what_the_next_review_begins_with(tmp_path):
    decided = (
        kept(1, "KL-2022H2-01", due_on="2023-01-31"),  # still open
        kept(2, "KL-2022H2-02", due_on="2023-01-31", done_on="2023-01-30"),
        kept(3, "KL-2023H1-01", done_on="2023-08-01"),
        kept(4, "KL-2023H1-02", unit_id=None),
        kept(5, "KL-2023H1-03"),
        kept(6, "KL-2023H2-01"),
    )
    store = warehouse(tmp_path, UNITS, decided=decided)

    def names(period: str, *given) -> list[str]:
        rows = conclusions.of_previous(store, parse(period), *given)
        return [row["conclusion_id"][3:] for row in rows]

    assert names("2023H2") == ["2023H1-01", "2023H1-03", "2022H2-01"]
    assert names("2023Y") == ["2023H1-01", "2023H1-03", "2022H2-01"]
    assert names("2023H1") == ["2022H2-01", "2022H2-02"]
    assert names("2022H2") == []
    assert names("2024H1", date(2024, 6, 14)) == ["2023H2-01", "2022H2-01", "2023H1-03"]


def test_an_id_is_never_given_twice():
    assert conclusions.next_id(H1, []) == "KL-2023H1-01"
    used = ["KL-2023H1-01", "KL-2023H1-09", "KL-2023H2-30"]
    assert conclusions.next_id(H1, used) == "KL-2023H1-10"


def test_conclusions_are_no_source_that_is_behind(tmp_path):
    rows = [("1", "s", "A", "01/07/2023", "", "", "Đang thực hiện")]
    old = Export("2023-07-05", TASKS, rows, source=context.KET_LUAN)
    new = Export("2023-12-14", TASKS, rows, source="hscv")
    assert context.default_as_of(warehouse(tmp_path, UNITS, old, new)) == date(2023, 12, 14)
    assert context.default_as_of(warehouse(tmp_path, UNITS, old)) == date(2023, 7, 5)


def test_the_notice_and_the_tasks(tmp_path):
    decided = (
        entry(1, "notice_kept", period="2023H1", held_on="2023-07-05", document_no="1/TB",
              chair="Giám đốc"),
        kept(2, "KL-2023H1-02", official="An"), kept(3, "KL-2023H1-01", unit_id=None),
        kept(4, "KL-2023H1-03", unit_id="B", due_on="2023-08-01"),
    )  # fmt: skip
    store = warehouse(tmp_path, UNITS, decided=decided)
    assert conclusions.notice(store, H1)["held_on"] == date(2023, 7, 5)
    assert conclusions.notice(store, H2)["held_on"] is None
    assert [(t["conclusion_id"][-2:], t["unit"], t["official"], t["held_on"], t["document_no"])
            for t in conclusions.tasks(store)] == [
        ("02", "A", "An", date(2023, 7, 5), "1/TB"), ("03", "B", None, date(2023, 7, 5), "1/TB"),
    ]  # fmt: skip
