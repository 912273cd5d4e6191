"""Which uploads count: what the ledger says of each received file."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.profile import WORK_KINDS
from etl.registers import PUBLISHED_TOTALS, REGISTERS
from ledger import Entry, Ledger

DIRECTORIES = ("units", "people")  # read before the work items that name them
KINDS = (*WORK_KINDS, *DIRECTORIES, *REGISTERS, PUBLISHED_TOTALS)
REGISTERED, WITHDRAWN, REFUSED = "upload_registered", "upload_withdrawn", "upload_refused"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Upload:
    """A received file and what was said of it when it was loaded.

    `kind`, `source`, `as_of` and `profile` are None where the reader is to find them itself;
    `sheet` is the only one to be read, None for all that are of one kind.
    """

    sha256: str
    name: str
    size: int
    kind: str | None = None
    source: str | None = None
    as_of: str | None = None
    full: bool = False
    profile: dict | None = None
    sheet: str | None = None

    @property
    def id(self) -> str:
        """What tells uploads apart: the file, and the one sheet of it that this upload is."""
        return self.sha256 if self.sheet is None else f"{self.sha256}:{self.sheet}"

    def gives_way_to(self, other: Upload) -> bool:
        """Whether another word on the same file takes this one's place."""
        whole = None in (self.sheet, other.sheet)
        return self.sha256 == other.sha256 and (whole or self.sheet == other.sheet)

    @property
    def short(self) -> str:
        """The form of the id that people read and type."""
        return self.sha256[:12]


def told(entry: Entry) -> dict:
    """What an entry says of the thing itself, without from where it was decided."""
    return {name: value for name, value in entry.body.items() if name != "address"}


def effective(ledger: Ledger) -> dict[str, Upload]:
    """Registered uploads that nobody withdrew, by id; the latest word on each counts.

    A file loaded whole takes the place of its single sheets, and the other way round.
    """
    found: dict[str, Upload] = {}
    for entry in ledger.entries(REGISTERED, WITHDRAWN):
        sha = entry.body["sha256"]
        upload = Upload(**told(entry)) if entry.kind == REGISTERED else Upload(sha, "", 0)
        found = {mark: one for mark, one in found.items() if not one.gives_way_to(upload)}
        if entry.kind == REGISTERED:
            found[upload.id] = upload
    return dict(sorted(found.items()))


def history(ledger: Ledger) -> list[Entry]:
    """Every entry about uploads, oldest first: loaded, withdrawn, refused."""
    return ledger.entries(REGISTERED, WITHDRAWN, REFUSED)


def register(ledger: Ledger, upload: Upload, *, who: str) -> bool:
    """Record the upload unless the same was recorded before; True when something was written."""
    if effective(ledger).get(upload.id) == upload:
        return False
    ledger.append(REGISTERED, asdict(upload), who=who)
    return True


def withdraw(ledger: Ledger, sha256: str, *, who: str, why: str) -> Entry:
    """Take an upload's effect out; the file and its history stay."""
    return ledger.append(WITHDRAWN, {"sha256": sha256}, who=who, why=why)


def find(ledger: Ledger, prefix: str) -> list[Upload]:
    """Effective uploads whose SHA-256 starts with `prefix` (at least 6 characters), one a file."""
    if len(prefix) < 6:
        return []
    every = effective(ledger).values()
    files = {u.sha256: u for u in every if u.sha256.startswith(prefix.lower())}
    return list(files.values())


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
