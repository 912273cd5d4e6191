"""What is left of a name when one way of typing it differently is taken away."""

from __future__ import annotations

import re
import unicodedata

# Letters of other alphabets, and figures, that look like ours (Cyrillic, Greek, Nordic).
_LOOK = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαÅåØøÐðƠơ",
    "ABESIJKMHOPCTYXaeijopcyxsdhABEZHIKMNOPTYXoaAaOoĐđƠơ",
)
_FIGURE = re.compile(r"(?<=[^\W\d_])[01](?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
_JOINING = re.compile(r"[\W_]+")
LINKS = frozenset(("và", "va", "các", "cac", "của", "cua", "về", "ve", "tại", "tai", "với", "voi"))


def words(name: str) -> list[str]:
    """The name's words as written, without what stands between them."""
    return _WORD.findall(name)


def bare(name: str) -> str:
    """Lower case without blanks, punctuation and "và": «TT KC&XTTM» is «TT. KC và XTTM»."""
    kept = [word for word in words(name.casefold()) if word not in ("và", "va")]
    return "".join(kept) or _JOINING.sub("", name.casefold())


def marks(name: str) -> list[str]:
    """Its accents, in any order: «hoà» and «hòa» have the same."""
    split = unicodedata.normalize("NFD", name.casefold().replace("đ", "d\u0335"))
    return sorted(c for c in split if unicodedata.combining(c))


def unmasked(name: str) -> str:
    """Letters that only look like ours replaced by ours."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name)).translate(_LOOK)
    return _FIGURE.sub(lambda found: "O" if found[0] == "0" else "l", plain)


def initials(name: str) -> str:
    """First letters, lower case without accents: each capital of «GDTrH», one of «Giáo»."""
    found = []
    for word in words(name):
        capitals = [c for c in word if c.isupper()]
        short = len(capitals) > 1 or not _VOWEL.search(_flat(word))
        found += (capitals or list(word)) if short else [word[0]]
    return _flat("".join(found))


def _flat(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in split if not unicodedata.combining(c))


_VOWEL = re.compile("[aeiouy]")
