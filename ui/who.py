"""Who is looking, for every page: the only place that asks.

ui/sign_in_guard.py lets nobody in without a session and says on each connection whose it is; with
`streamlit run app.py` there is no guard, so that accounts are not served, and nobody else but the
one person on this computer.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from access import traces
from access.accounts import Accounts
from access.database import Unreadable
from access.sessions import Session, Sessions
from layout import data_dir
from ui import edge
from ui.pages_list import PAGES
from ui.words import t
from viewer import LOCAL, NOBODY, Viewer

HEADER = "x-dunghan-session"  # set by the guard alone: a session's id, or HERE
HERE = "local"
FRESH = 0.5  # seconds for which an answer about a session is believed
guarded = False  # whether the guard stands before every connection of this server

_lock = threading.Lock()
_found: OrderedDict[tuple[str, str], tuple[float, Session | None]] = OrderedDict()
_owners: OrderedDict[str, str] = OrderedDict()  # Streamlit's session -> whose (HEADER)
_files: OrderedDict[tuple[str, str], bool] = OrderedDict()  # address of a file, whose


def current() -> Viewer:
    """The reader of this page; NOBODY sees nothing."""
    if not guarded:
        return NOBODY if why_not() else LOCAL
    whose = identity()
    if whose == HERE:
        return LOCAL
    session = session_now()
    return session.viewer if session and session.may_read else NOBODY


def require(page: str) -> Viewer:
    """The reader, if their role may open `page`; else the page ends with a plain sentence."""
    viewer = current()
    if PAGES[page].opens_to(viewer):
        return viewer
    if viewer.signed_in:
        body = {"page": page, "address": address()}
        traces.noted(data_dir(), traces.REFUSED, body, who=viewer.name)
        words = {"page": t(f"page.{page}"), "role": t(f"account_role.{viewer.role}")}
        st.warning(t("door.refused", **words), icon=":material/lock:")
    elif viewer == LOCAL:
        st.info(t("door.needs_account"), icon=":material/key:")
        st.code("python -m access add NAME --role administrator", language=None)
    else:
        st.info(t("door.nobody"), icon=":material/lock:")
    st.stop()


def refuse_nobody() -> None:
    """Where nobody may look, say why and draw nothing else: no menu, no filters."""
    if current() == NOBODY:
        st.error(t("door.nobody" if guarded else why_not()), icon=":material/lock:")
        st.stop()


def signed_in() -> bool:
    """Whether the reader came in with an account."""
    return current().signed_in


def address() -> str:
    """From where the reader signed in; nothing for the one person on this computer."""
    session = session_now() if guarded and identity() != HERE else None
    return session.address if session else ""


def session_now() -> Session | None:
    """The session of this connection, if it stands."""
    whose = identity()
    if not guarded or whose in ("", HERE):
        return None
    key, now = (str(data_dir().access), whose), time.monotonic()
    with _lock:
        at, session = _found.get(key, (-FRESH, None))
    if now - at >= FRESH:
        session = Sessions(data_dir()).find(whose)
        with _lock:
            _kept(_found, key, (now, session))
    return session


def sign_out() -> None:
    """End the reader's session; the guard sends every tab of it to the sign-in page."""
    if session := session_now():
        Sessions(data_dir()).end(session)
        with _lock:
            _found.pop((str(data_dir().access), session.id), None)


def identity() -> str:
    """What the guard wrote on this connection."""
    return st.context.headers.get(HEADER) or ""


def why_not() -> str:
    """Without the guard: why nobody is served, as a message code; nothing for one person here."""
    try:
        accounts = Accounts(data_dir()).any()
    except Unreadable:
        return "door.unreadable"
    if accounts:
        return "door.not_guarded"
    return "" if edge.is_loopback(st.get_option("server.address")) else "door.open_address"


def arrive() -> None:
    """Remember whose Streamlit's session is: nobody else comes back to it, or uploads into it."""
    if guarded and (context := get_script_run_ctx()):
        with _lock:
            _kept(_owners, context.session_id, identity())


def owner(streamlit_session: str) -> str | None:
    with _lock:
        return _owners.get(streamlit_session)


def owned(whose: str) -> set[str]:
    """Streamlit's sessions of one signed-in browser."""
    with _lock:
        return {session for session, owner in _owners.items() if owner == whose}


def give(file: str, whose: str) -> None:
    """A file that was made at a click belongs to the browser that clicked."""
    with _lock:
        _kept(_files, (file, whose), True)


def given(file: str, whose: str) -> bool:
    with _lock:
        return (file, whose) in _files


def _kept(box: OrderedDict, key: object, value: object) -> None:
    """Put something in; of thousands the oldest goes."""
    box[key] = value
    box.move_to_end(key)
    while len(box) > 5000:
        box.popitem(last=False)
