"""Heading variants: every one of DOMAIN §7, and what a heading must not be taken for."""

import pytest

from etl.profile import FIELDS, KINDS
from etl.recognise.facts import ROW_NO, rows_of, vocabulary
from etl.recognise.headings import known_form, meanings_of
from etl.text import fold

DOMAIN = {
    "row_no": "STT; TT; Stt; Số thứ tự",
    "source_id": "Mã nhiệm vụ; Số phiếu giao việc; Số nhiệm vụ; Mã; Số đến; Mã hồ sơ; "
    "Số biên nhận; Mã phản ánh",
    "subject": "Tên nhiệm vụ; Nội dung nhiệm vụ; Nội dung công việc; Nội dung chỉ đạo; Nội dung; "
    "Công việc; Trích yếu; Trích yếu nội dung; Nội dung đơn thư; Nội dung phản ánh; "
    "Nhiệm vụ cụ thể",
    "document_no": "Số ký hiệu; Số hiệu; Ký hiệu; Số công văn; Văn bản chỉ đạo; Nguồn chỉ đạo; "
    "Nơi gửi, Số CV/ngày",
    "opened_on": "Ngày giao; Ngày tạo; Ngày chỉ đạo; Ngày đến; Ngày nhận; Ngày tiếp nhận; "
    "Ngày văn bản; Ngày ban hành; Thời gian bắt đầu; Thời gian gửi",
    "due_on": "Hạn xử lý; Hạn hoàn thành; Thời hạn HT; Thời hạn; Thời hạn hoàn thành; "
    "Thời hạn xử lý; Thời hạn báo cáo; Hạn; Ngày yêu cầu hoàn thành; Hạn hiện hành; Hạn xử lý mới",
    "first_due_on": "Hạn baseline; Hạn ban đầu; Hạn gốc",
    "closed_on": "Ngày hoàn thành; Ngày hoàn thành thực tế; Ngày xử lý cuối; Ngày trả lời",
    "unit": "Đơn vị chủ trì; Đơn vị đầu mối; Đơn vị /Cá nhân đầu mối; Đơn vị/Cá nhân chủ trì; "
    "Đơn vị xử lý chính; Đơn vị xử lý; Đơn vị thực hiện; Đơn vị phụ trách; Chủ trì; Phòng xử lý; "
    "Phòng ban; Đơn vị; CT",
    "support_units": "Đơn vị phối hợp; Đơn vị /Cá nhân phối hợp; Đơn vị đồng xử lý; Phối hợp; PH",
    "official": "Người xử lý; Người thực hiện; Người phụ trách; Chuyên viên; Cán bộ; "
    "Cá nhân đầu mối; Họ tên; Mã NV; Phân công",
    "assigned_by": "Người chỉ đạo; Lãnh đạo Bộ phụ trách; Lãnh đạo chỉ đạo; Nguồn giao; "
    "Cơ quan ban hành; Tác giả; CQBH; Nơi gửi",
    "sender": "Người đứng đơn; Người gửi; Tổ chức, cá nhân; Cơ quan kiến nghị",
    "source_status": "Trạng thái; Tình trạng; Tình trạng xử lý; Tiến độ; "
    "Kết quả thực hiện; Đánh giá",
    "progress_note": "Tình hình thực hiện; Ý kiến của đơn vị; Ghi chú",
    "urgency": "Độ khẩn; Độ ưu tiên; Mức độ",
    "product": "Sản phẩm; Yêu cầu sản phẩm; Kết quả cần đạt; Kết quả đầu ra",
}


def meaning(heading: str, kind: str = "tasks") -> set[str]:
    return {m.field for m in meanings_of((heading,), kind, vocabulary(kind))}


