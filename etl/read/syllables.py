"""Whether a word could be a Vietnamese syllable: what tells a right reading from a wrong one.

Spelling alone, no word list: an opening, a rhyme and at most one tone. Of the letters that old
fonts borrow, few combinations pass for Vietnamese in more than one reading.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTERS = frozenset("abcdeghiklmnopqrstuvxyăâđêôơư")
_OPENINGS = (
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr",
    *"bcdđghklmnprstvx", "",
)  # fmt: skip
_WRITTEN = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn
    oăng oăt oe oen oeo oet oc oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uên uêch uênh uơ uôc uôi uôm
    uôn uông uôp uôt uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"""
_WRITTEN_AFTER_QU = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et
    ê êch ên ênh êt i inh it ôc ơ ơi ơt y ynh yt ych yên yêt"""
_RHYMES, _AFTER_QU = frozenset(_WRITTEN.split()), frozenset(_WRITTEN_AFTER_QU.split())
_STOPPED = re.compile("(?:[pctk]|ch)$")  # such rhymes take two tones only
_NAMES = ("kạn",)  # of a province; Đắk and Lắk are why ăk is a rhyme
_FRONT = "eêiy"
_VOWELS = "aăâeêioôơuưy"
_SHAPED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")  # hòa and hoà are both written


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """One syllable, in any case, spelt as Vietnamese is: "Quyết" yes, "KÕt", "Groß" no."""
    if word.lower() in _NAMES:
        return True
    bare, tones = _without_tones(word.lower())
    if len(tones) > 1 or not _LETTERS.issuperset(bare):
        return False
    for opening in _OPENINGS:
        if bare.startswith(opening) and _fits(opening, bare[len(opening) :], tones):
            return not tones or _well_placed(word.lower(), opening)
    return False


@lru_cache(maxsize=50_000)
def is_short_form(word: str) -> bool:
    """Capitals without a tone, as in QĐ, HĐND, TNLĐ: says nothing either way."""
    return word.isupper() and len(word) < 8 and _SHORT.issuperset(word.lower())


_SHORT = frozenset("bcdđghklmnpqrstvxuơưôêâăoaeiy&")


def _without_tones(word: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    bare = "".join(c for c in parts if c not in _TONES)
    return unicodedata.normalize("NFC", bare), tones


def _fits(opening: str, rhyme: str, tones: str) -> bool:
    if rhyme not in (_AFTER_QU if opening == "qu" else _RHYMES):
        return False
    if _STOPPED.search(rhyme) and tones not in ("\u0301", "\u0323"):
        return False
    front = rhyme[0] in _FRONT
    if opening in ("c", "g", "ng"):
        return not front or (opening == "g" and rhyme[0] == "i")
    return front or opening not in ("k", "gh", "ngh")


def _well_placed(word: str, opening: str) -> bool:
    """Whether the tone stands on the vowel that carries it: "mão" yes, "maõ" no."""
    letters = [_without_tones(letter) for letter in unicodedata.normalize("NFC", word)]
    rhyme = letters[len(opening) :]
    vowels = [(bare, bool(tone)) for bare, tone in rhyme if bare in _VOWELS]
    cluster = "".join(bare for bare, _ in vowels)
    marked = next((i for i, (_, tone) in enumerate(vowels) if tone), -1)
    shaped = [i for i, bare in enumerate(cluster) if bare in _SHAPED]
    if shaped:
        return marked == shaped[-1]
    if len(cluster) == 1 or len(vowels) < len(rhyme):  # a consonant follows
        return marked == len(cluster) - 1
    if len(cluster) == 3:
        return marked == 1
    return marked == 0 or (cluster in _EITHER and marked == 1)
