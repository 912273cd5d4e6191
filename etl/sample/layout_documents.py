"""The document system's export: title, a header in two rows, groups, text dates, signature."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from etl.sample.layouts import day_text, numbered, signature, titles, unit_cell
from etl.sample.model import Task
from etl.sample.writing import Cell, Row, Sheet

TOP = [
    "STT",
    "Số phiếu giao việc",
    "Văn bản giao việc",
    "",
    "",
    "Đơn vị xử lý",
    "",
    "Người xử lý",
    "Ngày giao",
    "Hạn xử lý",
    "Ngày hoàn thành",
    "Trạng thái",
    "Độ khẩn",
    "Ghi chú",
]
BELOW = ["", "", "Số ký hiệu", "Cơ quan ban hành", "Trích yếu", "Chủ trì", "Phối hợp", *[""] * 7]
MERGES = ("C6:E6", "F6:G6", *(f"{column}6:{column}7" for column in "ABHIJKLMN"))
WIDTHS = (5, 16, 15, 18, 48, 28, 28, 20, 11, 11, 11, 18, 9, 24)
GROUPS = (
    ("A", "Nhiệm vụ Tỉnh ủy giao", ("Tỉnh ủy",)),
    ("B", "Nhiệm vụ UBND tỉnh giao", ("UBND",)),
    ("C", "Nhiệm vụ khác", ()),
)


def sheet(tasks: list[Task], since: date, as_of: date) -> Sheet:
    return Sheet("Nhiệm vụ", WIDTHS, rows(tasks, since, as_of), MERGES)


def rows(tasks: list[Task], since: date, as_of: date) -> Iterator[Row]:
    yield from titles("DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO", since, as_of)
    yield "header", TOP
    yield "header", BELOW
    yield "numbers", [f"({number})" for number in range(1, len(TOP) + 1)]
    for (letter, name, _), held in zip(GROUPS, _grouped(tasks), strict=True):
        yield "group", [letter, f"{name} ({len(held)})"]
        yield from numbered((_cells(task, as_of) for task in held), repeat_every=45)
    yield from signature(as_of, 8, f"Tổng cộng: {len(tasks)} nhiệm vụ")


def flat(tasks: list[Task], as_of: date) -> Iterator[Row]:
    """The same list saved as text: one header row, no groups, no signature."""
    yield "header", [below or top for top, below in zip(TOP, BELOW, strict=True)]
    yield from numbered(_cells(task, as_of) for task in tasks)


def _grouped(tasks: Iterable[Task]) -> list[list[Task]]:
    found: list[list[Task]] = [[] for _ in GROUPS]
    for task in tasks:
        who = task.assigned_by or task.document_no
        place = next(
            (
                number
                for number, (*_, marks) in enumerate(GROUPS)
                if any(mark in who for mark in marks)
            ),
            len(GROUPS) - 1,
        )
        found[place].append(task)
    return found


def _cells(task: Task, as_of: date) -> list[Cell]:
    return [
        task.case_id,
        task.document_no,
        task.assigned_by,
        task.subject,
        unit_cell(task.leads, task.case_id, task.spelling),
        unit_cell(task.supports, task.case_id),
        ", ".join(task.officials),
        day_text(task.opened),
        task.due_words or day_text(task.due_at(as_of)),
        day_text(task.closed_at(as_of)),
        status(task, as_of),
        task.urgency,
        _note(task, as_of),
    ]


def status(task: Task, as_of: date) -> str:
    if task.ending == "information":
        return "Nhận để biết"
    if task.closed_at(as_of):
        return "Đã thu hồi" if task.ending == "recalled" else "Đã hoàn thành"
    if task.waits and task.closed and task.closed - as_of <= timedelta(days=5):
        return "Hoàn thành chưa phê duyệt"
    return "Chờ xử lý" if as_of - task.opened <= timedelta(days=2) else "Đang xử lý"


def _note(task: Task, as_of: date) -> str:
    granted = task.extended_at(as_of)
    return (
        f"Gia hạn đến {day_text(task.due_at(as_of))} (phiếu ngày {day_text(granted)})"
        if granted
        else ""
    )
