"""Vietnamese text made comparable: nfc (as written), key (identity), fold (match)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_D = str.maketrans("đð", "dd")  # ð: a look-alike seen in converted files
_NOT_WORD = re.compile(r"[\W_]+")
_FOLD_CACHED = 200  # longer texts are subjects and notes: they do not come twice


def nfc(text: str) -> str:
    """NFC, stripped, each run of blanks one space; line breaks stay as \\n."""
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    return _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", text)).strip()


def key(text: str) -> str:
    """The identity of a unit name or a subject: NFC on one line, case kept."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def plain(text: str) -> str:
    """Lower case without accents, đ as d; punctuation and digits stay. For patterns."""
    text = unicodedata.normalize("NFD", text.casefold())
    return " ".join(_INVISIBLE.sub("", _ACCENTS.sub("", text)).translate(_D).split())


def fold(text: str) -> str:
    """For matching headings and labels: plain() with punctuation as one space.

    "hòa" and "hoà", "Đơn vị /Cá nhân" and "đơn vị, cá nhân" come out equal.
    """
    return _fold(text) if len(text) <= _FOLD_CACHED else _fold.__wrapped__(text)


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", plain(text)).strip()
