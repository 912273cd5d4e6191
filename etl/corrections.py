"""Đính chính that were accepted: what an observation is to say instead of what its source says.

They are applied in the order in which they were asked for, so that it does not matter who accepted
which first. One is worth a word only where the source still says what it set out to correct.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from etl.insert import insert
from ledger import Ledger

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


ASKED, ACCEPTED, REFUSED = "correction_asked", "correction_accepted", "correction_refused"
KINDS = (ACCEPTED, REFUSED)  # what a build goes by
DATES = ("opened_on", "first_due_on", "due_on", "closed_on")
FIELDS = (*DATES, "official", "unit_id")


@dataclass(frozen=True, order=True)
class Correction:
    """`seq` is the entry that asked for it; values are text: ISO days, a name, a unit's id."""

    seq: int
    case_id: str
    role: str
    unit_id: str
    field: str
    old: str
    new: str


def accepted(ledger: Ledger) -> tuple[Correction, ...]:
    """Those whose first answer was yes, as they were asked for; a word that is no date is none."""
    answers: dict[str, str] = {}
    found = []
    for entry in ledger.entries(ASKED, *KINDS):
        if entry.kind != ASKED:
            answers.setdefault(entry.body["correction_id"], entry.kind)
        elif correction := _read(entry.seq, entry.body):
            found.append((entry.body["correction_id"], correction))
    return tuple(sorted(one for key, one in found if answers.get(key) == ACCEPTED))


def _read(seq: int, body: dict) -> Correction | None:
    words = [str(body.get(n) or "") for n in ("role", "unit_id", "field", "old_value", "new_value")]
    try:
        case_id = str(UUID(str(body.get("case_id"))))
        if words[2] in DATES:
            _ = [date.fromisoformat(word) for word in words[3:] if word]
    except ValueError:
        return None
    return Correction(seq, case_id, *words) if words[2] in FIELDS else None


def add_corrections(db: DuckDBPyConnection, corrections: tuple[Correction, ...]) -> None:
    """Fill the table `correction_accepted`."""
    rows = [(c.seq, c.case_id, c.role, c.unit_id, c.field, c.old, c.new) for c in corrections]
    insert(db, "correction_accepted", rows)
