"""Đôn đốc tuần này: what each unit and official owes now, as a message; what was urged when."""

import streamlit as st

from layout import data_dir
from ledger import Ledger, LedgerNotWritten
from reports import export
from reports.office import urging as files
from ui import record_list, urging, urging_card, urging_history, who
from ui.words import plain, t

viewer = who.require("urging")


def decide(kind: str, body: dict, why: str) -> None:
    """Write down that somebody was urged, or that this is taken back."""
    try:
        Ledger(data_dir().ledger).append(kind, body, who=viewer.name, why=why)
    except LedgerNotWritten as error:
        st.error(plain(t("refusal.ledger_not_written", why=error)))
        return
    st.toast(t(f"urge.toast.{kind}"), icon=":material/check:")
    st.rerun()


write = decide if viewer.role == "office" else None
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
