"""One reading of a sheet: where its header is, what its columns are, what the cells say to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from etl.profile import IDENTITY, KINDS, WORK_KINDS
from etl.recognise.columns import Assignment
from etl.recognise.evidence import FEWEST, Sample, sample_of
from etl.recognise.header import Header, candidates
from etl.recognise.kinds import choose, words_in
from etl.recognise.misfits import Misfit, misfits
from etl.recognise.moments import as_of_from_lines, as_of_from_name
from etl.recognise.table import SheetLike

FULL = 0.8
ENDS = 40  # rows at the end in which a footer is looked for


@dataclass
class Attempt:
    """A header taken for the sheet's, with the columns under it."""

    sheet: SheetLike
    found: Assignment
    sample: Sample

    @property
    def header(self) -> Header:
        return self.found.header

    def misfits(self) -> list[Misfit]:
        return misfits(self.found.columns, self.sample) + self._over_nothing()

    def oddities(self) -> list[str]:
        """The misfits in short, as they are kept with a profile chosen in spite of them."""
        return sorted({f"{m.field}:{m.found}" for m in self.misfits()})

    def _over_nothing(self) -> list[Misfit]:
        """The items' own heading over no cell at all, with a full column under no heading."""
        names = [n for n in IDENTITY[self.found.kind] if n in self.found.columns]
        columns = [self.found.columns[n] for n in names]
        if not names or any(map(self.sample.filled, columns)):
            return []
        headings = self.header.headings
        bare = (c for c in self.found.free(self.sample) if not headings[c])
        full = next((c for c in bare if self.sample.fill(c) >= FULL), None)
        if full is None or len(self.sample.rows) < FEWEST:
            return []
        return [Misfit(names[0], columns[0], "blank", 0, self.sample.column(full)[0], full)]

    def items(self, until: int) -> int:
        """How many rows up to `until` have an identity and something else."""
        names = [self.found.columns.get(n) for n in IDENTITY[self.found.kind]]
        return sum(
            any(c is not None and c < len(row) and row[c] for c in names)
            for row in self.sheet.rows[self.header.end : until]
            if sum(map(bool, row)) >= 2
        )


def by_headings(sheet: SheetLike, file_name: str, kind: str | None) -> Attempt | None:
    """The likeliest header of a sheet by its headings; None without a table.

    A table that stands above another with rows of its own is first; one whose headings fit the
    cells goes before one as wide whose headings do not.
    """
    found = [a for h in candidates(sheet.rows) if (a := _try(sheet, h, file_name, kind))]
    if not found:
        return None
    best = min(found, key=lambda a: _below_items(a, found))
    if best.misfits():
        width = len(best.found.columns)
        fitting = (a for a in found if len(a.found.columns) >= width and not a.misfits())
        best = next(fitting, best)
    best.found.header = best.header.as_wide_as(sheet.rows)
    return best


def _try(sheet: SheetLike, header: Header, file_name: str, kind: str | None) -> Attempt | None:
    """What the sheet is if this is its header; None if it is no table."""
    sample = sample_of(sheet.rows, header.end, moment(sheet.rows, header.top, file_name))
    words = title_words(sheet, header.top, file_name)
    found = choose(header, sample, words, (kind,) if kind else KINDS)
    return Attempt(sheet, found, sample) if found else None


def _below_items(one: Attempt, others: list[Attempt]) -> bool:
    """Whether another header stands above, with items of its own in between."""
    above = (a for a in others if a.header.end <= one.header.top)
    return any(a.items(one.header.top) for a in above)


def title_words(sheet: SheetLike, top: int, file_name: str) -> dict[str, int]:
    """How loudly file, sheet and the lines above the table speak for each kind."""
    titles = [text for row in sheet.rows[:top] for text in row if text]
    return words_in(sheet.name, file_name, *titles)


def said_kind(words: dict[str, int]) -> str | None:
    """The kind of work item that titles name, where they name just one."""
    named = [kind for kind in WORK_KINDS if words.get(kind)]
    return named[0] if len(named) == 1 else None


def moment(rows: list[list[str]], top: int, file_name: str) -> datetime | None:
    """When the export was made, as its title or last lines say, or its file name."""
    ends = [row for row in rows[:top] + rows[-ENDS:] if sum(map(bool, row)) <= 2]
    return as_of_from_lines(text for row in ends for text in row) or as_of_from_name(file_name)
