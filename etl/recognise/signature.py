"""The signature of a layout: by it a profile that was kept is found again for the next export."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath

from etl.recognise.header import Header
from etl.text import fold

LENGTH = 16
_NUMBER = re.compile(r"\d+")


def signature(header: Header, kind: str, file_name: str) -> str:
    """A digest of the folded headings and the kind.

    Figures in headings ("đến 30/6/2026") change from week to week and do not count. A file without
    headings is known by its name without figures, and by how many columns it has.
    """
    if header.height:
        said = [_NUMBER.sub("0", fold(heading)) for heading in header.headings]
        while said and not said[-1]:
            said.pop()
    else:
        said = [_NUMBER.sub("", fold(PurePath(file_name).stem)), str(len(header.pieces))]
    return _digest(kind, *said)


def of_workbook(names: Iterable[str]) -> str:
    """A digest of the sheets' names, whatever their order and the figures in them."""
    return _digest("sheets", *sorted(map(timeless, names)))


def timeless(name: str) -> str:
    """A sheet's name without what changes from week to week: "Tuần 15" is "tuan 0"."""
    return _NUMBER.sub("0", fold(name))


def _digest(*said: str) -> str:
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:LENGTH]
