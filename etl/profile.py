"""What a person said once about a source's exports: kind, sheet, header row, columns, labels.

A profile is the whole truth: what its [columns] leave out is not mapped. Kept as TOML; every
part but [columns] may be left out. Two kinds have no columns: one of published totals, whose
headings are always read alike, and one that names the sheets of a workbook to be loaded.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from etl.date_pattern import strptime_pattern
from etl.refusal import Refused
from etl.registers import DATES, PUBLISHED_TOTALS, registers
from etl.states import state_and_verdict

if TYPE_CHECKING:
    from etl.recognise.table import Table

WORK_FIELDS = (
    "source_id", "subject", "document_no", "unit", "support_units", "official", "assigned_by",
    "sender", "sender_type", "opened_on", "due_on", "first_due_on", "closed_on", "source_status",
    "progress_note", "urgency", "product",
)  # fmt: skip
FIELDS = {
    "tasks": WORK_FIELDS,
    "petitions": WORK_FIELDS,
    "consultations": (
        *WORK_FIELDS, "requesting_unit", "reply_form", "term_set_by", "days_given",
    ),
    "dossiers": WORK_FIELDS,
    "units": (
        "unit_id", "unit_name", "short_name", "aliases", "unit_kind", "parent_unit",
        "valid_from", "valid_to", "successor",
    ),
    "people": (
        "person_id", "person_name", "position", "unit", "person_kind", "valid_from", "valid_to",
    ),
    **{register: tuple(f.name for f in fields) for register, fields in registers().items()},
}  # fmt: skip
KINDS = tuple(FIELDS)
WORK_KINDS = ("tasks", "petitions", "consultations", "dossiers")
ALL_FIELDS = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
# A table is one of its kind only where one of these columns is there.
IDENTITY = dict.fromkeys(WORK_KINDS, ("source_id", "subject")) | {
    "units": ("unit_name",),
    "people": ("person_name",),
    **{r: tuple(f.name for f in fields if f.identity) for r, fields in registers().items()},
}
DATE_FIELDS = frozenset(
    ("opened_on", "due_on", "first_due_on", "closed_on", "valid_from", "valid_to")
) | {f.name for fields in registers().values() for f in fields if f.type in DATES}

_TEXT_KEYS = ("kind", "sheet", "date_format", "unit_separator")
_KEYS = (*_TEXT_KEYS[:2], "sheets", "header_row", *_TEXT_KEYS[2:], "columns", "status")


@dataclass(frozen=True)
class Profile:
    """`columns`: field -> heading, "heading#2" (the second of that name) or "[C]" (column C).

    `header_row` is 1-based, the first of several; 0 says that there is none. `date_format` is a
    strptime pattern. `status`: label -> "state", "verdict" or "state/verdict". `sheets`: those to
    be loaded, each as an export of its own and read by its own headings; then nothing else is said.
    """

    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    date_format: str | None = None
    unit_separator: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it has no columns and is complete without."""
        return bool(self.sheets) or self.kind == PUBLISHED_TOTALS


def load(path: Path) -> Profile:
    """The profile in a TOML file; Refused says what is wrong with it and what would do."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("profile_unreadable", name=path.name) from error
    return loads(text)


def loads(text: str) -> Profile:
    """The profile in a TOML text, checked."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused("profile_toml", detail=str(error)) from error
    return checked(data)


def checked(data: dict[str, Any]) -> Profile:
    """A Profile from plain values, or Refused naming the first thing that is wrong."""
    for name in data:
        _one_of("profile_key", name, _KEYS)
    for name in _TEXT_KEYS:
        if name in data and not (isinstance(data[name], str) and data[name]):
            raise Refused("profile_text", key=name)
    if "sheets" in data or data.get("kind") == PUBLISHED_TOTALS:
        return _bare(data)
    _check_header_row(data.get("header_row"))
    columns = _texts(data, "columns")
    if not columns:
        raise Refused("profile_no_columns")
    _check_columns(data.get("kind"), columns)
    status = _texts(data, "status")
    for label, value in status.items():
        state_and_verdict(value, label)
    values = {**data, "columns": columns, "status": status}
    if "date_format" in data:
        values["date_format"] = strptime_pattern(data["date_format"])
    return Profile(**values)


def _bare(data: dict[str, Any]) -> Profile:
    """One without columns: of published totals, or of sheets."""
    sheets = data.get("sheets", [])
    told = isinstance(sheets, list) and all(isinstance(s, str) and s.strip() for s in sheets)
    if not told or (not sheets and "sheets" in data):
        raise Refused("profile_sheets")
    if more := sorted(data.keys() - {"sheets" if sheets else "kind"}):
        raise Refused("profile_bare", key=", ".join(more))
    return Profile(data.get("kind"), sheets=sheets)


def _one_of(code: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Refused(code, value=value, known=", ".join(known))


def _check_header_row(value: Any) -> None:
    if value is not None and (type(value) is not int or value < 0):
        raise Refused("profile_header_row", value=str(value))


def _texts(data: dict[str, Any], name: str) -> dict[str, str]:
    """A TOML table whose values are all non-empty text."""
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise Refused("profile_table", key=name)
    for entry, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise Refused("profile_text", key=f"{name}.{entry}")
    return dict(table)


def _check_columns(kind: str | None, columns: dict[str, str]) -> None:
    if kind is not None:
        _one_of("profile_kind", kind, KINDS)
    fields = FIELDS[kind] if kind else ALL_FIELDS
    for name in columns:
        _one_of("profile_field", name, fields)
    identities = IDENTITY[kind] if kind else tuple(n for ns in IDENTITY.values() for n in ns)
    if not any(name in columns for name in identities):
        raise Refused("profile_no_identity", known=", ".join(dict.fromkeys(identities)))


def dumps(profile: Profile) -> str:
    """The profile as TOML; loads() of it gives the same profile."""
    data = {name: getattr(profile, name) for name in _KEYS}
    return tomli_w.dumps(
        {name: value for name, value in data.items() if value not in (None, {}, [])}
    )


def from_table(table: Table) -> Profile:
    """What was recognised, to be kept for the source's next export.

    Neither the sheet nor the header row is kept (they move from week to week; the headings find
    them), except that there is no header.
    """
    if table.kind == PUBLISHED_TOTALS:
        return Profile(table.kind)
    columns = {name: table.address(index) for name, index in table.columns.items()}
    return Profile(table.kind, header_row=None if table.header_row else 0, columns=columns)
