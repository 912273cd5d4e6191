"""Whom the organisation's sign-on names: an account of the table, or one that its claims make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from access.accounts import Account, Accounts, Refusal
from layout import DataDir
from viewer import ROLES

BY = "oidc"  # who made or changed an account, in the ledger


class NotKnown(Exception):
    """The provider says who it is; nothing here says what they may. `name`: of an account."""

    def __init__(self, code: str, name: str | None = None) -> None:
        super().__init__(code)
        self.name = name


@dataclass(frozen=True)
class Claims:
    """Which claims of the identity say what; without `role` the table of accounts decides."""

    name: str = "email"
    role: str = ""
    units: str = ""
    officials: str = ""

    @staticmethod
    def of(settings: Mapping[str, Any]) -> Claims:
        known = {f: str(settings[f"{f}_claim"]) for f in FIELDS if settings.get(f"{f}_claim")}
        return Claims(**known)


FIELDS = ("name", "role", "units", "officials")


def account_of(data: DataDir, user: Mapping[str, Any], claims: Claims, *, where: str) -> str:
    """The name of the account this identity comes in with. Raises NotKnown.

    An account belongs to the identity that first came in with it; the same name of another
    identity stays outside.
    """
    accounts, subject = Accounts(data), f"{user.get('iss', '')} {user.get('sub', '')}"
    name = _name(user, claims)
    role = _role(user, claims) if claims.role else None
    one = accounts.get(name)
    if one and not one.active:
        raise NotKnown("disabled", one.name)
    if one and one.subject not in (None, subject):
        raise NotKnown("other_identity", one.name)
    if one is None and role is None:
        raise NotKnown("no_account")
    scope = {"units": _list(user, claims.units), "officials": _list(user, claims.officials)}
    one = one or _made(accounts, name, role, scope, where)
    if one.subject is None:
        accounts.bind(one.name, subject, where=where)
    _follow(accounts, one, role, claims, scope, where)
    return one.name


def _follow(
    accounts: Accounts, one: Account, role: str | None, claims: Claims, scope: dict, where: str
) -> None:
    """What the provider says of role and scope holds from this sign-in on."""
    if role and role != one.role:
        accounts.set_role(one.name, role, by=BY, where=where)
    units = scope["units"] if claims.units else one.units
    officials = scope["officials"] if claims.officials else one.officials
    if (units, officials) != (one.units, one.officials):
        accounts.set_scope(one.name, units, officials, by=BY, where=where)


def _made(accounts: Accounts, name: str, role: str, scope: dict, where: str) -> Account:
    try:
        return accounts.add(name, role, None, by=BY, where=where, **scope)
    except Refusal as refusal:
        raise NotKnown(f"name_{refusal}") from refusal


def _name(user: Mapping[str, Any], claims: Claims) -> str:
    name = user.get(claims.name)
    if not isinstance(name, str) or not name.strip():
        raise NotKnown("no_name")
    if claims.name == "email" and user.get("email_verified") not in (True, "true"):
        raise NotKnown("email_not_verified")
    return name


def _role(user: Mapping[str, Any], claims: Claims) -> str:
    """The one known role among the claim's values; none or several say nothing."""
    known = {value for value in _list(user, claims.role) if value in ROLES}
    if len(known) != 1:
        raise NotKnown("no_role")
    return known.pop()


def _list(user: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    value = user.get(claim) if claim else None
    values = value if isinstance(value, list) else [value]
    return tuple(v for v in values if isinstance(v, str) and v)
