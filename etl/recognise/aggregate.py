"""Published totals per unit: they look like a list of records and are none."""

from __future__ import annotations

from etl.recognise import cells
from etl.recognise.evidence import Sample, sample_of
from etl.recognise.facts import total_headings
from etl.recognise.header import SEARCHED, TALLEST, Header, header_at
from etl.text import fold

LOOKED_AT = 300  # rows
FEWEST_TOTALS = 2  # columns of counts under headings of totals
MOST = 0.8


def is_aggregate(rows: list[list[str]]) -> bool:
    """Whether the sheet holds counts: "21 (47%)", or numbers under "Tổng số", "Quá hạn" …"""
    return _has_shares(rows[:LOOKED_AT]) or any(
        total_columns(header_at(rows, top, height), sample_of(rows, top + height))
        for top in range(min(SEARCHED, len(rows)))
        for height in range(1, TALLEST)
        if sum(map(bool, rows[top])) >= FEWEST_TOTALS
    )


def _has_shares(rows: list[list[str]]) -> bool:
    """Most rows with anything in them hold two cells like "21 (47%)"."""
    filled = [row for row in rows if sum(map(bool, row)) >= 3]
    shares = sum(sum(map(cells.is_share, row)) >= 2 for row in filled)
    return shares >= 1 and shares >= 0.5 * len(filled)


def total_columns(header: Header, sample: Sample) -> bool:
    """Whether enough columns are headed as totals with counts below."""
    headed = [c for c, pieces in enumerate(header.pieces) if pieces and _is_total(pieces)]
    counted = [c for c in headed if _counts(sample.column(c))]
    return len(counted) >= FEWEST_TOTALS and 2 * len(counted) >= len(headed)


def _is_total(pieces: tuple[str, ...]) -> bool:
    return any(fold(p) in total_headings() for p in (pieces[-1], " ".join(pieces)))


def _counts(texts: list[str]) -> bool:
    return bool(texts) and sum(map(cells.is_count, texts)) >= MOST * len(texts)
