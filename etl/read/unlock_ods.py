"""An OpenDocument spreadsheet with a password -> the same without (ODF 1.3 part 2, 3.4).

Two ways of locking are opened: each part by itself (AES-CBC under PBKDF2: LibreOffice up to 24.2),
and the whole document as one part (AES-GCM under Argon2id: LibreOffice since 24.8). The older
Blowfish is not. Parts are deflated first and encrypted then.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from etl.read.extent_xml import refuse_dtd
from etl.read.limits import CHUNK, MB, SPINS, UNPACKED_MB
from etl.read.package import Package, open_package
from etl.refusal import Refused

MANIFEST, WHOLE = "META-INF/manifest.xml", "encrypted-package"
TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# What a spreadsheet's cells and looks are in; pictures and the like stay locked, and are left out.
TEXTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
MANIFEST_OPEN = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE.decode()}"/>
</manifest:manifest>"""
CHECKED = 1024  # bytes that tell a right password
ARGON2_MB, ARGON2_PASSES = 256, 20  # LibreOffice writes 64 and 3
KEY, NONCE = 32, 12  # bytes


@dataclass(frozen=True)
class Lock:
    """What the manifest says of one part, names without their namespace."""

    said: dict[str, str]

    def name(self, key: str) -> str:
        """The last word of a name such as "…xmlenc#aes256-cbc"."""
        return self.said.get(key, "").replace(":", "#").rpartition("#")[2].lower()

    def data(self, key: str) -> bytes:
        return b64decode(self.said.get(key, ""), validate=True)

    def number(self, key: str) -> int:
        return int(self.said.get(key, "0"))


def decrypt(path: Path, out: Path, password: str) -> None:
    """Write the open document. Raises Refused (wrong_password, unknown_lock, slow_lock, damaged)
    and ValueError on a manifest that does not hold together."""
    package = _package(path)
    locks = _locks(package)
    if WHOLE in locks:
        out.write_bytes(_opened(package, WHOLE, locks[WHOLE], password))
        return
    if "content.xml" not in locks:
        raise Refused("unknown_lock")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("mimetype"), TYPE, zipfile.ZIP_STORED)
        archive.writestr(_entry(MANIFEST), MANIFEST_OPEN)
        for name in filter(locks.get, TEXTS):
            archive.writestr(_entry(name), _opened(package, name, locks[name], password))


def _package(path: Path) -> Package:
    try:
        return open_package(path)
    except Refused as refused:
        if refused.code == "password":  # the zip's own, which no spreadsheet program writes
            raise Refused("unknown_lock") from refused
        raise


def _entry(name: str) -> zipfile.ZipInfo:
    """Without a time: the same file opens to the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _locks(package: Package) -> dict[str, Lock]:
    """The locked parts by name."""
    found: dict[str, dict[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        said = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        tag = tag.rpartition(":")[2]
        if tag == "file-entry":
            found[said.get("full-path", "")] = {}
        elif found:
            prefix = "start-" if tag == "start-key-generation" else ""
            next(reversed(found.values())).update({prefix + n: v for n, v in said.items()})

    text = b"".join(package.chunks(MANIFEST)) if MANIFEST in package.parts else b""
    refuse_dtd(text[:CHUNK])
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(text, True)
    return {name: Lock(said) for name, said in found.items() if "algorithm-name" in said}


def _opened(package: Package, name: str, lock: Lock, password: str) -> bytes:
    if name not in package.parts:
        raise Refused("damaged")
    secret = b"".join(package.chunks(name))
    cipher = lock.name("algorithm-name")
    if cipher == "aes256-cbc":
        packed = _cbc(secret, lock, _key(lock, password))
    elif cipher == "aes256-gcm":
        packed = _gcm(secret, lock, _key(lock, password))
    else:
        raise Refused("unknown_lock")
    return packed if packed.startswith(b"PK") else b"".join(_inflated(packed))


def _key(lock: Lock, password: str) -> bytes:
    """The password hashed once, then as often or as wide as the manifest says."""
    start = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}.get(
        lock.name("start-start-key-generation-name") or "sha1"
    )
    if start is None or (lock.number("key-size") or KEY) != KEY:
        raise Refused("unknown_lock")
    secret, salt = start(password.encode()).digest(), lock.data("salt")
    way = lock.name("key-derivation-name")
    if way == "pbkdf2":
        if not 0 < lock.number("iteration-count") <= SPINS:
            raise Refused("slow_lock", limit=SPINS)
        return hashlib.pbkdf2_hmac("sha1", secret, salt, lock.number("iteration-count"), KEY)
    if way == "argon2id":
        return _argon2(lock, secret, salt)
    raise Refused("unknown_lock")


def _argon2(lock: Lock, secret: bytes, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    passes, memory, lanes = (
        lock.number(f"argon2-{name}") for name in ("iterations", "memory", "lanes")
    )
    if passes > ARGON2_PASSES or memory > ARGON2_MB * 1024 or lanes > ARGON2_PASSES:
        raise Refused("slow_lock", limit=ARGON2_PASSES)
    if min(passes, lanes) < 1 or memory < 8 * lanes or len(salt) < 8:
        raise Refused("damaged")
    return hash_secret_raw(secret, salt, passes, memory, lanes, KEY, Type.ID)


def _cbc(secret: bytes, lock: Lock, key: bytes) -> bytes:
    """The last byte says how many were added to fill a block (XML Encryption, 5.2)."""
    block = algorithms.AES.block_size // 8
    vector = lock.data("initialisation-vector")
    if not secret or len(secret) % block or len(vector) != block:
        raise Refused("damaged")
    reader = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    packed = reader.update(secret) + reader.finalize()
    digest = (
        hashlib.sha1 if lock.name("checksum-type") in ("sha1/1k", "sha1-1k") else hashlib.sha256
    )
    added = packed[-1]
    packed = packed[:-added] if 1 <= added <= block else packed
    if digest(packed[:CHECKED]).digest() != lock.data("checksum"):
        raise Refused("wrong_password")
    return packed


def _gcm(secret: bytes, lock: Lock, key: bytes) -> bytes:
    """The vector stands before the text, its seal behind."""
    vector = lock.data("initialisation-vector")
    if len(vector) != NONCE or not secret.startswith(vector):
        raise Refused("damaged")
    try:
        return AESGCM(key).decrypt(vector, secret[NONCE:], None)
    except InvalidTag as error:
        raise Refused("wrong_password") from error


def _inflated(packed: bytes) -> Iterator[bytes]:
    stream, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while not stream.eof:
        try:
            piece = stream.decompress(packed, CHUNK)
        except zlib.error as error:
            raise Refused("damaged") from error
        size += len(piece)
        if size > UNPACKED_MB * MB:
            raise Refused("inflates", limit=UNPACKED_MB)
        if not piece and not stream.unconsumed_tail:
            raise Refused("damaged")
        packed = stream.unconsumed_tail
        yield piece
