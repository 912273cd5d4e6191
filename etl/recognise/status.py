"""A status label -> (state, verdict), from etl/columns/status.csv."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from etl.profile import state_and_verdict
from etl.recognise.facts import rows_of
from etl.text import fold

Verdict = tuple[str | None, str | None]
UNKNOWN: Verdict = (None, None)
LONGEST_LABEL = 80  # a longer text is a note, not a label
_SPAN = re.compile(r"\b\d+ (ngay|gio|thang|tuan)( lam viec)?\b")  # "(7 ngày)", "quá hạn 5 ngày"
_OPEN = frozenset(("not_started", "in_progress", "awaiting"))
# The same words mean another class beside a finished item than beside an open one.
_WHEN_DONE = {"in_term": "on_time", "overdue": "late", "due_soon": "on_time"}
_WHEN_OPEN = {"on_time": "in_term", "early": "in_term", "late": "overdue"}


def status_of(label: str, mapping: dict[str, str] | None = None) -> Verdict:
    """State and verdict of a source's label; (None, None) where nothing is known of it.

    `mapping` (a profile's [status]) goes first; labels are compared folded.
    """
    if mapping:
        said = _folded(tuple(sorted(mapping.items()))).get(fold(label))
        if said:
            return state_and_verdict(said, label)
    return _known(label) if len(label) <= LONGEST_LABEL else UNKNOWN


@lru_cache(maxsize=64)
def _folded(mapping: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {fold(label): value for label, value in mapping}


@cache
def _labels(part: str) -> dict[str, Verdict]:
    rows = rows_of("status.csv")
    return {
        fold(r["label"]): (r["state"] or None, r["verdict"] or None)
        for r in rows
        if r["part"] == part
    }


@cache
def _suffixes() -> list[tuple[str, str]]:
    """(words, verdict), the longest first: "không có hạn" before "có hạn"."""
    return sorted(((w, v[1]) for w, v in _labels("suffix").items()), key=lambda s: -len(s[0]))


@lru_cache(maxsize=4096)
def _known(label: str) -> Verdict:
    words = " ".join(_SPAN.sub(" ", fold(label)).split())
    whole = _labels("whole")
    if words in whole:
        return whole[words]
    for suffix, verdict in _suffixes():
        for base in (words.removesuffix(" " + suffix), words.removeprefix(suffix + " ")):
            if base != words and base in whole:
                return _judged(whole[base][0], verdict)
    return UNKNOWN


def _judged(state: str | None, verdict: str) -> Verdict:
    """A state with the lateness said beside it."""
    if state == "done":
        return state, _WHEN_DONE.get(verdict, verdict)
    if state in _OPEN:
        return state, _WHEN_OPEN.get(verdict, verdict)
    return state, None
