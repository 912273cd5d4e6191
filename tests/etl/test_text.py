"""Vietnamese text made comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.text import fold, key, nfc, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Vụ   Kế hoạch\t- Tài chính ", "Vụ Kế hoạch - Tài chính"),
        ("• Vụ A \r\n• Vụ B\n", "• Vụ A\n• Vụ B"),
        ("a\rb\u2028c", "a\nb\nc"),
        ("a\n\nb", "a\n\nb"),
        (unicodedata.normalize("NFD", "Hải Dương"), "Hải Dương"),
        ("a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_nfc_keeps_line_breaks(text, expected):
    assert nfc(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vụ Giáo dục\n  Mầm non ", "Vụ Giáo dục Mầm non"),
        ("Thái nguyên", "Thái nguyên"),  # case is part of the identity
        ("Văn\u200b phòng\ufeff", "Văn phòng"),
    ],
)
def test_key(text, expected):
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đơn vị /Cá nhân đầu mối", "don vi ca nhan dau moi"),
        ("ĐƠN VỊ, CÁ NHÂN\nĐẦU MỐI", "don vi ca nhan dau moi"),
        ("CASE_ENQUIRY_ID", "case enquiry id"),
        ("Hoà = Hòa", "hoa hoa"),
        ("Thuỷ thủy", "thuy thuy"),
        ("Låk", "lak"),  # a look-alike letter
        ("ðơn vị", "don vi"),  # eth for đ
        ("(7 ngày)", "7 ngay"),
        ("#", ""),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


def test_plain_keeps_punctuation():
    assert plain("Trích  xuất (10:50 20/04/2017)") == "trich xuat (10:50 20/04/2017)"


@given(st.text(max_size=300))
def test_law_each_is_stable_and_blind_to_the_form_of_unicode(text):
    for same in (nfc, key, fold):
        assert same(same(text)) == same(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(key(text)) == fold(nfc(text)) == fold(text)
