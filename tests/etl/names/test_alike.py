"""Why two names may be one; every line can be checked by eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.names.alike import LEAST, alike
from etl.names.letters import initials

UNITS = [
    ("Thái nguyên", "Thái Nguyên", "case", ""),
    ("Huyện Hoà An", "Huyện Hòa An", "tone", ""),
    ("Phong Quan ly thuong mai", "Phòng Quản lý thương mại", "accents", ""),
    ("Phòng QLCN.", "Phòng QLCN", "spacing", ""),
    ("TT KC&XTTM", "TT. KC và XTTM", "spacing", ""),
    ("Huyện Låk", "Huyện Lăk", "lookalike", ""),
    ("Phòng Х", "Phòng X", "lookalike", ""),  # the first is Cyrillic
    ("Phòng K0Bang", "Phòng KOBang", "lookalike", ""),
    ("Vụ KHTC", "Vụ Kế hoạch - Tài chính", "abbreviation", "KHTC = Kế hoạch Tài chính"),
    ("Vụ GDTrH", "Vụ Giáo dục Trung học", "abbreviation", "GDTrH = Giáo dục Trung học"),
    ("P. QLTM", "Phòng Quản lý thương mại", "abbreviation",
     "P = Phòng; QLTM = Quản lý thương mại"),
    ("TT KC", "Trung tâm Khuyến công", "abbreviation", "TT = Trung tâm; KC = Khuyến công"),
    ("TTr", "Thanh tra", "abbreviation", "TTr = Thanh tra"),
    ("TTra Sở", "Thanh tra Sở", "abbreviation", "TTra = Thanh tra"),
    ("VP", "Văn phòng Sở", "abbreviation", "VP = Văn phòng"),
    ("Cục ĐTVNN", "Cục Đào tạo với nước ngoài", "abbreviation",
     "ĐTVNN = Đào tạo với nước ngoài"),
    ("CQĐD tại TP.HCM", "Cơ quan đại diện của Bộ tại thành phố Hồ Chí Minh", "abbreviation",
     "CQĐD = Cơ quan đại diện; TP = thành phố; HCM = Hồ Chí Minh"),
    ("Cục CSVC", "Cục Cơ sở vật chất và Thiết bị trường học, đồ chơi trẻ em", "abbreviation",
     "CSVC = Cơ sở vật chất"),
    ("Phòng KT an toàn và Môi trường", "Phòng Kỹ thuật an toàn - Môi trường", "abbreviation",
     "KT = Kỹ thuật"),
    ("SỞ GDĐT Thái Nguyên", "SỞ GD&ĐT Tỉnh Thái Nguyên", "abbreviation", "GDĐT = GD ĐT"),
    ("Văn phòng", "Văn phòng Ban cán sự Đảng", "shorter", "Ban cán sự Đảng"),
    ("Phòng Quản lý năng lượng Sở", "Phòng Quản lý năng lượng", "longer", "Sở"),
    ("Phòng Quản lí công ngiệp", "Phòng Quản lý công nghiệp", "similar", "94%"),
    ("Phòng 1", "Phòng 2", None, None),
    ("Vụ KHTC", "Cục Kế hoạch - Tài chính", None, None),  # the word that says what it is differs
    ("Vụ Pháp chế", "Vụ Tổ chức cán bộ", None, None),
    ("", "Phòng A", None, None),
]  # fmt: skip
PEOPLE = [
    ("Ng. V. An", "Nguyễn Văn An", "abbreviation", "Ng = Nguyễn; V = Văn"),
    ("Văn An", "Nguyễn Văn An", "shorter", "Nguyễn"),
    ("Trần Thị Thuý", "Trần Thị Thúy", "tone", ""),
    ("Phó Chánh Văn phòng Lê Hà", "Lê Hà", "longer", "Phó Chánh Văn phòng"),
    ("Nguyễn Văn Anh", "Nguyễn Văn An", "similar", "96%"),
    ("Cán bộ 005", "Cán bộ 004", None, None),
]


@pytest.mark.parametrize(("name", "target", "code", "detail"), UNITS)
def test_why_a_name_may_be_a_unit(name, target, code, detail):
    check(alike(name, target), code, detail)


@pytest.mark.parametrize(("name", "target", "code", "detail"), PEOPLE)
def test_why_a_name_may_be_a_person(name, target, code, detail):
    check(alike(name, target, person=True), code, detail)


def check(found, code, detail):
    assert (found and found.code) == code
    assert code is None or found.detail == detail


def test_an_abbreviation_of_a_nearer_name_says_more():
    near = alike("Vụ GDĐH", "Vụ Giáo dục Đại học").score
    far = alike("Vụ GDĐH", "Vụ Giáo dục Đại học và Sau đại học").score
    assert near > far >= LEAST


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Vụ GDTrH", "vgdth"), ("Vụ Giáo dục Trung học", "vgdth"), ("vp Sở", "vps"), ("P. Đào tạo", "pdt")],
)  # fmt: skip
def test_initials(name, expected):
    assert initials(name) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(name, target):
    found = alike(name, target)
    assert found is None or LEAST <= found.score <= 100
    assert alike(name, name).code == "same"
