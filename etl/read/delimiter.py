"""Which sign separates the fields of a text file."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter

CANDIDATES = (";", "\t", "|", ",")  # the comma last: it is the one that prose is full of
_SAMPLE_CHARS = 200_000
_SAMPLE_ROWS = 300
_NAMED = re.compile(r'"?sep=([;,|\t])"?[\r\n]')  # Excel's own way of saying it
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def delimiter_of(text: str) -> str | None:
    """The candidate that cuts most records into the same number of fields; None for one column.

    More fields count for more, but evenness comes first: a semicolon file whose texts hold
    commas has even semicolons and uneven commas.
    """
    sample = text[:_SAMPLE_CHARS]
    if named := _NAMED.match(sample):
        return named[1]
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in CANDIDATES}
    if scores[","] and scores[";"] > 0.5:  # "1,5;2,5": commas between digits are decimal
        scores[","] = _evenness(_DECIMAL_COMMA.sub(".", sample), ",")
    best = max(CANDIDATES, key=lambda d: scores[d])
    return best if scores[best] else None


def _evenness(sample: str, delimiter: str) -> float:
    counts = Counter(_widths(sample, delimiter))
    total = counts.total()
    cut = ((width, rows) for width, rows in counts.items() if width > 1)
    most, rows = max(cut, key=lambda found: found[1], default=(1, 0))
    return (rows / total) ** 2 * math.log2(most) if rows else 0.0


def _widths(sample: str, delimiter: str) -> list[int]:
    """Fields per record at the top of the file; blank records do not count."""
    widths = []
    for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
        if len(row) > 1 or "".join(row).strip():
            widths.append(len(row))
        if len(widths) == _SAMPLE_ROWS:
            break
    return widths
