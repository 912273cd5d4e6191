"""What a single cell is: a date, a term in words, a status, a unit, a number …"""

from __future__ import annotations

import re
from datetime import date

from etl.recognise.names import is_person, is_unit, is_urgency
from etl.recognise.status import UNKNOWN, status_of
from etl.text import plain

__all__ = [
    "day_of", "is_code", "is_count", "is_date", "is_document", "is_number", "is_person",
    "is_progress", "is_running", "is_sentence", "is_share", "is_status", "is_term", "is_unit",
    "is_urgency",
]  # fmt: skip

_DATE = re.compile(
    r"(\d{1,2}[:h]\d{0,2}(:\d{2})?,? )?"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
    r"([ t,-]+\d{1,2}[:h]\d{0,2}(:\d{2}(\.\d+)?)?)?z?"
)
_TERM = re.compile(
    r"\b(thang|quy|nam) ?[0-9ivx]+\b|\b(truoc|sau|trong|het|den) (ngay|thang|quy|nam)\b"
    r"|thuong xuyen|lien tuc|dot xuat|dinh ky|hang (ngay|tuan|thang|quy|nam)|theo ke hoach"
    r"|ngay lam viec|^\d{1,3} ngay$|^ngay \d|^\d{1,2}[/-]\d{4}$|^\d{1,2}/\d{1,2}$"
)
_NUMBER = re.compile(r"\d+([.,]\d+)*")
_COUNT_SHARE = re.compile(r"\d+ ?\(\d+([.,]\d+)? ?%\)")
_RUNNING = re.compile(r"\d{1,6}([.,]\d{1,3})*[.)]?")
_DOCUMENT = re.compile(r"\S*\d+(/\d{4})?[-/]\S*[A-ZĐ]{2,}\S*")
_CODE = re.compile(r"[\w./-]*\d[\w./-]*")
_PROGRESS = re.compile(r"(?<!\w)(đã|đang|chưa|chuyển nhiệm vụ|dự kiến|hiện nay)(?!\w)")
SENTENCE_WORDS = 6
_LONGEST_NAME = 120


def is_date(text: str) -> bool:
    """A calendar date, with or without a time."""
    return len(text) <= 32 and _DATE.fullmatch(plain(text)) is not None


def is_term(text: str) -> bool:
    """A date, or a term in words: "tháng 10/2018", "Thường xuyên", "trước ngày 07/9"."""
    return is_date(text) or (len(text) <= _LONGEST_NAME and _TERM.search(plain(text)) is not None)


def is_status(text: str) -> bool:
    """A status label that is known."""
    return status_of(text) != UNKNOWN


def is_number(text: str) -> bool:
    """A number, however its thousands and decimals are written."""
    return _NUMBER.fullmatch(text) is not None


def is_count(text: str) -> bool:
    """A number, "21 (47%)", "47%" or the dash that stands for none."""
    return is_number(text.rstrip(" %")) or is_share(text) or text in ("-", "–")


def is_share(text: str) -> bool:
    """A count with its share, as in aggregates: "21 (47%)"."""
    return _COUNT_SHARE.fullmatch(text) is not None


def is_running(text: str) -> bool:
    """A running number of a data row: 7, 07, 1.2, "5,5", "3."."""
    return _RUNNING.fullmatch(text) is not None


def is_document(text: str) -> bool:
    """A document's symbol: 260/QĐ-BGDĐT, 147/TB-BGDĐT."""
    return len(text) <= 40 and _DOCUMENT.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """Words that say what is to be done or was done, rather than a name or a label."""
    return len(text.split()) >= SENTENCE_WORDS and not is_status(text)


def is_progress(text: str) -> bool:
    """Words about what was done so far."""
    return _PROGRESS.search(text.casefold()) is not None


def is_code(text: str) -> bool:
    """An identifier: one word with a figure in it, no date."""
    return len(text) <= 30 and _CODE.fullmatch(text) is not None and not is_date(text)


def day_of(text: str) -> date | None:
    """The day of an ISO or dd/mm/yyyy date, None of anything else."""
    iso = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    ours = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if not (iso or ours):
        return None
    parts = [int(p) for p in (iso.groups() if iso else ours.groups()[::-1])]
    try:
        return date(*parts)
    except ValueError:  # 31/02: written like a date, but none
        return None
