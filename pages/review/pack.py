"""Họp đánh giá: the checklist, the pack, the Office's comments, freezing, what changed since."""

import streamlit as st

from layout import data_dir
from ledger import Ledger
from reports import export
from reports.paper import FACTS, letterhead
from reports.review import checklist, collect, command, freeze, people, sentences
from ui import blocks_review, blocks_review_frozen, blocks_review_words, decisions, who
from ui.words import t

viewer = who.require("pack")
data = data_dir()
ledger = Ledger(data.ledger)


def decide(kind: str, body: dict, why: str = "", last: bool = True) -> None:
    """Write something down, or say that it could not be; after the last of several, draw anew."""
    if decisions.kept(kind, body, why) and last:
        st.toast(t("pack.kept"), icon=":material/check:")
        st.rerun()


write = decide if viewer.role == "office" else None
filters = blocks_review.choose()
names = ("make", "words", "head", "praise", "frozen") if write else ("make", "frozen")
tabs = dict(zip(names, st.tabs([t(f"pack.tab.{name}") for name in names]), strict=True))
with tabs["make"]:
    points = blocks_review.checked(filters, checklist.checklist)
    blocks_review.make(data, filters, points, viewer)
if write:
    with tabs["words"]:
        kept = collect.comments(ledger, filters.period.name)
        blocks_review_words.comments(filters.period, sentences.SECTIONS, kept, write)
        blocks_review_words.signed(filters.period, collect.signed(ledger, filters.period), write)
    with tabs["head"]:
        blocks_review_words.head(FACTS, letterhead(ledger.entries("setting")), write)
    with tabs["praise"]:
        blocks_review_words.proposals(
            filters.period, people.proposals(ledger, filters.period.name), write, viewer
        )
with tabs["frozen"]:
    blocks_review_frozen.listed(data, freeze, viewer)
    blocks_review_frozen.since(data, freeze, command.since, export)
