"""What a text says of its encoding: words that are Vietnamese in one reading, not in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.read.legacy import DECODERS
from etl.read.syllables import is_short_form, is_syllable

# Runs of letters and of the signs in whose places old fonts kept letters.
_TOKEN = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff\u2212\u2219]+")
# Letters that only Unicode has. Not Đ: people typed it into cells in old fonts.
_UNICODE_ONLY = re.compile("[ăĂĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_D = re.compile("[đĐ]")
# Signs that stand at the edge of a word in Unicode text: quotes, bullets, units, marks.
_EDGE_SIGNS = "«»·•°²³¹½¼¾×÷±©®ªº¡¿\xad´¨¬µ¤¢£¥¦¶"
UNICODE = "unicode"
_MANY_GOOD = 4  # right words that make up for one that no reading explains


@dataclass(frozen=True)
class Words:
    """Words of a text that hold other letters than ASCII: Vietnamese ones and impossible ones."""

    good: int
    bad: int

    @property
    def net(self) -> int:
        return self.good - self.bad


def readings(text: str) -> tuple[str, ...]:
    """The encodings that explain a text best: one where it is clear, several where only its
    surroundings can tell."""
    found = {UNICODE: _count(text, UNICODE)}
    found |= {name: _count(text, name) for name in DECODERS if _may_be(text, name)}
    best = max(words.net for words in found.values())
    if best > 1:
        possible = [name for name, words in found.items() if words.net == best]
    else:  # one word, a short form, a name, a slip of the pen: too little to choose by
        possible = [name for name, words in found.items() if not words.bad] or list(found)
    if UNICODE in possible and _D.search(text):  # old fonts have a place of their own for it
        return (UNICODE,)
    return tuple(possible)


def clear_words(text: str, encoding: str) -> int:
    """How many words speak for an encoding that explains (nearly) the whole text, and are not
    Vietnamese as they stand; negative where it does not explain them."""
    words, standing = _count(text, encoding), _count(text, UNICODE)
    if words.bad * _MANY_GOOD > words.good:
        return -1
    return words.net - max(standing.net, 0)


def _may_be(text: str, encoding: str) -> bool:
    """A text with letters that only Unicode has is in an old encoding but for a few words that
    were typed later: only if those that it alone explains are more."""
    tokens = words_of(text)
    newer = sum(map(bool, map(_UNICODE_ONLY.search, tokens)))
    if not newer:
        return True
    old = sum(_judge(t, UNICODE) is False and _judge(t, encoding) is True for t in tokens)
    return old > newer


def words_of(text: str) -> list[str]:
    """Words with letters or signs beyond ASCII, in order."""
    return [word for word in _TOKEN.findall(text) if not word.isascii()]


def is_impossible(word: str) -> bool:
    """Whether the word, as it stands, is no Vietnamese one."""
    return _judge(word, UNICODE) is False


def is_vietnamese(text: str) -> bool:
    """Whether the text, as it stands, has Vietnamese words with their marks and none impossible."""
    words = _count(text, UNICODE)
    return words.good > 0 and words.bad == 0


def _count(text: str, encoding: str) -> Words:
    judged = [_judge(token, encoding) for token in words_of(text)]
    return Words(judged.count(True), judged.count(False))


@lru_cache(maxsize=50_000)
def _judge(token: str, encoding: str) -> bool | None:
    """True for a Vietnamese word, False for an impossible one, None for what says nothing."""
    if encoding == UNICODE:
        word = token.strip(_EDGE_SIGNS)
        if word.isascii():
            return None
    else:
        word = DECODERS[encoding](token)
        if len(word) == 1:
            return None  # one letter passes for a word in any reading
    return None if is_short_form(word) else is_syllable(word)
