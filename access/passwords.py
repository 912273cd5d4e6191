"""Passwords: what one must be like, and argon2id over it."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from access.limits import LONGEST, SHORTEST

HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that look alike


def wrong(password: str, name: str) -> str | None:
    """Why this may not be the password of this account: a message code, or None."""
    bare, folded = _fold(password), _fold(name)
    if len(normal(password)) < SHORTEST:
        return "too_short"
    if len(normal(password)) > LONGEST:
        return "too_long"
    if bare.replace(folded, "").strip() == "" or bare[::-1] == folded:
        return "is_the_name"
    return "too_plain" if len(set(bare)) < 5 else None


def hashed(password: str) -> str:
    return HASHER.hash(normal(password))


def verified(stored: str | None, password: str) -> bool:
    """Whether it is the password; takes as long when there is none to compare with."""
    try:
        good = HASHER.verify(stored or nobodys(), normal(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return good and stored is not None


def outdated(stored: str) -> bool:
    """Made with weaker settings than those of today."""
    return HASHER.check_needs_rehash(stored)


@cache
def nobodys() -> str:
    """The hash of a password that nobody knows."""
    return HASHER.hash(secrets.token_urlsafe(32))


def invented() -> str:
    """A password to hand over once: 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))


def normal(password: str) -> str:
    """As it is hashed: "ế" typed on one keyboard is "ế" typed on another."""
    return unicodedata.normalize("NFC", password)


def _fold(text: str) -> str:
    return normal(text).casefold()
