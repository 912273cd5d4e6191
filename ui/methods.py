"""docs/methods.md on the screen, section by section, and the way to it from a figure."""

import re
from dataclasses import dataclass
from functools import cache

import streamlit as st

from layout import REPO
from ui import address
from ui.words import t

PAGE = "pages/help/methods.py"
TEXT = REPO / "docs" / "methods.md"
HEADING = re.compile(r"^## (\d+)\. (.*)$", re.M)
LINK = re.compile(r"\[([^]]+)\]\([^)]*\)")  # leads to files that this site does not serve


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    body: str


def link(section: int) -> None:
    """The way from a figure to the section that says how it is made."""
    st.page_link(
        PAGE,
        label=t("methods.link", section=section),
        icon=":material/menu_book:",
        query_params=address.link(section=str(section)),
    )


@cache
def sections() -> tuple[Section, ...]:
    """The numbered sections, in the document's order."""
    text = LINK.sub(r"\1", TEXT.read_text("utf-8"))
    found = list(HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        Section(int(match[1]), match[2], text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    )


def draw(chosen: str | None) -> None:
    """All of them, folded; open is the one that a figure led to."""
    for section in sections():
        title = f"{section.number}. {section.title}"
        with st.expander(title, expanded=str(section.number) == chosen):
            st.markdown(section.body)
