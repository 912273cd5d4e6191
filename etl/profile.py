"""What a person said once about a source's exports: kind, sheet, header row, columns, labels.

A profile is the whole truth: what its [columns] leave out is not mapped. Kept as TOML; every
part but [columns] may be left out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from etl.refusal import Refused
from etl.registers import DATES, registers

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

STATES = ("not_started", "in_progress", "awaiting", "done", "closed_no_result", "information")
# A verdict given alone says the state too, except the two that any state may carry.
STATE_OF_VERDICT = {
    "early": "done", "on_time": "done", "late": "done",
    "in_term": "in_progress", "overdue": "in_progress", "due_soon": "in_progress",
}  # fmt: skip
VERDICTS = (*STATE_OF_VERDICT, "no_due")

_TEXT_KEYS = ("kind", "sheet", "date_format", "unit_separator")
_KEYS = ("kind", "sheet", "header_row", "date_format", "unit_separator", "columns", "status")
_DATE_WORDS = {
    "yyyy": "%Y", "yy": "%y", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d",
    "hh": "%H", "h": "%H", "mi": "%M", "ss": "%S",
}  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """`columns`: field -> heading, "heading#2" (the second of that name) or "[C]" (column C).

    `header_row` is 1-based, the first of several; 0 says that there is none. `date_format` is a
    strptime pattern. `status`: label -> "state", "verdict" or "state/verdict".
    """

    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    date_format: str | None = None
    unit_separator: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)


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


def state_and_verdict(value: str, label: str = "") -> tuple[str | None, str | None]:
    """What [status] says: "done" -> (done, None); "late" -> (done, late); "done/late" as well."""
    first, _, second = value.partition("/")
    if not second and first in VERDICTS:
        return STATE_OF_VERDICT.get(first), first
    if first not in STATES or (second and second not in VERDICTS):
        raise Refused("profile_state", label=label, value=value,
                      known=", ".join(STATES + VERDICTS))  # fmt: skip
    return first, second or None


def strptime_pattern(text: str) -> str:
    """A date_format for strptime: "mm/dd/yyyy hh:mm" -> "%m/%d/%Y %H:%M"; one with % stays."""
    if "%" in text:
        return text
    pattern = re.sub(r"(?<=h[:.])mm", "mi", text.lower())  # mm after the hour: minutes
    words = re.findall(r"[a-z]+", pattern)
    if not {"%Y", "%y"} & {_DATE_WORDS.get(w) for w in words} or not set(words) <= set(_DATE_WORDS):
        raise Refused("profile_date_format", value=text)
    return re.sub(r"[a-z]+", lambda word: _DATE_WORDS[word[0]], pattern)


def dumps(profile: Profile) -> str:
    """The profile as TOML; loads() of it gives the same profile."""
    data = {name: getattr(profile, name) for name in _KEYS}
    return tomli_w.dumps({name: value for name, value in data.items() if value not in (None, {})})


def from_table(table: Table) -> Profile:
    """What was recognised, to be kept for the source's next export.

    Neither the sheet nor the header row is kept (they move from week to week; the headings find
    them), except that there is no header.
    """
    columns = {name: table.address(index) for name, index in table.columns.items()}
    return Profile(table.kind, header_row=None if table.header_row else 0, columns=columns)
