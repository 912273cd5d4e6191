"""Cells typed for old fonts (TCVN3, VNI) or decoded twice become Unicode; no other cell changes.

Each distinct text is judged once, by its words (etl/read/evidence.py). A file is looked at closely
only if it holds signs that Vietnamese in Unicode has no use for, and changed only if some of its
texts are Vietnamese in an old encoding and in no other. Texts that pass in several readings
("Ghi chó": ghi chú, or a dog) follow their font, where it is known (.xls), or the clear ones of
their row and column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.read.biff import Fonts
from etl.read.book import Sheet
from etl.read.evidence import UNICODE, clear_words, is_impossible, readings, words_of
from etl.read.legacy import DECODERS, TCVN3, VNI
from etl.read.mojibake import MOJIBAKE, repaired

# Signs in whose places old fonts keep letters, and that no Vietnamese letter of Unicode shares.
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþ\u2219"
_SUSPECT = re.compile(f"[{_SIGNS}]")
_BLOCK = 256  # rows looked at together: few enough to stay in the processor's cache
_ENOUGH = 3  # clear words before a file is believed to hold an old encoding
SHOWN = 10
COLUMN_WEIGHT = 1.25  # a column is typed in one way more often than a row is
TCVN3_FONTS = ".Vn"


@dataclass
class Conversions:
    """What was changed: cells by encoding, and the first few with their place."""

    cells: Counter[str] = field(default_factory=Counter)
    first: list[dict] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: int, before: str, after: str, how: str) -> None:
        self.cells[how] += 1
        if len(self.first) < SHOWN:
            self.first.append(
                {"sheet": sheet, "row": row, "column": column, "before": before, "after": after}
            )

    def summary(self) -> dict | None:
        """{"cells", "encoding" (the commonest), "encodings", "first"}; None where nothing was."""
        if not self.cells:
            return None
        return {
            "cells": self.cells.total(),
            "encoding": self.cells.most_common(1)[0][0],
            "encodings": dict(self.cells.most_common()),
            "first": self.first,
        }


def without_denunciations(converted: dict | None, left_out: list[dict]) -> dict | None:
    """A summary that shows no cell of rows that may only be counted (docs/decisions/0008)."""
    if converted is None:
        return None
    secret = {(r["sheet"], r["row"]) for r in left_out if r["reason"] == "denunciation"}
    shown = [c for c in converted["first"] if (c["sheet"], c["row"]) not in secret]
    return converted | {"first": shown}


def convert(sheets: list[Sheet], fonts: list[Fonts] | None = None) -> Conversions:
    """Change cells in place; says which. `fonts`: of each sheet, where they are known."""
    done = Conversions()
    if not any(map(is_impossible, set().union(*map(_suspect_words, sheets)))):
        return done
    foreign = {t for s in sheets for row in s.rows for t in row if not t.isascii()}
    mended = {text: after for text in foreign if (after := repaired(text))}
    old = _believed(filter(_SUSPECT.search, foreign - mended.keys()))
    judged = {text: readings(text) for text in foreign - mended.keys()} if old else {}
    for sheet, known in zip(sheets, fonts or [{} for _ in sheets], strict=True):
        _convert_sheet(sheet, _Around(sheet, judged, known) if judged else None, mended, done)
    return done


def _suspect_words(sheet: Sheet) -> set[str]:
    """Words with suspect signs. Most blocks of most files have none, and that is quick to see:
    searching for one sign after the other is faster than for any of them at once."""
    found = set()
    for start in range(0, len(sheet.rows), _BLOCK):
        text = "\n".join(map("\n".join, sheet.rows[start : start + _BLOCK]))
        if not text.isascii() and any(sign in text for sign in _SIGNS):
            found.update(filter(_SUSPECT.search, words_of(text)))
    return found


def _believed(suspects: Iterable[str]) -> bool:
    """Whether the texts that only an old encoding explains outweigh those that none does."""
    clear = unexplained = 0
    for text in suspects:
        if UNICODE in (found := readings(text)):
            continue
        words = max(clear_words(text, name) for name in found)
        clear += max(words, 0)
        unexplained += words < 0
    return clear >= _ENOUGH and clear > unexplained


def _convert_sheet(sheet: Sheet, around: _Around | None, mended: dict, done: Conversions) -> None:
    for number, row in enumerate(sheet.rows):
        for place, text in enumerate(row):
            if text in mended:
                row[place], how = mended[text], MOJIBAKE
            elif around and (how := around.encoding(text, number, place)) != UNICODE:
                after = DECODERS[how](text)
                row[place] = after.upper() if around.is_capitals(number, place) else after
            else:
                continue
            if row[place] != text:
                done.add(sheet.name, number + 1, place + 1, text, row[place], how)


class _Around:
    """How the clear texts of each row, each column and the whole sheet are encoded."""

    def __init__(self, sheet: Sheet, judged: dict[str, tuple[str, ...]], fonts: Fonts) -> None:
        self.judged = judged
        self.fonts = fonts
        self.rows: dict[int, Counter[str]] = {}
        self.columns: dict[int, Counter[str]] = {}
        self.sheet: Counter[str] = Counter()
        for number, row in enumerate(sheet.rows):
            for place, text in enumerate(row):
                if len(found := judged.get(text, ())) == 1:
                    self.rows.setdefault(number, Counter())[found[0]] += 1
                    self.columns.setdefault(place, Counter())[found[0]] += 1
                    self.sheet[found[0]] += 1

    def encoding(self, text: str, row: int, column: int) -> str:
        """Of the readings that explain the text, the one its font or most of its neighbours
        have."""
        possible = self.judged.get(text, ())
        if len(possible) < 2:
            return possible[0] if possible else UNICODE
        if (named := font_encoding(self.fonts.get((row, column)))) in possible:
            return named
        if twin := self._twin(text, possible):
            return twin
        beside, above = self.rows.get(row), self.columns.get(column)
        shares = {
            name: _share(beside, name) + COLUMN_WEIGHT * _share(above, name) for name in possible
        }
        if not any(shares.values()):
            shares = {name: _share(self.sheet, name) for name in possible}
        best = max(possible, key=shares.__getitem__)
        return best if shares[best] else UNICODE

    def _twin(self, text: str, possible: tuple[str, ...]) -> str | None:
        """The reading in which the whole text stands elsewhere in the file, typed in Unicode:
        "Vô KHTC" where there is a "Vụ KHTC"."""
        old = [name for name in possible if name != UNICODE and " " in text]
        found = [name for name in old if self.judged.get(DECODERS[name](text)) == (UNICODE,)]
        return found[0] if len(found) == 1 else None

    def is_capitals(self, row: int, column: int) -> bool:
        """.VnTimeH draws capitals in the places of .VnTime's small letters."""
        font = self.fonts.get((row, column), "")
        return font.startswith(TCVN3_FONTS) and font.endswith("H")


def font_encoding(font: str | None) -> str | None:
    """What a font's name says of the text in it."""
    if not font:
        return None
    return TCVN3 if font.startswith(TCVN3_FONTS) else VNI if font.startswith("VNI-") else UNICODE


def _share(counts: Counter[str] | None, name: str) -> float:
    return counts[name] / counts.total() if counts else 0.0