@pytest.mark.parametrize(
    ("field", "heading"), [(f, h) for f, hs in DOMAIN.items() for h in hs.split("; ")]
)
def test_variants_seen_in_systems(field, heading):
    assert meaning(heading) == {field}
    assert meaning(heading.upper()) == {field}


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Đơn vị xin ý kiến", "consultations", "requesting_unit"),
        ("Đơn vị lấy ý kiến", "consultations", "requesting_unit"),
        ("Đơn vị chủ trì xin ý kiến", "consultations", "requesting_unit"),
        ("Đơn vị chủ trì", "consultations", "requesting_unit"),
        ("Đơn vị được xin ý kiến", "consultations", "unit"),
        ("Đơn vị được lấy ý kiến", "consultations", "unit"),
        ("Đơn vị trả lời", "consultations", "unit"),
        ("Đơn vị góp ý", "consultations", "unit"),
        ("Hình thức trả lời", "consultations", "reply_form"),
        ("Căn cứ thời hạn", "consultations", "term_set_by"),
        ("Thời hạn do", "consultations", "term_set_by"),
        ("Cơ sở xác định thời hạn", "consultations", "term_set_by"),
        ("Số ngày yêu cầu", "consultations", "days_given"),
        ("Số ngày", "consultations", "days_given"),
        ("Loại đối tượng", "petitions", "sender_type"),
        ("Đối tượng gửi", "petitions", "sender_type"),
        ("Nơi gửi", "petitions", "sender"),
        ("Tên viết tắt", "units", "short_name"),
        ("Đơn vị", "units", "unit_name"),
        ("Đơn vị", "people", "unit"),
        ("Chức vụ", "people", "position"),
    ],
)
def test_meaning_within_a_kind(heading, kind, field):
    assert meaning(heading, kind) == {field}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Thời hạn\nhoàn thành", "due_on"),
        ("Hạn xử lý (dd/mm/yyyy)", "due_on"),
        ("Ngày hoàn thành nhiệm vụ", "closed_on"),
        ("Đơn vị chủ trì (*)", "unit"),
        ("ĐƠN VỊ CHỦ TRÌ THỰC HIỆN NHIỆM VỤ", "unit"),
        ("Ngươì chỉ đạo", "assigned_by"),  # as a ministry's system spells it
        ("due_on", "due_on"),
    ],
)
def test_what_a_heading_may_carry_besides(heading, field):
    assert meaning(heading) == {field}


@pytest.mark.parametrize(
    "heading",
    ["Đơn vị tính", "Nội dung trả lời", "Thời hạn (ngày)", "Số ngày quá hạn", "Tổng số", "KH",
     "Hạn mức", "Ngày sinh", "Mã số thuế", "TTr", "", "Ngày hoàn thành của kỳ trước"],
)  # fmt: skip
def test_not_taken_for_a_field(heading):
    assert meaning(heading) == set()


def test_ambiguous_headings_have_two_meanings():
    assert meaning("Thời gian hoàn thành") == {"due_on", "closed_on"}
    assert meaning("Thời gian hoàn thành thực tế") == {"closed_on"}
    assert meaning("Thời gian hoàn thành theo kế hoạch") == {"due_on"}


def test_a_short_word_under_a_merged_heading_is_not_read_alone():
    words = vocabulary("tasks")
    assert known_form(("Trạng thái", "Mã"), words) is None
    assert known_form(("Đơn vị", "Chủ trì"), words) == "don vi chu tri"
    assert known_form(("Thông tin văn bản", "Số ký hiệu"), words) == "so ky hieu"


def test_table_of_headings_is_sound():
    rows = rows_of("headings.csv")
    groups = {"any": {ROW_NO}, "work": set(FIELDS["tasks"])} | {k: set(FIELDS[k]) for k in KINDS}
    for row in rows:
        assert row["field"] in groups[row["kind"]], row
        assert row["sign"] in {*KINDS, ""}, row
    keys = [(row["kind"], row["field"], fold(row["heading"])) for row in rows]
    twice = {k for k in keys if keys.count(k) > 1}
    assert not twice


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("Tên đề tài/Nhiệm vụ", "nhiem vu"),
        ("Đơn vị chủ trì /\nChủ nhiệm đề tài", "don vi chu tri"),
        ("Hạn xử lý - theo kế hoạch", "han xu ly"),
        ("Đơn vị chủ trì/Đơn vị phối hợp", None),  # two facts in one cell
        ("Ngày giao/Hạn xử lý", None),
        ("Mã/Loại hình", None),  # one short word is too little
    ],
)
def test_of_a_heading_that_says_two_things_the_only_known_one(heading, form):
    assert known_form((heading,), vocabulary("tasks")) == form
