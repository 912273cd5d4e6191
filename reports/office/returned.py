"""A unit's form that came back: its figures, reasons and difficulties, read safely.

The file is a stranger's: `python -m etl cells` looks at it and reads it in a limited process. What
it says is believed only where it is a whole number under a code of ours, or text that stays text.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath

from layout import REPO
from messages import text
from metrics.catalog import WORK_KINDS
from metrics.periods import Period, parse
from metrics.unit_reports import FORM
from reports.office.form_sheet import HEAD_ROW, MARK

SECONDS = 60
MARKED = re.compile(rf"{MARK}/(\S+?)/(\S.*?)(?=\s*(?:\(|$))")
NUMBER = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}")
CODES = {f"{kind}.{name}" for kind in WORK_KINDS for name in FORM}
LONGEST, MOST = 2000, 100  # characters of a text that is kept, difficulties of one form
EXPLAINED = 1000  # overdue items of one form
DAYS = (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"),
        re.compile(r"(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>\d{4})"))  # fmt: skip


class NotRead(Exception):
    """The file was turned down, or is no form of ours: a sentence says why."""


@dataclass(frozen=True)
class Returned:
    """`unread` are (sheet, row, text) of cells that should have been a number."""

    period: Period
    unit_id: str
    figures: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    obstacles: list[dict] = field(default_factory=list)
    overdue: list[dict] = field(default_factory=list)
    unread: list[tuple[str, int, str]] = field(default_factory=list)


def read(content: bytes, name: str, lang: str = "vi") -> Returned:
    """The form as it came back. Raises NotRead with a sentence for the reader."""
    return form_of(cells(content, name), name, lang)


def cells(content: bytes, name: str) -> list[dict]:
    """The sheets as {"name", "rows"} of texts, by the limited process."""
    with tempfile.TemporaryDirectory(prefix="dunghan-form-") as folder:
        path = Path(folder) / f"form{PurePath(name).suffix.lower()[:6]}"
        path.write_bytes(content)
        command = [sys.executable, "-m", "etl", "cells", str(path), "--name", PurePath(name).name]
        try:
            done = subprocess.run(command, cwd=REPO, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise NotRead(text("returned.slow", file=name)) from error
    if done.returncode:
        raise NotRead(done.stderr.decode("utf-8", "replace").strip() or text("returned.broken"))
    return json.loads(done.stdout)["sheets"]


def form_of(sheets: Sequence[dict], name: str, lang: str = "vi") -> Returned:
    """What the sheets say. Raises NotRead where no sheet bears the form's mark."""
    marks = [found for sheet in sheets if (found := _mark(sheet["rows"]))]
    if not marks or len(set(marks)) > 1:
        raise NotRead(text("returned.no_mark", lang, file=name))
    try:
        form = Returned(parse(marks[0][0]), marks[0][1])
    except ValueError as error:
        raise NotRead(text("returned.no_mark", lang, file=name)) from error
    for sheet in sheets:
        _figures(sheet, form)
        if _is(sheet, "obstacles"):
            form.obstacles.extend(_obstacles(sheet["rows"]))
        if _is(sheet, "overdue"):
            form.overdue.extend(_overdue(sheet["rows"]))
    if not form.figures:
        raise NotRead(text("returned.no_figures", lang, file=name))
    return form


def _mark(rows: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """Period and unit of the mark, which stands over the headings."""
    for row in rows[:HEAD_ROW]:
        for cell in row:
            if found := MARKED.search(cell):
                return found[1], found[2].strip()
    return None


def _figures(sheet: dict, form: Returned) -> None:
    """Rows known by their code; the unit's number in the fifth column, its reason in the sixth."""
    for number, row in enumerate(sheet["rows"], start=1):
        code, said, why = _cell(row, 0), _cell(row, 4), _cell(row, 5)
        if code not in CODES or code in form.figures:
            continue
        if NUMBER.fullmatch(said):
            form.figures[code] = int(said.replace(".", ""))
        elif said:
            form.unread.append((sheet["name"], number, said[:100]))
        if why:
            form.reasons[code] = why[:LONGEST]


def _obstacles(rows: Sequence[Sequence[str]]) -> list[dict]:
    """Rows under the headings that say something."""
    found = []
    for row in rows[HEAD_ROW + 1 :]:
        if subject := _cell(row, 2)[:LONGEST]:
            said = {"raised_on": _day(_cell(row, 1)), "subject": subject,
                    "proposal": _cell(row, 3)[:LONGEST]}  # fmt: skip
            found.append({key: value for key, value in said.items() if value})
    return found[:MOST]


def _overdue(rows: Sequence[Sequence[str]]) -> list[dict]:
    """Items, by the code that the source gives them, of which the unit says why they are late and
    when they will be done."""
    found = []
    for row in rows[HEAD_ROW + 1 :]:
        code, why, when = _cell(row, 0)[:LONGEST], _cell(row, 4), _cell(row, 5)
        on = _day(when)
        if when and not on:  # no day, yet the unit's word: it stays with the reason
            why = f"{why}; {when}" if why else when
        said = {"source_id": code, "reason": why[:LONGEST], "expected_on": on}
        if code and (why or on):
            found.append({key: value for key, value in said.items() if value})
    return found[:EXPLAINED]


def _is(sheet: dict, name: str) -> bool:
    return sheet["name"] in {text(f"unit_form.sheet.{name}", each) for each in ("vi", "en")}


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _day(words: str) -> str | None:
    """A day as ISO; None where the words are none."""
    for pattern in DAYS:
        if found := pattern.fullmatch(words):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return None
    return None
