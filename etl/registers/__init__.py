"""The registers beside the work items: their fields and the words of their choices, as data.

A register is a list that an office keeps (steps, reminders, decisions …). What each holds stands
in etl/columns/registers.csv, the words for its choices in etl/columns/choices.csv.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.text import fold

COLUMNS = Path(__file__).resolve().parent.parent / "columns"
TYPES = ("text", "date", "term", "int", "flag", "choice", "unit", "person", "list")
# In the first cell of a template's guide and example: such a sheet is never loaded.
ASIDE = "Trang này chỉ để xem, phần mềm không nạp."
DATES = ("date", "term")  # a term may lie after the export; a date says what was


@dataclass(frozen=True)
class Field:
    """One field of a register.

    `identity`: a table is one of this register only with such a column, a row is a record only
    with one of them filled. `key`: rows that agree on all of these are one record; "must" says
    that a row without it is known by its whole content instead. `choices`: name of a set of words,
    which may stand in the column of the field `or_from` instead.
    """

    register: str
    name: str
    type: str
    required: bool
    identity: bool
    key: str
    choices: str
    or_from: str


def _rows(name: str) -> list[dict[str, str]]:
    with (COLUMNS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def registers() -> dict[str, tuple[Field, ...]]:
    """Register -> its fields, both in the order of the file."""
    found: dict[str, tuple[Field, ...]] = {}
    for r in _rows("registers.csv"):
        field = Field(
            r["register"], r["field"], r["type"], bool(r["required"]), bool(r["identity"]),
            r["key"], r["choices"], r["or_from"],
        )  # fmt: skip
        found[field.register] = (*found.get(field.register, ()), field)
    return found


@cache
def labels(choices: str) -> dict[str, tuple[str, ...]]:
    """Code -> the words that stand for it, the one to be written first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("choices.csv"):
        if row["choices"] == choices:
            found[row["code"]] = (*found.get(row["code"], ()), row["label"])
    return found


@cache
def _codes(choices: str) -> dict[str, str]:
    """A symbol such as "✓" folds to nothing: it stands as it is."""
    words = {code: code for code in labels(choices)}
    words |= {fold(word) or word: code for code, ws in labels(choices).items() for word in ws}
    return words


def code_of(choices: str, text: str) -> str | None:
    """The code that a cell's words stand for; None where they stand in no list."""
    return _codes(choices).get(fold(text) or text)


REGISTERS = tuple(registers())
PUBLISHED_TOTALS = "published_totals"  # a kind of its own: no list of records
