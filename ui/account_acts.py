"""What an administrator's click does: done, said once at the top of the page, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from access import keeping
from access.accounts import Refusal
from access.traces import NotTraced
from layout import data_dir
from ui import who
from ui.words import plain, t

SAID = "account.said"  # what the last click did, shown once


def said() -> None:
    """What the last click did; a password that was made stands here once."""
    kind, sentence, secret = st.session_state.pop(SAID, ("", "", ""))
    if kind:
        getattr(st, kind)(plain(sentence))
    if secret:
        st.code(secret, language=None)


def done(act: Callable[[], tuple[str, str]]) -> None:
    """Do it and say so, or why not, at the top of the page that is drawn next."""
    try:
        st.session_state[SAID] = ("success", *act())
    except Refusal as refusal:
        st.session_state[SAID] = ("error", t(f"refusal.account.{refusal}"), "")
    except NotTraced as error:
        st.session_state[SAID] = ("error", t("account.not_written", said=error), "")
    st.rerun()


def by() -> Mapping[str, str]:
    return {"by": who.current().name, "where": who.address()}


def keep() -> None:
    """How long what is kept beside the ledger is kept, and deleting it."""
    st.subheader(t("account.keep"), anchor=False)
    st.caption(t("account.keep.about"))
    now = keeping.days(data_dir())
    with st.form("account.keep"):
        wanted = {
            name: st.number_input(
                t("account.days", what=t(f"access.keep.{name.removeprefix('keep_')}")),
                1,
                keeping.KEPT[name][1],
                days,
            )
            for name, days in now.items()
        }
        if st.form_submit_button(t("account.change")):
            done(lambda: kept(now, wanted))
    if st.button(t("account.keep.prune"), key="account.prune", icon=":material/delete:"):
        done(pruned)


def kept(now: dict[str, int], wanted: dict[str, int]) -> tuple[str, str]:
    for name, days in wanted.items():
        if days != now[name]:
            keeping.keep(data_dir(), name, days, by=who.current().name)
    return t("account.keep.saved"), ""


def pruned() -> tuple[str, str]:
    gone = keeping.prune(data_dir(), by=who.current().name)
    words = "; ".join(f"{t(f'access.keep.{what}')}: {number}" for what, number in gone.items())
    return t("account.keep.pruned", rows=words), ""
