"""Tên chưa rõ: names of units and people that nobody resolved, answered once for good."""

import streamlit as st

from layout import data_dir
from ledger import Ledger
from metrics import names
from reports import export
from ui import data, decisions, head, names_history, names_queue, quality_rows, upload_card, who
from ui.names_answers import ENTRY, Answer, held, pending
from ui.words import t

who.require("names")
if not data.ready():
    head.begin()
ledger = Ledger(data_dir().ledger)
entries = ledger.entries(*ENTRY.values())


def decide(answer: Answer, why: str) -> None:
    """Write down whom a name stands for."""
    decisions.built(answer.kind, answer.body, why)


upload_card.rebuilds(data_dir())
told = pending(entries, data.ledger_seq())
queues = {what: names_queue.waiting(what, told) for what in names.KINDS}
what = names_queue.choose(queues)
left, right = st.columns([3, 2], gap="medium")
with left:
    row = names_queue.table(queues[what], what, export)
with right:
    if row:
        names_queue.card(row, what, decide)
    else:
        st.success(t("names.none_waiting"), icon=":material/check:")
names_history.draw([one for what in names.KINDS for one in held(entries, what)], export, decide)
quality_rows.show_opened(export)
