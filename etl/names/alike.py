"""Why two names may be one: each reason is a fact about their letters that a person can check."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio

from etl.names.abbreviation import expanded
from etl.names.letters import bare, marks, unmasked, words
from etl.text import fold

# How much a reason says, 0-100: the order in which suggestions stand. A word left out or added
# takes off WORD; of the rest, what is SIMILAR by RapidFuzz is named. Under LEAST nothing is.
SCORES = {
    "same": 100, "case": 99, "spacing": 98, "tone": 97, "lookalike": 96, "accents": 94,
    "abbreviation": 95, "shorter": 92, "longer": 90,
}  # fmt: skip
WORD, TAIL, SIMILAR, LEAST = 7, 2.5, 82, 55


@dataclass(frozen=True)
class Reason:
    """`code` of the reason, `detail` the words it rests on, `score` how much it says."""

    code: str
    score: float
    detail: str = ""


def alike(name: str, target: str, *, person: bool = False) -> Reason | None:
    """The strongest reason why `name` may be written for `target`; None where there is none."""
    if equal := _equal(name, target):
        return Reason(equal, SCORES[equal])
    found = (_written_short(name, target, person), _written_long(name, target, person))
    told = max((r for r in found if r), key=lambda r: r.score, default=None)
    return told or _similar(name, target)


def _equal(name: str, target: str) -> str | None:
    """Names that differ in how they are typed only."""
    if name == target:
        return "same"
    if name.casefold() == target.casefold():
        return "case"
    if bare(name) == bare(target):
        return "spacing"
    seen, meant = unmasked(name), unmasked(target)
    if (seen, meant) != (name, target) and fold(seen) == fold(meant):
        return "lookalike"
    if fold(name) == fold(target):
        return "tone" if marks(name) == marks(target) else "accents"
    return "accents" if bare(fold(name)) == bare(fold(target)) else None


def _written_short(name: str, target: str, person: bool) -> Reason | None:
    """The name leaves out words of the target, or gives their first letters."""
    if not (found := expanded(words(name), words(target), anywhere=person)):
        return None
    code = "abbreviation" if found.pairs else "shorter"
    score = SCORES[code] - _missing(len(found.left_out)) - found.doubt
    parts = [f"{short} = {' '.join(long)}" for short, long in found.pairs]
    detail = "; ".join(parts) or " ".join(found.left_out)
    return Reason(code, score, detail) if score >= LEAST else None


def _missing(number: int) -> float:
    """What words left out take off; after two of them it is the tail of a long name."""
    return min(WORD * number, WORD + TAIL * number)


def _written_long(name: str, target: str, person: bool) -> Reason | None:
    """The name adds words to the target: a title, the body it belongs to."""
    found = expanded(words(target), words(name), anywhere=person)
    if not found or found.pairs or not found.left_out:
        return None
    score = SCORES["longer"] - WORD * len(found.left_out) - found.doubt
    return Reason("longer", score, " ".join(found.left_out)) if score >= LEAST else None


def _similar(name: str, target: str) -> Reason | None:
    share = token_sort_ratio(fold(name), fold(target))
    if share < SIMILAR or _numbers(name) != _numbers(target):
        return None
    return Reason("similar", share - 10, f"{share:.0f}%")


def _numbers(text: str) -> list[str]:
    """«Phòng 1» is never «Phòng 2»."""
    return [word for word in words(unicodedata.normalize("NFKC", text)) if word.isdigit()]
