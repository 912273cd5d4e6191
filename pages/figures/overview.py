"""Tổng quan: what a leader reads first."""

import streamlit as st

from metrics.board import board
from reports import export
from ui import blocks_excluded, blocks_figures, blocks_leaders, data, drill, head, who
from ui import blocks_overview as blocks

who.require("overview")
now = head.begin()
counts = data.ask(board, now)
head.nothing_here(now, counts.total["total"])
first = blocks.first_rows(now)
blocks_leaders.leaders(now, first)
blocks_figures.figures(now, counts)
left, right = st.columns([3, 2], gap="medium")
with left:
    blocks.by_unit(now, counts)
with right:
    blocks.flow(now)
blocks.urge(now, counts, first["longest"], export)
blocks.settlement(now, counts, export)
blocks_excluded.of_units(now, export)
drill.show(export)
