"""A status label -> (state, verdict), from etl/columns/status.csv."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from etl.recognise.facts import rows_of
from etl.states import state_and_verdict
from etl.text import fold

Verdict = tuple[str | None, str | None]
UNKNOWN: Verdict = (None, None)
LONGEST_LABEL = 80  # a longer text is a note, not a label
_SPAN = re.compile(r"\b\d+ (ngay|gio|thang|tuan)( lam viec)?\b")  # "(7 ngày)", "quá hạn 5 ngày"
_SAID_BY_SPAN = re.compile(
    r"\b(con|truoc)(?: lai)?(?= \d+ (?:ngay|gio|thang|tuan)\b)"
)  # "còn 3 ngày"
_SHORT = {
    "ht": "hoan thanh", "th": "thuc hien", "xl": "xu ly", "gq": "giai quyet", "nv": "nhiem vu",
}  # fmt: skip
_ABOUT = re.compile(r"^(?:(?:cac )?(?:nhiem vu|cong viec|ho so|van ban|kien nghi|phan anh) )+")
_GOING_ON = re.compile(r"dang( [a-z]+){1,3}")  # "Đang trình ký": whatever is done, it goes on
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


@cache
def _around() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a label with a lateness beside it begins or ends."""
    words = [suffix for suffix, _ in _suffixes()]
    return tuple(f"{word} " for word in words), tuple(f" {word}" for word in words)


@lru_cache(maxsize=4096)
def _known(label: str) -> Verdict:
    words = _SPAN.sub(" ", _SAID_BY_SPAN.sub(r"\1 han", fold(label)))
    words = " ".join(_SHORT.get(word, word) for word in words.split())
    for form in dict.fromkeys((words, _ABOUT.sub("", words))):
        found = _labels("whole").get(form) or _with_verdict(form)
        if found:
            return found
    going_on = _GOING_ON.fullmatch(words)
    if going_on:
        return _labels("whole").get(words.removeprefix("dang "), ("in_progress", None))
    return UNKNOWN


def _with_verdict(words: str) -> Verdict | None:
    """A label and a lateness beside it, in either order; some words mean done only with one."""
    begins, ends = _around()
    if not (words.startswith(begins) or words.endswith(ends)):
        return None  # nearly every text that is asked about
    whole, only_judged = _labels("whole"), _labels("judged")
    for suffix, verdict in _suffixes():
        for base in (words.removesuffix(" " + suffix), words.removeprefix(suffix + " ")):
            known = base != words and (whole.get(base) or only_judged.get(base))
            if known:
                return _judged(known[0], verdict)
    return None


def _judged(state: str | None, verdict: str) -> Verdict:
    """A state with the lateness said beside it."""
    if state == "done":
        return state, _WHEN_DONE.get(verdict, verdict)
    if state in _OPEN:
        return state, _WHEN_OPEN.get(verdict, verdict)
    return state, None
