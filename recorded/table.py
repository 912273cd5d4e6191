"""How entries of the ledger become the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ledger import Entry

VIETNAM = timedelta(hours=7)  # no summer time since 1975


@dataclass(frozen=True)
class Recorded:
    """One table: `columns` are "name type" pairs of SQL, `rows` makes tuples in that order."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: Callable[[list[Entry]], Iterable[tuple]]


def held(entries: list[Entry], names: tuple[str, ...], withdrawing: str) -> list[Entry]:
    """The latest word on each key (fields of the body), but for what was withdrawn."""
    found: dict[tuple, Entry] = {}
    for entry in entries:
        key = tuple(entry.body.get(name) for name in names)
        found.pop(key, None)
        if entry.kind != withdrawing:
            found[key] = entry
    return list(found.values())


def day(given: object) -> date | None:
    """A day of an entry; None for anything that is none."""
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def item(given: object) -> str | None:
    """The id of an item or a case; None for anything that is none."""
    try:
        return str(UUID(str(given)))
    except ValueError:
        return None


def moment(entry: Entry) -> datetime:
    """When it was written down, in Vietnamese time and without a zone: its day is a day there."""
    return datetime.fromisoformat(entry.at).replace(tzinfo=None) + VIETNAM


def texts(given: object) -> list[str]:
    """The texts of a list; none for anything that is none."""
    return [str(one) for one in given] if isinstance(given, list) else []


def whole(given: object) -> int | None:
    """A whole number; None for anything that is none."""
    return given if isinstance(given, int) and not isinstance(given, bool) else None


# type of a column -> how it is read: one odd entry must not keep the others from being seen
READ = {"date": day, "uuid": item, "varchar[]": texts, "integer": whole}


def said(body: dict, columns: Iterable[str]) -> tuple:
    """The fields of an entry under the columns' names and types; no word, or none, is null."""
    pairs = (column.split() for column in columns)
    return tuple(
        READ.get(kind, str)(body[name]) if body.get(name) not in (None, "") else None
        for name, kind in pairs
    )
