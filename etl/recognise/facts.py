"""The facts as data of etl/columns/*.csv, read once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.profile import FIELDS, WORK_KINDS
from etl.text import fold

COLUMNS = Path(__file__).resolve().parent.parent / "columns"
ROW_NO = "row_no"


@dataclass(frozen=True)
class Meaning:
    """A heading stands for `field`; lower rank first; `sign`: the kind it speaks for, or ''."""

    field: str
    rank: int
    sign: str = ""


Vocabulary = dict[str, tuple[Meaning, ...]]


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one CSV of etl/columns."""
    with (COLUMNS / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def vocabulary(kind: str) -> Vocabulary:
    """Folded heading -> its meanings for that kind; two fields mean that it is ambiguous.

    What a kind says of a heading replaces what all work items say of it.
    """
    groups = ("any", "work", kind) if kind in WORK_KINDS else ("any", kind)
    found: dict[str, tuple[Meaning, ...]] = {}
    for group in groups:
        found |= _of_groups()[group]
    return found


@cache
def _of_groups() -> dict[str, Vocabulary]:
    """What each group of the table says, read in one go."""
    found: dict[str, dict[str, list[Meaning]]] = {kind: {} for kind in ("any", "work", *FIELDS)}
    for row in rows_of("headings.csv"):
        meaning = Meaning(row["field"], int(row["rank"]), row["sign"])
        found[row["kind"]].setdefault(fold(row["heading"]), []).append(meaning)
    return {
        group: {heading: tuple(meanings) for heading, meanings in words.items()}
        for group, words in found.items()
    }


@cache
def known_headings() -> frozenset[str]:
    """Every folded heading of every kind."""
    return frozenset(heading for kind in FIELDS for heading in vocabulary(kind))


@cache
def spelt_headings() -> frozenset[str]:
    """Every heading in lower case, accents kept: a cheap sign of a header further down."""
    return frozenset(r["heading"].casefold() for r in rows_of("headings.csv"))


@cache
def neutral_words() -> tuple[str, ...]:
    """Folded words that may follow a heading without changing it, the longest first."""
    return tuple(sorted((fold(r["words"]) for r in rows_of("neutral.csv")), key=len, reverse=True))


@cache
def kind_words() -> tuple[tuple[str, str], ...]:
    """(kind, folded words without spaces), looked for in titles, sheet and file names."""
    return tuple((r["kind"], fold(r["words"]).replace(" ", "")) for r in rows_of("kinds.csv"))
