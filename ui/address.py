"""A view in the address: what the filters say, in words that do not change with the language.

Streamlit's own bind="query-params" writes the label a reader sees, so a link made in English
would say nothing in Vietnamese. Here the address carries the values themselves. adopt() a key
before its widget is drawn; the frame calls write() once when all of them are drawn.
"""

from collections.abc import Container

import streamlit as st

KEYS = "address.keys"  # what has been adopted in this session, in order
WRITTEN = "address.written"  # what this session last wrote


def adopt(key: str, allowed: Container[str], default: str | list[str] | None) -> list[str]:
    """Set the widget's state from the address if that says something new; else leave it.

    Something new: a link that was opened, or back and forward in the browser. A parameter that is
    missing says nothing. A list as default means several values. Returns what the address asked
    for and is not allowed, for the page to tell. Give the widget persist_state="session".
    """
    st.session_state.setdefault(KEYS, {})[key] = None
    given = st.query_params.get_all(key)
    if not given or given == st.session_state.get(WRITTEN, {}).get(key):
        st.session_state.setdefault(key, default)
        return []
    known = [value for value in given if value in allowed]
    several = isinstance(default, list)
    st.session_state[key] = known if several else (known or [default])[0]
    return [value for value in given if value not in allowed]


def write() -> None:
    """Put the adopted widgets' values into the address, in one go: one step of its history."""
    values = {key: _values(key) for key in st.session_state.get(KEYS, {})}
    st.session_state[WRITTEN] = values
    others = {k: st.query_params.get_all(k) for k in st.query_params if k not in values}
    wanted = {k: v for k, v in (values | others).items() if v}
    if wanted != {k: st.query_params.get_all(k) for k in st.query_params}:
        st.query_params.from_dict(wanted)


def link(**more: str) -> dict[str, list[str]]:
    """The view's parameters and some more, for st.page_link and st.switch_page."""
    return {k: v for k, v in st.session_state.get(WRITTEN, {}).items() if v} | {
        k: [v] for k, v in more.items()
    }


def _values(key: str) -> list[str]:
    """The widget's value as a list; [] takes the parameter out of the address."""
    value = st.session_state.get(key)
    several = value if isinstance(value, list | tuple) else [value]
    return [str(v) for v in several if v is not None]
