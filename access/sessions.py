"""Who is signed in: sessions kept by the server; the browser holds a token and nothing else."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from access import traces
from access.accounts import Account, account, key_of
from access.database import reading, writing
from access.limits import SESSIONS_EACH, Limits
from layout import DataDir
from viewer import Viewer

FOUND = """select session.made_at as begun_at, seen_at, idle, absolute, address, via, account.*
from session join account on account.key = session.account
where session.id = ? and session.ended_at is null and account.active = 1"""
LIVE = "account = ? and ended_at is null"


@dataclass(frozen=True)
class Session:
    """One signed-in browser. `id` is the token's SHA-256: it opens nothing."""

    id: str
    account: Account
    begun_at: float
    seen_at: float
    address: str
    via: str
    until: float  # when it ends if nothing is done

    @property
    def viewer(self) -> Viewer:
        return self.account.viewer

    @property
    def may_read(self) -> bool:
        """Not before a password that someone else knows was changed."""
        return not self.account.must_change


def id_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class PasswordChanged(Exception):
    """Between the look at a password and the session that was to begin with it."""


class Sessions:
    """The sessions of one data directory."""

    def __init__(self, data: DataDir) -> None:
        self.data = data

    def begin(
        self, name: str, address: str, agent: str, *, via: str = "password", limits: Limits,
        stored: str | None = None,
    ) -> str:  # fmt: skip
        """Sign an account in and return the token for its browser; it is kept nowhere. Raises
        PasswordChanged where the password is no longer that of `stored`: changing it ends the
        sessions there are, and this one was not there yet."""
        token, now, key = secrets.token_urlsafe(32), time.time(), key_of(name)
        with writing(self.data.access) as db:
            same = "select 1 from account where key = ? and password = ? and active"
            if stored is not None and db.execute(same, (key, stored)).fetchone() is None:
                raise PasswordChanged(name)
            row = (id_of(token), key, now, now, limits.idle, limits.absolute)
            said = (address, agent[:200], via, None, None)
            db.execute("insert into session values (?,?,?,?,?,?,?,?,?,?,?)", (*row, *said))
            db.execute(
                f"update session set ended_at = ?, ended_why = 'too_many' where {LIVE} and id not"
                f" in (select id from session where {LIVE} order by made_at desc limit ?)",
                (now, key, key, SESSIONS_EACH),
            )
            shown = db.execute("select name from account where key = ?", (key,)).fetchone()[0]
            body = {"address": address, "via": via}
            traces.wrote(self.data, traces.SIGNED_IN, body, who=shown)
        return token

    def find(self, id: str) -> Session | None:
        """The session if it stands: not ended, not expired, its account active."""
        with reading(self.data.access) as db:
            row = db.execute(FOUND, (id,)).fetchone() if db else None
        if row is None:
            return None
        until = min(row["seen_at"] + row["idle"], row["begun_at"] + row["absolute"])
        kept = (row["begun_at"], row["seen_at"], row["address"], row["via"])
        return Session(id, account(row), *kept, until) if time.time() < until else None

    def touch(self, session: Session) -> None:
        """The person did something; written down a few times a minute at most."""
        now = time.time()
        if now - session.seen_at < min(10.0, (session.until - session.seen_at) / 10):
            return
        with writing(self.data.access) as db:
            newer = "update session set seen_at = ? where id = ? and ended_at is null"
            db.execute(newer, (now, session.id))

    def end(self, session: Session, why: str = "signed_out") -> None:
        """The person signs out: the token opens nothing from now on."""
        with writing(self.data.access) as db:
            stop = "update session set ended_at = ?, ended_why = ? where id = ?"
            done = db.execute(f"{stop} and ended_at is null", (time.time(), why, session.id))
            if done.rowcount:
                body = {"address": session.address}
                traces.wrote(self.data, traces.SIGNED_OUT, body, who=session.account.name)

    def live(self, name: str) -> int:
        """How many browsers an account is signed in with, expired ones not counted."""
        query = f"select count(*) from session where {LIVE} and ? < seen_at + idle"
        with reading(self.data.access) as db:
            now = time.time()
            values = (key_of(name), now, now)
            found = db.execute(f"{query} and ? < made_at + absolute", values) if db else None
            return found.fetchone()[0] if found else 0
