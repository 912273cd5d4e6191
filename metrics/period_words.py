"""Which period a register means: «6 tháng đầu năm 2023» is 2023H1."""

from __future__ import annotations

import re

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
YEAR = r"(?:năm )?(?P<year>\d{4})"
SAID = (
    (re.compile(rf"(?:6|06|sáu) tháng đầu {YEAR}"), "H1"),
    (re.compile(rf"(?:6|06|sáu) tháng cuối {YEAR}"), "H2"),
    (re.compile(rf"quý (?P<quarter>iv|i{{1,3}}|[1-4])[ /.-]*{YEAR}"), "Q"),
    (re.compile(rf"tháng (?P<month>1[0-2]|0?[1-9])[ /.-]*{YEAR}"), "M"),
    (re.compile(r"(?:cả )?năm (?P<year>\d{4})"), "Y"),
    (re.compile(r"(?P<year>\d{4})"), "Y"),
)


def period_named(words: str | None) -> str | None:
    """The name of the period, as metrics.periods.parse takes it; None where it is not said."""
    said = " ".join((words or "").lower().split())
    for pattern, part in SAID:
        if match := pattern.fullmatch(said):
            return f"{match['year']}{_part(part, match)}"
    return None


def _part(part: str, match: re.Match) -> str:
    if part == "Q":
        return f"Q{QUARTERS.get(match['quarter']) or match['quarter']}"
    return f"M{int(match['month']):02}" if part == "M" else part
