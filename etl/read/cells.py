"""Cell values -> text. The text of a cell is the same whichever format it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice, repeat
from unicodedata import is_normalized, normalize

# Values that can be dictionary keys together. Not bool and int: True, 1 and 1.0 are one key.
_REPEATING = frozenset((float, date, datetime, time))
_KEYS = _REPEATING | {str}
PASSED_ROWS = 16_384
PassOn = Callable[[list[list[str]]], object]
_BLOCK = 256  # rows converted at once: few enough to stay in the processor's cache
_nfc = partial(normalize, "NFC")


def cell_text(value: object) -> str:
    """NFC and stripped; 3.0 -> "3"; ISO dates, a datetime at 00:00 as a date; TRUE/FALSE."""
    match value:
        case None:
            return ""
        case str():
            return _nfc(value.strip())
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return _datetime_text(value)
        case timedelta():
            return _duration_text(value)
        case time():
            return value.strftime("%H:%M:%S")
    return str(value)  # int, date


def _datetime_text(value: datetime) -> str:
    # Excel keeps a moment as a fraction of a day: 20:30 comes as 20:29:59.999997.
    if value.microsecond and value < datetime.max - timedelta(seconds=1):
        value += timedelta(microseconds=500_000)
    value = value.replace(microsecond=0, tzinfo=None)
    return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")


def _duration_text(value: timedelta) -> str:
    """Hours may pass 24, as in an [h]:mm cell."""
    seconds = round(value.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hours:02}:{minute:02}:{second:02}"


class _Texts(dict):
    """Texts by value, made once each."""

    def __missing__(self, value: object) -> str:
        self[value] = text = cell_text(value)
        return text


def text_rows(rows: Iterable[list], left: int, pass_on: PassOn | None = None) -> list[list[str]]:
    """Rows of values -> rows of text, `left` blank cells put in front of each; a blank row is
    [], and blank rows at the end are dropped. All rows must be of one length.

    `pass_on` is given the rows that are done while the next ones are made, many at a time and in
    order, but not the last ones.
    """
    texts, waiting = _Texts(), iter(rows)
    repeating: list[bool] = []
    done: list[list[str]] = []
    passed = 0
    while block := list(islice(waiting, _BLOCK)):
        # By column: 1.5 million cells are too many for a Python expression each, but a column
        # is mostly of one type and often of few values.
        columns = list(zip(*block))
        repeating = repeating or [len(set(column)) * 4 < len(column) for column in columns]
        before = repeat([""] * len(block), left)
        cells = zip(*before, *map(_column_texts, columns, repeating, repeat(texts)))
        done += [row if any(row) else [] for row in map(list, cells)]
        if pass_on and len(done) >= passed + PASSED_ROWS and done[-1]:
            pass_on(done[passed:])
            passed = len(done)
    return without_blank_end(done)


def _column_texts(column: tuple, repeating: bool, texts: _Texts) -> Iterable[str]:
    kinds = set(map(type, column))
    if repeating and kinds <= _KEYS:
        return map(texts.__getitem__, column)  # which also keeps one copy of each text
    if kinds == {str}:
        stripped = list(map(str.strip, column))
        composed = is_normalized("NFC", "\n".join(stripped))
        return stripped if composed else map(_nfc, stripped)
    if kinds == {float} and all(map(float.is_integer, column)):
        return map(str, map(int, column))
    return [texts[c] if c.__class__ in _REPEATING else cell_text(c) for c in column]


def without_blank_end(rows: list[list[str]]) -> list[list[str]]:
    """Drop the blank rows after the last row that holds something, in place."""
    while rows and not rows[-1]:
        rows.pop()
    return rows
