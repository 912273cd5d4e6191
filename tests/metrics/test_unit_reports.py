"""Who has reported, when, and what a unit's figures say beside ours."""

from datetime import date

import pytest

from ledger import Entry
from metrics import unit_reports
from metrics.period_words import period_named
from metrics.periods import parse
from tests.warehouses import Export, warehouse

H1 = parse("2023H1")
EXPORTS = [
    Export("2023-01-01", "unit_id unit_name unit_kind valid_from valid_to", [
        ("A", "A", "Phòng thuộc Sở", "", ""), ("B", "B", "Đơn vị sự nghiệp", "", ""),
        ("C", "C", "Phòng thuộc Sở", "", ""), ("D", "D", "Phòng thuộc Sở", "", ""),
        ("L", "L", "Lãnh đạo", "", ""), ("X", "X", "Phòng thuộc Sở", "", "31/12/2022"),
    ], kind="units"),
    Export("2023-07-01", "unit period due_on received_on document_no", [
        ("A", "6 tháng đầu năm 2023", "16/06/2023", "15/06/2023", "1/BC"),
        ("B", "6 tháng đầu năm 2023", "16/06/2023", "21/06/2023", "2/BC"),
        ("C", "6 tháng đầu năm 2023", "16/06/2023", "", ""),
        ("A", "Năm 2022", "09/12/2022", "08/12/2022", "9/BC"),
    ], kind="unit_reports"),
    Export("2023-06-30", "source_id subject unit opened_on due_on closed_on source_status", [
        ("1", "s", "A", "01/03/2023", "10/03/2023", "10/03/2023", "Đã hoàn thành"),
        ("2", "s", "A", "01/03/2023", "10/03/2023", "", "Đang thực hiện"),
        ("3", "s", "A", "01/12/2022", "10/07/2023", "", "Đang thực hiện"),
        ("4", "s", "A", "20/06/2023", "10/07/2023", "", "Đang thực hiện"),
    ]),
    Export("2023-06-30", "unit raised_on subject proposal answered_on", [
        ("B", "01/03/2023", "thiếu máy", "mua", ""), ("A", "01/02/2022", "cũ", "", "01/03/2022"),
    ], kind="obstacles"),
]  # fmt: skip


def entry(seq: int, kind: str, **body) -> Entry:
    return Entry(seq, "2023-06-20T08:00:00+00:00", "vp", kind, body, "", "", "")


def received(seq: int, unit: str, on: str | None, **more) -> Entry:
    return entry(seq, "report_received", period="2023H1", unit_id=unit, received_on=on,
                 document_no=f"{seq}/BC", **more)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("6 tháng đầu năm 2023", "2023H1"),
        ("06  Tháng đầu năm 2023", "2023H1"),
        ("6 tháng cuối năm 2022", "2022H2"),
        ("Năm 2023", "2023Y"),
        ("cả năm 2023", "2023Y"),
        ("Quý IV/2023", "2023Q4"),
        ("quý 2 năm 2023", "2023Q2"),
        ("Tháng 5/2023", "2023M05"),
        ("tháng 12 năm 2023", "2023M12"),
        ("tháng 13/2023", None),
        ("6 tháng", None),
        ("", None),
        (None, None),
    ],
)
def test_periods_in_words(words, name):
    assert period_named(words) == name


def test_the_day_is_three_working_days_after_the_period(tmp_path):
    store = warehouse(tmp_path, EXPORTS[0])
    assert unit_reports.default_due(store, H1) == date(2023, 6, 19)  # 14 June is a Wednesday
    assert unit_reports.default_due(store, parse("2024Y")) == date(2024, 12, 18)  # a Saturday
    asked = entry(1, "request_kept", period="2023H1", due_on="2023-06-30", document_no="7/SCT-VP")
    store = warehouse(tmp_path, EXPORTS[0], decided=(asked,))
    assert unit_reports.request(store, H1) == {
        "due_on": date(2023, 6, 30), "document_no": "7/SCT-VP", "issued_on": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "decided", "wanted"),
    [
        (date(2023, 6, 16), (), {"A": ("in_time", None), "B": ("waiting", None),
                                 "C": ("waiting", None), "D": ("waiting", None)}),
        (date(2023, 6, 20), (), {"A": ("in_time", None), "B": ("missing", 2),
                                 "C": ("missing", 2), "D": ("missing", 1)}),
        (date(2023, 6, 30), (), {"A": ("in_time", None), "B": ("late", 3),
                                 "C": ("missing", 10), "D": ("missing", 9)}),
        # the page's word counts, also against the register; what was taken back does not
        (date(2023, 6, 30),
         (received(1, "C", "2023-06-16"), received(2, "D", "2023-06-20"),
          received(3, "B", "2023-06-14"), entry(4, "report_withdrawn", period="2023H1", unit_id="D")),
         {"A": ("in_time", None), "B": ("in_time", None),
          "C": ("in_time", None), "D": ("missing", 9)}),
    ],
)  # fmt: skip
def test_received_late_and_missing(tmp_path, as_of, decided, wanted):
    store = warehouse(tmp_path, *EXPORTS, decided=decided)
    found = unit_reports.reports(store, H1, as_of)
    assert {r["unit_id"]: (r["state"], r["days_late"]) for r in found} == wanted
    noted = {r["unit_id"]: r["noted"] for r in found}
    assert noted["A"] == "register"
    assert noted["C"] == ("page" if decided else None)


