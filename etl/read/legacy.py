"""Vietnamese text typed for the fonts of before Unicode: TCVN3 (ABC) and VNI.

Such a font drew Vietnamese letters in the places of Western ones, so that a reader that knows
nothing of fonts gets "Céng hoµ" (TCVN3) or "Coäng hoøa" (VNI) for "Cộng hòa".
"""

from __future__ import annotations

import re
import unicodedata

TCVN3, VNI = "tcvn3", "vni"

# TCVN 5712:1993, the third set: one byte a letter; capitals with a tone are the business of
# fonts whose name ends in H.
_TCVN3 = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\xadư®đ"
    "µà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ"
    "×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)
_TCVN3_LETTERS = str.maketrans(dict(zip(_TCVN3[::2], _TCVN3[1::2])))
# Two signs that printers of PDF put for the soft hyphen and the dot: letters inside a word only.
_PRINTED = re.compile(r"(?<=[^\W\d_])[\u2212\u2219]|[\u2212\u2219](?=[^\W\d_])")
_BULLET = re.compile(r"(?<!\S)·(?!\S)")  # "ã" is no word
_PRINTED_FOR = {"\u2212": "\xad", "\u2219": "·"}

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# VNI: a letter, then a mark of its own. What each mark adds, and the letters it may stand on.
_VNI_MARKS = {
    "ù": ("", _ACUTE), "ø": ("", _GRAVE), "û": ("", _HOOK), "õ": ("", _TILDE), "ï": ("", _DOT),
    "â": (_HAT, ""), "á": (_HAT, _ACUTE), "à": (_HAT, _GRAVE), "å": (_HAT, _HOOK),
    "ã": (_HAT, _TILDE), "ä": (_HAT, _DOT),
    "ê": (_BREVE, ""), "é": (_BREVE, _ACUTE), "è": (_BREVE, _GRAVE), "ú": (_BREVE, _HOOK),
    "ü": (_BREVE, _TILDE), "ë": (_BREVE, _DOT),
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_CARRIES = {"": "aeiouyöô", _HAT: "aeo", _BREVE: "a"}
_PAIR = re.compile(f"([aeiouyöô])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_ALONE)}]", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """The text with every TCVN3 letter as its Unicode one; other characters stay."""
    text = _PRINTED.sub(lambda found: _PRINTED_FOR[found[0]], text)
    return "·".join(part.translate(_TCVN3_LETTERS) for part in _BULLET.split(text))


def from_vni(text: str) -> str:
    """The text with every VNI letter and mark as its Unicode letter; other characters stay."""
    return _PAIR.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    letter = found[1]
    if letter is None:
        return _like(found[0], _VNI_ALONE[found[0].lower()])
    shape, tone = _VNI_MARKS[found[2].lower()]
    base = letter.lower()
    if base not in _CARRIES[shape]:
        return _alone(letter) + _alone(found[2])
    whole = unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + shape + tone)
    return _like(letter, whole)


def _alone(sign: str) -> str:
    return _like(sign, _VNI_ALONE.get(sign.lower(), sign))


def _like(given: str, letter: str) -> str:
    return letter.upper() if given.isupper() else letter


DECODERS = {TCVN3: from_tcvn3, VNI: from_vni}
