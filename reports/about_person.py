"""All that is held about one person, in one workbook: account, sessions, ledger, and the records.

Of the records it is what the gate lets an official see of themselves, whatever the person's role:
nothing here chooses a row. Memory: the ledger once, one page of rows (metrics.about_person.PAGE)
at a time, and the finished file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from access import about, keeping
from access.traces import settle
from layout import DataDir
from messages import text
from metrics import NoWarehouse, Store, open_store
from metrics import about_person as records
from metrics.format import day
from reports.about_headings import COLUMNS, entry, record, session
from reports.stream_book import Sheet, write
from viewer import ROLES, Viewer

FIRST = ("held_what", "held_number", "held_about")


@dataclass(frozen=True)
class Held:
    """What is held about `viewer`: `number` by heading, and the rows when they are asked for."""

    data: DataDir
    viewer: Viewer
    lang: str

    @cached_property
    def store(self) -> Store | None:
        """The records as this person may see them; None where there is nobody to look for."""
        if not self.viewer.officials:
            return None
        try:
            return open_store(self.data, viewer=records.own(self.viewer))
        except NoWarehouse:
            return None

    @cached_property
    def people(self) -> list[str]:
        """What the records call the person."""
        return records.names(self.store) if self.store else []

    @property
    def lacking(self) -> str:
        """Why there is no part from the records, as a message code; "" where there is one."""
        if not self.viewer.officials:
            return "no_officials"
        if self.store is None:
            return "no_records"
        return "" if self.people else "nobody"

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Rows by heading; headings of records only where there are records to look in."""
        found = {name: sum(map(len, self.rows(name))) for name in OWN}
        if not self.lacking:
            found |= {name: records.number(self.store, name) for name in records.HEADINGS}
        return found

    def rows(self, heading: str) -> Iterator[list[dict]]:
        """The rows of a heading in words, a page at a time."""
        if heading in OWN:
            yield list(OWN[heading](self))
        elif not self.lacking:
            for page in records.HEADINGS[heading](self.store):
                yield [record(heading, row, self.lang) for row in page]

    def notes(self) -> dict[str, str]:
        """How long it is kept, who can see it, what is not in the file; why a part is missing."""
        days = {name.removeprefix("keep_"): n for name, n in keeping.days(self.data).items()}
        lacking = text(f"about_person.{self.lacking}", self.lang) if self.lacking else ""
        said = {
            "lacking": lacking,
            "kept": text("about_person.kept", self.lang, **days),
            "seen": "\n".join(sees(self.lang)),
            "not_here": text("about_person.not_here", self.lang),
        }
        return {note: words for note, words in said.items() if words}


def sees(lang: str) -> list[str]:
    """Who sees what of it, a line per role."""
    return [
        f"{text(f'account_role.{role}', lang)}: {text(f'about_person.sees.{role}', lang)}"
        for role in ROLES
    ]


def _account(held: Held) -> Iterator[dict]:
    for name, value in (about.account(held.data, held.viewer.name) or {}).items():
        if isinstance(value, bool):
            value = text(f"choice.yes_no.{'yes' if value else 'no'}", held.lang)
        elif name == "role":
            value = text(f"account_role.{value}", held.lang)
        said = "; ".join(value) if isinstance(value, tuple) else value
        yield {"held_what": text(f"about_person.account.{name}", held.lang), "held_value": said}


def _sessions(held: Held) -> Iterator[dict]:
    found = about.sessions(held.data, held.viewer.name)
    return (session(row) for row in found)


def _ledger(held: Held) -> Iterator[dict]:
    found = about.entries(held.data, held.viewer.name, held.people)
    return (entry(one, how, held.lang) for one, how in found)


OWN = {"account": _account, "sessions": _sessions, "ledger": _ledger}  # besides the records


def written(held: Held, out: BinaryIO) -> None:
    """The workbook: what is in it, then one sheet per heading; an empty one says so. Where nobody
    could look, there is no sheet that says there is nothing."""
    settle(held.data, everything=True)
    lang, title = held.lang, text("about_person.title", held.lang, name=held.viewer.name)
    sentence = text("about_person.sentence", lang)
    if not held.lacking:
        sentence += " " + text("about_person.as_of", lang, day=day(records.as_of(held.store)))

    def sheet(name: str) -> Sheet:
        word = text(f"about_person.sheet.{name}", lang)
        return Sheet(word, f"{title} – {word}", sentence, COLUMNS[name], held.rows(name))

    word = text("about_person.sheet.first", lang)
    first = Sheet(word, title, sentence, FIRST, [list(_first(held))])
    write(out, title, [first, *map(sheet, held.numbers)], lang)


def content(data: DataDir, viewer: Viewer, lang: str) -> bytes:
    """The same as bytes, as things stand now."""
    out = io.BytesIO()
    written(Held(data, viewer, lang), out)
    return out.getvalue()


def _first(held: Held) -> Iterator[dict]:
    """Each heading with its rows and what it is; then the notes."""
    for name, number in held.numbers.items():
        yield {
            "held_what": text(f"about_person.sheet.{name}", held.lang),
            "held_number": number,
            "held_about": text(f"about_person.what.{name}", held.lang),
        }
    for note, said in held.notes().items():
        yield {"held_what": text(f"about_person.note.{note}", held.lang), "held_about": said}
