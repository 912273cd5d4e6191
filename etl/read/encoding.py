"""Which encoding a text file is in. Every byte is kept: the last resort maps each to a letter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from etl.read.magic import HEAD, unicode_of

# What Windows-1258 writes at places where Latin-1 has other signs: its letters and tone marks.
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323]")
_ONLY_1258 = re.compile("[ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323]")
_STRAY_MARK = re.compile("(?<![aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[\u0300\u0301\u0303\u0309\u0323]")
_FOREIGN = re.compile("[ÄÅÆÇËÎÏÑÖØÛÜßäåæçëîïñöøûüÿŒœ]")


@dataclass
class Decoded:
    """A text, the encoding it was read with, how to treat bytes that are not of it, and notes."""

    text: str
    encoding: str
    notes: list[str] = field(default_factory=list)


def decode(data: bytes) -> Decoded:
    """Byte order mark, UTF-16 without one, UTF-8, Windows-1258, else Latin-1. NULs are dropped."""
    if found := unicode_of(data[:HEAD]):
        return _decode_as(found, data)
    notes = []
    if b"\0" in data:
        data, notes = data.replace(b"\0", b""), ["note.nul_removed"]
    decoded = _utf8(data) or _vietnamese(data) or Decoded(
        data.decode("latin-1"), "latin-1", ["note.latin1"]
    )  # fmt: skip
    decoded.notes += notes
    return decoded


def _decode_as(encoding: str, data: bytes) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text.lstrip("\ufeff"), encoding, _damage(text))


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also with a few bad bytes: a text cut inside a letter is still UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad and bad * 20 > sum(not c.isascii() for c in text[:1_000_000]):
        return None
    return Decoded(text, "utf-8", _damage(text))


def _damage(text: str) -> list[str]:
    return ["note.bad_bytes"] if "\ufffd" in text else []


def _vietnamese(data: bytes) -> Decoded | None:
    """Windows-1258, if tone marks stand on vowels and few letters are foreign to Vietnamese."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    marks = len(_VIETNAMESE.findall(text))
    doubts = len(_STRAY_MARK.findall(text)) + len(_FOREIGN.findall(text))
    if not _ONLY_1258.search(text) or doubts * 20 > marks:
        return None
    return Decoded(unicodedata.normalize("NFC", text), "cp1258", ["note.guessed_cp1258"])
