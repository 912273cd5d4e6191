"""Recognition by a profile: it is the whole truth, what it does not name is not mapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.profile import FIELDS, IDENTITY, KINDS, Profile
from etl.recognise.attempt import Attempt, moment, title_words
from etl.recognise.columns import Assignment
from etl.recognise.evidence import sample_of
from etl.recognise.facts import ROW_NO, vocabulary
from etl.recognise.header import SEARCHED, TALLEST, Header, header_at
from etl.recognise.headings import meanings_of
from etl.recognise.kinds import choose
from etl.recognise.table import SheetLike, address, letters
from etl.refusal import Refused
from etl.text import fold

_LETTERS = re.compile(r"\[([A-Z]{1,3})\]")
_NTH = re.compile(r"(.*)#(\d+)", re.DOTALL)
MOST_NAMED = 60  # headings that a refusal lists


def by_profile(
    sheets: Sequence[SheetLike], file_name: str, kind: str | None, profile: Profile
) -> Iterator[Attempt]:
    """Each sheet that has the profile's headings, with its columns; Refused if none has."""
    if kind and profile.kind and kind != profile.kind:
        raise Refused("profile_kind_differs", kind=kind, profile_kind=profile.kind)
    found = []
    for sheet in _named(sheets, profile):
        header = header_of(sheet.rows, profile)
        if not missing(header, profile):
            assignment = _assignment(sheet, header, file_name, kind, profile)
            as_of = moment(sheet.rows, header.top, file_name)
            found.append(Attempt(sheet, assignment, sample_of(sheet.rows, header.end, as_of)))
    if not found:
        _refuse(_named(sheets, profile), profile)
    yield from found


def _named(sheets: Sequence[SheetLike], profile: Profile) -> list[SheetLike]:
    """The profile's sheet, or all that are not empty."""
    if profile.sheet is None:
        return [s for s in sheets if any(map(any, s.rows))]
    named = [s for s in sheets if fold(s.name) == fold(profile.sheet)]
    if not named:
        names = ", ".join(s.name for s in sheets)
        raise Refused("profile_sheet", sheet=profile.sheet, available=names)
    return named


def header_of(rows: list[list[str]], profile: Profile) -> Header:
    """The rows that lack the fewest of the profile's headings; the first and lowest of equals."""
    if profile.header_row == 0 or all(map(_LETTERS.fullmatch, profile.columns.values())):
        width = max(map(len, rows), default=0)
        return Header(0, 0, tuple((f"[{letters(c)}]",) for c in range(width)))
    given = profile.header_row
    tops = range(min(SEARCHED, len(rows))) if given is None else [given - 1]
    heights = [(top, h) for top in tops for h in range(1, TALLEST + 1)]
    if given is not None:  # the row that was given may as well be the lowest of the header
        heights += [(given - h, h) for h in range(2, min(TALLEST, given) + 1)]
    width = max(map(len, rows), default=0)  # a column may be named by its letter alone
    blocks = [header_at(rows, top, h).widened(width) for top, h in heights]
    return min(blocks, key=lambda b: (len(missing(b, profile)), b.height), default=Header(0, 1, ()))


def missing(header: Header, profile: Profile) -> list[str]:
    """The profile's headings that are not in this header."""
    return [text for text in profile.columns.values() if column_of(header, text) is None]


def column_of(header: Header, text: str) -> int | None:
    """The column that a profile's heading names: "[C]", "heading#2", a whole or lowest heading."""
    by_letter = _LETTERS.fullmatch(text.strip())
    if by_letter:
        return _index(by_letter[1]) if _index(by_letter[1]) < len(header.pieces) else None
    nth = _NTH.fullmatch(text)
    name, wanted = (nth[1], int(nth[2])) if nth else (text, 1)
    for forms in (_wholes(header), _lowest(header)):
        columns = [c for c, form in enumerate(forms) if form and form == fold(name)]
        if len(columns) >= wanted >= 1:
            return columns[wanted - 1]
    return None


def _wholes(header: Header) -> list[str]:
    return [fold(heading) for heading in header.headings]


def _lowest(header: Header) -> list[str]:
    return [fold(pieces[-1]) if pieces else "" for pieces in header.pieces]


def _index(name: str) -> int:
    """A -> 0, AA -> 26."""
    total = 0
    for letter in name:
        total = 26 * total + ord(letter) - ord("A") + 1
    return total - 1


def _assignment(
    sheet: SheetLike, header: Header, file_name: str, kind: str | None, profile: Profile
) -> Assignment:
    found = Assignment(kind or profile.kind or "", header)
    if not found.kind:
        found.kind = _kind(sheet, header, file_name, profile)
        if len(_able(profile)) > 1:
            found.warnings.append({"code": "kind_assumed", "kind": found.kind})
    _check_fields(found.kind, profile)
    for name, text in profile.columns.items():
        found.take(name, column_of(header, text), "by_profile")
    found.row_no = _row_no(header, found)
    return found


def _kind(sheet: SheetLike, header: Header, file_name: str, profile: Profile) -> str:
    """The kind that has the profile's fields; of several the likeliest by headings and titles."""
    able = _able(profile)
    if not able:
        raise Refused("profile_kind_unclear", known=", ".join(KINDS))
    words = title_words(sheet, header.top, file_name)
    chosen = choose(header, sample_of(sheet.rows, header.end), words, able)
    return chosen.kind if chosen else max(able, key=lambda kind: words.get(kind, 0))


def _able(profile: Profile) -> list[str]:
    """The kinds that have all of the profile's fields, their identity among them."""
    fields = set(profile.columns)
    return [k for k in KINDS if fields <= set(FIELDS[k]) and fields & set(IDENTITY[k])]


def _check_fields(kind: str, profile: Profile) -> None:
    """A kind given beside the profile must know its fields."""
    for name in profile.columns:
        if name not in FIELDS[kind]:
            raise Refused("profile_field", value=name, known=", ".join(FIELDS[kind]))


def _row_no(header: Header, found: Assignment) -> int | None:
    """The running number: its heading, or a blank first one; never a column of the profile."""
    taken = set(found.columns.values())
    for column, pieces in enumerate(header.pieces):
        if column in taken:
            continue
        meanings = meanings_of(pieces, found.kind, vocabulary(found.kind))
        if [m.field for m in meanings] == [ROW_NO] or (column == 0 and not pieces):
            return column
    return None


def _refuse(sheets: Sequence[SheetLike], profile: Profile) -> None:
    """Name the first heading that the likeliest sheet lacks, and those it has."""
    headers = [header_of(s.rows, profile) for s in sheets]
    if not headers:
        raise Refused("unrecognised")
    best = min(headers, key=lambda h: len(missing(h, profile)))
    names = [address(best.headings, c) for c, pieces in enumerate(best.pieces) if pieces]
    available = "; ".join(names[:MOST_NAMED])
    raise Refused("profile_heading", heading=missing(best, profile)[0], available=available)
