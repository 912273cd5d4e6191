"""What a line of text says when it is no item: total, note, signature, caption, numbering."""

from __future__ import annotations

import re
from itertools import pairwise

from etl.recognise import cells
from etl.recognise.moments import as_of_from_lines
from etl.text import plain

# With accents: "Cộng" is a total, "Công bố …" a task; so is "Tổng kết …".
_TOTAL = re.compile(r"(tổng cộng|tổng số|cộng|tổng|total)(?!\w)\s*(.*)", re.DOTALL)
_NOTE = re.compile(r"\(?\*+\)|\*+ |(ghi chu|luu y|chu thich|chu giai|nguon) ?[:.]")
_NUMBERING = re.compile(r"([ivxlc]{1,6}|[a-z]{1,2})[.)/]?", re.IGNORECASE)
_CAPTION = re.compile(
    r"([ivxlc]{1,6}|[a-z]|\d{1,2}) ?[.)/-] ?[^\d\s].*|.*\(\d+[^()]*\)|.*:|(phan|nhom|muc) .*"
)
_COLUMN_NUMBER = re.compile(r"[(\[]?(\d{1,2}|[A-Z])[a-z]?[)\]]?( ?=.*)?")
_SIGNATURE = re.compile(
    r"nguoi (lap|tong hop|bao cao|ky|kiem tra).{0,20}|noi nhan ?:?.*|(tm|kt|tl|tuq|t/l|k/t|t/m)\..*"
    r"|(pho )?(giam doc|cuc truong|vu truong|chu tich|truong phong|chi cuc truong).{0,20}"
    r"|(pho )?chanh van phong.{0,20}|thu truong.{0,20}|\(ky.*\)?|- ?luu ?:.*"
    r"|.{0,40}ngay.{1,12}thang.{1,12}nam.{0,8}"
)
_LONGEST = 160


def is_total(text: str, others: list[str]) -> bool:
    """Says "Tổng cộng", with nothing but counts beside it."""
    match = _TOTAL.match(text.casefold())
    if not match or not all(map(cells.is_count, others)):
        return False
    rest = match[2]
    bare = not rest or rest[0] in ":(=0123456789"
    long_form = match[1] in ("tổng cộng", "tổng số")
    return bare or (long_form and (bool(others) or any(map(str.isdigit, rest))))


def is_note(text: str) -> bool:
    """Begins "*) …" or "Ghi chú: …", or says when the data was taken."""
    return _NOTE.match(plain(text)) is not None or as_of_from_lines([text]) is not None


def is_signature(text: str) -> bool:
    """What stands over, in or under a signature block."""
    return len(text) <= _LONGEST and _SIGNATURE.fullmatch(plain(text)) is not None


def is_caption(text: str) -> bool:
    """Heads a group even where it stands alone: numbered, counted or in capitals."""
    capitals = text.isupper() and len(text) > len("VIỆC")
    return capitals or _CAPTION.fullmatch(plain(text)) is not None


def is_numbering(text: str) -> bool:
    """I, II., A, b): the number of a group, not of an item."""
    return _NUMBERING.fullmatch(text) is not None


def are_column_numbers(texts: list[str]) -> bool:
    """1 | 2 | 3=4+5, or A | B | 1 | 2: rising from the first."""
    marks = [m[1] for t in texts if (m := _COLUMN_NUMBER.fullmatch(t))]
    letters = [m for m in marks if not m.isdigit()]
    numbers = [int(m) for m in marks[len(letters) :] if m.isdigit()]
    rising = all(a < b for a, b in pairwise(numbers)) and letters == sorted(letters)
    starts = letters[:1] in ([], ["A"]) and numbers[:1] in ([], [1], [2])
    return len(letters) + len(numbers) == len(texts) and rising and starts
