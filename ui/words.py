"""Words on the screen in the reader's language, and text from files made harmless."""

import re
from typing import Any

import streamlit as st

import messages

# Everything Streamlit's Markdown gives a meaning to, the directives (:red[…]) and $…$ included.
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=@])")
# Addresses, icons (:material/…) and arrows are recognised after the escapes are gone; an
# invisible word joiner inside them prevents it.
LATER = re.compile(r"(?<=:)(?=//|material/)|(?<=www)(?=\.)|(?<=@)|(?<=[<>~\-])(?=[=>\-])", re.I)
# Marks that turn the direction of what follows: in a name they would turn the sentence round it.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space stays one


def language() -> str:
    """The language chosen in the frame; Vietnamese when nothing is chosen."""
    chosen = st.session_state.get("lang")
    return chosen if chosen in messages.LANGUAGES else messages.LANGUAGES[0]


def t(code: str, **params: Any) -> str:
    """The sentence of a message code in the reader's language."""
    return messages.text(code, language(), **params)


def plain(text: object) -> str:
    """Text for a place that reads Markdown, shown exactly as it stands, on one line."""
    one_line = SPACES.sub(" ", TURNS.sub("", str(text)).strip())
    return MARKDOWN.sub(r"\\\1", LATER.sub("\u2060", one_line))
