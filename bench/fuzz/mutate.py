"""One file -> another like it, broken in one of the ways files break or are broken on purpose.

Each mutation is a function (bytes, random) -> bytes; the same seed gives the same copies.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"65536", b"1048576", b"99999999999", b"1e308", b"NaN", b"x")
_REFERENCES = (b"A1", b"XFD1048576", b"A0", b"ZZZZ1", b"B2:C3", b"", b"AA99", b"$A$1")
_SIGNS = (
    "\0",
    "\ufffe",
    "\u202e",
    "𝄞",
    "\ud800",
    "&a9;",
    "]]>",
    "<",
    ">",
    '"',
    "=1+1",
    "\x1f",
    "é",
)
_DELIMITERS = (b",", b";", b"\t", b"|", b'"', b"\n", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff\xfe")


def flip_bits(data: bytes, random: Random) -> bytes:
    """One to sixty-four bits turned over."""
    out = bytearray(data)
    for _ in range(2 ** random.randrange(7)):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut(data: bytes, random: Random) -> bytes:
    """The end is missing, as after a download that stopped."""
    return data[: random.randrange(len(data))]


def cut_out(data: bytes, random: Random) -> bytes:
    """A piece in the middle is missing."""
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randrange(1, 4_096) :]


def repeat(data: bytes, random: Random) -> bytes:
    """A piece stands twice."""
    start = random.randrange(len(data))
    piece = data[start : start + random.randrange(1, 4_096)]
    return data[:start] + piece * random.randrange(2, 4) + data[start:]


def overwrite(data: bytes, random: Random) -> bytes:
    """A few bytes replaced by others."""
    out = bytearray(data)
    for _ in range(random.randrange(1, 20)):
        at = random.randrange(len(out))
        out[at : at + 4] = random.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", random.randbytes(4)))
    return bytes(out)


def sprinkle(data: bytes, random: Random) -> bytes:
    """Delimiters, quotes, line ends and byte order marks where none belong."""
    for _ in range(random.randrange(1, 12)):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(_DELIMITERS) + data[at:]
    return data


def other_encoding(data: bytes, random: Random) -> bytes:
    """Text in another encoding, or part of it."""
    text = data.decode("utf-8", "replace")
    name = random.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1258", "cp1252", "utf-7"))
    other = text.encode(name, "replace")
    return other if random.random() < 0.7 else data[: len(data) // 2] + other[len(other) // 2 :]


def edit_member(data: bytes, random: Random) -> bytes:
    """One part of a zip inflated, changed as text, and packed again."""
    parts = _parts(data)
    name = random.choice([n for n in parts if n.endswith((".xml", ".rels", ".bin"))] or list(parts))
    for _ in range(random.randrange(1, 4)):
        parts[name] = random.choice(_EDITS)(parts[name], random) or b" "
    return _pack(parts)


def edit_members(data: bytes, random: Random) -> bytes:
    """Parts of a zip missing, renamed, swapped or one too many."""
    parts = _parts(data)
    one, two = (random.choice(list(parts)) for _ in range(2))
    match random.randrange(5):
        case 0:
            del parts[one]
        case 1:
            parts[one + "x"] = parts.pop(one)
        case 2:
            parts[one], parts[two] = parts[two], parts[one]
        case 3:
            parts["xl/worksheets/sheet99.xml"] = parts[one]
        case 4:
            parts["../../" + one] = random.randbytes(100)
    return _pack(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _swap_number(text: bytes, random: Random) -> bytes:
    return _swap(rb'(?<=[">])\d+(?=["<])', _NUMBERS, text, random)


def _swap_reference(text: bytes, random: Random) -> bytes:
    return _swap(rb'(?<=r=")[A-Z]+\d+(?=")', _REFERENCES, text, random)


def _swap(pattern: bytes, others: tuple[bytes, ...], text: bytes, random: Random) -> bytes:
    places = list(re.finditer(pattern, text))
    if not places:
        return text
    place = random.choice(places)
    return text[: place.start()] + random.choice(others) + text[place.end() :]


def _double_element(text: bytes, random: Random) -> bytes:
    """A cell, row or other element a second time."""
    places = list(re.finditer(rb"<(c|row|si|sheet|v|t|xf)\b[^<>]*>.*?</\1>", text[:200_000], re.S))
    if not places:
        return text
    place = random.choice(places)
    return text[: place.end()] + place[0] * random.randrange(1, 50) + text[place.end() :]


def _drop_tag(text: bytes, random: Random) -> bytes:
    places = list(re.finditer(rb"<[^<>]+>", text[:200_000]))
    if not places:
        return text
    place = random.choice(places)
    return text[: place.start()] + text[place.end() :]


def _add_sign(text: bytes, random: Random) -> bytes:
    at = random.randrange(len(text) + 1)
    sign = random.choice(_SIGNS).encode("utf-8", "surrogatepass")
    return text[:at] + sign * random.choice((1, 1, 1_000)) + text[at:]


_EDITS: tuple[Mutation, ...] = (
    _swap_number, _swap_reference, _double_element, _drop_tag, _add_sign, flip_bits, cut, repeat,
)  # fmt: skip
ANY: tuple[Mutation, ...] = (flip_bits, cut, cut_out, repeat, overwrite)
TEXT: tuple[Mutation, ...] = (*ANY, sprinkle, sprinkle, other_encoding)
ZIP: tuple[Mutation, ...] = (flip_bits, cut, overwrite, *(edit_member,) * 8, edit_members)


def mutated(data: bytes, random: Random) -> tuple[bytes, str]:
    """A broken copy and the name of what was done to it."""
    kinds = ZIP if data.startswith(b"PK") else ANY if data.startswith(b"\xd0\xcf") else TEXT
    mutation = random.choice(kinds)
    return mutation(data, random) or b" ", mutation.__name__
