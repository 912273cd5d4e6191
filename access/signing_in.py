"""A name and a password, judged: the only place that says yes."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from access import passwords, traces
from access.accounts import Accounts
from access.attempts import Attempts
from access.limits import HASHING, LONGEST, QUEUE, STEP
from layout import DataDir

_hashing = threading.BoundedSemaphore(HASHING)
_waiting = threading.BoundedSemaphore(HASHING + QUEUE)


@dataclass(frozen=True)
class Verdict:
    """`name` of the account and `stored` when it is right; else a code and, if so, how long to
    wait."""

    name: str | None = None
    code: str = ""
    seconds: int = 0
    stored: str = ""  # the hash that the password was held against


def judge(data: DataDir, name: str, password: str, address: str) -> Verdict:
    """Whether this password is that of the account. Takes as long for a name that is nobody's."""
    if not _waiting.acquire(blocking=False):
        return Verdict(code="busy")
    try:
        begun = time.monotonic()
        with _hashing:
            verdict = _judged(data, name, password, address)
        if verdict.code == "wrong":  # a known name is also written down
            time.sleep(STEP - (time.monotonic() - begun) % STEP)
        return verdict
    finally:
        _waiting.release()


def _judged(data: DataDir, name: str, password: str, address: str) -> Verdict:
    attempts, accounts = Attempts(data), Accounts(data)
    if seconds := attempts.wait(name, address):
        return Verdict(code="wait", seconds=seconds)
    attempts.begin(name, address)
    row = accounts.row(name)
    stored = row["password"] if row and row["active"] else None
    if not passwords.verified(stored, password[: LONGEST + 1]):
        body = {"name": row["name"] if row else None, "address": address}
        traces.noted(data, traces.FAILED, body)
        return Verdict(code="wrong", seconds=attempts.wait(name, address))
    attempts.good(name, address)
    if passwords.outdated(stored):
        stored = accounts.rehash(name, password, stored)
    return Verdict(name=row["name"], stored=stored)
