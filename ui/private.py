"""Cells that say who sent a petition, or whom a paper is about: shown to nobody as long as nobody
signs in."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

from ui.words import t

FROM_OUTSIDE = ("petitions", "dossiers")  # kinds that say who asked
ABOUT_PEOPLE = ("reminders", "decisions")  # of these the paper's number and day alone are shown
# Headings of a petition's export, without accents, that name a person or where they are found.
PERSONAL = (
    "nguoi gui", "nguoi dung don", "ho ten", "ho va ten", "to chuc, ca nhan", "co quan kien nghi",
    "chu ho so", "nguoi nop",
    "dia chi", "dien thoai", "sdt", "email", "thu dien tu", "cccd", "cmnd", "so dinh danh",
)  # fmt: skip


def hidden(headings: Sequence[str], kind: str, profile: str) -> set[int]:
    """Which columns of an export are not shown; `profile` is its field -> heading as JSON."""
    fields = json.loads(profile or "{}")
    if kind in ABOUT_PEOPLE:
        shown = {fields.get(name) for name in ("document_no", "issued_on")}
        return {n for n, heading in enumerate(headings) if heading not in shown}
    if kind not in FROM_OUTSIDE:
        return set()
    sender = fields.get("sender")
    return {
        n for n, heading in enumerate(headings)
        if heading == sender or any(word in bare(heading) for word in PERSONAL)
    }  # fmt: skip


def masked(cells: Sequence[str], columns: set[int]) -> list[str]:
    """The cells with the hidden ones replaced by a word that says so."""
    return [t("private.hidden") if n in columns and c else c for n, c in enumerate(cells)]


def masked_row(row: Mapping) -> list[str]:
    """The cells of a row that carries its export's headings, kind and profile."""
    return masked(row["cells"], hidden(row["headings"], row["kind"], row["profile"]))


def bare(text: str) -> str:
    """Lower case without accents, for comparing headings only."""
    split = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())
