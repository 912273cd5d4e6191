"""Which column holds which field by its cells alone: for files without headings, with unknown
ones, or with headings that stand over other data. What the cells do not settle stays open."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.recognise.column_kinds import kinds_of
from etl.recognise.evidence import Sample
from etl.recognise.inferred_dates import date_fields

CLEAR = 0.15  # by so much the best must lead the second
NEARLY_ALL = 0.9
LESS = 0.85  # a supporting unit stands in so many fewer rows than the lead unit
SEVERAL = 1.3  # times as many names stand in a cell of supporting units, on average


@dataclass(frozen=True)
class Guess:
    """A column taken for a field because so many of its cells are `found`."""

    field: str
    column: int
    found: str
    confidence: float


@dataclass
class Inference:
    """`open`: field -> the columns that may be it, the likeliest first."""

    guesses: dict[str, Guess] = field(default_factory=dict)
    open: dict[str, list[int]] = field(default_factory=dict)
    row_no: int | None = None

    @property
    def columns(self) -> dict[str, int]:
        return {name: guess.column for name, guess in self.guesses.items()}

    def take(self, name: str, column: int, found: str, confidence: float) -> None:
        self.guesses[name] = Guess(name, column, found, round(confidence, 2))


def infer(sample: Sample, columns: list[int]) -> Inference:
    """The fields that these columns hold, of a list of work items."""
    kinds = {c: kinds_of(sample, c) for c in columns}
    found = Inference()
    numbers = [c for c, kind in kinds.items() if kind == "running"]
    found.row_no = numbers[0] if numbers else None
    _subject(found, sample, [c for c, kind in kinds.items() if kind in ("sentence", "text")])
    _units(found, sample, [c for c, kind in kinds.items() if kind == "unit"])
    for kind, name in (("status", "source_status"), ("document", "document_no"),
                       ("urgency", "urgency")):  # fmt: skip
        _only(found, sample, name, kind, [c for c, k in kinds.items() if k == kind])
    _source_id(found, sample, [c for c, kind in kinds.items() if kind == "code"])
    _note(found, sample, [c for c, kind in kinds.items() if kind in ("sentence", "text")])
    dates = [c for c, kind in kinds.items() if kind == "date"]
    for name, column, sure in date_fields(dates, found.columns.get("source_status"), sample):
        found.take(name, column, "date", sure)
    return found


def _subject(found: Inference, sample: Sample, texts: list[int]) -> None:
    """In nearly every row, seldom the same twice, not about what was done so far or by whom."""

    def likeness(c: int) -> float:
        known = sample.share(c, "sentence")
        other = max(sample.share(c, "progress"), sample.share(c, "unit"))
        own = sample.fill(c) * sample.distinct(c) * (1 - other / 2)
        return own * (0.6 + 0.4 * known)

    ranked = sorted((c for c in texts if sample.fill(c) >= 0.7), key=likeness, reverse=True)
    if not ranked:
        return
    best = likeness(ranked[0])
    rivals = [c for c in ranked if best - likeness(c) < CLEAR]
    if len(rivals) > 1:
        found.open["subject"] = rivals
    else:
        found.take("subject", ranked[0], "sentence", min(0.95, 0.5 + best / 2))


def _units(found: Inference, sample: Sample, units: list[int]) -> None:
    """The lead unit stands in nearly every row; supporting ones in fewer, several to a cell.

    A column that says the same in every row tells units apart no better than none.
    """
    varied = [c for c in units if len(set(sample.column(c))) > 1] or units
    ranked = sorted(varied, key=sample.fill, reverse=True)
    if not ranked:
        return
    lead, others = ranked[0], ranked[1:]
    several = [c for c in others if sample.names(c) >= SEVERAL * sample.names(lead)]
    fewer = [c for c in others if sample.fill(c) <= LESS * sample.fill(lead)]
    least = 0.5 if others and len(several) == len(others) else NEARLY_ALL
    if not {*several, *fewer} >= {*others} or sample.fill(lead) < least:
        found.open["unit"] = ranked
        return
    found.take("unit", lead, "unit", (0.85 if others else 0.75) * sample.share(lead, "unit") + 0.1)
    if len(others) == len(several) == 1:
        found.take("support_units", several[0], "unit", 0.75)


def _only(found: Inference, sample: Sample, name: str, kind: str, columns: list[int]) -> None:
    """What only one column can be."""
    if len(columns) == 1:
        found.take(name, columns[0], kind, 0.6 + 0.38 * sample.share(columns[0], kind))
    elif columns:
        found.open[name] = columns


def _source_id(found: Inference, sample: Sample, codes: list[int]) -> None:
    """A code in every row that is never the same twice."""
    own = [c for c in codes if sample.fill(c) >= 0.98 and sample.distinct(c) == 1]
    if len(own) == 1:
        found.take("source_id", own[0], "code", 0.8)


def _note(found: Inference, sample: Sample, texts: list[int]) -> None:
    """Words about what was done so far, where the subject is another column."""
    if "subject" not in found.guesses:
        return
    notes = [c for c in texts if sample.share(c, "progress") >= 0.5]
    if len(notes) == 1 and notes[0] != found.columns["subject"]:
        found.take("progress_note", notes[0], "progress", 0.75)
