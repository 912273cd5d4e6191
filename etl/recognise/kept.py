"""A profile that was kept for exports of a layout, found again by the layout's signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.profile import Profile
from etl.recognise.header import SEARCHED, TALLEST, Header, header_at
from etl.recognise.profiled import by_profile
from etl.recognise.signature import of_workbook, signature, timeless
from etl.recognise.table import SheetLike
from etl.recognise.template_sheets import is_aside
from etl.refusal import Refused
from etl.text import fold


@dataclass(frozen=True)
class Kept:
    """A profile kept for a layout, and the contradictions with the cells that were accepted with
    it ("official:unit")."""

    profile: Profile
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """`fits`: no cells contradict it but as accepted. The same headings can stand over other
    data."""

    signature: str
    profile: Profile
    fits: bool


def kept_for(
    sheets: Sequence[SheetLike], file_name: str, kind: str | None, kept: Mapping[str, Kept]
) -> Match | None:
    """The profile kept for the layout of one of these sheets, and whether it fits its cells."""
    kinds = {k.profile.kind for k in kept.values() if kind in (None, k.profile.kind)} - {None}
    for sheet in sheets:
        for header in _blocks(sheet.rows):
            for one in kinds:
                mark = signature(header, one, file_name)
                if mark in kept:
                    one = kept[mark]
                    return Match(mark, one.profile, _fits(sheets, file_name, one))
    return None


def workbook(sheets: Sequence[SheetLike]) -> str | None:
    """The signature of a workbook of several sheets; None where there is nothing to choose."""
    names = _names(sheets)
    return of_workbook(names) if len(names) > 1 else None


def kept_sheets(sheets: Sequence[SheetLike], kept: Mapping[str, Kept]) -> tuple[str, list[str]]:
    """Signature and sheets to be loaded of a workbook that was asked about before; ("", []) where
    none was, or where its names do not say which sheets they are now."""
    mark = workbook(sheets) or ""
    found = (
        [_now(name, _names(sheets)) for name in kept[mark].profile.sheets] if mark in kept else []
    )
    whole = found and None not in found and len(set(found)) == len(found)
    return (mark, [name for name in found if name]) if whole else ("", [])


def _names(sheets: Sequence[SheetLike]) -> list[str]:
    return [s.name for s in sheets if any(map(any, s.rows)) and not is_aside(s)]


def _now(name: str, names: list[str]) -> str | None:
    """The sheet of that name; else the only one whose name differs in figures alone."""
    for form in (fold, timeless):
        same = [one for one in names if form(one) == form(name)]
        if len(same) == 1:
            return same[0]
    return None


def _blocks(rows: list[list[str]]) -> Iterator[Header]:
    """Every block that may be a header, and none at all."""
    for top in range(min(SEARCHED, len(rows))):
        for height in range(1, TALLEST + 1):
            if top + height <= len(rows) and any(rows[top]):
                yield header_at(rows, top, height)
    yield Header(0, 0, ((),) * max(map(len, rows), default=0))


def _fits(sheets: Sequence[SheetLike], file_name: str, one: Kept) -> bool:
    try:
        attempts = by_profile(sheets, file_name, None, one.profile)
        return all(one.accepted.issuperset(a.oddities()) for a in attempts)
    except Refused:  # its sheet or a heading is not there
        return False
