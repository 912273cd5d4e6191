"""Whose record is shown: chosen from those that the reader may see, and kept in the address."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from metrics import record
from metrics.record import OFFICIAL, UNIT, Subject
from ui import address, data
from ui.words import t
from viewer import Viewer

PARAMETER = {OFFICIAL: "person", UNIT: "of_unit"}


def official(viewer: Viewer) -> Subject:
    """One official; an official's own record first."""
    names = data.ask(record.officials)
    own = data.ask(record.names_of, viewer.officials)
    return _chosen(OFFICIAL, {name: name for name in names}, own)


def unit(viewer: Viewer) -> Subject:
    """One unit of the directory; a head's own unit first."""
    own = data.own_unit_names()
    known = {u["unit_id"]: u["name"] for u in data.units() if u["resolved"] and u["unit_id"] in own}
    return _chosen(UNIT, known, [u for u in viewer.units if u in known])


def address_of(kind: str, key: str) -> str:
    """The page and the parameter that open a record."""
    page = "person" if kind == OFFICIAL else "unit"
    return f"{page}?{urlencode(address.link(**{PARAMETER[kind]: key}), doseq=True)}"


def _chosen(kind: str, known: dict[str, str], own: list[str]) -> Subject:
    if not known:
        st.info(t(f"record.no_{kind}"))
        st.stop()
    key = PARAMETER[kind]
    first = (own or list(known))[0]
    address.adopt(key, known, first)
    if st.session_state.get(key) not in known:  # gone with another warehouse or another reader
        st.session_state[key] = first
    st.selectbox(
        t(f"record.choose_{kind}"), list(known), format_func=lambda one: known.get(one, one),
        key=key, persist_state="session",
    )  # fmt: skip
    return Subject(kind, st.session_state[key])
