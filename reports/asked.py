"""What a command asks for: period, window, as-of date; what cannot be read is said in words."""

from __future__ import annotations

import argparse
from datetime import date

from messages import text
from metrics.filters import FIRST_DAY, LAST_DAY
from metrics.format import day
from metrics.periods import Period, parse


class Unclear(Exception):
    """What was asked has no answer; the message tells who typed it what to ask instead."""


def period(name: str) -> Period:
    """A period by its name. Raises Unclear."""
    try:
        return parse(name)
    except ValueError as error:
        raise Unclear(text("report.bad_period", given=name)) from error


def window(options: argparse.Namespace) -> Period | None:
    """The period named, or the window from one date to another; None where neither is given.
    Raises Unclear."""
    if options.period:
        return period(options.period)
    if not (options.first or options.last):
        return None
    if not (options.first and options.last and options.first <= options.last):
        raise Unclear(text("report.bad_window"))
    return Period(options.first, options.last)


def as_of(chosen: date | None) -> date:
    """The date, where the warehouse knows its working day. Raises Unclear."""
    if chosen is None:
        raise Unclear(text("report.no_data"))
    if not FIRST_DAY <= chosen <= LAST_DAY:
        raise Unclear(text("report.bad_as_of", first=day(FIRST_DAY), last=day(LAST_DAY)))
    return chosen
