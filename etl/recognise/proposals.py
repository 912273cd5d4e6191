"""The correction of headings that do not stand over their data: a profile to accept or change."""

from __future__ import annotations

from dataclasses import dataclass

from etl.profile import DATE_FIELDS, IDENTITY, Profile, dumps
from etl.recognise.attempt import Attempt
from etl.recognise.column_kinds import kinds_of
from etl.recognise.confidence import figures, shows
from etl.recognise.evidence import FEWEST, Sample
from etl.recognise.inference import infer
from etl.recognise.misfits import misfits
from etl.recognise.table import address, letters

STEPS = (1, -1, 2, -2)  # columns by which all headings may have slipped
FEWEST_SIGNS = 2
CELLS = 0.5
FEW = 2  # misfits up to which the other headings are still believed
UNITS = ("unit", "support_units", "requesting_unit")
PEOPLE = ("official", "assigned_by", "sender")
Mapping = dict[str, tuple[int, float]]  # field -> column, confidence


@dataclass(frozen=True)
class Proposal:
    """A profile as TOML, and each of its columns with how sure it is and by which cells."""

    profile: Profile
    columns: list[dict]

    @property
    def params(self) -> dict:
        return {"proposal": dumps(self.profile), "proposed": self.columns}


def correction(attempt: Attempt, several: bool) -> Proposal | None:
    """The likeliest true columns where headings contradict cells; None without an identity."""
    mapping = _slipped(attempt) or _swapped(attempt) or _by_cells(attempt)
    columns = {name: c for name, (c, _) in mapping.items()}
    for wrong in misfits(columns, attempt.sample):
        mapping.pop(wrong.field, None)
    if not any(name in mapping for name in IDENTITY[attempt.found.kind]):
        mapping |= _subject(attempt, {c for c, _ in mapping.values()})
    return proposal(attempt, mapping, several)


def proposal(attempt: Attempt, mapping: Mapping, several: bool) -> Proposal | None:
    """A mapping as a profile; `several`: there are other sheets, so this one is named."""
    found, sample = attempt.found, attempt.sample
    if not any(name in mapping for name in IDENTITY[found.kind]):
        return None
    ordered = sorted(mapping.items(), key=lambda item: item[1][0])
    names = {name: address(found.header.headings, c) for name, (c, _) in ordered}
    sheet = attempt.sheet.name if several and attempt.sheet.name else None
    profile = Profile(found.kind, sheet, None if found.header.height else 0, columns=names)
    columns = [
        {"field": name, "heading": found.header.headings[c], "column": letters(c),
         "address": names[name], "confidence": sure, **figures(name, c, sample),
         "examples": examples(sample, c)}
        for name, (c, sure) in ordered
    ]  # fmt: skip
    return Proposal(profile, columns)


def examples(sample: Sample, column: int, number: int = 3) -> list[str]:
    """The first different cells of a column, cut to what a question can show."""
    return [text[:80] for text in dict.fromkeys(sample.column(column))][:number]


def _slipped(attempt: Attempt) -> Mapping:
    """All headings moved by the same number of columns, where every cell then agrees."""
    best: Mapping = {}
    for step in STEPS:
        moved = {name: c + step for name, c in attempt.found.columns.items()}
        if _agree(moved, attempt) and len(moved) > len(best):
            best = {name: (c, 0.85) for name, c in moved.items()}
    return best


def _swapped(attempt: Attempt) -> Mapping:
    """Two headings that changed places, where just one exchange makes every cell agree."""
    columns = attempt.found.columns
    wrong = {m.field for m in misfits(columns, attempt.sample)}
    pairs = {frozenset((one, other)) for one in wrong for other in columns if one != other}
    exchanged = [
        columns | {one: columns[other], other: columns[one]} for one, other in map(sorted, pairs)
    ]
    fitting = [found for found in exchanged if _agree(found, attempt)]
    return {name: (c, 0.8) for name, c in fitting[0].items()} if len(fitting) == 1 else {}


def _subject(attempt: Attempt, taken: set[int]) -> Mapping:
    """What names the items, by the cells of the columns that are left."""
    free = [c for c in range(len(attempt.header.pieces)) if c not in taken]
    guess = infer(attempt.sample, free).guesses.get("subject")
    return {"subject": (guess.column, guess.confidence)} if guess else {}


def _agree(columns: dict[str, int], attempt: Attempt) -> bool:
    """Inside the sheet, no misfit, and every column that can be told by its cells is what its
    heading says, two at least."""
    sample, width = attempt.sample, len(attempt.header.pieces)
    if not all(0 <= c < width for c in columns.values()) or misfits(columns, sample):
        return False
    told = [(n, c) for n, c in columns.items() if shows(n) and sample.filled(c) >= FEWEST]
    fits = [is_like(name, c, sample) for name, c in told]
    return len(fits) >= FEWEST_SIGNS and all(fits)


def is_like(field: str, column: int, sample: Sample) -> bool:
    """Whether the cells are what the field's are, where that can be told at all."""
    kind = kinds_of(sample, column)
    if field in IDENTITY["tasks"]:
        return kind in ("sentence", "text", "label", "code", "number")
    test = shows(field)
    if field in ("unit", "support_units", "official"):
        return max(sample.share(column, t) for t in ("unit", "person")) >= CELLS
    return test is None or sample.share(column, test) >= CELLS


def _by_cells(attempt: Attempt) -> Mapping:
    """What the cells alone say; then what is left of the headings that do not contradict."""
    sample, columns = attempt.sample, attempt.found.columns
    every = [c for c in range(len(attempt.header.pieces)) if sample.filled(c)]
    inferred = infer(sample, every)
    mapping: Mapping = {n: (g.column, g.confidence) for n, g in inferred.guesses.items()}
    for name, likely in inferred.open.items():
        mapping.setdefault(name, (likely[0], 0.5))
    _add_only(mapping, columns, every, sample, tuple(DATE_FIELDS & set(columns)), "date")
    _add_only(mapping, columns, every, sample, [n for n in PEOPLE if n in columns], "person")
    _add_only(mapping, columns, every, sample, [n for n in UNITS if n in columns], "unit")
    wrong = {m.column for m in misfits(columns, sample)}
    if len(wrong) <= FEW:
        taken = {c for c, _ in mapping.values()} | wrong | {inferred.row_no}
        for name, c in columns.items():
            if name not in mapping and c not in taken:
                mapping[name] = (c, 0.6)
    return mapping


def _add_only(
    mapping: Mapping, headed: dict[str, int], every: list[int], sample: Sample, names, kind: str
) -> None:
    """One field of this kind among the headings, one free column of this kind among the cells."""
    taken = {c for c, _ in mapping.values()}
    names = [name for name in names if name not in mapping]
    free = [c for c in every if c not in taken and kinds_of(sample, c) == kind]
    if len(names) == len(free) == 1:
        mapping[names[0]] = (free[0], 0.7)
