"""The two directories: units with their names through time, people with their posts."""

from collections.abc import Iterator
from datetime import date

from etl.sample.people import Post
from etl.sample.tables import DEPARTMENT, units
from etl.sample.writing import Row, Sheet

UNIT_HEADINGS = [
    "STT",
    "Mã đơn vị",
    "Tên đơn vị",
    "Tên viết tắt",
    "Tên gọi khác",
    "Loại đơn vị",
    "Đơn vị cấp trên",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Đơn vị kế thừa",
]
PEOPLE_HEADINGS = [
    "STT",
    "Mã cán bộ",
    "Họ và tên",
    "Chức vụ",
    "Đơn vị",
    "Loại cán bộ",
    "Từ ngày",
    "Đến ngày",
]


def unit_sheet() -> Sheet:
    return Sheet("Đơn vị", (5, 11, 44, 18, 48, 18, 34, 12, 12, 14), _units())


def people_sheet(posts: list[Post]) -> Sheet:
    return Sheet("Cán bộ", (5, 11, 24, 24, 44, 22, 12, 12), _people(posts))


def _units() -> Iterator[Row]:
    yield "title", ["DANH MỤC ĐƠN VỊ"]
    yield "header", UNIT_HEADINGS
    for number, unit in enumerate(units().values(), start=1):
        yield (
            "data",
            [
                number,
                unit.code,
                unit.name,
                unit.short_name,
                "; ".join(unit.aliases),
                unit.unit_kind,
                DEPARTMENT,
                _day(unit.valid_from),
                _day(unit.valid_to),
                unit.successor,
            ],
        )


def _people(posts: list[Post]) -> Iterator[Row]:
    yield "title", ["DANH SÁCH CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG"]
    yield "header", PEOPLE_HEADINGS
    for number, post in enumerate(posts, start=1):
        yield (
            "data",
            [
                number,
                post.person_id,
                post.name,
                post.position,
                post.unit.name,
                post.person_kind,
                _day(post.valid_from),
                _day(post.valid_to),
            ],
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
