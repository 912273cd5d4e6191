"""Published totals per unit: they look like a list of records and are none.

A sheet is one when numbers stand under headings of totals ("Đã hoàn thành / Đúng hạn"), or cells
like "21 (47%)" in most of its rows; and when nothing of a list is in it: no dates, no statuses, no
subjects, no unit that comes again and again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.recognise import cells
from etl.recognise.aggregate_counts import read_count, whole_of
from etl.recognise.aggregate_headings import Says, is_count, measures, path_says
from etl.recognise.aggregate_label import label_of, looks_like_records
from etl.recognise.aggregate_rows import account
from etl.recognise.evidence import Sample, sample_of
from etl.recognise.header import SEARCHED, TALLEST, Header, header_at
from etl.recognise.lines import are_column_numbers
from etl.recognise.moments import as_of_from_lines
from etl.recognise.table import SheetLike, Table
from etl.registers import PUBLISHED_TOTALS
from etl.text import key

LOOKED_AT = 300  # rows
FEWEST = 2  # columns of counts
MOST = 0.8
SAYS_WHEN = ("title", "note", "signature", "group")


@dataclass(frozen=True)
class Layout:
    """A header with the columns of counts below it. `counts`: column -> measure (None: no known
    one), `rates`: those that hold shares; `label`: the column that names the rows, `units`:
    whether it names units."""

    header: Header
    counts: dict[int, str | None]
    rates: frozenset[int]
    label: int | None
    units: bool


@dataclass
class Totals(Table):
    """A table of published totals. `total_rows`: sheet rows that are the table's own totals;
    `wholes`: column of rates -> what stands for the whole there (1 or 100)."""

    layout: Layout | None = None
    total_rows: frozenset[int] = frozenset()
    wholes: dict[int, float] = field(default_factory=dict)


def is_aggregate(rows: list[list[str]]) -> bool:
    """Whether the sheet holds counts: "21 (47%)", or numbers under "Tổng số", "Quá hạn" …"""
    return layout_of(rows) is not None


def totals_of(sheet: SheetLike) -> Totals | None:
    """The table of published totals on a sheet, every row accounted for; None if it holds none."""
    layout = layout_of(sheet.rows)
    if layout is None:
        return None
    rows = account(sheet.rows, layout)
    header = layout.header
    headings = [" / ".join(map(key, pieces)) for pieces in header.pieces]
    aside = [sheet.rows[n - 1] for n, why in sorted(rows.skipped.items()) if why in SAYS_WHEN]
    unmapped = [
        headings[c] for c, m in layout.counts.items() if m is None and c not in layout.rates
    ]
    columns = {} if layout.label is None else {"unit" if layout.units else "label": layout.label}
    for c, measure in layout.counts.items():
        if measure and c not in layout.rates:
            columns.setdefault(measure, c)
    below = sample_of(sheet.rows, header.end)
    wholes = {c: whole_of(below.column(c)) for c in layout.rates}
    hidden = [{"code": "hidden_sheet", "sheet": sheet.name}] if sheet.hidden else []
    asked = [{"code": "unmapped_totals", "headings": unmapped}] if unmapped else []
    return Totals(
        kind=PUBLISHED_TOTALS,
        sheet=sheet.name,
        header_row=header.top + 1,
        headings=headings,
        columns=columns,
        skipped=rows.skipped,
        undecided=unmapped,
        last_row=rows.last,
        footer_as_of=as_of_from_lines(text for row in aside for text in row if text),
        warnings=hidden + asked + rows.warnings,
        reasons=dict.fromkeys(columns, "recognise.by_heading"),
        layout=layout,
        total_rows=rows.totals,
        wholes=wholes,
    )


def layout_of(rows: list[list[str]]) -> Layout | None:
    """The header with the most known measures; of equals the one over the most counts, then the
    flattest, then the first."""
    if not any(_countable(row) for row in rows[:LOOKED_AT]):
        return None
    shares = _has_shares(rows[:LOOKED_AT])
    found = [
        (sum(m is not None for m in layout.counts.values()), len(layout.counts), -height, layout)
        for top in range(min(SEARCHED, len(rows)))
        for height in range(1, TALLEST + 1)
        if top + height < len(rows) and sum(map(bool, rows[top])) >= FEWEST
        if (layout := _layout(rows, header_at(rows, top, height), shares))
    ]
    return max(found, key=lambda f: f[:3])[3] if found else None


def _countable(row: list[str]) -> bool:
    """Has two numbers: a sheet without such a row needs no closer look."""
    return sum(text[:1].isdigit() and read_count(text) is not None for text in row) >= FEWEST


def _has_shares(rows: list[list[str]]) -> bool:
    """Most rows with anything in them hold two cells like "21 (47%)"."""
    filled = [row for row in rows if sum(map(bool, row)) >= 3]
    shares = sum(sum(map(cells.is_share, row)) >= 2 for row in filled)
    return shares >= 1 and shares >= 0.5 * len(filled)


def _layout(rows: list[list[str]], header: Header, shares: bool) -> Layout | None:
    """What the sheet is with this header; None if these are no totals."""
    said = [path_says(pieces) for pieces in header.pieces]
    if not shares and sum(map(is_count, said)) < FEWEST:
        return None
    below = sample_of(rows, header.end)
    if not below.rows:  # a single number beside a name is a row as well
        below.rows = [row for row in rows[header.end : header.end + LOOKED_AT] if any(row)]
    below.rows = [row for row in below.rows if not are_column_numbers([t for t in row if t])]
    filled = [c for c, p in enumerate(header.pieces) if p and below.filled(c)]
    filled = [c for c in filled if not said[c] & {"number", "note"}]
    counted = [c for c in filled if _counts(below.column(c), "share" in said[c])]
    if any(read_count(piece) for c in counted for piece in header.pieces[c]):
        return None  # a row of counts is no header
    known = [c for c in counted if is_count(said[c])]
    label, units = label_of(header, below, counted)
    enough = len(known) >= FEWEST and 2 * len(known) >= len([c for c in filled if c != label])
    telling = any(said[c] - {"all", "intake", "period", "share"} for c in known)
    if not (enough and telling) and not (shares and len(counted) >= FEWEST):
        return None
    if looks_like_records(header, below, label, shares or _adds_up(below, known, said)):
        return None
    named = dict(zip(known, measures([said[c] for c in known]), strict=True))
    rates = frozenset(c for c in known if "share" in said[c])
    return Layout(header, {c: named.get(c) for c in counted}, rates, label, units)


def _adds_up(below: Sample, known: list[int], said: list[Says]) -> bool:
    """Whether a column of totals is never less than a part beside it, and more than marks."""
    whole = next((c for c in known if said[c] == {"all"}), None)
    if whole is None:
        return False
    rows = [[read_count(row[c]) for c in (whole, *known) if c < len(row)] for row in below.rows]
    numbers = [[one[0] for one in row if one and one[0] is not None] for row in rows]
    numbers = [row for row in numbers if row]
    return all(max(row) == row[0] for row in numbers) and any(row[0] > 1 for row in numbers)


def _counts(texts: list[str], rates: bool) -> bool:
    """Whether most of a column's cells are numbers, shares or the dash of none."""
    read = sum(read_count(text, 100.0 if rates else 0.0) is not None for text in texts)
    return bool(texts) and read >= MOST * len(texts)
