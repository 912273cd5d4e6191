"""Diễn biến: month by month against fixed limits; the period against a year earlier."""

import streamlit as st

from metrics.catalog import BESIDE, HEADLINE
from metrics.measure import total
from reports import export
from ui import blocks_trends as blocks
from ui import blocks_year, data, drill, head, who

who.require("trends")
now = head.begin()
head.nothing_here(now, data.ask(total, now, ("total",))["total"])
measure, chosen = blocks.choices(now)
blocks.months(chosen, measure, export)
st.divider()
blocks_year.against_the_year_before(now, BESIDE if measure == BESIDE else HEADLINE, export)
drill.show(export)
