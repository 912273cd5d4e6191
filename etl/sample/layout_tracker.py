"""The assignment tracker's export: the verdict inside the label, dates lost, baseline kept."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.layouts import numbered, pick, unit_cell
from etl.sample.model import Task
from etl.sample.tables import DEPARTMENT
from etl.sample.writing import Cell, Row, Sheet

HEADINGS = [
    "STT",
    "Mã nhiệm vụ",
    "Nội dung nhiệm vụ",
    "Văn bản chỉ đạo",
    "Người chỉ đạo",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Người thực hiện",
    "Ngày giao",
    "Hạn baseline",
    "Hạn hiện hành",
    "Ngày hoàn thành",
    "Tình trạng",
    "Kết quả cần đạt",
]
WIDTHS = (5, 15, 48, 15, 20, 28, 28, 20, 11, 11, 11, 11, 26, 16)
PRODUCTS = ("Báo cáo", "Tờ trình", "Kế hoạch", "Công văn", "Quyết định")
SOON = timedelta(days=7)


def sheet(tasks: list[Task], as_of: date) -> Sheet:
    return Sheet("Theo dõi", WIDTHS, rows(tasks, as_of))


def rows(tasks: list[Task], as_of: date) -> Iterator[Row]:
    yield "title", [f"{DEPARTMENT.upper()} - BẢNG THEO DÕI NHIỆM VỤ"]
    yield "blank", []
    yield "header", HEADINGS
    yield from numbered((_cells(task, as_of) for task in tasks), blank_every=90)
    yield "total", ["", f"Tổng số: {len(tasks)}"]
    yield "note", ["", f"Thời điểm trích xuất: {as_of:%d/%m/%Y} 17:00"]


def _cells(task: Task, as_of: date) -> list[Cell]:
    return [
        task.case_id,
        task.subject,
        task.document_no,
        task.assigned_by,
        unit_cell(task.leads, task.case_id, task.spelling),
        unit_cell(task.supports, task.case_id),
        ", ".join(task.officials),
        task.opened,
        task.dues[0][1],
        task.due_at(as_of),
        None if task.undated else task.closed_at(as_of),
        status(task, as_of),
        str(pick(task.case_id, PRODUCTS)),
    ]


def status(task: Task, as_of: date) -> str:
    """The label of the source at the moment of export, with what it thinks of the due date."""
    closed, due = task.closed_at(as_of), task.due_at(as_of)
    if task.ending == "information":
        return "Nhận để biết"
    if closed and task.ending == "recalled":
        return "Đã thu hồi"
    if closed:
        return f"Đã hoàn thành{_verdict(closed, due) if task.verdict else ''}"
    return _open(task, due, as_of)


def _verdict(closed: date, due: date | None) -> str:
    if due is None:
        return ""
    return " (quá hạn)" if closed > due else " (đúng hạn)" if closed == due else " (trước hạn)"


def _open(task: Task, due: date | None, as_of: date) -> str:
    if due is None:
        return "Đang thực hiện"
    if due < as_of:
        asked = any(set_on > as_of for set_on, _ in task.dues)
        return "Đề xuất gia hạn" if asked else "Đang thực hiện (quá hạn)"
    return "Sắp hết hạn (7 ngày)" if due - as_of <= SOON else "Đang thực hiện (trong hạn)"
