"""The state as of an entry of the ledger, in a directory of its own: what a frozen review is of."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from layout import DataDir
from ledger import Entry, Ledger, canonical


@dataclass(frozen=True)
class Earlier(DataDir):
    """A data directory that has its own ledger and warehouse, and another directory's files."""

    kept: DataDir

    @property
    def uploads(self) -> Path:
        return self.kept.uploads

    @property
    def staging(self) -> Path:
        return self.kept.staging


def as_of(data: DataDir, seq: int, into: Path) -> Path:
    """Build into `into` what `data` was at entry `seq`; returns the warehouse. Raises BuildFailed,
    LedgerBroken where the directory holds another ledger's entries."""
    from etl.build import build

    earlier = Earlier(into.resolve(), data)
    earlier.root.mkdir(parents=True, exist_ok=True)
    entries = [entry for entry in Ledger(data.ledger).entries() if entry.seq <= seq]
    _copy(entries, earlier)
    return build(earlier)


def _copy(entries: list[Entry], earlier: Earlier) -> None:
    """The ledger up to its entry, unless it is there already: nobody appends to it."""
    if Ledger(earlier.ledger).head() == (entries[-1].seq, entries[-1].hash):
        return
    part = earlier.ledger.with_suffix(f".{os.getpid()}.part")
    for old in (part, earlier.ledger):
        old.unlink(missing_ok=True)
    Ledger(part).fill((*e[:4], canonical(e.body), *e[5:]) for e in entries)
    Ledger(part).copy_to(earlier.ledger)
    part.unlink()
