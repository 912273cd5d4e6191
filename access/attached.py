"""How much may be attached within a day: papers are kept for ever, and whoever has an account may
send them. What counts is what the ledger says of the last 24 hours; the same file again is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from access.limits import ATTACHED_EACH, ATTACHED_MB
from layout import DataDir
from ledger import Entry, Ledger

KINDS = ("objection_made", "correction_asked", "record_added")
MB_A_DAY = "upload_mb_a_day"  # the setting that limits uploads too
DAY = timedelta(days=1)


class TooMuch(Exception):
    """The day's share is used up: 'files' of this account or 'bytes' of all, and the limit."""


def take(data: DataDir, who: str, sha256: str, size: int, now: datetime | None = None) -> None:
    """Whether one more paper of this account may be kept. Raises TooMuch."""
    ledger = Ledger(data.ledger)
    since = ((now or datetime.now(UTC)) - DAY).isoformat(timespec="microseconds")
    given = [(entry, sha) for entry in ledger.entries(*KINDS) if (sha := file_of(entry))]
    earlier = {sha for entry, sha in given if entry.at < since}
    if sha256 in {sha for _, sha in given}:
        return
    # Of a file that several sent the first one counts, as of all that was there before.
    recent = {sha: entry.who for entry, sha in reversed(given) if sha not in earlier}
    if list(recent.values()).count(who) >= ATTACHED_EACH:
        raise TooMuch("files", ATTACHED_EACH)
    said = [e.body["value"] for e in ledger.entries("setting") if e.body.get("name") == MB_A_DAY]
    most = int(said[-1]) if said else ATTACHED_MB
    if sum(_size(data, sha) for sha in recent) + size > most << 20:
        raise TooMuch("bytes", most)


def file_of(entry: Entry) -> str | None:
    """The hash of the paper that came with an entry; an entered record has it under its fields."""
    return (entry.body | (entry.body.get("fields") or {})).get("file_sha256")


def _size(data: DataDir, sha256: str) -> int:
    path = data.uploads / sha256
    return path.stat().st_size if path.is_file() else 0
