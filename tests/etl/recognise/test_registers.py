"""Registers are known by their headings; lists of work that look a little like one stay what
they are."""

import pytest

from etl.profile import KINDS
from etl.registers import REGISTERS

from .literal import codes, mapped, recognised

# As an office writes them: its own words, other orders, a title above or none.
FOUND = [
    ("dossiers", "STT | Mã hồ sơ | Tên thủ tục hành chính | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Đơn vị xử lý"),
    ("dossiers", "Số biên nhận | Tên TTHC | Người nộp hồ sơ | Ngày nộp hồ sơ | Ngày hẹn trả kết quả | Phòng xử lý"),
    ("steps", "Mã hồ sơ | Bước | Tên bước | Đơn vị xử lý | Người xử lý | Ngày nhận | Hạn xử lý | Ngày chuyển"),
    ("steps", "STT | Số đến | Thứ tự bước | Nơi giữ | Đơn vị | Cán bộ | Thời gian nhận | Thời gian chuyển | Thao tác"),
    ("steps", "Mã nhiệm vụ | Bước xử lý | Người thực hiện | Ngày bắt đầu | Ngày kết thúc bước"),
    ("reminders", "STT | Số văn bản nhắc nhở | Ngày ban hành | Cấp ban hành | Họ và tên | Đơn vị | Nội dung nhắc nhở"),
    ("reminders", "Số, ký hiệu | Ngày ký | Người bị nhắc nhở | Đơn vị công tác | Lý do nhắc nhở | Người ký"),
    ("decisions", "STT | Số quyết định | Ngày quyết định | Họ và tên | Đơn vị | Hình thức khen thưởng | Thành tích"),
    ("decisions", "Số QĐ | Ngày ký | Người bị kỷ luật | Hình thức kỷ luật | Đảng/Chính quyền | Hành vi vi phạm"),
    ("submissions", "Số tờ trình | Ngày trình | Đơn vị trình | Trích yếu | Căn cứ pháp lý | Thẩm quyền | Quan điểm | Đề xuất | Phương án chọn"),
    ("submissions", "STT | Số phiếu trình | Ngày trình | Phòng tham mưu | Nội dung trình | Ngày trả lại | Lý do trả lại"),
    ("procedures", "STT | Mã thủ tục | Tên thủ tục hành chính nội bộ | Đơn vị chủ trì | Ngày công bố | Ngày đơn giản hóa"),
    ("procedures", "TT | Tên quy trình nội bộ | Đơn vị | Ngày rà soát | Hạn kế hoạch | Tình trạng"),
    ("rules", "Số quyết định | Ngày ban hành | Ngày hiệu lực | Tên quy chế | Rõ người, rõ việc, rõ thời hạn"),
    ("rules", "STT | Số ký hiệu | Ngày ký | Nội dung sửa đổi, bổ sung | Đơn vị chủ trì"),
    ("dissemination", "STT | Đơn vị | Văn bản quán triệt | Ngày tổ chức | Hình thức | Số người dự"),
    ("dissemination", "Phòng, đơn vị | Văn bản triển khai | Ngày quán triệt"),
    ("obstacles", "STT | Đơn vị | Ngày nêu | Khó khăn, vướng mắc | Đề xuất, kiến nghị | Ngày trả lời"),
    ("obstacles", "Đơn vị báo cáo | Nội dung vướng mắc | Đề xuất tháo gỡ | Tình trạng"),
    ("unit_reports", "STT | Đơn vị | Kỳ báo cáo | Hạn nộp | Ngày nộp | Số báo cáo"),
    ("unit_reports", "Đơn vị báo cáo | Kỳ | Hạn gửi báo cáo | Ngày gửi báo cáo"),
]  # fmt: skip
CELLS = "1 | A 12 | Phòng B | C D | 2023 | x | y | z | t"

# Lists of work with a heading or two that a register has as well.
STAYS = [
    ("tasks", "STT | Tên nhiệm vụ | Số văn bản | Ngày ban hành | Người ký | Đơn vị chủ trì | Hạn hoàn thành | Khó khăn, vướng mắc | Đề xuất"),
    ("tasks", "STT | Số ký hiệu | Trích yếu | Ngày đến | Người xử lý | Ngày chuyển | Đơn vị xử lý chính | Hạn xử lý | Trạng thái"),
    ("tasks", "Mã nhiệm vụ | Nội dung công việc | Đơn vị chủ trì | Người thực hiện | Ngày giao | Hạn hoàn thành | Ngày hoàn thành | Kỳ báo cáo"),
    ("petitions", "Mã phản ánh | Nội dung phản ánh | Người gửi | Đơn vị xử lý | Ngày nhận | Hạn xử lý | Ngày trả lời | Ngày chuyển"),
    ("petitions", "Số đơn | Người đứng đơn | Nội dung đơn thư | Ngày đến | Thẩm quyền | Đơn vị xử lý | Kết quả giải quyết"),
    ("consultations", "Đơn vị xin ý kiến | Nội dung | Đơn vị được xin ý kiến | Ngày gửi | Hạn trả lời | Ngày trả lời | Hình thức trả lời"),
    ("people", "STT | Họ và tên | Chức vụ | Đơn vị | Từ ngày | Đến ngày | Hình thức kỷ luật"),
    ("units", "Mã đơn vị | Tên đơn vị | Tên viết tắt | Từ ngày | Đơn vị kế thừa"),
]  # fmt: skip


def block(headings: str) -> str:
    return headings + "\n" + " | ".join(CELLS.split(" | ")[: headings.count("|") + 1])


@pytest.mark.parametrize(("kind", "headings"), FOUND)
def test_the_kind_of_register_from_its_headings(kind, headings):
    table = recognised(block(headings))
    assert (table.kind, codes(table)) == (kind, [])
    assert table.undecided == []
    assert list(table.data_rows()) == [2]


@pytest.mark.parametrize(("kind", "headings"), STAYS)
def test_a_list_that_is_no_register_stays_what_it_is(kind, headings):
    assert recognised(block(headings)).kind == kind


@pytest.mark.parametrize(("kind", "headings"), [f for f in FOUND if f[0] in REGISTERS])
def test_a_title_and_a_file_name_of_work_do_not_mislead(kind, headings):
    table = recognised(f"THEO DÕI CÔNG VIỆC\n{block(headings)}", file_name="cong_viec.xlsx")
    assert table.kind == kind


def test_fields_stand_under_their_headings():
    table = recognised(block(FOUND[2][1]))
    assert mapped(table) == {
        "source_id": "Mã hồ sơ", "step_no": "Bước", "step_name": "Tên bước",
        "unit": "Đơn vị xử lý", "official": "Người xử lý", "received_on": "Ngày nhận",
        "due_on": "Hạn xử lý", "passed_on": "Ngày chuyển",
    }  # fmt: skip


def test_a_title_says_what_plain_headings_do_not():
    plain = "STT | Số văn bản | Ngày ban hành | Họ và tên | Đơn vị\n1 | 1/A | 1/1/2023 | B | C"
    assert recognised(f"DANH SÁCH VĂN BẢN NHẮC NHỞ\n{plain}").kind == "reminders"
    assert recognised(f"DANH SÁCH\n{plain}").kind != "reminders"
    assert recognised(plain, kind="reminders").kind == "reminders"


def test_every_register_is_a_kind():
    assert set(REGISTERS) <= set(KINDS)
