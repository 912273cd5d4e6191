"""Reminders per official and issuing level in a window, beside the work that was handled in it.

The software proposes nothing. The Director and deputies are managed by a higher level and left
out; a unit's reminders never roll onto people; what a Party body issued is listed, never counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from metrics.filters import Filters
from metrics.measure import counts
from metrics.periods import Period
from metrics.queries import read
from store import Store

MONTHS = 12  # of the window, where no administrator said otherwise
THIRD = 3  # of one issuing level: the Office looks at them
WORK = ("total", "judged", "late")


@dataclass(frozen=True)
class Reminded:
    """An official's or a unit's reminders of one issuing level; `notes` say what to mind.

    `late` of `judged` cases, and `expected`: how many late ones the department's rate would give.
    """

    official: str | None
    unit_id: str | None
    level: str
    papers: tuple[dict, ...]
    notes: tuple[str, ...] = ()
    total: int | None = None
    judged: int | None = None
    late: int | None = None
    expected: float | None = None

    @property
    def number(self) -> int:
        return len(self.papers)

    @property
    def third(self) -> bool:
        """Whether three papers of one level are on record for one known person."""
        return self.official is not None and self.number >= THIRD and not self.notes


def months(store: Store) -> int:
    """The length of the window that an administrator set."""
    rows = store.query("select value from setting where name = 'reminder_months'")
    return rows[0]["value"] if rows else MONTHS


def window(as_of: date, length: int) -> Period:
    """The months that end with the as-of date."""
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - length, 12)
    ends = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    before = date(year, month + 1, min(as_of.day, ends))
    return Period(before + timedelta(days=1), as_of)


def papers(store: Store, as_of: date, length: int, official: str | None = None) -> list[dict]:
    """Every dated reminder once (of one official, or all), with what it rests on; undated ones too,
    which count nowhere."""
    params = {"as_of": as_of, "first": window(as_of, length).first, "official": official}
    return store.query(read("reminder_papers"), params)


def reminders(store: Store, filters: Filters, length: int | None = None) -> list[Reminded]:
    """Officials by name, then units; each with its papers by date, officials with their work."""
    return with_aside(store, filters, length)[0]


def with_aside(
    store: Store, filters: Filters, length: int | None = None
) -> tuple[list[Reminded], list[dict]]:
    """The same, and the papers that count nowhere: of a Party body, without a date, excluded after
    an objection."""
    length = length or months(store)
    found, aside = _parted(papers(store, filters.as_of, length))
    names = sorted({p["official"] for p in found if p["official"]})
    work = _work(store, filters, window(filters.as_of, length), names)
    listed = [p for p in found if not p["official"]]
    listed.sort(key=lambda p: (p["unit_id"], _level(p)))
    of_units = [
        Reminded(None, unit, several[0]["level"] or "", several)
        for (unit, _), several in _groups(listed, lambda p: (p["unit_id"], _level(p)))
    ]
    return [*_of_people(found, work), *of_units], aside


def thirds(store: Store, as_of: date, official: str | None = None) -> list[Reminded]:
    """Officials (or this one) with three papers of one level in the window, without their work."""
    found, _ = _parted(papers(store, as_of, months(store), official))
    return [one for one in _of_people(found, {}) if one.third]


def _parted(found: list[dict]) -> tuple[list[dict], list[dict]]:
    """Papers that count (dated, of the administration, not excluded), and those that count nowhere;
    the leaders' are in neither."""
    count, aside = [], []
    for paper in found:
        if not paper["leads"]:
            left_out = paper["of_party"] or paper["issued_on"] is None or paper["excluded"]
            (aside if left_out else count).append(paper)
    return count, aside


def _of_people(found: list[dict], work: Mapping[str, dict]) -> list[Reminded]:
    people = [p for p in found if p["official"]]
    listed = sorted(people, key=lambda p: (p["official"], _level(p)))
    return [
        Reminded(name, None, several[0]["level"] or "", several, _notes(several),
                 **work.get(name, {}))
        for (name, _), several in _groups(listed, lambda p: (p["official"], _level(p)))
    ]  # fmt: skip


def _level(paper: dict) -> str:
    return " ".join((paper["level"] or "").lower().split())


def _groups(rows: list[dict], key) -> list[tuple]:
    return [(k, tuple(several)) for k, several in groupby(rows, key)]


def _notes(several: tuple[dict, ...]) -> tuple[str, ...]:
    """A name of two people in the directory adds up for nobody."""
    return ("namesakes",) if several[0]["namesakes"] > 1 else ()


def _work(store: Store, filters: Filters, period: Period, names: list[str]) -> dict[str, dict]:
    """Per official: cases of the window, those judged, late, and late ones to expect."""
    if not names:
        return {}
    everyone = Filters(filters.as_of, period, known=filters.known, due_basis=filters.due_basis)
    whole = counts(store, everyone, WORK)[0]
    # of everybody: to join who has which item costs less than to look for these names as well
    found = {row["official"]: row for row in counts(store, everyone, WORK, "official")}
    work = {name: {w: found.get(name, {}).get(w, 0) for w in WORK} for name in names}
    for row in work.values():
        rate = whole["late"] / whole["judged"] if whole["judged"] else None
        row["expected"] = None if rate is None else row["judged"] * rate
    return work
