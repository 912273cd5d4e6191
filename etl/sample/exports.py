"""The schedule of exports: which file was taken when, and what it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from etl.sample import (
    layout_consultations,
    layout_directories,
    layout_documents,
    layout_petitions,
    layout_tracker,
)
from etl.sample.history import History
from etl.sample.model import Consultation, Petition, Task
from etl.sample.registers import registers
from etl.sample.tables import FIRST, HALVES
from etl.sample.writing import Sheet, write_text, write_workbook

QUARTERS = tuple(date(year, month, 14) for year in (2022, 2023) for month in (3, 6, 9, 12))
WEEKS = tuple(date(2023, 5, 17) + timedelta(weeks=week) for week in range(5))
TRACKED = (*HALVES[:2], *WEEKS, HALVES[3])


@dataclass(frozen=True)
class Export:
    """write(path) -> how many rows of records it wrote. full: the export lists everything."""

    name: str
    kind: str
    source: str
    as_of: date
    full: bool
    write: Callable[[Path], int]


def exports(held: History, *, large: bool) -> Iterator[Export]:
    yield from _directories(held)
    yield from (
        _documents(held, since, day, large)
        for since, day in zip(_starts(QUARTERS), QUARTERS, strict=True)
    )
    yield from (_tracked(held, day, large) for day in TRACKED)
    for since, day in zip(_starts(HALVES), HALVES, strict=True):
        yield _petitions(held, since, day, large)
        yield _consultations(held, since, day, large)
    for one in registers(held):
        yield Export(one.file, one.kind, one.name, one.day, one.kind == "dossiers", one.write)


def _starts(ends: tuple[date, ...]) -> tuple[date, ...]:
    return (FIRST, *(end + timedelta(days=1) for end in ends[:-1]))


def _book(sheets: list[Sheet], day: date, large: bool) -> Callable[[Path], int]:
    return lambda path: write_workbook(path, sheets, day, large=large)


def _directories(held: History) -> Iterator[Export]:
    # dated at the start: a register with validity dates speaks for the whole time
    yield Export(
        "don_vi.xlsx",
        "units",
        "don_vi",
        FIRST,
        True,
        _book([layout_directories.unit_sheet()], FIRST, False),
    )
    yield Export(
        "can_bo.xlsx",
        "people",
        "can_bo",
        FIRST,
        True,
        _book([layout_directories.people_sheet(held.posts)], FIRST, False),
    )


def _documents(held: History, since: date, day: date, large: bool) -> Export:
    """Quarterly: what was assigned in the quarter or still open when it began."""
    tasks = [task for task in held.documents if _moving(task, since, day)]
    stem = f"hscv_nhiem_vu_{day:%Y%m%d}"
    if day == QUARTERS[2]:  # one clerk saves as text
        return Export(
            f"{stem}.csv",
            "tasks",
            "hscv",
            day,
            False,
            lambda path: write_text(path, layout_documents.flat(tasks, day), ";", "utf-8-sig"),
        )
    return Export(
        f"{stem}.xlsx",
        "tasks",
        "hscv",
        day,
        False,
        _book([layout_documents.sheet(tasks, since, day)], day, large),
    )


def _moving(task: Task, since: date, day: date) -> bool:
    # a closing typed before the opening must not hide the task from the export of its own time
    finished = max(task.closed, task.opened) if task.closed else None
    return task.opened <= day and (finished is None or finished >= since)


def _tracked(held: History, day: date, large: bool) -> Export:
    """Everything since the beginning: half-yearly, and weekly before the June review."""
    tasks = [
        task
        for task in held.tracked
        if task.opened <= day and (task.gone_from is None or day < task.gone_from)
    ]
    return Export(
        f"giao_viec_{day:%Y%m%d}.xlsx",
        "tasks",
        "giao_viec",
        day,
        True,
        _book([layout_tracker.sheet(tasks, day)], day, large),
    )


def _petitions(held: History, since: date, day: date, large: bool) -> Export:
    found = [one for one in held.petitions if _pending(one, since, day)]
    stem = f"kien_nghi_{day:%Y%m%d}"
    if day == HALVES[2]:
        return Export(
            f"{stem}.xlsx",
            "petitions",
            "kien_nghi",
            day,
            False,
            _book(layout_petitions.sheets(found, since, day), day, large),
        )
    title, delimiter, encoding = {
        HALVES[0]: (False, ";", "utf-8-sig"),
        HALVES[1]: (True, "\t", "utf-16"),
    }.get(day, (False, ",", "utf-8"))
    return Export(
        f"{stem}.csv",
        "petitions",
        "kien_nghi",
        day,
        False,
        lambda path: write_text(
            path, layout_petitions.rows(found, since, day, title=title), delimiter, encoding
        ),
    )


def _pending(petition: Petition, since: date, day: date) -> bool:
    last = petition.legs[-1]
    finished = max(last.closed, last.received) if last.closed else None
    return petition.legs[0].received <= day and (finished is None or finished >= since)


def _consultations(held: History, since: date, day: date, large: bool) -> Export:
    found = [one for one in held.consultations if _awaited(one, since, day)]
    return Export(
        f"lay_y_kien_{day:%Y%m%d}.xlsx",
        "consultations",
        "lay_y_kien",
        day,
        False,
        _book([layout_consultations.sheet(found, since, day)], day, large),
    )


def _awaited(asked: Consultation, since: date, day: date) -> bool:
    return asked.sent <= day and any(
        reply.replied is None or reply.replied >= since for reply in asked.replies
    )
