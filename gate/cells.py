"""Which columns of an export name a person outside, or say whom a paper is about."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FROM_OUTSIDE = ("petitions", "dossiers")  # kinds that say who asked
ABOUT_PEOPLE = ("reminders", "decisions")  # of these the paper's number and day alone are shown
# Headings, without accents, that name a person, or where they are found.
NAMING = (
    "nguoi gui", "nguoi dung don", "ho ten", "ho va ten", "to chuc, ca nhan", "co quan kien nghi",
    "chu ho so", "nguoi nop",
)  # fmt: skip
FINDING = ("dia chi", "dien thoai", "sdt", "email", "thu dien tu", "cccd", "cmnd", "so dinh danh")

# Of a cell: the text that stands there, or what is to stand for it (etl/sql/02_hidden_names.sql).
HIDING = [
    "create macro hidden_text(text) as case when text <> '' then hidden_mark() else text end",
    "create macro hidden_cells(cells, places, naming) as case when len(places) = 0 then cells else"
    " list_transform(cells, lambda c, i: case when c = '' then c"
    " when list_contains(places, i) then hidden_mark()"
    " else without(c, list_transform(naming, lambda p: cells[p])) end) end",
]


@dataclass(frozen=True)
class Headed:
    """An upload's headings; `profile` is its field -> heading as JSON."""

    upload_no: int
    kind: str
    headings: Sequence[str]
    profile: str


def places(one: Headed, about_people: bool = False) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places, from 1, of the cells to hide, and of those whose text is hidden elsewhere too.

    `about_people`: for a reader without an account, papers about people are hidden as well.
    """
    fields = json.loads(one.profile or "{}")
    listed = list(enumerate(one.headings or (), start=1))
    if one.kind in ABOUT_PEOPLE:
        shown = {fields.get(name) for name in ("document_no", "issued_on")}
        hidden = tuple(n for n, heading in listed if heading not in shown)
        return (hidden, ()) if about_people else ((), ())
    if one.kind not in FROM_OUTSIDE:
        return (), ()
    sender = fields.get("sender")
    names = tuple(n for n, h in listed if h == sender or _says(h, NAMING))
    return tuple(n for n, h in listed if n in names or _says(h, FINDING)), names


def _says(heading: str, words: Sequence[str]) -> bool:
    return any(word in bare(heading) for word in words)


def bare(text: str) -> str:
    """Lower case without accents, for comparing headings only."""
    split = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())
