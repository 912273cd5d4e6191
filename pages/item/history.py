"""Hồ sơ việc: one case's whole history, opened from any list at `item?item=<id>`."""

import streamlit as st

from metrics import history
from reports import export
from ui import address, data, filters, item_blocks
from ui.words import t

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
seen = data.ask(history.observations, case_id)
item_blocks.what(case, items or seen)
if items:
    item_blocks.standing(items, item_id, now)
    item_blocks.holders(items, item_id, export)
else:
    st.info(t("item.not_yet", as_of=f"{now.as_of:%d/%m/%Y}"))
item_blocks.hand_overs(data.ask(history.hand_overs, case_id), export)
item_blocks.exports(seen, export)
item_blocks.source_cells(seen, export)
