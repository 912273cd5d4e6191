"""What the headings of published totals count: a path such as "Đã hoàn thành / Đúng hạn".

Each piece of the path is read as known phrases (etl/columns/totals.csv); a single word that is
not known leaves the column without a measure: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from etl.recognise.facts import rows_of
from etl.recognise.headings import LONGEST_HEADING
from etl.text import fold

Says = frozenset[str]
UNKNOWN: Says = frozenset({"?"})
STANDING = frozenset({"done", "open", "withdrawn", "awaiting"})
TIMING = frozenset({"early", "on_time", "in_term", "late", "no_due", "soon", "not_due"})
LABELS = frozenset({"unit", "label", "number", "note"})
# What a path says once "total" and "in the period" are taken off what needs neither.
MEASURES: dict[Says, str] = {
    frozenset(says.split()): measure
    for says, measure in {
        "all": "total",
        "all intake": "total",
        "intake": "received",
        "intake period": "received",
        "all intake period": "received",
        "period": "received",
        "received": "received",
        "all received": "received",
        "intake received": "received",
        "before": "carried_over",
        "all before": "carried_over",
        "intake before": "carried_over",
        "all intake before": "carried_over",
        "done": "done",
        "done early": "done_early",
        "done on_time": "done_on_time",
        "done in_term": "done_in_time",
        "done late": "done_late",
        "done no_due": "done_no_due",
        "early": "done_early",
        "on_time": "done_on_time",
        "open": "open",
        "open in_term": "open_in_term",
        "open on_time": "open_in_term",
        "open not_due": "open_in_term",
        "not_due": "open_in_term",
        "open late": "open_overdue",
        "open no_due": "open_no_due",
        "open soon": "due_soon",
        "soon": "due_soon",
        "no_due": "no_due",
        "withdrawn": "withdrawn",
        "awaiting": "awaiting",
        "late": "late",
    }.items()
}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Folded words of each phrase -> what it says."""
    return {tuple(fold(r["heading"]).split()): r["says"] for r in rows_of("totals.csv")}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def says(piece: str) -> Says:
    """What one heading says; UNKNOWN where a word of it is in no phrase."""
    return _says(piece) if len(piece) <= LONGEST_HEADING else UNKNOWN


@lru_cache(maxsize=5_000)
def _says(piece: str) -> Says:
    words, found, at = fold(piece).split(), {"share"} if "%" in piece else set(), 0
    while at < len(words):
        size = next((n for n in range(min(_longest(), len(words) - at), 0, -1)
                     if tuple(words[at : at + n]) in _phrases()), 0)  # fmt: skip
        if not size:
            return UNKNOWN
        found.add(_phrases()[tuple(words[at : at + size])])
        at += size
    if "unapproved" in found:  # "Hoàn thành chưa phê duyệt" is still open
        found = found - {"unapproved", "done"} | {"awaiting"}
    return frozenset(found - {"nothing"})


def path_says(pieces: Sequence[str]) -> Says:
    """What the texts over a column say together, from the top down."""
    if not pieces:
        return UNKNOWN
    joined = frozenset().union(*map(says, pieces))
    return UNKNOWN if joined & UNKNOWN else joined


def is_count(found: Says) -> bool:
    """Whether a heading speaks of a number of items or its share."""
    return bool(found) and not found & (LABELS | UNKNOWN)


def measures(columns: Sequence[Says]) -> list[str | None]:
    """The measure of each column as its table uses the words; None where that is not settled.

    "Đúng hạn" beside a column "Trước hạn" is on the day, alone it is any day of the term.
    "Đang" is all that is open, unless "Chưa thực hiện" stands beside it.
    """
    every = frozenset().union(*columns) if columns else frozenset()
    parts = {"started", "not_started"}
    split = parts <= every and not any(parts <= c for c in columns)
    found = [_measure(c, split, early="early" in every) for c in columns]
    if every & (STANDING | parts):  # a bare "Quá hạn" beside "Đã hoàn thành": of what?
        found = [None if m == "late" else m for m in found]
    return found


def _measure(found: Says, split: bool, early: bool) -> str | None:
    if "share" in found:  # a rate is of some whole that its heading does not say
        return None
    if found & {"started", "not_started"}:
        if split:
            return None
        found = found - {"started", "not_started"} | {"open"}
    if found & (STANDING | TIMING):
        found -= {"all", "period"}
    measure = MEASURES.get(found)
    return "done_in_time" if measure == "done_on_time" and not early else measure
