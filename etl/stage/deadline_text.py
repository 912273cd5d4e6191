"""A deadline as typed -> plain words in one spelling, so that few patterns read many hands."""

from __future__ import annotations

import re
import unicodedata

from etl.text import plain

LONGEST = 120  # a longer text is a note, not a deadline
_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "mười lăm": 15,
    "hai mươi": 20, "ba mươi": 30, "bốn mươi lăm": 45, "sáu mươi": 60,
}  # fmt: skip
_SAID = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SPAN = "ngày|tuần|tháng|giờ|năm"
_WEEKDAY = re.compile(r"\bthứ (hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b,?|\bchủ nhật\b,?")
_MONTH_NAME = re.compile(rf"\btháng (giêng|chạp|{_SAID})\b(?! (?:ngày|tuần|tháng|giờ))")
_COUNTED = re.compile(rf"\b({_SAID}) (?={_SPAN})")
_TWICE = re.compile(rf"\b(\d+) \((?:{_SAID})\)|\b(?:{_SAID}) \((\d+)\)")  # "05 (năm) ngày"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_JOINED = tuple(  # (pattern, one spelling of it), over plain text
    (re.compile(pattern.replace("YEAR", _YEAR)), spelling)
    for pattern, spelling in (
        (r"(?<!tuan )\bthu [2-7]\b,?|\bt[2-7],? (?=\d{1,2}/\d)", " "),
        (r"\( ?\)", " "),
        (r"(?<!\d)((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?!\d)", r"\4/\3/\1"),
        (r"\bngay (\d{1,2}) thang (\d{1,2})\b", r"ngay \1/\2"),
        (
            r"(?<![\d/])(?<!tuan )(?<!tuan thu )(\d{1,2}) thang (\d{1,2})\b"
            r"(?= ?/? ?(?:nam )?YEAR|$)",
            r"\1/\2",
        ),
        (r"(?<![\d/])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?YEAR", r"\1/\3/\4"),
        (r"(?<![\d/])(\d{1,2}/\d{1,2}),? ?(?:nam|-) ?YEAR", r"\1/\2"),
        (r"(?<=\d) ?/ ?(?=\d)", "/"),
        (r"\b0+(?=\d)", ""),
    )
)


def words_of(text: str) -> str:
    """Lower case without accents, numbers in figures, dates as d/m/yyyy, lines joined by ";"."""
    text = unicodedata.normalize("NFC", text).lower().replace("\n", " ; ")
    text = " ".join(re.sub("[–—−]", "-", text).split())
    text = _WEEKDAY.sub(_without, text)
    text = _TWICE.sub(lambda m: m[1] or m[2], text)
    text = _MONTH_NAME.sub(lambda m: f"tháng {_month(m[1])}", text)
    text = _COUNTED.sub(lambda m: f"{_NUMBERS[m[1]]} ", text)
    words = plain(text)
    for pattern, spelling in _JOINED:
        words = " ".join(pattern.sub(spelling, words).split())
    return trimmed(words)


def trimmed(words: str) -> str:
    """Without punctuation around, and without brackets around all of it."""
    words = words.strip(" .,;:!'\"“”")
    inside = re.fullmatch(r"\(([^()]*)\)", words)
    return trimmed(inside[1]) if inside else words


def _without(match: re.Match) -> str:
    """A weekday says nothing beside a date; but "tuần thứ hai" counts weeks."""
    if not match.string[: match.start()].endswith("tuần "):
        return " "
    return f"thứ {_NUMBERS.get(match[1], match[1])}"


def _month(name: str) -> int:
    return {"giêng": 1, "chạp": 12}.get(name) or _NUMBERS[name]
