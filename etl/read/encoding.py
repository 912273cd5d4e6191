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
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


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
    decoded = (
        _utf8(data) or _vietnamese(data) or Decoded(_western(data), "latin-1", ["note.latin1"])
    )
    decoded.notes += notes
    return decoded


def _decode_as(encoding: str, data: bytes) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text.lstrip("\ufeff"), encoding, _damage(text))


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also with some lines that are not: cut inside a letter, or from an older file."""
    try:
        return Decoded(text := data.decode("utf-8"), "utf-8", _damage(text))
    except UnicodeDecodeError:
        pass
    lines = [_line(line) for line in data.split(b"\n")]
    if not any(is_utf8 for _, is_utf8 in lines):
        return None
    text = "\n".join(text for text, _ in lines)
    mixed = any(is_utf8 is False for _, is_utf8 in lines)
    return Decoded(text, "utf-8", _damage(text) + ["note.mixed_encodings"] * mixed)


def _line(line: bytes) -> tuple[str, bool | None]:
    """The text of a line and whether it is UTF-8; None for ASCII, which is either."""
    if line.isascii():
        return line.decode("ascii"), None
    text = line.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * 2 > sum(not c.isascii() for c in text):
        return _western(line), False
    return text, True


def _western(data: bytes) -> str:
    """One letter a byte, as Windows shows them; the few places it leaves empty, as Latin-1."""
    return data.decode("latin-1").translate(_WINDOWS)


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
