"""Quá hạn: the four rates, by whom, how old, by which due date; what falls due or has none."""

import streamlit as st

from metrics.board import board
from reports import export
from ui import blocks_bases, blocks_formulas, blocks_rates, data, drill, head, who
from ui import blocks_overdue as blocks

who.require("overdue")
now = head.begin()
counts = data.ask(board, now)
head.nothing_here(now, counts.total["total"])
blocks_rates.rates(now, counts)
blocks_formulas.others(now, counts)
blocks_rates.by_dimension(now, counts, export)
left, right = st.columns(2, gap="medium")
with left:
    blocks.ageing(now, counts.total["open_overdue"])
    blocks.coming_due(now, export, counts.total["due_soon"])
with right:
    blocks.without_due_date(now, counts)
blocks_formulas.formulas(now, counts, export)
blocks_bases.two_bases(now, counts, export)
drill.show(export)
