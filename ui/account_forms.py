"""The administrator's forms: add an account, change one, a new password, how long what is kept."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from access import about, passwords
from access.accounts import Account, Accounts
from access.sessions import Sessions
from layout import data_dir
from ui.account_acts import by, done
from ui.export_traces import traced
from ui.tables import Column
from ui.words import plain, t
from viewer import ROLES

COLUMNS = (
    Column("account", pinned=True), Column("account_role"), Column("account_units"),
    Column("account_officials"), Column("account_state"), Column("account_sessions", "count"),
    Column("account_changed", "date"),
)  # fmt: skip


def accounts() -> list[Account]:
    return Accounts(data_dir()).all()


def rows(accounts: list[Account]) -> list[dict]:
    """The accounts as a table shows them."""
    sessions = Sessions(data_dir())
    return [
        {
            "account": one.name,
            "account_role": t(f"account_role.{one.role}"),
            "account_units": ", ".join(one.units),
            "account_officials": ", ".join(one.officials),
            "account_state": t(f"access.state.{'active' if one.active else 'disabled'}"),
            "account_sessions": sessions.live(one.name),
            "account_changed": about.day(one.changed_at),
        }
        for one in accounts
    ]


def add(units: Mapping[str, str]) -> None:
    """A new account, with a password that is made here and handed over."""
    with st.expander(t("account.add"), icon=":material/person_add:"), st.form("account.add"):
        name = st.text_input(t("account.name"), max_chars=60)
        role = role_box("viewer", "add")
        scope = scope_boxes(units, (), (), "add")
        sso = st.checkbox(t("account.sso_only"))
        if st.form_submit_button(t("account.add"), type="primary"):
            done(lambda: added(name, role, scope, None if sso else passwords.invented()))


def added(name: str, role: str, scope: tuple, password: str | None) -> tuple[str, str]:
    units, officials = scope
    given = {"units": units, "officials": officials, **by()}
    one = Accounts(data_dir()).add(name, role, password, **given)
    return t("account.added", name=one.name), password or ""


def change(one: Account, units: Mapping[str, str]) -> None:
    """Role and scope of one account."""
    with st.form(f"account.change.{one.name}"):
        st.markdown(f"**{plain(one.name)}**")
        role = role_box(one.role, one.name)
        scope = scope_boxes(units, one.units, one.officials, one.name)
        if st.form_submit_button(t("account.change"), type="primary"):
            done(lambda: changed(one, role, scope))


def changed(one: Account, role: str, scope: tuple) -> tuple[str, str]:
    accounts, given = Accounts(data_dir()), by()
    if role != one.role:
        accounts.set_role(one.name, role, **given)
    if (tuple(scope[0]), tuple(scope[1])) != (one.units, one.officials):
        accounts.set_scope(one.name, *scope, **given)
    return t("account.changed", name=one.name), ""


def switches(one: Account) -> None:
    """On and off, another password, everything held."""
    data = data_dir()
    accounts, key = Accounts(data), f"account.{one.name}"
    with st.container(horizontal=True):
        if st.button(t("account.disable" if one.active else "account.enable"), key=f"{key}.active"):
            done(lambda: switched(accounts, one))
        if st.button(t("account.reset"), key=f"{key}.reset", icon=":material/key:"):
            done(lambda: given_anew(accounts, one))
        st.download_button(
            t("account.about_person"),
            traced(lambda: about.written(data, one.name, records=False), f"about {one.name}"),
            f"{one.name}.json",
            "application/json",
            key=f"{key}.about",
            on_click="ignore",
            icon=":material/download:",
        )


def switched(accounts: Accounts, one: Account) -> tuple[str, str]:
    accounts.set_active(one.name, not one.active, **by())
    return t("account.changed", name=one.name), ""


def given_anew(accounts: Accounts, one: Account) -> tuple[str, str]:
    password = passwords.invented()
    accounts.set_password(one.name, password, must_change=True, **by())
    return t("account.reset_done", name=one.name), password


def role_box(role: str, key: str) -> str:
    return st.selectbox(
        t("account.role"),
        ROLES,
        ROLES.index(role),
        key=f"account.role.{key}",
        format_func=lambda r: t(f"account_role.{r}"),
    )


def scope_boxes(
    units: Mapping[str, str], chosen: tuple[str, ...], officials: tuple[str, ...], key: str
) -> tuple[list[str], list[str]]:
    """Units by name where the directory is known, else by id; officials as they are typed."""
    picked = st.multiselect(
        t("account.units"),
        [*units, *(unit for unit in chosen if unit not in units)],
        list(chosen),
        key=f"account.units.{key}",
        format_func=lambda unit: f"{unit} · {units[unit]}" if unit in units else unit,
        accept_new_options=True,
        placeholder="",
    )
    typed = st.multiselect(
        t("account.officials"),
        list(officials),
        list(officials),
        key=f"account.officials.{key}",
        accept_new_options=True,
        placeholder="",
    )
    st.caption(t("account.why"))
    return picked, typed
