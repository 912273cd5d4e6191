"""TCVN3 and VNI by phrases, and what tells a Vietnamese word from another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.legacy import DECODERS, from_tcvn3, from_vni
from etl.read.syllables import is_short_form, is_syllable

TCVN3 = [
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("th­ ký ®­a ý kiÕn", "thư ký đưa ý kiến"),
    ("Trung ¢u, ¤ng TrÇn, £-®ª", "Trung Âu, Ông Trần, Ê-đê"),
    ("Ủy ban nh©n d©n", "Ủy ban nhân dân"),  # a letter that was typed later
    ("nhµ n−íc x∙ héi", "nhà nước xã hội"),  # as printers of PDF spell two letters
    ("5 − 3; · môc", "5 − 3; · mục"),  # but not between figures, nor a bullet
    ("123 abc", "123 abc"),
]
VNI = [
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("Uûy ban nhaân daân Nhaø Beø, kyø hoïp, tyù", "Ủy ban nhân dân Nhà Bè, kỳ họp, tý"),
    ("nghæ, só soá, thòt, MÓ NGHEÄ", "nghỉ, sĩ số, thịt, MĨ NGHỆ"),
    ("NÖÔÙC, nöôùc, ñaëc bieät, naêm, baèng", "NƯỚC, nước, đặc biệt, năm, bằng"),
    ("xaùc ñiïnh", "xác định"),  # the mark typed after the whole letter
    ("São Paulo", "São Paulo"),  # a mark where no letter may carry it
]
SYLLABLES = {
    True: "quyết Nghiêng GIẾNG hoà hòa thuỷ khuỷu nguyễn Đắc gì cuốc xoong quý mưu ươm yếm",
    False: "Céng ViÖt Groß kÕt maõ tàt ngế cếm Noël für Áó Citroën straße jalapeño naïve Låk où",
}


@pytest.mark.parametrize(("old", "new"), TCVN3)
def test_tcvn3(old, new):
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(("old", "new"), VNI)
def test_vni(old, new):
    assert from_vni(old) == new


def test_the_phrases_of_the_corpus(exports):
    phrases = json.loads((exports / "legacy_encodings" / "phrases.json").read_text("utf-8"))
    for name in ("tcvn3", "tcvn3_pdf_substituted", "tcvn3_leave_alone"):
        assert [from_tcvn3(old) for old, _ in phrases[name]] == [new for _, new in phrases[name]]
    assert [from_vni(old) for old, _ in phrases["vni"]] == [new for _, new in phrases["vni"]]


@pytest.mark.parametrize(
    ("word", "is_one"), [(w, yes) for yes, words in SYLLABLES.items() for w in words.split()]
)
def test_what_a_syllable_is(word, is_one):
    assert is_syllable(word) is is_one


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("QĐ", True), ("TNLĐ", True), ("ĐHQG", True), ("QÑ", False), ("Quyết", False), ("ĐỘC", False)],
)
def test_short_forms_say_nothing(word, is_one):
    assert is_short_form(word) is is_one


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from(sorted(DECODERS)))
def test_plain_letters_are_never_touched(text, encoding):
    assert DECODERS[encoding](text) == text
