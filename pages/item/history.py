"""Hồ sơ việc: one case's whole history, opened from any list at `item?item=<id>`."""

from dataclasses import replace

import streamlit as st

from metrics import history
from metrics.format import day
from reports import export
from ui import address, data, filters, item_blocks, item_decided, item_steps, who
from ui.words import t

who.require("item")
now = filters.current()
item_id = st.query_params.get("item", "")
case_id = item_blocks.find(item_id) if now else None
if case_id is None:
    st.warning(t("item.unknown"), icon=":material/search_off:")
    where = {"query_params": address.link(), "icon": ":material/arrow_back:"}
    st.page_link("pages/figures/overview.py", label=t("item.to_overview"), **where)
    st.stop()
case = data.ask(history.case, case_id)
items = data.ask(history.items, case_id, now.as_of)
if not items:  # assigned after the day that is being looked at: tell how it stands in the end
    last = data.facts().last
    st.info(t("item.not_yet", as_of=day(now.as_of), last=day(last)))
    now = replace(now, as_of=last)
    items = data.ask(history.items, case_id, last)
seen = data.ask(history.observations, case_id)
item_blocks.what(case, items or seen)
if items:
    item_blocks.standing(items, item_id, now.as_of)
    item_blocks.holders(items, item_id, export)
if who.signed_in():
    item_decided.draw(case_id, export)
item_steps.draw(case_id, now.as_of, export)
item_blocks.hand_overs(data.ask(history.hand_overs, case_id), export)
item_blocks.exports(seen, export)
item_blocks.source_cells(seen, export)
