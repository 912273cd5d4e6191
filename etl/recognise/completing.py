"""What headings leave out, from the cells: a status, a unit, the item's own words."""

from __future__ import annotations

from functools import cache

from etl.profile import IDENTITY, WORK_KINDS
from etl.recognise.attempt import Attempt
from etl.recognise.column_kinds import kinds_of
from etl.recognise.facts import rows_of
from etl.recognise.inference import infer
from etl.text import fold

FEWEST = 5  # filled cells from which an unknown column may be the unit's
OFTEN = 0.6  # part of the rows in which it stands
UNITS = 0.8


def add_status(attempt: Attempt) -> None:
    """Labels that are known can be nothing but the status, whatever stands over them."""
    found, sample = attempt.found, attempt.sample
    if found.kind not in WORK_KINDS or "source_status" in found.columns:
        return
    labels = [c for c in found.free(sample) if kinds_of(sample, c) == "status"]
    if len(labels) == 1:
        found.take("source_status", labels[0], "by_cells")


def missing(attempt: Attempt) -> tuple[str, list[int]] | None:
    """A required field that no heading names, and the columns that may be it."""
    found = attempt.found
    if found.kind not in WORK_KINDS:
        return None
    if not found.has_identity:
        return "subject", subjects(attempt)
    if "unit" not in found.columns and (columns := _units(attempt)):
        return "unit", columns
    return None


def subjects(attempt: Attempt) -> list[int]:
    """The columns that may say what the items are about, the likeliest first."""
    inferred = infer(attempt.sample, attempt.found.free(attempt.sample))
    taken = inferred.columns.get("subject")
    return [taken] if taken is not None else inferred.open.get("subject", [])


def _units(attempt: Attempt) -> list[int]:
    """Columns of names of units that come again and again, under a heading that says nothing."""
    found, sample = attempt.found, attempt.sample
    open_columns = [
        c
        for c in found.free(sample)
        if fold(found.header.headings[c]) not in _asides()
        and sample.filled(c) >= FEWEST
        and sample.fill(c) >= OFTEN
        and sample.share(c, "repeated_unit") >= UNITS
        and len(set(sample.column(c))) > 1
    ]
    return sorted(open_columns, key=sample.fill, reverse=True)


@cache
def _asides() -> frozenset[str]:
    """Folded headings that are understood and stand for no field: places, keepers, kinds."""
    return frozenset(fold(r["heading"]) for r in rows_of("asides.csv"))


def required(kind: str) -> tuple[str, ...]:
    """The fields without which nothing can be loaded or charged to anybody."""
    return (*IDENTITY[kind], "unit")
