"""Which column holds which field, by headings first, then by what other columns settle."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.profile import IDENTITY, WORK_KINDS
from etl.recognise.evidence import MOST, Sample, is_free_text, settle
from etl.recognise.facts import ROW_NO, Meaning, vocabulary
from etl.recognise.header import Header
from etl.recognise.headings import meanings_of
from etl.recognise.table import address
from etl.text import fold

RENEWED = 10  # ranks below: a heading that says there was another due date before it
LOOSE_STATUS = 50  # ranks from here on: the heading may as well stand over free text


@dataclass
class Assignment:
    """field -> column with why, how sure and by which figures; and what stayed open.

    `signs`: headings that only this kind has.
    """

    kind: str
    header: Header
    columns: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    warnings: list[dict] = field(default_factory=list)
    row_no: int | None = None
    signs: int = 0
    confidence: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict] = field(default_factory=dict)

    def take(self, name: str, column: int, reason: str) -> None:
        self.columns[name] = column
        self.reasons[name] = f"recognise.{reason}"

    def free(self, sample: Sample) -> list[int]:
        """The columns with something in them that no field has taken."""
        taken = {*self.columns.values(), self.row_no}
        return [c for c in range(len(self.header.pieces)) if c not in taken and sample.filled(c)]

    def give(self, old: str, new: str, reason: str) -> None:
        """Move a column from one field to another."""
        self.reasons.pop(old)
        self.take(new, self.columns.pop(old), reason)

    def drop(self, name: str) -> None:
        del self.columns[name], self.reasons[name]

    def ask(self, column: int, fields: tuple[str, ...]) -> None:
        """Leave a column open between several fields."""
        heading = address(self.header.headings, column)
        self.warnings.append(
            {"code": "ambiguous_column", "heading": heading, "fields": ", ".join(fields)}
        )

    @property
    def has_identity(self) -> bool:
        return any(name in self.columns for name in IDENTITY[self.kind])


def assign(kind: str, header: Header, sample: Sample) -> Assignment:
    """The fields of an export of that kind as the headings and the cells give them."""
    found = Assignment(kind, header)
    words = vocabulary(kind)
    meanings = {c: meanings_of(p, kind, words) for c, p in enumerate(header.pieces)}
    found.signs = len({m.field for ms in meanings.values() for m in ms if m.sign == kind})
    ranks = _by_heading(found, meanings)
    _running_number(found, sample)
    if kind not in WORK_KINDS:
        return found
    _due_dates(found, ranks)
    _status_or_note(found, ranks, sample)
    for column, ms in meanings.items():
        if len(ms) > 1:
            _settle(found, column, ms, sample)
    return found


def _by_heading(
    found: Assignment, meanings: dict[int, tuple[Meaning, ...]]
) -> dict[str, list[tuple[int, int]]]:
    """Take the best-ranked column of each field; returns every offer as (rank, column)."""
    offers: dict[str, list[tuple[int, int]]] = {}
    for column, ms in meanings.items():
        if len(ms) == 1:
            offers.setdefault(ms[0].field, []).append((ms[0].rank, column))
    for name, columns in offers.items():
        columns.sort()
        if name == ROW_NO:
            found.row_no = columns[0][1]
            continue
        found.take(name, columns[0][1], "by_heading" if len(columns) == 1 else "by_rank")
        _warn_of_twins(found, [c for _, c in columns])
    return offers


def _warn_of_twins(found: Assignment, columns: list[int]) -> None:
    headings = found.header.headings
    first = headings[columns[0]]
    if any(fold(headings[c]) == fold(first) for c in columns[1:]):
        found.warnings.append({"code": "duplicate_heading", "heading": first})


def _running_number(found: Assignment, sample: Sample) -> None:
    """A blank heading over running numbers, left of everything else."""
    first = next((c for c in range(len(found.header.pieces)) if sample.filled(c)), None)
    if found.row_no is None and first is not None and not found.header.pieces[first]:
        numbers = [text for text in sample.column(first) if text.isdigit()]
        if len(numbers) >= 0.7 * sample.filled(first):
            found.row_no = first


def _due_dates(found: Assignment, offers: dict[str, list[tuple[int, int]]]) -> None:
    """A renewed due date beside a plain one makes the plain one the first; a first one alone
    is the due date."""
    dues = offers.get("due_on", [])
    if "first_due_on" in found.columns and not dues:
        found.give("first_due_on", "due_on", "only_due")
    elif "first_due_on" not in found.columns and [r < RENEWED for r, _ in dues[:2]] == [
        True,
        False,
    ]:
        found.take("first_due_on", dues[1][1], "renewed_due")


def _status_or_note(found: Assignment, offers: dict, sample: Sample) -> None:
    """Free text under "Kết quả thực hiện" is a note; labels under "Tình hình thực hiện" are
    the status, where no other column is."""
    status = found.columns.get("source_status")
    if status is not None and offers["source_status"][0][0] >= LOOSE_STATUS:
        if sample.share(status, "date") >= MOST:  # "Tiến độ" as the day by which
            found.drop("source_status")
            found.ask(status, ("due_on", "closed_on"))
        elif is_free_text(sample.column(status)) and "progress_note" not in found.columns:
            found.give("source_status", "progress_note", "free_text")
    note = found.columns.get("progress_note")
    labels = note is not None and sample.share(note, "status") >= MOST
    if labels and "source_status" not in found.columns:
        found.give("progress_note", "source_status", "by_cells")


def _settle(found: Assignment, column: int, ms: tuple[Meaning, ...], sample: Sample) -> None:
    """A heading with two meanings: what the other columns or the cells leave of them."""
    free = [m.field for m in ms if m.field not in found.columns]
    if len(free) == 1:
        found.take(free[0], column, "by_elimination")
    elif free:
        settled = settle(column, found.columns, sample)
        if settled in free:
            found.take(settled, column, "by_cells")
        else:
            found.ask(column, tuple(free))
