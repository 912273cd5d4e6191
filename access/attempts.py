"""Who tries passwords has to wait: after five failures of a name, or from an address."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import sqlite3
import time

from access.accounts import key_of
from access.database import reading, secret, writing
from access.limits import FIRST_WAIT, LONGEST_WAIT, TRIES, WINDOW
from layout import DataDir


def wait_after(failures: int) -> float:
    """How long after the newest failure nothing is tried."""
    if failures < TRIES:
        return 0.0
    return float(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - TRIES, 20)))


class Attempts:
    """Failures of the last minutes. Names are kept as keyed hashes: people mistype passwords."""

    def __init__(self, data: DataDir) -> None:
        self.data = data

    def wait(self, name: str, address: str) -> int:
        """Seconds to wait before this name or this address may try again; 0: now."""
        with reading(self.data.access) as db:
            if db is None:
                return 0
            return max(self._left(db, what) for what in self._whats(db, name, address))

    def begin(self, name: str, address: str) -> None:
        """Count a try as a failure before it is judged: many at once gain nothing."""
        now = time.time()
        with writing(self.data.access) as db:
            secret(db, "attempts")
            db.execute("delete from failure where at < ?", (now - WINDOW,))
            rows = [(what, now) for what in self._whats(db, name, address)]
            db.executemany("insert into failure values (?, ?)", rows)

    def good(self, name: str, address: str) -> None:
        """It was right: the name starts anew; of the address only this try is forgotten."""
        with writing(self.data.access) as db:
            who, where = self._whats(db, name, address)
            db.execute("delete from failure where what = ?", (who,))
            newest = "select rowid from failure where what = ? order by at desc limit 1"
            db.execute(f"delete from failure where rowid in ({newest})", (where,))

    def _left(self, db: sqlite3.Connection, what: str) -> int:
        since = time.time() - WINDOW
        query = "select count(*), max(at) from failure where what = ? and at > ?"
        number, newest = db.execute(query, (what, since)).fetchone()
        left = (newest or 0) + wait_after(number) - time.time()
        return max(0, int(left + 0.999)) if number else 0

    def _whats(self, db: sqlite3.Connection, name: str, address: str) -> tuple[str, str]:
        row = db.execute("select value from secret where name = 'attempts'").fetchone()
        keyed = hmac.new(row[0] if row else b"", key_of(name).encode(), hashlib.sha256)
        return f"name {keyed.hexdigest()}", f"address {network(address)}"


def network(address: str) -> str:
    """An address as it counts: of IPv6 the part that one customer has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
