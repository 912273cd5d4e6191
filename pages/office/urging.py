"""Đôn đốc tuần này: what each unit and official owes now, as a message; what was urged when."""

import streamlit as st

from reports import export
from reports.office import urging as files
from ui import decisions, record_list, urging, urging_card, urging_history, who
from ui.words import t

viewer = who.require("urging")
told = decisions.told(lambda kind: t(f"urge.toast.{kind}"))
write = told if viewer.role == "office" else None
wanted = urging.choose()
left, right = st.columns(2, gap="medium")
with left:
    row = urging.who_owes(wanted, files)
if row:
    with right:
        urging_card.draw(wanted, row, files, write)
    urging_card.listed(wanted, row, files)
urging_history.draw(wanted, export, write)
record_list.show(export)
