"""Periods as titles write them."""

from __future__ import annotations

from messages import text
from metrics.format import day
from metrics.periods import NAME, Period, following

PART = {"H1": "half1", "H2": "half2", "Y": "year"}
ROMAN = ("I", "II", "III", "IV")


def period_words(period: Period) -> str:
    """ "06 tháng đầu năm 2023", as a title has it."""
    match = NAME.fullmatch(period.name)
    if not match:
        return text("review.period.days", first=day(period.first), last=day(period.last))
    part, year = match["part"], match["year"]
    if part in PART:
        return text(f"review.period.{PART[part]}", year=year)
    number = ROMAN[int(part[1:]) - 1] if part[0] == "Q" else str(int(part[1:]))
    return text(
        f"review.period.{'quarter' if part[0] == 'Q' else 'month'}", year=year, number=number
    )


def next_words(period: Period) -> str:
    """The same for the period that follows; '' after a window without a name."""
    return period_words(following(period)) if period.name else ""
