"""Accounts: made, changed and switched off; each change is in the ledger and ends the sessions."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from access import passwords, traces
from access.database import reading, writing
from layout import DataDir
from viewer import ROLES, Viewer

NAME = re.compile(r"[^\W_][\w.@+-]{1,59}")
# What stands in the ledger for those who have no account.
TAKEN = ("web", "local", "cli", "root", "system")


class Refusal(Exception):
    """What was asked for cannot be: a message code under refusal.account."""


@dataclass(frozen=True)
class Account:
    """One account as people may see it: nothing of its password but whether there is one."""

    name: str
    role: str
    units: tuple[str, ...]
    officials: tuple[str, ...]
    active: bool
    must_change: bool
    has_password: bool
    subject: str | None
    made_at: float
    changed_at: float

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.name, self.role, self.units, self.officials)


def key_of(name: str) -> str:
    """Two names that look the same are the same account."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def account(row: sqlite3.Row) -> Account:
    same = {name: row[name] for name in ("name", "role", "subject", "made_at", "changed_at")}
    return Account(
        **same,
        units=tuple(json.loads(row["units"])),
        officials=tuple(json.loads(row["officials"])),
        active=bool(row["active"]),
        must_change=bool(row["must_change"]),
        has_password=row["password"] is not None,
    )


class Accounts:
    """The accounts of one data directory. `by` is who changes; `where` from which address."""

    def __init__(self, data: DataDir) -> None:
        self.data = data

    def any(self) -> bool:
        """Whether an account was ever made here, switched off or not."""
        with reading(self.data.access) as db:
            return db is not None and bool(db.execute("select 1 from account").fetchone())

    def all(self) -> list[Account]:
        with reading(self.data.access) as db:
            rows = db.execute("select * from account order by key").fetchall() if db else []
        return [account(row) for row in rows]

    def get(self, name: str) -> Account | None:
        row = self.row(name)
        return account(row) if row else None

    def row(self, name: str) -> sqlite3.Row | None:
        """The row with the password's hash, for the sign-in alone."""
        with reading(self.data.access) as db:
            found = "select * from account where key = ?"
            return db.execute(found, (key_of(name),)).fetchone() if db else None

    def add(
        self,
        name: str,
        role: str,
        password: str | None,
        *,
        by: str,
        where: str = "",
        units: Sequence[str] = (),
        officials: Sequence[str] = (),
        must_change: bool = True,
    ) -> Account:
        """A new account; without a password it comes in by the organisation's sign-on alone."""
        name = unicodedata.normalize("NFKC", name).strip()
        if not NAME.fullmatch(name) or key_of(name) in TAKEN:
            raise Refusal("name")
        if role not in ROLES:
            raise Refusal("role")
        stored = self._hashed(password, name) if password is not None else None
        now = time.time()
        must = bool(stored and must_change)
        values = (_json(units), _json(officials), 1, int(must), None, now, now)
        with writing(self.data.access) as db:
            if db.execute("select 1 from account where key = ?", (key_of(name),)).fetchone():
                raise Refusal("exists")
            row = (key_of(name), name, stored, role, *values)
            db.execute("insert into account values (?,?,?,?,?,?,?,?,?,?,?)", row)
            said = {"role": role, "units": list(units), "officials": list(officials)}
            self._trace(name, "added", by, where, **said)
        return self.get(name)

    def set_password(
        self, name: str, password: str, *, by: str, where: str = "", must_change: bool
    ) -> None:
        """Another password; every session of the account ends."""
        stored = self._hashed(password, name)
        values = {"password": stored, "must_change": int(must_change)}
        self._change(name, values, "password", by, where)

    def set_role(self, name: str, role: str, *, by: str, where: str = "") -> None:
        if role not in ROLES:
            raise Refusal("role")
        self._change(name, {"role": role}, "role", by, where, role=role)

    def set_scope(
        self,
        name: str,
        units: Sequence[str],
        officials: Sequence[str],
        *,
        by: str,
        where: str = "",
    ) -> None:
        """Whose records are this person's: units by id, officials by id or name."""
        values = {"units": _json(units), "officials": _json(officials)}
        said = {"units": list(units), "officials": list(officials)}
        self._change(name, values, "scope", by, where, **said)

    def set_active(self, name: str, active: bool, *, by: str, where: str = "") -> None:
        what = "enabled" if active else "disabled"
        self._change(name, {"active": int(active)}, what, by, where)

    def bind(self, name: str, subject: str, *, where: str = "") -> None:
        """From now on it is this identity of the organisation's sign-on, and no other."""
        self._change(name, {"subject": subject}, "bound", name, where)

    def rehash(self, name: str, password: str, stored: str) -> str:
        """The same password under today's settings: no change anyone would notice. Its hash takes
        the place of `stored` and of no other: there may be a new password by now."""
        fresh = passwords.hashed(password)
        with writing(self.data.access) as db:
            replace = "update account set password = ? where key = ? and password = ?"
            db.execute(replace, (fresh, key_of(name), stored))
        return fresh

    def _change(
        self, name: str, values: dict, what: str, by: str, where: str, **said: object
    ) -> None:
        now, key = time.time(), key_of(name)
        with writing(self.data.access) as db:
            row = db.execute("select * from account where key = ?", (key,)).fetchone()
            if row is None:
                raise Refusal("unknown")
            columns = ", ".join(f"{column} = ?" for column in values)
            update = f"update account set {columns}, changed_at = ? where key = ?"
            db.execute(update, (*values.values(), now, key))
            _keep_an_administrator(db, row)
            ended = "update session set ended_at = ?, ended_why = ? where account = ?"
            db.execute(f"{ended} and ended_at is null", (now, what, key))
            self._trace(row["name"], what, by, where, **said)

    def _trace(self, name: str, what: str, by: str, where: str, **said: object) -> None:
        body = {"name": name, "change": what, "address": where, **said}
        traces.wrote(self.data, traces.CHANGED, body, who=by)

    def _hashed(self, password: str, name: str) -> str:
        if code := passwords.wrong(password, name):
            raise Refusal(code)
        return passwords.hashed(password)


def _keep_an_administrator(db: sqlite3.Connection, before: sqlite3.Row) -> None:
    """The last one who can make accounts is neither switched off nor given another role."""
    if before["role"] != "administrator" or not before["active"]:
        return
    left = "select 1 from account where role = 'administrator' and active = 1"
    if not db.execute(left).fetchone():
        raise Refusal("last_administrator")


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
