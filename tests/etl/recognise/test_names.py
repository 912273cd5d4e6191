"""Names of units and people by their form alone."""

import pytest

from etl.recognise.names import is_person, is_unit, is_unit_name, is_urgency, parts

UNITS = [
    "Phòng Quản lý thương mại", "• Văn Phòng Bộ \n• Cục Công nghệ thông tin", "SỞ GDĐT Ninh Thuận",
    "Viện KHGDVN", "Vụ Pháp chế", "Uỷ ban Dân tộc", "Ủy ban nhân dân", "Toà án nhân dân", "P. QLTM",
    "Phong QLTM", "TT Khuyến công", "TTr Bộ", "Thanh tra", "Các phòng thuộc Sở", "UBND tỉnh",
    "Tỉnh An Giang", "Đài Truyền hình", "VP Sở",
]  # fmt: skip
NOT_UNITS = [
    "Vũ Thị Lan", "Trương Văn B", "Viên Minh", "TTr Ga", "Phòng, chống tham nhũng", "Bộ trưởng",
    "Phòng cháy chữa cháy", "Ban hành văn bản", "Tổ chức hội nghị", "Vụ việc kéo dài", "So 12",
    "To fix the road", "12", "", "30/06/2023", "Trường hợp khác", "Hội nghị trực tuyến",
]  # fmt: skip


@pytest.mark.parametrize("text", UNITS)
def test_begins_as_names_of_units_do(text):
    assert is_unit(text)


@pytest.mark.parametrize("text", NOT_UNITS)
def test_is_no_unit(text):
    assert not is_unit(text)


def test_a_task_may_begin_with_the_name_of_who_does_it():
    text = "Phòng Quản lý thương mại tham mưu kế hoạch phát triển thương mại điện tử năm 2023"
    assert is_unit(text) and not is_unit_name(text)


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn A", "Vũ Thị Lan", "Đ/c Hùng", "Ông Trần B", "Cán bộ 013", "Anh Tuấn"]
)
def test_people(text):
    assert is_person(text)


@pytest.mark.parametrize("text", ["Vụ Pháp chế", "Hà", "Rà Soát Quy Hoạch", "Lê lợi", "Anh", "CV"])
def test_no_people(text):
    assert not is_person(text)


def test_names_in_a_cell():
    assert [parts(t) for t in ("• Vụ A \n• Vụ B", "Vụ A; Vụ B;Vụ C", "Vụ A", "")] == [2, 3, 1, 0]


def test_degrees_of_urgency():
    assert is_urgency("HỎA TỐC") and is_urgency("Hoả tốc") and not is_urgency("Khẩn trương")
