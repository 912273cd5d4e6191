"""Names of units and people by their form, from etl/columns/names.csv.

By form, not against the directory of units: what an export means must not depend on whether the
directory was loaded before it or after.
"""

from __future__ import annotations

import re
from functools import cache

from etl.recognise.facts import rows_of
from etl.text import fold, plain

LONGEST = 120
NAME_WORDS = 10
_FIRST = re.compile(r"[•\-*–+ ]*([^\n;•]*)")
_PARTS = re.compile(r"[\n;•]+")


def is_unit(text: str) -> bool:
    """Begins as names of units do; of several units in one cell the first is looked at.

    With accents where the text has any: "Vũ Thị Lan" is no "Vụ", "Trương Văn A" no "Trường".
    """
    first = _FIRST.match(text)[1].strip()
    return 0 < len(first) <= LONGEST and _units(first.isascii()).match(first.casefold()) is not None


def is_unit_name(text: str) -> bool:
    """A unit and no more: a task may begin with the name of who is to do it."""
    return is_unit(text) and len(_FIRST.match(text)[1].split()) <= NAME_WORDS


def is_person(text: str) -> bool:
    """Two to five words in capitals after a family name; or a form of address and a name."""
    words = text.split()
    if _addresses().match(text.casefold()):
        return 2 <= len(words) <= 8
    if not 2 <= len(words) <= 5 or words[0].casefold() not in _words("family"):
        return False
    return all(word[0].isupper() and word.isalpha() for word in words) and not is_unit(text)


def is_urgency(text: str) -> bool:
    return fold(text) in _urgencies()


def parts(text: str) -> int:
    """How many names stand in the cell, each on a line, after a bullet or a semicolon."""
    return sum(1 for part in _PARTS.split(text) if part.strip())


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(row["words"] for row in rows_of("names.csv") if row["part"] == part)


@cache
def _urgencies() -> frozenset[str]:
    return frozenset(map(fold, _words("urgency")))


@cache
def _units(without_accents: bool) -> re.Pattern[str]:
    """The words that names of units begin with, the longest first."""
    rows = [r for r in rows_of("names.csv") if r["part"] == "unit"]
    form = plain if without_accents else str.casefold
    if without_accents:
        rows = [r for r in rows if r["without_accents"]]
    rows.sort(key=lambda r: -len(r["words"]))
    return re.compile("|".join(_unit(form(r["words"]), form(r["not_before"])) for r in rows))


def _unit(words: str, not_before: str) -> str:
    """One beginning; "#" among what may not follow stands for a figure."""
    exceptions = [
        r" ?\d" if e == "#" else rf",? ?{re.escape(e)}\b" for e in not_before.split("|") if e
    ]
    ends = r"(?!\w)" if words[-1].isalpha() else ""
    return re.escape(words) + ends + "".join(f"(?!{e})" for e in exceptions)


@cache
def _addresses() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(_words("title"), key=len, reverse=True)))
    return re.compile(rf"({forms})[. ]\s*\S")
