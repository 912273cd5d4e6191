"""What is held about one person beside the records: account, sessions, what the ledger says.

The records' part, and one file of it all, is `reports.about_person`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from access.accounts import Accounts, key_of
from access.database import reading
from access.traces import EXPORTED, FAILED, KINDS, REFUSED, SIGNED_IN, SIGNED_OUT, settle
from layout import DataDir
from ledger import Entry, Ledger
from viewer import Viewer

SESSION = "made_at, seen_at, ended_at, ended_why, address, agent, via"
OWN_ACTS = (SIGNED_IN, SIGNED_OUT, FAILED, REFUSED, EXPORTED)  # traces of nobody but who did it
# Fields of an entry that say whom it is about; a name that stands elsewhere (who signed a paper,
# who confirmed a date) is mentioned, and what is said there is another person's.
ABOUT = ("official", "officials", "person_id", "name")
PARTS = ("about", "did", "mentioned")


def about(data: DataDir, name: str, *, records: bool = True) -> dict[str, Any]:
    """What is held about an account's person, or about a name that has no account. Without
    `records`, for who administers accounts: of a decision about them that there is one, not what.
    """
    settle(data, everything=True)
    one = Accounts(data).get(name)
    viewer = one.viewer if one else Viewer(name, "", officials=(name,), signed_in=False)
    names = {viewer.name, *viewer.officials}
    every = Ledger(data.ledger).entries()
    mine = (_no_address(e, key_of(viewer.name)) for e in every if speaks_of(e, names))
    return {
        "name": viewer.name,
        "account": account(data, name),
        "sessions": sessions(data, name),
        "ledger": [_entry(e, records or e.kind in KINDS) for e in mine],
    }


def written(data: DataDir, name: str, *, records: bool = True) -> bytes:
    """The same as a file."""
    found = about(data, name, records=records)
    return json.dumps(found, ensure_ascii=False, indent=1, default=str).encode()


def entries(data: DataDir, name: str, people: Iterable[str]) -> Iterator[tuple[Entry, str]]:
    """The ledger's entries that concern an account's person, whom the records call `people`, each
    with how (PARTS). The ledger is read whole, once."""
    account, keys = key_of(name), {key_of(one) for one in people}
    for entry in Ledger(data.ledger).entries():
        if how := part(entry, account, keys):
            yield _without_others(entry, account, {account, *keys}), how


def _without_others(entry: Entry, account: str, mine: set[str]) -> Entry:
    """Of a file that the person took, whose record it was only where it was their own; of what
    somebody else did, not from where."""
    entry = _no_address(entry, account)
    if entry.kind != EXPORTED or _ends(entry, mine):
        return entry
    kind = str(entry.body.get("what") or "").partition(" ")[0]
    return entry._replace(body=entry.body | {"what": kind})


def _no_address(entry: Entry, account: str) -> Entry:
    """The entry; what somebody else did, without from where they did it."""
    if not entry.who or key_of(entry.who) == account:
        return entry
    return entry._replace(body={n: v for n, v in entry.body.items() if n != "address"})


def _ends(entry: Entry, mine: set[str]) -> bool:
    """Whether an export ("dossier official <name>") is of one of these."""
    what = key_of(str(entry.body.get("what") or ""))
    return any(what.endswith(f" {one}") for one in mine - {""})


def part(entry: Entry, account: str, people: set[str]) -> str | None:
    """How an entry concerns a person, by the keys of their account and names; None: not at all."""
    did = bool(account) and key_of(entry.who) == account
    if entry.kind in KINDS:
        named = bool(account) and key_of(str(entry.body.get("name") or "")) == account
        about = named or (did and entry.kind in OWN_ACTS)
    else:
        about = any(key_of(v) in people for v in _under(ABOUT, entry.body))
    if about or did:
        return "about" if about else "did"
    mine = {account, *people} - {""}
    if entry.kind == EXPORTED:
        return "mentioned" if _ends(entry, mine) else None
    return "mentioned" if mine & {key_of(v) for v in _texts(entry.body)} else None


def _under(names: tuple[str, ...], value: Any) -> list[str]:
    """The texts in fields of these names, at any depth."""
    if isinstance(value, list):
        return [text for one in value for text in _under(names, one)]
    if not isinstance(value, dict):
        return []
    return [
        text
        for name, one in value.items()
        for text in (_texts(one) if name in names else _under(names, one))
    ]


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


def account(data: DataDir, name: str) -> dict[str, Any] | None:
    """The account, nothing of its password but whether there is one; None where there is none."""
    one = Accounts(data).get(name)
    if one is None:
        return None
    hidden = {"made_at": moment(one.made_at), "changed_at": moment(one.changed_at)}
    return vars(one) | hidden


def sessions(data: DataDir, name: str) -> list[dict]:
    """The sessions that are kept, with address and browser; never what opens one."""
    query = f"select {SESSION} from session where account = ? order by made_at"
    with reading(data.access) as db:
        rows = db.execute(query, (key_of(name),)).fetchall() if db else []
    found = [dict(zip(SESSION.split(", "), row, strict=True)) for row in rows]
    return [{k: moment(v) if k.endswith("_at") else v for k, v in row.items()} for row in found]


def moment(seconds: float | None) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None


def day(seconds: float) -> date:
    """The day of a moment where the server stands."""
    return datetime.fromtimestamp(seconds).astimezone().date()
