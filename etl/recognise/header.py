"""Where a sheet's header is: one row, or up to four merged ones, among the first thirty."""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.recognise.headings import is_known
from etl.text import key

SEARCHED = 30  # rows in which a header may begin
TALLEST = 4
LONGEST_PART = 160
WIDEST = 500  # columns; more than any export has


@dataclass(frozen=True)
class Header:
    """`top` (0-based) and `height`; `pieces[c]`: the texts over column c, from the top down."""

    top: int
    height: int
    pieces: tuple[tuple[str, ...], ...]

    @property
    def headings(self) -> list[str]:
        """One text per column, '' where nothing stands over it."""
        return [key(" ".join(p)) for p in self.pieces]

    def widened(self, width: int) -> Header:
        """This header over so many columns at least, however far its headings reach."""
        more = min(width, WIDEST) - len(self.pieces)
        return replace(self, pieces=self.pieces + ((),) * more) if more > 0 else self

    def as_wide_as(self, rows: list[list[str]]) -> Header:
        """This header over every column of the rows."""
        return self.widened(max(map(len, rows), default=0))

    @property
    def end(self) -> int:
        """0-based index of the first row below."""
        return self.top + self.height


def header_at(rows: list[list[str]], top: int, height: int) -> Header:
    """The header that begins at `top`; a merged cell's text reaches over what it spans."""
    block = rows[top : top + height]
    width = max((c + 1 for row in block for c, text in enumerate(row) if text), default=0)
    width = min(width, WIDEST)
    columns: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(block):
        span = ""
        for c in range(width):
            own = _cell(row, c)
            span = own or span
            has_lower = any(_cell(lower, c) for lower in block[level + 1 :])
            text = own or (span if has_lower else "")
            if text and text not in columns[c]:
                columns[c].append(text)
    return Header(top, height, tuple(tuple(parts) for parts in columns))


def candidates(rows: list[list[str]]) -> list[Header]:
    """Blocks that may be the header, the likeliest first: most known headings (two at least),
    then the fewest rows, then the first."""
    found = []
    for top in range(min(SEARCHED, len(rows))):
        score, header = best_height(rows, top)
        if score >= 2:
            found.append((-score, header.height, top, header))
    return [f[3] for f in sorted(found, key=lambda f: f[:3])]


def best_height(rows: list[list[str]], top: int) -> tuple[int, Header]:
    """The header that begins here, as tall as its lower rows add to it or take nothing away."""
    best = header_at(rows, top, 1)
    score = known_columns(best)
    for height in range(2, TALLEST + 1):
        if top + height > len(rows) or not is_lower_row(rows, top, height):
            break
        taller = header_at(rows, top, height)
        if continues(rows, top, height) and known_columns(taller) >= score:
            score, best = known_columns(taller), taller
    return score, best


def known_columns(header: Header) -> int:
    """How many columns stand under a heading of some kind of export."""
    return sum(is_known(pieces) for pieces in header.pieces)


def continues(rows: list[list[str]], top: int, height: int) -> bool:
    """Whether the block may end with this lower row of a merged header: two headings at least."""
    return sum(map(bool, rows[top + height - 1])) >= 2 and is_lower_row(rows, top, height)


def is_lower_row(rows: list[list[str]], top: int, height: int) -> bool:
    """Headings each under a span, none under a heading of its own; where it is a single one, it
    is itself a span over what follows."""
    last, upper = rows[top + height - 1], rows[top + height - 2]
    filled = [c for c, text in enumerate(last) if text]
    if not filled or not all(_is_heading_like(last[c]) for c in filled):
        return False
    return all(_under_span(upper, c, last[c]) for c in filled)


def _under_span(upper: list[str], column: int, text: str) -> bool:
    """The upper cell begins or continues a span (blank, or repeated by exports that unmerge)."""
    over, after = _cell(upper, column), _cell(upper, column + 1)
    if not over:
        return any(upper[:column])
    return over == text or after in ("", over) or over == (_cell(upper, column - 1) or None)


def _cell(row: list[str], column: int) -> str:
    return row[column] if 0 <= column < len(row) else ""


def _is_heading_like(text: str) -> bool:
    return len(text) <= LONGEST_PART and not text[0].isdigit() and text[0] not in "•(-*"