def test_leaders_and_units_that_ended_owe_no_report(tmp_path):
    store = warehouse(tmp_path, *EXPORTS)
    assert [u["unit_id"] for u in unit_reports.units(store, H1)] == ["A", "B", "C", "D"]
    assert "X" in [u["unit_id"] for u in unit_reports.units(store, parse("2022H1"))]


def test_their_figures_beside_ours(tmp_path):
    said = {"tasks.total": 3, "tasks.done": 2, "tasks.open_overdue": 0, "petitions.total": 1,
            "tasks.nothing": 5, "tasks.open": "x"}  # fmt: skip
    form = received(1, "A", "2023-06-15", figures=said, reasons={"tasks.done": "xong ngày 12"},
                    obstacles=[{"subject": "thiếu người", "proposal": "thêm", "raised_on": "?"}])  # fmt: skip
    store = warehouse(tmp_path, *EXPORTS, decided=(form,))
    found = unit_reports.compared(store, H1, H1.last)
    assert [(r["kind"], r["count"], r["theirs"], r["ours"], r["difference"]) for r in found] == [
        ("tasks", "total", 3, 3, 0),
        ("tasks", "done", 2, 1, 1),
        ("tasks", "open_overdue", 0, 1, -1),
        ("petitions", "total", 1, 0, 1),
    ]
    assert [r["reason"] for r in found if r["reason"]] == ["xong ngày 12"]
    raised = unit_reports.obstacles(store, H1, H1.last)
    assert [(r["unit_id"], r["subject"], r["noted"]) for r in raised] == [
        ("A", "thiếu người", "report"),
        ("B", "thiếu máy", "register"),
    ]


def test_reasons_stand_beside_our_item_with_its_place(tmp_path):
    """Item 2 of A was due on 10 March: 96 days on 14 June. Item 1 is done, 9 is none of ours, and 2
    is none of B's."""
    said = [{"source_id": "2", "reason": "chờ ý kiến Sở Tài chính", "expected_on": "2023-07-30"},
            {"source_id": "1", "reason": "đã xong", "expected_on": "cuối năm"},
            {"source_id": "9", "expected_on": "2023-08-01"}]  # fmt: skip
    forms = (received(7, "A", "2023-06-15", overdue=said),
             received(8, "B", "2023-06-15", overdue=[{"source_id": "2", "reason": "khác"}]))  # fmt: skip
    store = warehouse(tmp_path, *EXPORTS, decided=forms)
    found = unit_reports.explained(store, H1, H1.last)
    assert [(r["unit_id"], r["source_id"], r["reason"], r["expected_on"], r["document_no"])
            for r in found] == [
        ("A", "1", "đã xong", None, "7/BC"),
        ("A", "2", "chờ ý kiến Sở Tài chính", date(2023, 7, 30), "7/BC"),
        ("A", "9", None, date(2023, 8, 1), "7/BC"),
        ("B", "2", "khác", None, "8/BC"),
    ]  # fmt: skip
    assert [(r["class"], r["days_overdue"], r["row"]) for r in found] == [
        ("done_on_time", None, 1), ("open_overdue", 96, 2), (None, None, None), (None, None, None),
    ]  # fmt: skip
    assert [bool(r["file"]) for r in found] == [True, True, False, False]


def test_figures_add_up(tmp_path):
    store = warehouse(tmp_path, *EXPORTS)
    row = unit_reports.figures(store, H1, H1.last)["A", "tasks"]
    assert (row["total"], row["carried_over"], row["received"]) == (3, 1, 2)
    assert row["total"] == row["done"] + row["withdrawn"] + row["open"]
