"""How one hand-made record looks in an export, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from etl.sample import layout_documents, layout_petitions, layout_tracker
from etl.sample.layouts import unit_cell
from etl.sample.model import Leg, Petition, Task
from etl.sample.tables import units

D = date.fromisoformat
CN, TM = units()["QLCN"], units()["QLTM"]


def a_task(**changes) -> Task:
    """Given on 2/5/2023, due 16/5, on 18/5 extended to 1/6, finished on 31/5."""
    usual = Task(
        case_id="NV-1",
        subject="x",
        document_no="1/UBND-VP",
        assigned_by="UBND tỉnh",
        urgency="Thường",
        opened=D("2023-05-02"),
        leads=(CN,),
        supports=(),
        officials=("A", "B"),
        closed=D("2023-05-31"),
        dues=[(D("2023-05-02"), D("2023-05-16")), (D("2023-05-18"), D("2023-06-01"))],
    )
    return replace(usual, **changes)


UNDUE = [(D("2023-05-02"), None)]


@pytest.mark.parametrize(
    ("day", "changes", "label"),
    [
        ("2023-05-08", {}, "Đang thực hiện (trong hạn)"),
        ("2023-05-09", {}, "Sắp hết hạn (7 ngày)"),
        ("2023-05-16", {}, "Sắp hết hạn (7 ngày)"),
        ("2023-05-17", {}, "Đề xuất gia hạn"),
        ("2023-05-18", {}, "Đang thực hiện (trong hạn)"),
        ("2023-05-31", {}, "Đã hoàn thành (trước hạn)"),
        ("2023-05-31", {"verdict": False}, "Đã hoàn thành"),
        ("2023-06-02", {"closed": None}, "Đang thực hiện (quá hạn)"),
        ("2023-06-02", {"closed": D("2023-06-01")}, "Đã hoàn thành (đúng hạn)"),
        ("2023-06-02", {"closed": D("2023-06-02")}, "Đã hoàn thành (quá hạn)"),
        ("2023-06-02", {"dues": UNDUE}, "Đã hoàn thành"),
        ("2023-05-30", {"dues": UNDUE}, "Đang thực hiện"),
        ("2023-06-02", {"ending": "recalled"}, "Đã thu hồi"),
        ("2023-05-05", {"ending": "information"}, "Nhận để biết"),
    ],
)
def test_labels_of_the_tracker(day, changes, label):
    assert layout_tracker.status(a_task(**changes), D(day)) == label


@pytest.mark.parametrize(
    ("day", "changes", "label"),
    [
        ("2023-05-04", {}, "Chờ xử lý"),
        ("2023-05-05", {}, "Đang xử lý"),
        ("2023-05-26", {"waits": True}, "Hoàn thành chưa phê duyệt"),
        ("2023-05-31", {}, "Đã hoàn thành"),
        ("2023-05-31", {"ending": "recalled"}, "Đã thu hồi"),
    ],
)
def test_labels_of_the_document_system(day, changes, label):
    assert layout_documents.status(a_task(**changes), D(day)) == label


def test_the_document_system_overwrites_the_due_date():
    def row(day):
        return layout_documents._cells(a_task(), D(day))

    assert row("2023-05-17")[7:10] == ["02/05/2023", "16/05/2023", ""]
    assert row("2023-05-18")[8] == "01/06/2023"
    assert row("2023-05-18")[-1] == "Gia hạn đến 01/06/2023 (phiếu ngày 18/05/2023)"


def test_the_tracker_keeps_the_baseline_and_loses_closing_dates():
    shown = layout_tracker._cells(a_task(undated=True), D("2023-06-14"))
    assert shown[8:11] == [D("2023-05-16"), D("2023-06-01"), None]


def test_a_petition_passed_on_shows_both_holders():
    one = Petition(
        "KN1",
        "Kiến nghị",
        "Công ty A",
        "Doanh nghiệp",
        "y",
        [
            Leg(CN, "A", D("2023-05-02"), D("2023-05-22"), D("2023-05-05"), "passed"),
            Leg(TM, "B", D("2023-05-05"), D("2023-05-22"), D("2023-05-25")),
        ],
    )

    def shown(day):
        cells = layout_petitions._cells([one], D(day))
        return [(row[0], *row[7:]) for row in cells]

    assert shown("2023-05-04") == [
        ("KN1", D("2023-05-02"), D("2023-05-22"), None, "Đang xử lý", "")
    ]
    assert shown("2023-05-05") == [
        (
            "KN1",
            D("2023-05-02"),
            D("2023-05-22"),
            D("2023-05-05"),
            "Đã chuyển",
            f"Chuyển {TM.name}",
        ),
        ("KN1", D("2023-05-05"), D("2023-05-22"), None, "Chờ tiếp nhận", ""),
    ]
    assert shown("2023-05-25")[1][3:5] == (D("2023-05-25"), "Đã trả lời")


def test_units_in_one_cell_can_be_told_apart():
    known = {name for unit in units().values() for name in unit.spellings}
    for key in map(str, range(200)):
        cell = unit_cell((CN, TM, units()["KHTH"]), key)
        lines = cell.replace("•", "").replace(";", "\n").split("\n")
        parts = lines if len(lines) > 1 else cell.split(", ")
        assert {part.strip() for part in parts if part.strip()} <= known, cell
