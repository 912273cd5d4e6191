"""Everything held about one person in one file: account, sessions, what the ledger says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from access.accounts import Accounts, key_of
from access.database import reading
from access.traces import KINDS, settle
from layout import DataDir
from ledger import Entry, Ledger
from viewer import Viewer

SESSION = "made_at, seen_at, ended_at, ended_why, address, agent, via"
# What else is held, by heading: functions (data, viewer, names) -> rows. Whoever keeps records
# of people puts theirs here.
MORE: dict[str, Callable[[DataDir, Viewer, set[str]], list[dict]]] = {}


def about(data: DataDir, name: str, *, records: bool = True) -> dict[str, Any]:
    """What is held about an account's person, or about a name that has no account. Without
    `records`, for who administers accounts: of a decision about them that there is one, not what.
    """
    settle(data, everything=True)
    one = Accounts(data).get(name)
    viewer = one.viewer if one else Viewer(name, "", officials=(name,), signed_in=False)
    names = {viewer.name, *viewer.officials}
    found: dict[str, Any] = {"name": viewer.name, "account": _account(one), "sessions": []}
    if one:
        found["sessions"] = _sessions(data, name)
    mine = (e for e in Ledger(data.ledger).entries() if speaks_of(e, names))
    found["ledger"] = [_entry(e, records or e.kind in KINDS) for e in mine]
    more = MORE if records else {}
    return found | {heading: rows(data, viewer, names) for heading, rows in more.items()}


def written(data: DataDir, name: str, *, records: bool = True) -> bytes:
    """The same as a file."""
    found = about(data, name, records=records)
    return json.dumps(found, ensure_ascii=False, indent=1, default=str).encode()


def _entry(entry: Entry, whole: bool) -> dict[str, Any]:
    return entry._asdict() if whole else {n: getattr(entry, n) for n in ("seq", "at", "kind")}


def speaks_of(entry: Entry, names: set[str]) -> bool:
    """Whether the person did it, or one of its values is a name (or id) of theirs."""
    keys = {key_of(n) for n in names}
    return key_of(entry.who) in keys or any(key_of(v) in keys for v in _texts(entry.body))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _account(one: Any) -> dict[str, Any] | None:
    if one is None:
        return None
    hidden = {"made_at": moment(one.made_at), "changed_at": moment(one.changed_at)}
    return vars(one) | hidden


def _sessions(data: DataDir, name: str) -> list[dict]:
    query = f"select {SESSION} from session where account = ? order by made_at"
    with reading(data.access) as db:
        rows = db.execute(query, (key_of(name),)).fetchall()
    found = [dict(zip(SESSION.split(", "), row, strict=True)) for row in rows]
    return [{k: moment(v) if k.endswith("_at") else v for k, v in row.items()} for row in found]


def moment(seconds: float | None) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None


def day(seconds: float) -> date:
    """The day of a moment where the server stands."""
    return datetime.fromtimestamp(seconds).astimezone().date()
