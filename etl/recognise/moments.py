"""When an export was made, by its footer or title lines and by its file name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from etl.text import plain

_SAYS_WHEN = re.compile(
    r"trich [xs]uat|(du lieu|so lieu|bao cao|danh sach|file|tep) (duoc )?(ket )?[xs]uat"
    r"|ket xuat|[xs]uat (luc|ngay|vao)|(thoi diem|thoi gian|ngay|gio) ([xs]uat|trich)"
    r"|(so lieu|du lieu|cap nhat|tinh|chot)( so lieu)?( den| toi| luc| ngay)+|exported (at|on)"
)
LONGEST_LINE = 400
_TIME = r"(?P<H>\d{1,2}) ?(?:[:h]|gio) ?(?P<M>\d{1,2})?(?:[:']? ?(?P<S>\d{2})\b)?(?: ?phut)?"
_DAY = (
    r"(?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>20\d\d)"
    r"|(?P<d2>\d{1,2}) thang (?P<m2>\d{1,2}) nam (?P<y2>20\d\d)"
    r"|(?P<y3>20\d\d)-(?P<m3>\d{1,2})-(?P<d3>\d{1,2}))"
)
_BETWEEN = r"[ ,()t-]*(?:luc|ngay|vao|-)?[ ,()]*(?:ngay )?"
_MOMENTS = (re.compile(_TIME + _BETWEEN + _DAY), re.compile(_DAY + _BETWEEN + _TIME),
            re.compile(_DAY))  # fmt: skip

# "2023-06-14_10-50-43", "20230614-1050"; but the "-14-06" of "15-12-2022-14-06-2023" is no hour.
_CLOCK = (
    r"(?:(?:[ _T](?=\d\d[h:.-]?\d\d)|[.-]?(?=\d\d[h:]?\d\d))"
    r"(?P<H>\d\d)[h:.-]?(?P<M>\d\d)(?:[m:.-]?(?P<S>\d\d))?)?"
)
_NAMES = tuple(
    re.compile(r"(?<!\d)" + pattern + r"(?!\d)")
    for pattern in (
        r"(?P<d>\d\d)(?P<m>\d\d)(?P<yy>\d\d)(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)",
        r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)" + _CLOCK,
        r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>20\d\d)" + _CLOCK,
        r"(?P<y>20\d\d)[-_. ](?P<m>\d{1,2})[-_. ](?P<d>\d{1,2})" + _CLOCK,
        r"(?P<d>\d{1,2})[-_. ](?P<m>\d{1,2})[-_. ](?P<y>20\d\d)" + _CLOCK,
    )
)


def as_of_from_lines(lines: Iterable[str]) -> datetime | None:
    """The last moment that a line outside the data says it was taken at, as in "Dữ liệu được
    trích xuất từ hệ thống … (10:50 20/04/2017)"; midnight where only the day is said."""
    found = None
    for line in lines:
        text = plain(line[:LONGEST_LINE])
        says = _SAYS_WHEN.search(text)
        if says:
            found = _first_moment(text[says.start() :]) or found
    return found


def _first_moment(text: str) -> datetime | None:
    for pattern in _MOMENTS:
        match = pattern.search(text)
        moment = match and _moment(match.groupdict())
        if moment:
            return moment
    return None


def as_of_from_name(file_name: str) -> datetime | None:
    """The moment in a file name: ddmmyyhhmmss (…120417053102), yyyymmdd, dd-mm-yyyy and so on.

    Midnight where only a day is said; None without one, or where readings disagree.
    """
    readings = {
        moment
        for pattern in _NAMES
        for match in pattern.finditer(file_name)
        if (moment := _moment(match.groupdict()))
    }
    days = {moment.date() for moment in readings}
    return max(readings) if len(days) == 1 else None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    """A moment from the named parts of a pattern; None if there is no such day or hour."""

    def number(*names: str) -> int:
        return int(next((parts[n] for n in names if parts.get(n)), "0"))

    year = number("y", "y2", "y3") or 2000 + number("yy")
    try:
        day = datetime(year, number("m", "m2", "m3"), number("d", "d2", "d3"))
    except ValueError:  # 31/02, or digits that are no date
        return None
    clock = {"hour": number("H"), "minute": number("M"), "second": number("S")}
    try:
        return day.replace(**clock)
    except ValueError:  # what follows the day is no hour
        return None if parts.get("yy") else day
