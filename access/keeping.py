"""How long what is kept beside the ledger is kept, and its deletion, with a receipt.

The ledger itself is append-only: what it says of people is the register of an authority's
decisions, kept as long as the decisions themselves. Sessions, with address and browser, are not.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from access import traces
from access.database import reading, writing
from layout import DataDir
from ledger import Ledger

DAY = 24 * 60 * 60
# setting -> (default in days, most): `python -m access keep sessions 30`
KEPT = {"keep_sessions": (90, 3650), "keep_failures": (1, 30)}
GONE = {
    "keep_sessions": "delete from session where max(seen_at, coalesce(ended_at, 0)) < ?"
    " and (ended_at is not null or made_at + absolute < ?)",
    "keep_failures": "delete from failure where at < ? and at < ?",
}


def days(data: DataDir) -> dict[str, int]:
    """Each kind's days: the newest setting in the ledger, else the default."""
    found = {name: default for name, (default, _) in KEPT.items()}
    for entry in Ledger(data.ledger).entries("setting"):
        name, value = entry.body.get("name"), entry.body.get("value")
        if name in KEPT and isinstance(value, int) and 1 <= value <= KEPT[name][1]:
            found[name] = value
    return found


def keep(data: DataDir, name: str, value: int, *, by: str, why: str = "") -> None:
    """Another number of days for a kind. Raises ValueError."""
    if name not in KEPT or not 1 <= value <= KEPT[name][1]:
        raise ValueError(name)
    traces.wrote(data, "setting", {"name": name, "value": value}, who=by, why=why)


def prune(data: DataDir, *, by: str) -> Mapping[str, int]:
    """Delete what is older than its days; the receipt says how many of what, and nothing else."""
    traces.settle(data)
    with reading(data.access) as db:
        if db is None:
            return {}
    kept, gone, now = days(data), {}, time.time()
    with writing(data.access) as db:
        for name, statement in GONE.items():
            before = now - kept[name] * DAY
            gone[name.removeprefix("keep_")] = db.execute(statement, (before, now)).rowcount
        if any(gone.values()):
            traces.wrote(data, traces.ERASED, {"rows": gone, "days": kept}, who=by)
    return gone
