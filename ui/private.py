"""Cells that say who sent a petition: shown to nobody as long as nobody signs in."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

from ui.words import t

# Headings of a petition's export, without accents, that name a person or where they are found.
PERSONAL = (
    "nguoi gui", "nguoi dung don", "ho ten", "ho va ten", "to chuc, ca nhan", "co quan kien nghi",
    "dia chi", "dien thoai", "sdt", "email", "thu dien tu", "cccd", "cmnd", "so dinh danh",
)  # fmt: skip


def hidden(headings: Sequence[str], kind: str, profile: str) -> set[int]:
    """Which columns of an export are not shown; `profile` is its field -> heading as JSON."""
    if kind != "petitions":
        return set()
    sender = json.loads(profile or "{}").get("sender")
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
