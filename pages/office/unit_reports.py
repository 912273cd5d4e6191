"""Báo cáo của đơn vị: the request and the forms, what came back, the list for the Committee."""

import streamlit as st

from reports import export
from reports.office import returned, unit_files
from ui import decisions, drill, unit_reports, unit_reports_lists, unit_reports_returned, who
from ui.words import plain, t

viewer = who.require("unit_reports")
write = decisions.told(lambda _: t("office.kept")) if viewer.role == "office" else None
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
