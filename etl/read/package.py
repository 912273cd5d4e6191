"""A zip as a workbook format uses it: parts listed and inflated under our own count."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etl.read.limits import CHUNK, MB, UNPACKED_MB, ZIP_ENTRIES
from etl.refusal import Refused

_EOCD = b"PK\x05\x06"
_EOCD_REACH = 65557  # the record plus the longest comment
_LOCAL_HEADER = 30
_RECORD_BYTES = 2048  # of the directory, per entry: a name of a few dozen letters, and extras
_STORED, _DEFLATED = 0, 8  # the only methods of OOXML and ODF
_ENCRYPTED = 1


@dataclass
class Package:
    """An opened zip. `parts` maps each name to where it lies; names are unique."""

    path: Path
    parts: dict[str, zipfile.ZipInfo]
    inflated: dict[str, int] = field(default_factory=dict, init=False)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes. Raises Refused past UNPACKED_MB over all parts, past the size the
        part itself declares (no writer makes such a zip), or when damaged."""
        self.inflated[name] = 0  # a part read again counts once
        left = UNPACKED_MB * MB - sum(self.inflated.values())
        with self.path.open("rb") as file:
            for chunk in _inflate(file, self.parts[name]):
                self.inflated[name] += len(chunk)
                if self.inflated[name] > left:
                    raise Refused("inflates", limit=UNPACKED_MB)
                if self.inflated[name] > self.parts[name].file_size:
                    raise Refused("damaged")
                yield chunk

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a part, b"" if there is no such part; not counted."""
        if name not in self.parts:
            return b""
        with self.path.open("rb") as file:
            return next(_inflate(file, self.parts[name]), b"")[:size]


def open_package(path: Path) -> Package:
    """List a zip's parts. Raises Refused: not a zip, too many entries, a name twice,
    locked, too large by its own account."""
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if not all(entry.filename for entry in archive.infolist()):
                raise Refused("damaged")  # a part without a name
            entries = [e for e in archive.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Refused("damaged") from error
    if len(entries) > ZIP_ENTRIES:
        raise Refused("too_many_parts", parts=len(entries), limit=ZIP_ENTRIES)
    parts = {entry.filename: entry for entry in entries}
    if len(parts) < len(entries):
        raise Refused("damaged")  # which of two parts a reader takes is a matter of chance
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("password")
    if sum(entry.file_size for entry in entries) > UNPACKED_MB * MB:
        raise Refused("inflates", limit=UNPACKED_MB)  # by its own account: no need to try
    return Package(path, parts)


def _check_directory(path: Path) -> None:
    """Refuse a directory that would take long to list, before it is listed."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _EOCD_REACH))
        tail = file.read()
    at = tail.rfind(_EOCD)
    if at < 0 or at + 22 > len(tail):
        raise Refused("damaged")
    entries, size = struct.unpack_from("<HI", tail, at + 10)
    if entries > ZIP_ENTRIES or size > ZIP_ENTRIES * _RECORD_BYTES:
        raise Refused("too_many_parts", parts=entries, limit=ZIP_ENTRIES)


def _inflate(file, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in pieces. Not zipfile's reader: that stops at the size on the label,
    while the parser that comes after inflates to the end of the stream."""
    if entry.compress_type not in (_STORED, _DEFLATED) or entry.header_offset < 0:
        raise Refused("damaged")
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Refused("damaged")
    file.seek(sum(struct.unpack_from("<HH", header, 26)), 1)
    packed = _packed(file, entry.compress_size)
    try:
        yield from packed if entry.compress_type == _STORED else _decompress(packed)
    except zlib.error as error:
        raise Refused("damaged") from error


def _packed(file, left: int) -> Iterator[bytes]:
    while left > 0:
        raw = file.read(min(left, CHUNK))
        if not raw:
            raise Refused("damaged")  # the file ends before the part does
        left -= len(raw)
        yield raw


def _decompress(packed: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for raw in packed:
        while raw and not stream.eof:
            if piece := stream.decompress(raw, CHUNK):
                yield piece
            raw = stream.unconsumed_tail
    if rest := stream.flush():
        yield rest
    if not stream.eof:
        raise Refused("damaged")
