"""Which uploads count: what the ledger says of each received file."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from ledger import Entry, Ledger

KINDS = ("tasks", "petitions", "consultations", "units", "people")
DIRECTORIES = ("units", "people")  # read before the work items that name them
REGISTERED, WITHDRAWN, REFUSED = "upload_registered", "upload_withdrawn", "upload_refused"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Upload:
    """A received file and what was said of it when it was loaded.

    `kind`, `source`, `as_of` and `profile` are None where the reader is to find them itself.
    """

    sha256: str
    name: str
    size: int
    kind: str | None = None
    source: str | None = None
    as_of: str | None = None
    full: bool = False
    profile: dict | None = None

    @property
    def short(self) -> str:
        """The form of the id that people read and type."""
        return self.sha256[:12]


def effective(ledger: Ledger) -> dict[str, Upload]:
    """Registered uploads that nobody withdrew, by SHA-256; the latest word on each counts."""
    found: dict[str, Upload] = {}
    for entry in ledger.entries(REGISTERED, WITHDRAWN):
        if entry.kind == REGISTERED:
            found[entry.body["sha256"]] = Upload(**entry.body)
        else:
            found.pop(entry.body["sha256"], None)
    return dict(sorted(found.items()))


def history(ledger: Ledger) -> list[Entry]:
    """Every entry about uploads, oldest first: loaded, withdrawn, refused."""
    return ledger.entries(REGISTERED, WITHDRAWN, REFUSED)


def register(ledger: Ledger, upload: Upload, *, who: str) -> bool:
    """Record the upload unless the same was recorded before; True when something was written."""
    if effective(ledger).get(upload.sha256) == upload:
        return False
    ledger.append(REGISTERED, asdict(upload), who=who)
    return True


def withdraw(ledger: Ledger, sha256: str, *, who: str, why: str) -> Entry:
    """Take an upload's effect out; the file and its history stay."""
    return ledger.append(WITHDRAWN, {"sha256": sha256}, who=who, why=why)


def find(ledger: Ledger, prefix: str) -> list[Upload]:
    """Effective uploads whose SHA-256 starts with `prefix` (at least 6 characters)."""
    if len(prefix) < 6:
        return []
    return [u for sha, u in effective(ledger).items() if sha.startswith(prefix.lower())]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
