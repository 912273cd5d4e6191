"""Kiến nghị, đề xuất: what waits, who sent it (by type), where it was passed on."""

from dataclasses import replace

import streamlit as st

from metrics.board import board
from reports import export
from ui import blocks_overview, blocks_transfers, data, drill, head, who
from ui import blocks_petitions as blocks

who.require("petitions")
now = replace(head.begin(), kinds=("petitions",))
counts = data.ask(board, now)
head.nothing_here(now, counts.total["total"])
blocks.figures(now, counts)
left, right = st.columns(2, gap="medium")
with left:
    blocks.backlog(now, counts)
with right:
    blocks.ageing(now, counts)
left, right = st.columns(2, gap="medium")
with left:
    blocks.by_sender(now, counts)
with right:
    blocks_overview.flow(now)
blocks.oldest(now, counts, export)
left, right = st.columns(2, gap="medium")
with left:
    blocks_transfers.matrix(now)
with right:
    blocks_transfers.forwarding(now, export)
blocks_transfers.back_and_forth(now, export)
drill.show(export)
