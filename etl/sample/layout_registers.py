"""The Office's registers as it writes them: a title, its own headings, a row per record."""

from collections.abc import Iterable, Iterator
from datetime import date

from etl.sample.dossiers import Dossier
from etl.sample.layouts import numbered, signature, titles
from etl.sample.records import SIGNER, Decision, Reminder
from etl.sample.steps import Step
from etl.sample.submissions import Submission
from etl.sample.tables import FIRST
from etl.sample.writing import Cell, Row, Sheet

Rows = Iterable[list[Cell]]
# kind -> title of the register, its headings, widths of the columns after the running number
FORMS: dict[str, tuple[str, tuple[str, ...], tuple[int, ...]]] = {
    "dossiers": (
        "SỔ THEO DÕI HỒ SƠ THỦ TỤC HÀNH CHÍNH",
        ("STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Chủ hồ sơ", "Đối tượng", "Đơn vị xử lý",
         "Người thụ lý", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái"),
        (12, 50, 30, 14, 34, 22, 12, 12, 12, 16),
    ),
    "steps": (
        "",
        ("STT", "Mã hồ sơ", "Loại hồ sơ", "Bước", "Tên bước", "Đơn vị giữ hồ sơ", "Người xử lý",
         "Nơi giữ", "Ngày nhận", "Hạn xử lý bước", "Ngày chuyển", "Hình thức chuyển",
         "Văn bản kèm theo", "Người duyệt"),
        (),
    ),
    "reminders": (
        "SỔ THEO DÕI VĂN BẢN NHẮC NHỞ",
        ("STT", "Số văn bản", "Ngày ban hành", "Cấp ban hành", "Người bị nhắc nhở", "Đơn vị",
         "Nội dung nhắc nhở", "Việc liên quan", "Người ký"),
        (14, 12, 30, 22, 40, 50, 30, 16),
    ),
    "decisions": (
        "SỔ THEO DÕI KHEN THƯỞNG, KỶ LUẬT, ĐIỀU CHUYỂN",
        ("STT", "Số quyết định", "Ngày quyết định", "Loại quyết định", "Hình thức",
         "Đảng/Chính quyền", "Họ và tên", "Đơn vị", "Căn cứ, lý do", "Việc liên quan",
         "Ngày bắt đầu xem xét", "Ngày kết luận", "Hiệu lực đến", "Người ký"),
        (14, 12, 14, 24, 14, 22, 40, 44, 30, 12, 12, 12, 16),
    ),
    "submissions": (
        "SỔ THEO DÕI TỜ TRÌNH, PHIẾU TRÌNH",
        ("STT", "Số tờ trình", "Ngày trình", "Đơn vị trình", "Người trình", "Cấp trình",
         "Nội dung trình", "Căn cứ pháp lý", "Thẩm quyền", "Quan điểm", "Đề xuất",
         "Phương án chọn", "Ngày trả lại", "Lý do trả lại", "Trường hợp ngoại lệ",
         "Vượt thẩm quyền", "Ngày trả lời", "Ý kiến trả lời"),
        (14, 12, 34, 22, 18, 50, 10, 10, 10, 10, 14, 12, 26, 30, 10, 12, 26),
    ),
    "procedures": (
        "DANH MỤC THỦ TỤC HÀNH CHÍNH NỘI BỘ",
        ("STT", "Mã thủ tục", "Tên thủ tục nội bộ", "Đơn vị chủ trì", "Ngày thống kê",
         "Ngày công bố", "Ngày đơn giản hóa", "Hạn theo kế hoạch",
         "Liên quan người dân, doanh nghiệp", "Tình trạng"),
        (10, 50, 36, 12, 12, 12, 12, 12, 16),
    ),
    "rules": (
        "THEO DÕI SỬA ĐỔI QUY CHẾ LÀM VIỆC",
        ("STT", "Số quyết định", "Ngày ban hành", "Ngày hiệu lực", "Đơn vị tham mưu",
         "Nội dung sửa đổi, bổ sung", "Rõ người, rõ việc, rõ thời hạn", "Tình trạng"),
        (14, 12, 12, 26, 60, 12, 16),
    ),
    "dissemination": (
        "THEO DÕI QUÁN TRIỆT VĂN BẢN",
        ("STT", "Đơn vị", "Văn bản quán triệt", "Ngày tổ chức", "Hình thức", "Số người dự"),
        (40, 16, 12, 28, 10),
    ),
    "obstacles": (
        "TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC",
        ("STT", "Đơn vị", "Ngày nêu", "Khó khăn, vướng mắc", "Đề xuất, kiến nghị", "Ngày trả lời",
         "Nội dung trả lời", "Tình trạng"),
        (40, 12, 50, 44, 12, 40, 14),
    ),
    "unit_reports": (
        "", ("Đơn vị báo cáo", "Kỳ báo cáo", "Hạn nộp", "Ngày nộp", "Số báo cáo"), (),
    ),
}  # fmt: skip


def sheet(kind: str, cells: Rows, day: date) -> Sheet:
    """The register as a signed sheet."""
    title, headings, widths = FORMS[kind]
    return Sheet("Sổ theo dõi", (5, *widths), _rows(title, headings, cells, day))


def _rows(title: str, headings: tuple[str, ...], cells: Rows, day: date) -> Iterator[Row]:
    yield from titles(title, FIRST, day)
    yield "header", list(headings)
    listed = list(numbered(cells))
    yield from listed
    yield "blank", []
    yield from signature(day, len(headings) - 3, f"Tổng số: {len(listed)}")


def flat(kind: str, cells: Rows) -> Iterator[Row]:
    """The register as a plain list, for a text file."""
    _, headings, _ = FORMS[kind]
    yield "header", list(headings)
    if headings[0] == "STT":
        yield from numbered(cells)
    else:
        yield from (("data", row) for row in cells)


def dossier_rows(found: Iterable[Dossier], day: date) -> Iterator[list[Cell]]:
    """As the one-stop desk shows them on a day."""
    for one in found:
        if one.opened <= day:
            closed = one.closed if one.closed and one.closed <= day else None
            status = "Rút hồ sơ" if one.ending == "withdrawn" else "Đã trả kết quả"
            yield [one.case_id, one.procedure, one.sender, one.sender_type, one.unit.name,
                   one.official, one.opened, one.due, closed,
                   status if closed else "Đang xử lý"]  # fmt: skip


def step_rows(found: Iterable[Step]) -> Iterator[list[Cell]]:
    for one in found:
        yield [one.case_id, one.case_kind, one.number, one.name, one.unit, one.official, one.holder,
               one.received, one.due, one.passed, one.action, one.paper, one.approver]  # fmt: skip


def reminder_rows(found: Iterable[Reminder], day: date) -> Iterator[list[Cell]]:
    for one in found:
        if one.issued <= day:
            yield [one.document_no, one.issued, one.level, one.official, one.unit, one.content,
                   one.item_refs, SIGNER]  # fmt: skip


def decision_rows(found: Iterable[Decision], day: date) -> Iterator[list[Cell]]:
    """What is still being considered on that day is not a decision yet."""
    for one in found:
        if one.issued <= day:
            yield [one.document_no, one.issued, one.kind, one.form, one.body, one.official,
                   one.unit, one.grounds, one.item_refs, one.considered, one.concluded,
                   one.valid_to, SIGNER]  # fmt: skip


def submission_rows(found: Iterable[Submission]) -> Iterator[list[Cell]]:
    for one in found:
        yield [one.document_no, one.submitted, one.unit, one.official, one.level, one.subject,
               *one.said, one.returned, one.returned_as, one.exception, one.beyond, one.answered,
               one.answer]  # fmt: skip
