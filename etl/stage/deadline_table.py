"""The table `deadline` of a file: what each distinct text of its due-date columns says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime, time

from etl.stage.deadlines import Deadline, deadline
from etl.text import fold

DUE_FIELDS = ("first_due_on", "due_on")
PART = "struct(month int, day int, shift int, number int, unit varchar, start date, clock time)"
DEADLINE = f"""create temp table deadline (text varchar, rule varchar, moment timestamp,
    first_moment timestamp, part {PART})"""


NUMBER = re.compile(r"\d{1,3}")


def add_deadlines(
    db, columns: dict[str, int], date_format: str | None, headings: Sequence[str] = ()
) -> None:
    """Make and fill it: texts that are plain dates are left out, so mostly there are none.

    A bare number is a count of days where its heading says so; one that stands in a column of
    dates as well says nothing.
    """
    db.execute(DEADLINE)
    params = {"date_format": date_format} if date_format else {}
    said: dict[str, set[str]] = {}  # text -> what follows a number, in each column that has it
    for field in DUE_FIELDS:
        if field in columns:
            index = columns[field]
            unit = counted(headings[index]) if index < len(headings) else ""
            for (text,) in db.execute(_wordy(index, date_format), params).fetchall():
                said.setdefault(text, set()).add(unit)
    read = [(text, deadline(_counted(text, units))) for text, units in sorted(said.items())]
    rows = [_row(text, found) for text, found in read if found]
    if rows:
        db.executemany("insert into deadline values (?, ?, ?, ?, ?)", rows)


def counted(heading: str) -> str:
    """What a heading says that its numbers count: days, working days, or nothing ("")."""
    words = fold(heading)
    if not re.search(r"\bso ngay\b", words):
        return ""
    return " ngày làm việc" if "lam viec" in words else " ngày"


def _counted(text: str, units: set[str]) -> str:
    return text + next(iter(units)) if len(units) == 1 and NUMBER.fullmatch(text) else text


def _wordy(index: int, date_format: str | None) -> str:
    """The distinct texts of a column that are no plain dates."""
    dated = "read_moment(text)"
    if date_format:
        dated = f"coalesce(try_strptime(text, $date_format), {dated})"
    return f"""select text from (select distinct cells[{index + 1}] as text from raw
        where disposition = 'loaded' and cells[{index + 1}] <> '') where {dated} is null"""


def _row(text: str, said: Deadline) -> tuple:
    at = said.clock or time()
    moment = datetime.combine(said.day, at) if said.day else None
    first = datetime.combine(said.first_day, time()) if said.first_day else None
    names = ("month", "day", "shift", "number", "unit", "start")
    part = said.part and dict(zip(names, astuple(said.part))) | {"clock": said.clock}
    return text, said.rule, moment, first, part
