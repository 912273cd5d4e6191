"""What a heading says: its form among the known ones, and what that means for a kind."""

from __future__ import annotations

import re
from collections.abc import Container

from etl.profile import ALL_FIELDS, FIELDS
from etl.recognise.facts import Meaning, Vocabulary, known_headings, neutral_words
from etl.text import fold

LONGEST_HEADING = 160
_PARTS = re.compile(r"[/\n;]| - ")
# A bracket that only explains the form of the cells: a footnote, a date's pattern.
_FOOTNOTE = re.compile(
    r"\(\s*(\*+|\d{1,2}|[dmyh/: .-]+|ngày[/, ]*tháng[/, ]*năm)\s*\)|\*+$", re.IGNORECASE
)


def known_form(pieces: tuple[str, ...], words: Container[str]) -> str | None:
    """The folded heading among `words` that the pieces over a column are, or None.

    As a whole, else their lowest piece (of two words at least: "Mã" under "Trạng thái" is no
    identifier), else either without footnotes and without words that add nothing, else the only
    known part of two.
    """
    if not pieces or sum(map(len, pieces)) > LONGEST_HEADING:
        return None
    texts = [" ".join(pieces), pieces[-1]] if len(pieces) > 1 else [pieces[0]]
    forms = [fold(text) for text in texts]
    forms = forms[:1] + [form for form in forms[1:] if " " in form]
    bare = [fold(_FOOTNOTE.sub(" ", text)) for text in texts]
    shorter = [short for form in bare for short in without_neutral(form) if " " in short]
    known = next((form for form in [*forms, *bare[:1], *shorter] if form in words), None)
    return known or _only_known_part(pieces[-1], words)


def _only_known_part(text: str, words: Container[str]) -> str | None:
    """Of a heading that says two things ("Tên đề tài/Nhiệm vụ") the one that is known, if the
    other is not."""
    forms = [fold(part) for part in _PARTS.split(text)]
    known = [form for form in forms if form in words]
    return known[0] if len(forms) > 1 and len(known) == 1 and " " in known[0] else None


def without_neutral(form: str) -> list[str]:
    """The form with neutral words taken off its end, one after the other."""
    shorter = [form]
    while True:
        tail = next((w for w in neutral_words() if shorter[-1].endswith(" " + w)), None)
        if tail is None:
            return shorter
        shorter.append(shorter[-1].removesuffix(" " + tail))


def meanings_of(pieces: tuple[str, ...], kind: str, words: Vocabulary) -> tuple[Meaning, ...]:
    """What the heading over a column may stand for in an export of that kind."""
    if pieces and pieces[-1] in FIELDS[kind]:  # a file in our own words
        return (Meaning(pieces[-1], 0),)
    form = known_form(pieces, words)
    return words[form] if form else ()


def is_known(pieces: tuple[str, ...]) -> bool:
    """Whether these texts are a heading in some kind of export."""
    return bool(pieces) and (
        pieces[-1] in ALL_FIELDS or known_form(pieces, known_headings()) is not None
    )
