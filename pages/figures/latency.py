"""Thời gian trả lời: how many working days an answer takes, per unit; what waits counts too."""

import streamlit as st

from reports import export
from ui import blocks_latency as blocks
from ui import blocks_matrix, blocks_replies, drill, head, who

who.require("latency")
now = head.begin()
kinds = blocks.kinds(now)
head.nothing_here(now, len(kinds))
watch = blocks.clock()
blocks.per_unit(now, kinds, watch, export)
if "consultations" in kinds:
    blocks_matrix.matrix(now)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        blocks_replies.no_reply(now, export)
    with right:
        blocks_replies.forms(now, export)
drill.show(export)
