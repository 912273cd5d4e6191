"""How much may be taken in within a day: a page left open to all must not fill the disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock

from etl.refusal import Refused
from etl.uploads import REGISTERED
from ledger import Ledger

SETTING = "setting"  # a ledger entry {"name", "value"}; the latest of a name counts
DAY = timedelta(days=1)
MB = 1 << 20
# A department loads a few dozen files a month; the first day, with years of exports, a few hundred.
DEFAULTS = {"uploads_a_day": 500, "upload_mb_a_day": 2_000}
MOST = {"uploads_a_day": 100_000, "upload_mb_a_day": 1_000_000}  # that an administrator may allow


class Quota:
    """What is left of the last 24 hours' share; files that were loaded before cost nothing."""

    def __init__(self, ledger: Ledger, now: datetime | None = None) -> None:
        self.limits = settings(ledger)
        since = ((now or datetime.now(UTC)) - DAY).isoformat(timespec="microseconds")
        registered = ledger.entries(REGISTERED)
        self.known = {entry.body["sha256"] for entry in registered}
        earlier = {e.body["sha256"] for e in registered if e.at < since}
        recent = {e.body["sha256"]: e.body["size"] for e in registered}
        self.files = len(recent.keys() - earlier)
        self.bytes = sum(size for sha, size in recent.items() if sha not in earlier)
        self.lock = Lock()

    def take(self, sha256: str, size: int) -> None:
        """Count one file in. Raises Refused where the day's share is used up."""
        with self.lock:
            if sha256 in self.known:
                return
            if self.files >= (limit := self.limits["uploads_a_day"]):
                raise Refused("quota_files", limit=limit)
            if self.bytes + size > (limit := self.limits["upload_mb_a_day"]) * MB:
                raise Refused("quota_size", limit=limit)
            self.known.add(sha256)
            self.files += 1
            self.bytes += size


def settings(ledger: Ledger) -> dict[str, int]:
    """The limits in force: the defaults, or what the ledger says."""
    said = {e.body["name"]: e.body["value"] for e in ledger.entries(SETTING)}
    return {name: int(said.get(name, value)) for name, value in DEFAULTS.items()}
