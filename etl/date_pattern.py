"""The date format of a profile as a strptime pattern."""

from __future__ import annotations

import re

from etl.refusal import Refused

_WORDS = {
    "yyyy": "%Y", "yy": "%y", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d",
    "hh": "%H", "h": "%H", "mi": "%M", "ss": "%S",
}  # fmt: skip


def strptime_pattern(text: str) -> str:
    """A date_format for strptime: "mm/dd/yyyy hh:mm" -> "%m/%d/%Y %H:%M"; one with % stays."""
    if "%" in text:
        return text
    pattern = re.sub(r"(?<=h[:.])mm", "mi", text.lower())  # mm after the hour: minutes
    words = re.findall(r"[a-z]+", pattern)
    if not {"%Y", "%y"} & {_WORDS.get(w) for w in words} or not set(words) <= set(_WORDS):
        raise Refused("profile_date_format", value=text)
    return re.sub(r"[a-z]+", lambda word: _WORDS[word[0]], pattern)
