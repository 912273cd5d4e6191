"""What a read file is: sheets of text cells."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """One sheet. `rows[i]` is sheet row i + 1; a blank row is [], rows may differ in length."""

    name: str
    hidden: bool
    rows: list[list[str]]


@dataclass
class Book:
    """All sheets of a file; `notes` are codes of messages about how it was read, `converted`
    says which cells were in an old encoding (etl/read/convert.py), None where none was."""

    sheets: list[Sheet]
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    notes: list[str] = field(default_factory=list)
    converted: dict | None = None
    fonts: list[dict[tuple[int, int], str]] | None = None  # a sheet each; of .xls only
