"""What every row of a sheet is: data, or left out for a reason.

Cheap first: a row with its identity and another mapped field is data, unless it begins as a
total or is a heading. Only the rest is looked at closely. Nothing is left out that has an
identity beside another field, except totals, repeated headings, column numbers, another table
and what stands in a signature block.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.recognise.columns import Assignment
from etl.recognise.facts import spelt_headings
from etl.recognise.looks import Looks

TAIL = 40  # rows from the end among which a signature block may begin
_TOTAL_STARTS = ("tổng", "cộng", "total")
_BELOW_HEADER = 2  # rows in which column numbers or a repeated header's second row may follow


def account(rows: list[list[str]], found: Assignment, last: int) -> tuple[dict[int, str], list]:
    """Sheet row number -> why it is no data, for the rows up to `last`; and warnings.

    Every row that is not among the keys is data.
    """
    header = found.header
    reasons = {i + 1: "title" if any(rows[i]) else "blank" for i in range(header.top)}
    reasons |= {i + 1: "header" for i in range(header.top, header.end)}
    looks = Looks(rows[:last], found)
    signed = signature_from(looks, header.end)
    solid = last_solid(looks, header.end, signed)
    below_header = header.end + _BELOW_HEADER
    for i in suspects(looks, header.end, signed):
        reason = reason_of(looks, i, i < below_header, signed, solid)
        if reason == "other_table":
            reasons |= dict.fromkeys(range(i + 1, last + 1), reason)
            return reasons, [{"code": "other_table", "row": i + 1, "rows": last - i}]
        if reason == "repeated_header":
            below_header = i + 1 + _BELOW_HEADER
        if reason:
            reasons[i + 1] = reason
    if not header.height:
        reasons |= _title_of_headerless(looks)
    return reasons, []


def _title_of_headerless(looks: Looks) -> dict[int, str]:
    """Without a header what stands above the first item is the title, in whatever column."""
    first = next((i for i in range(len(looks.rows)) if looks.is_plain(i)), 0)
    return {
        i + 1: "title" if any(looks.rows[i]) else "blank"
        for i in range(first)
        if len(looks.filled(i)) <= 1 and not looks.running(i)
    }


def suspects(looks: Looks, start: int, signed: int) -> Iterator[int]:
    """Indexes of the rows that are not plainly data. This loop sees every row of the file."""
    first, second, beside, width = looks.reach
    headings = spelt_headings() | looks.own_headings()
    doubt = start + _BELOW_HEADER
    for i in range(start, len(looks.rows)):
        row = looks.rows[i]
        if len(row) < width:
            row = row + [""] * (width - len(row))
        name = row[first] or row[second]
        if name and any(beside(row)):
            begins = name[:60].casefold()
            if begins in headings:
                doubt = i + 1 + _BELOW_HEADER
            if i >= doubt and i < signed and not begins.startswith(_TOTAL_STARTS):
                continue
        yield i


def signature_from(looks: Looks, start: int) -> int:
    """Index of the first row of the signature block at the end; the number of rows if none."""
    found = len(looks.rows)
    for i in range(len(looks.rows) - 1, max(start, len(looks.rows) - TAIL) - 1, -1):
        if looks.is_solid(i):
            break
        if looks.is_signature(looks.filled(i)):
            found = i
    return found


def last_solid(looks: Looks, start: int, signed: int) -> int:
    """Index of the last row above the signature block that is plainly data."""
    above = range(signed - 1, start - 1, -1)
    return next((i for i in above if looks.is_solid(i) or looks.is_plain(i)), start - 1)


def reason_of(looks: Looks, i: int, below_header: bool, signed: int, solid: int) -> str | None:
    """Why the row is no data; None if it is."""
    filled = looks.filled(i)
    if not filled:
        return "blank"
    if looks.is_repeated_header(filled):
        return "repeated_header"
    if looks.is_other_header(filled):
        return "other_table"
    if below_header and looks.is_column_numbers(i):
        return "column_numbers"
    if looks.is_total(i, filled):
        return "total"
    if i >= signed:
        return "note" if looks.is_note(i, filled) else "signature"
    if looks.is_plain(i):
        return None
    return aside(looks, i, filled, trailing=i > solid)


def aside(looks: Looks, i: int, filled: list[tuple[int, str]], trailing: bool) -> str | None:
    """A note or the line over a group, of a row without an item's fields; None if neither."""
    if looks.is_note(i, filled):
        return "note"
    if trailing and looks.is_last_line(i, filled):
        return "note"
    return "group" if looks.is_group(i, filled) else None
