"""What a reader decides on a page, written down: who, when, from where, what, why."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from access.traces import NotTraced, wrote
from layout import data_dir
from ui import jobs, who
from ui.words import plain, t

Write = Callable[[str, dict, str], None]  # kind of entry, its body, why


def kept(
    kind: str, body: dict, why: str = "", then: tuple[tuple[str, dict, str], ...] = ()
) -> bool:
    """Write one entry, and those that stand only with it (kind, body, why); False, and said on the
    page, where nothing could be written."""
    by, where = jobs.by(), who.address()
    try:
        wrote(data_dir(), kind, body, who=by, why=why, where=where, then=then)
    except NotTraced as error:
        st.error(plain(t("refusal.ledger_not_written", why=error)))
        return False
    return True


def told(said: Callable[[str], str]) -> Write:
    """What writes one entry, tells the reader so in the words said(kind), and draws anew."""

    def write(kind: str, body: dict, why: str = "") -> None:
        if kept(kind, body, why):
            st.toast(said(kind), icon=":material/check:")
            st.rerun()

    return write


def built(kind: str, body: dict, why: str = "") -> None:
    """Write one entry, then build anew with it."""
    if kept(kind, body, why):
        jobs.command(data_dir(), "build")
        st.rerun()
