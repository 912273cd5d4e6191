"""Báo cáo của đơn vị: the request and the forms, what came back, the list for the Committee."""

import streamlit as st

from layout import data_dir
from ledger import Ledger, LedgerNotWritten
from reports import export
from reports.office import returned, unit_files
from ui import drill, unit_reports, unit_reports_lists, unit_reports_returned, who
from ui.words import plain, t

viewer = who.require("unit_reports")


def decide(kind: str, body: dict, why: str) -> None:
    """Write down what was asked for, what came, or that an entry is taken back."""
    try:
        Ledger(data_dir().ledger).append(kind, body, who=viewer.name, why=why)
    except LedgerNotWritten as error:
        st.error(plain(t("refusal.ledger_not_written", why=error)))
        return
    st.toast(t("office.kept"), icon=":material/check:")
    st.rerun()


write = decide if viewer.role == "office" else None
period, came_by = unit_reports.choose()
papers = unit_files.papers(period, came_by, viewer)
parts = ("asked", "received", "figures", "obstacles")
asked, received, figures, obstacles = st.tabs([t(f"unit_reports.tab.{part}") for part in parts])
with asked:
    unit_reports.asked(period, papers, write)
with received:
    unit_reports.received(period, came_by, export, write)
    if write:
        unit_reports_returned.drop(period, came_by, returned, write)
with figures:
    unit_reports_lists.figures(period, export)
    unit_reports_lists.overdue(period, came_by, export)
with obstacles:
    unit_reports_lists.obstacles(period, came_by, export)
st.markdown(
    f"**{t('unit_reports.together')}**  \n:small[{plain(t('unit_reports.together.about'))}]"
)
unit_reports.download("list", "book", period=period, papers=papers)
drill.show(export)
