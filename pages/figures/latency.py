"""Thời gian trả lời: how many working days an answer takes, per unit; what has no answer."""

import streamlit as st

from reports import export
from ui import blocks_latency as blocks
from ui import blocks_matrix, drill, head

now = head.begin()
kinds = blocks.kinds(now)
head.nothing_here(now, len(kinds))
for kind, place in zip(kinds, st.columns(len(kinds), gap="medium"), strict=True):
    with place:
        blocks.per_unit(now, kind, export)
if "consultations" in kinds:
    blocks_matrix.matrix(now)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        blocks.no_reply(now, export)
    with right:
        blocks.forms(now, export)
drill.show(export)
