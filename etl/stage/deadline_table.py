"""The table `deadline` of a file: what each distinct text of its due-date columns says."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime, time

from etl.stage.deadlines import Deadline, deadline

DUE_FIELDS = ("first_due_on", "due_on")
PART = "struct(month int, day int, shift int, number int, unit varchar, start date, clock time)"
DEADLINE = f"""create temp table deadline (text varchar, rule varchar, moment timestamp,
    first_moment timestamp, part {PART})"""


def add_deadlines(db, columns: dict[str, int], date_format: str | None) -> None:
    """Make and fill it: texts that are plain dates are left out, so mostly there are none."""
    db.execute(DEADLINE)
    params = {"date_format": date_format} if date_format else {}
    texts: set[str] = set()
    for field in DUE_FIELDS:
        if field in columns:
            found = db.execute(_wordy(columns[field], date_format), params).fetchall()
            texts |= {text for (text,) in found}
    read = [(text, deadline(text)) for text in sorted(texts)]
    rows = [_row(text, found) for text, found in read if found]
    if rows:
        db.executemany("insert into deadline values (?, ?, ?, ?, ?)", rows)


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
