"""What a cell of published totals holds: "21 (47%)", "1.109", "–", "47%"."""

from __future__ import annotations

import re

_SHARE = re.compile(r"(?P<value>[\d.,]+) ?[(\[] ?(?P<share>\d+(?:[.,]\d+)?) ?% ?[)\]]")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?%")
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
DASHES = ("-", "–", "—")
LARGEST = 2**31 - 1


def read_count(text: str, rate_of: float = 0.0) -> tuple[int | None, float | None] | None:
    """(number, share of the whole) in a cell; None of anything else.

    `rate_of`: 0 in a column of counts; in a column of rates what stands for the whole there, 1 or
    100 (see whole_of).
    """
    text = text.strip()
    if text in DASHES:
        return (None, None) if rate_of else (0, None)
    if match := _SHARE.fullmatch(text):
        value = whole(match["value"])
        return None if value is None else (value, _decimal(match["share"]) / 100)
    if match := _PERCENT.fullmatch(text):
        return None, _decimal(match[1]) / 100
    if rate_of:
        return (
            (None, _decimal(text) / rate_of) if _DECIMAL.fullmatch(text) or text.isdigit() else None
        )
    value = whole(text)
    return None if value is None else (value, None)


def whole(text: str) -> int | None:
    """A count however its thousands are written; "12.0" is twelve, "12.5" is no count."""
    if _THOUSANDS.fullmatch(text):
        text = re.sub("[.,]", "", text)
    text = re.sub(r"[.,]0{1,2}$", "", text)
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) if len(text) < 11 and int(text) <= LARGEST else None


def whole_of(texts: list[str]) -> float:
    """What stands for the whole in a column of rates without signs: 1 ("0,47") or 100 ("47")."""
    bare = [_decimal(text) for text in texts if _DECIMAL.fullmatch(text) or text.isdigit()]
    return 1.0 if bare and max(bare) <= 1 else 100.0


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
