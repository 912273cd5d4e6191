"""Days in a deadline's words: one, with what stands around it, or several put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from etl.stage.deadline_rules import Mark, point, words
from etl.stage.deadline_text import trimmed

# The rules that this file adds to those of the table.
COMPOSED = ("before", "hour", "range", "several", "extended")
_CLOCK = re.compile(
    r"(\d{1,2}) ?(?:h|:|gio) ?([0-5]?\d(?!\d|/))?(?:'| ?p(?:hut)?\b)?,? ?(?:cua |cung |trong )?"
)
_RANGE = re.compile(r" ?(?:\bden(?: het)?\b|\btoi\b|->|→|-|~) ?")
_LIST = re.compile(r" ?[,;&+] ?| va | hoac | hay ")
_BARE = re.compile(r"(?:ngay )?(?:[1-9]|[12]\d|3[01]|i{1,3}|iv)")  # "20-25/8", "quý I, II/2018"
_SCALE = re.compile(r"^(tuan|thang|quy|q|t|nam|ngay)\b")
_MOST_WORDS = 9  # of a day inside a sentence


@dataclass(frozen=True)
class Days:
    """The day that is due, by which rule, and the one that it replaces where the text says so."""

    rule: str
    last: Mark
    first_day: date | None = None


def days(said: str) -> Days | None:
    """The day that plain words (deadline_text.words_of) name; None where they name none."""
    mark = _mark(said)
    if mark:
        return Days(mark.rule, mark)
    return _extended(said) or _ranged(said) or _several(said) or _inside(said)


def _mark(said: str) -> Mark | None:
    """One day with what stands around it: prepositions, an hour, "trước"."""
    said, before = trimmed(said), False
    while said:
        if clock := _CLOCK.match(said):
            return _at_hour(said[clock.end() :], clock)
        if found := point(said):
            return found.before() if before else found
        if clock := re.fullmatch(rf"(.*\d),? (?:luc |vao |truoc )*({_CLOCK.pattern})", said):
            return _at_hour(clock[1], _CLOCK.match(clock[2]))
        shorter = re.sub(rf"^(?:{words('lead')})(?:[ :,]+|$)", "", said)
        if shorter == said and re.match(r"truoc ", said):
            shorter, before = re.sub(r"^truoc (?:khi )?", "", said), True
        if shorter == said:
            shorter = re.sub(rf",? ?(?:(?<= )|\()(?:{words('tail')})\)?$", "", said)
        if shorter == said:
            return None
        said = trimmed(shorter)
    return None


def _at_hour(rest: str, clock: re.Match) -> Mark | None:
    """ "16h00 ngày 12/5/2017": an instant; "trước 16h00" ends with that instant."""
    mark = point(trimmed(re.sub(r"^(?:sang|chieu|trua|toi)\b", "", rest)))
    hour, minute = int(clock[1]), int(clock[2] or 0)
    if not mark or mark.rule not in ("day", "short_year") or hour > 23:
        return None
    return replace(mark, rule="hour", clock=time(hour, minute))


def _extended(said: str) -> Days | None:
    """ "20/8/2018 (gia hạn đến 30/9/2018)": the later day is due, the first one was."""
    parts = re.split(rf"[ ,;(]+(?:{words('extension')})[: ]+", said)
    marks = [_mark(p.strip(" ()")) for p in parts]
    if len(marks) < 2 or not all(marks):
        return None
    first, *_, last = _with_years(marks)
    if not (first.year and last.year):
        return None
    return Days("extended", last, first.on(first.year))


def _ranged(said: str) -> Days | None:
    end = _range_end(said)
    return Days("range", end) if end else None


def _range_end(said: str) -> Mark | None:
    """The end of "từ tháng 2 đến tháng 4/2017", with the year that either side says."""
    said = re.sub(r"^(?:trong )?(?:tu|bat dau|giai doan) ", "", said)
    for cut in _RANGE.finditer(said):
        start, end = said[: cut.start()].strip(), said[cut.end() :].strip()
        first, last = _mark(start), _mark(end) or _mark(_scaled(start, end))
        vague = _BARE.fullmatch(start) or not re.search(r"\d|\bquy\b|\bnam hoc\b", start)
        if last and (first or vague) and start:
            return _with_years([first, last])[1] if first else last
    return None


def _scaled(before: str, after: str) -> str:
    """ "II/2018" after "quý I" is "quý II/2018"."""
    scale = _SCALE.match(re.sub(r"^(?:trong|het|vao|truoc) ", "", before))
    return f"{scale[0]} {after}" if scale else after


def _several(said: str) -> Days | None:
    """Several days in a cell: the latest is due, for the work is not whole before it."""
    marks: list[Mark] = []
    pieces = [p for p in _LIST.split(said) if p]
    before = ""
    for piece in pieces:
        mark = _mark(piece) or _range_end(piece) or _mark(_scaled(before, piece))
        bare = _BARE.fullmatch(piece) and piece != pieces[-1]  # "20, 25/8/2018"
        if not (mark or bare):
            return None
        marks += [mark] if mark else []
        before = piece if _SCALE.match(piece) else before
    if len(pieces) < 2 or not marks:
        return None
    marks = _with_years(marks)
    if all(m.year for m in marks):
        return Days("several", max(marks, key=lambda m: m.on(m.year)))
    return Days("several", marks[-1])


def _with_years(marks: list[Mark]) -> list[Mark]:
    """Years that stand beside one day hold for those before it, then for those after it."""
    for n in range(len(marks) - 2, -1, -1):
        if not marks[n].year:
            marks[n] = replace(marks[n], year=marks[n + 1].year)
            if marks[n].year and marks[n].on(marks[n].year) > marks[n + 1].on(marks[n].year):
                marks[n] = replace(marks[n], year=marks[n].year - 1)
    for n in range(1, len(marks)):
        if not marks[n].year and (year := marks[n - 1].year):
            later = marks[n].on(year) < marks[n - 1].on(year)
            marks[n] = replace(marks[n], year=year + later)
    return marks


def _inside(said: str) -> Days | None:
    """A sentence with exactly one day behind a word that urges: "Trình Bộ trước ngày 30/4/2017"."""
    found = []
    taken = 0
    for urge in re.finditer(rf"\b(?:{words('urge')})\b", said):
        if urge.start() < taken:
            continue
        tokens = said[urge.start() :].split(" ")
        for size in range(min(_MOST_WORDS, len(tokens)), 1, -1):
            mark = _mark(" ".join(tokens[:size]))
            if mark:
                found.append(mark)
                taken = urge.start() + len(" ".join(tokens[:size]))
                break
    return Days(found[0].rule, found[0]) if len(found) == 1 else None
