"""The petition register: a row per holder under one id; a case passed on leaves its row behind."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.layouts import numbered, pick, titles
from etl.sample.model import Leg, Petition
from etl.sample.writing import Cell, Row, Sheet

HEADINGS = [
    "STT",
    "Mã hồ sơ",
    "Loại đơn",
    "Người gửi",
    "Đối tượng gửi",
    "Nội dung kiến nghị",
    "Đơn vị xử lý",
    "Người xử lý",
    "Ngày nhận",
    "Hạn xử lý",
    "Ngày trả lời",
    "Trạng thái",
    "Ghi chú",
]
WIDTHS = (5, 14, 11, 30, 14, 50, 30, 20, 11, 11, 11, 14, 30)
DONE = {"done": "Đã trả lời", "passed": "Đã chuyển", "withdrawn": "Rút"}
GUIDE = (
    "Hướng dẫn",
    "Mỗi dòng là một lần một đơn vị giữ hồ sơ.",
    "Hồ sơ chuyển đơn vị khác: dòng cũ ghi Đã chuyển, dòng mới cùng mã hồ sơ.",
)


def sheets(petitions: list[Petition], since: date, as_of: date) -> list[Sheet]:
    guide = [("title", [GUIDE[0]]), *(("note", [line]) for line in GUIDE[1:])]
    return [
        Sheet("Kiến nghị", WIDTHS, rows(petitions, since, as_of, title=True)),
        Sheet("Hướng dẫn", (80,), guide),
    ]


def rows(petitions: list[Petition], since: date, as_of: date, *, title: bool) -> Iterator[Row]:
    if title:
        yield from titles("SỔ THEO DÕI KIẾN NGHỊ, ĐỀ XUẤT", since, as_of)
    yield "header", HEADINGS
    yield from numbered(_cells(petitions, as_of), blank_every=75)


def _cells(petitions: list[Petition], as_of: date) -> Iterator[list[Cell]]:
    for petition in petitions:
        for number, leg in enumerate(petition.legs):
            if leg.received <= as_of:
                later = petition.legs[number + 1 :]
                yield _row(petition, leg, later[0] if later else None, as_of)


def _row(petition: Petition, leg: Leg, following: Leg | None, as_of: date) -> list[Cell]:
    closed = leg.closed if leg.closed and leg.closed <= as_of else None
    note = f"Chuyển {following.unit.name}" if closed and following else ""
    return [
        petition.case_id,
        petition.letter,
        petition.sender,
        petition.sender_type,
        petition.subject,
        pick(f"{petition.case_id}{leg.unit.code}", leg.unit.spellings),
        leg.official,
        leg.received,
        leg.due,
        closed,
        _status(leg, closed, as_of),
        note,
    ]


def _status(leg: Leg, closed: date | None, as_of: date) -> str:
    if closed:
        return DONE[leg.ending]
    return "Chờ tiếp nhận" if as_of - leg.received <= timedelta(days=1) else "Đang xử lý"
