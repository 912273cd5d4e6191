"""The register of consultations: a row per consulted unit under the id of the request."""

from collections.abc import Iterator
from datetime import date

from etl.sample.layouts import numbered, pick, signature, titles
from etl.sample.model import Consultation, Reply
from etl.sample.writing import Cell, Row, Sheet

HEADINGS = [
    "TT",
    "Mã lấy ý kiến",
    "Số công văn",
    "Nội dung lấy ý kiến",
    "Đơn vị xin ý kiến",
    "Đơn vị được lấy ý kiến",
    "Ngày gửi",
    "Căn cứ thời hạn",
    "Số ngày",
    "Hạn trả lời",
    "Ngày trả lời",
    "Hình thức trả lời",
    "Tình trạng",
]
WIDTHS = (5, 16, 15, 48, 30, 30, 11, 17, 8, 11, 11, 15, 13)


def sheet(asked: list[Consultation], since: date, as_of: date) -> Sheet:
    return Sheet("Lấy ý kiến", WIDTHS, rows(asked, since, as_of))


def rows(asked: list[Consultation], since: date, as_of: date) -> Iterator[Row]:
    yield from titles("DANH SÁCH VĂN BẢN LẤY Ý KIẾN CÁC ĐƠN VỊ", since, as_of)
    yield "header", HEADINGS
    yield "numbers", [str(number) for number in range(1, len(HEADINGS) + 1)]
    yield from numbered(_row(one, reply, as_of) for one in asked for reply in one.replies)
    yield from signature(as_of, 9, f"Tổng cộng: {len(asked)} văn bản")


def _row(asked: Consultation, reply: Reply, as_of: date) -> list[Cell]:
    replied = reply.replied if reply.replied and reply.replied <= as_of else None
    form = reply.form if replied else "" if reply.due >= as_of else "Không trả lời"
    return [
        asked.case_id,
        asked.document_no,
        asked.subject,
        pick(f"{asked.case_id}{asked.requesting.code}", asked.requesting.spellings),
        pick(f"{asked.case_id}{reply.unit.code}", reply.unit.spellings),
        asked.sent,
        reply.term_set_by,
        reply.days_given,
        reply.due,
        replied,
        form,
        "Đã trả lời" if replied else "Chưa trả lời",
    ]
