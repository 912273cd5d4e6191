"""Several lists side by side in one sheet, each under headings of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.recognise.evidence import sample_of
from etl.recognise.header import Header, candidates, known_columns
from etl.recognise.table import SheetLike
from etl.text import fold

FEWEST = 2  # known headings over a list


@dataclass
class Part:
    """Some columns of a sheet, from `first` on, as a sheet of its own."""

    name: str
    hidden: bool
    rows: list[list[str]]
    first: int

    @property
    def order(self) -> list[int]:
        width = max((len(row) for row in self.rows), default=0)
        return list(range(self.first, self.first + width))


def parts_of(sheet: SheetLike) -> list[Part]:
    """The lists that stand side by side; none where the sheet is one table."""
    header = next(iter(candidates(sheet.rows)), None)
    if header is None:
        return []
    spans = list(_repeated(header)) or list(_apart(header, sheet.rows))
    return [_part(sheet, a, b) for a, b in spans] if len(spans) > 1 else []


def _part(sheet: SheetLike, first: int, end: int) -> Part:
    return Part(sheet.name, sheet.hidden, [row[first:end] for row in sheet.rows], first)


def _repeated(header: Header) -> Iterator[tuple[int, int]]:
    """Spans of columns where all headings come again in the same order."""
    forms = [fold(heading) for heading in header.headings]
    for period in range(2, len(forms) // 2 + 1):
        if forms[period:] == forms[:-period] and len(set(forms[:period])) >= FEWEST:
            for first in range(0, len(forms), period):
                if any(forms[first : first + period]):
                    yield first, first + period
            return


def _apart(header: Header, rows: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Spans between columns in which nothing stands at all, each under known headings."""
    gaps = [c for c, pieces in enumerate(header.pieces) if not pieces]
    if not any(gaps):  # none but the first column, if any
        return
    sample = sample_of(rows, 0)
    edges = [-1, *(c for c in gaps if not sample.filled(c)), len(header.pieces)]
    spans = [(a + 1, b) for a, b in pairwise(edges) if b - a > 1]
    known = [s for s in spans if _known(header, *s) >= FEWEST]
    if len(known) == len(spans):
        yield from known


def _known(header: Header, first: int, end: int) -> int:
    return known_columns(Header(header.top, header.height, header.pieces[first:end]))
