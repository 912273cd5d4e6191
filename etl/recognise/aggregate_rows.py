"""What every row of a table of totals is: a unit's counts, the table's own total, or aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etl.recognise import cells, lines
from etl.recognise.aggregate_counts import read_count
from etl.text import fold

if TYPE_CHECKING:
    from etl.recognise.aggregate import Layout

Counts = dict[int, int]


@dataclass
class Accounted:
    """Sheet rows from 1 to `last`: those that are left out with why, and those that are totals."""

    skipped: dict[int, str]
    last: int
    totals: frozenset[int] = frozenset()
    warnings: list[dict] = field(default_factory=list)


def account(rows: list[list[str]], layout: Layout) -> Accounted:
    """Sort the rows. Sums of groups are left out as totals; the sum of all rows is kept."""
    header = layout.header
    last = max((i + 1 for i, row in enumerate(rows) if any(row)), default=0)
    skipped = {i + 1: "title" if any(rows[i]) else "blank" for i in range(header.top)}
    skipped |= {i + 1: "header" for i in range(header.top, header.end)}
    data = []
    for i in range(header.end, last):
        reason = _aside(rows[i], layout)
        if reason:
            skipped[i + 1] = reason
        else:
            data.append(i + 1)
    captions = [n for n, reason in skipped.items() if reason == "group"]
    totals = totals_among(rows, data, captions, layout)
    whole = whole_of(rows, totals, layout)
    skipped |= {n: "total" for n in totals if n not in whole}
    found = Accounted(dict(sorted(skipped.items())), last, frozenset(whole))
    if len(data) == len(totals) and layout.label is not None:
        found.warnings.append({"code": "no_rows", "sheet": ""})
    return found


def _aside(row: list[str], layout: Layout) -> str | None:
    """Why a row holds no counts of anything; None if it does."""
    filled = [text for text in row if text]
    if not filled:
        return "blank"
    pieces = [{fold(p) for p in ps} for ps in layout.header.pieces]
    same = [c < len(pieces) and fold(t) in pieces[c] for c, t in enumerate(row) if t]
    if len(same) >= 2 and sum(same) >= 0.8 * len(same):
        return "repeated_header"
    if len(filled) >= 3 and lines.are_column_numbers(filled) and not label_text(row, layout):
        return "column_numbers"
    if counts_of(row, layout) or any(_is_rate(row, c) for c in layout.counts):
        return None
    if all(map(lines.is_signature, filled)):
        return "signature"
    if lines.is_note(filled[0]):
        return "note"
    return "group" if len(filled) <= 2 else "note"


def _is_rate(row: list[str], column: int) -> bool:
    return column < len(row) and bool(row[column]) and read_count(row[column], 100) is not None


def counts_of(row: list[str], layout: Layout) -> Counts:
    """Column -> the number that stands there."""
    read = {c: read_count(row[c]) for c in layout.counts if c < len(row) and row[c]}
    return {c: one[0] for c, one in read.items() if one and one[0] is not None}


def label_text(row: list[str], layout: Layout) -> str:
    """The row's name, '' without one; a total's may stand left of the column of names."""
    label = layout.label
    if label is None:
        return ""
    if label < len(row) and row[label]:
        text = row[label]
        return "" if cells.is_number(text) else text
    return next((t for t in row[:label] if sum(map(str.isalpha, t)) >= 3), "")


def totals_among(
    rows: list[list[str]], data: list[int], captions: list[int], layout: Layout
) -> list[int]:
    """Rows that sum up others: by their word, or without a running number where rows have one
    and equal to the sum of all the others."""
    if layout.label is None:
        return data
    by_word = [n for n in data if _says_total(rows[n - 1], layout)]
    numbered = [n for n in data if n not in by_word and _running(rows[n - 1], layout)]
    plain = [n for n in data if n not in by_word and n not in numbered]
    if len(numbered) < 2 * len(plain):  # rows of this table have no numbers
        return by_word + [n for n in plain if not label_text(rows[n - 1], layout)]
    grouped = [n for n in plain if _sums(rows, n, layout, _group(numbered, plain + captions, n))]
    whole = [n for n in plain if _sums(rows, n, layout, numbered)]
    nameless = [n for n in plain if not label_text(rows[n - 1], layout)]
    return sorted({*by_word, *grouped, *whole, *nameless})


def _group(numbered: list[int], heads: list[int], n: int) -> list[int]:
    """The numbered rows between this line and the next that heads a group."""
    end = min((h for h in heads if h > n), default=1 << 31)
    return [m for m in numbered if n < m < end]


def _says_total(row: list[str], layout: Layout) -> bool:
    """Named "Tổng cộng", "Cộng", "Toàn ngành" …, or without a name at all."""
    text = label_text(row, layout)
    return bool(text) and (lines.is_total(text, []) or fold(text) in WHOLES)


WHOLES = {"toan nganh", "toan so", "toan bo", "toan tinh", "toan thanh pho", "tong chung", "tat ca"}


def _running(row: list[str], layout: Layout) -> bool:
    """Has a running number (7, 07, "5,5") left of its name."""
    return any(cells.is_running(text) for text in row[: layout.label] if text)


def _sums(rows: list[list[str]], n: int, layout: Layout, parts: list[int]) -> bool:
    """Whether a row is the sum of others in every column it fills."""
    own = counts_of(rows[n - 1], layout)
    each = [counts_of(rows[m - 1], layout) for m in parts]
    return len(each) >= 2 and any(own.values()) and all(
        value == sum(one.get(c, 0) for one in each) for c, value in own.items()
    )  # fmt: skip


def whole_of(rows: list[list[str]], totals: list[int], layout: Layout) -> list[int]:
    """The total of the table among its totals: the largest; the last of equals."""
    if not totals:
        return []
    if layout.label is None:
        return totals
    return [max(totals, key=lambda n: (sum(counts_of(rows[n - 1], layout).values()), n))]
