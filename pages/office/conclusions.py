"""Kết luận hội nghị: points decided, the draft notice, assignments as tasks of the next half."""

import streamlit as st

from layout import data_dir
from ledger import Ledger
from metrics import conclusions as kept
from reports import export
from reports.office import conclusion, facts, tasks_file
from ui import (
    conclusions,
    conclusions_form,
    conclusions_load,
    data,
    decisions,
    jobs,
    tables,
    unit_reports,
    who,
)
from ui.export_traces import traced
from ui.words import plain, t

viewer = who.require("conclusions")
ledger = Ledger(data_dir().ledger)
decide = decisions.told(lambda _: t("office.kept"))
writes = viewer.role == "office"
covered = unit_reports.begin()
period, as_of = unit_reports.choose_period(covered, "conclusions.period"), covered.as_of
st.markdown(f":small[{plain(t('conclusions.about', period=unit_reports.label(period)))}]")
notice = data.ask(kept.notice, period)
if writes:
    conclusions.meeting(period, notice, decide)
left, right = st.columns([3, 2] if writes else [1, 0.001], gap="medium")
with left:
    row = conclusions.points(period, as_of, export, writes)
    points = data.ask(kept.of_period, period, as_of)
    files = tasks_file.made(data.store(), ledger)
    with st.container(horizontal=True):
        st.download_button(
            t("conclusions.draft"),
            traced(lambda: conclusion.document(points, notice, period, facts.head_of(data_dir())),
                   draft := f"du-thao-thong-bao-ket-luan-{period.name}.docx", len(points)),
            draft, unit_reports.WORD_TYPE,
            on_click="ignore", icon=":material/download:", key="conclusions.draft",
            disabled=not points,
        )  # fmt: skip
        content = traced(lambda: files.content, files.name, files.number)
        st.download_button(t("conclusions.tasks"), content, files.name, tables.EXCEL_TYPE,
                           on_click="ignore", icon=":material/download:")  # fmt: skip
    conclusions_load.draw(data_dir(), files, jobs.by() if writes else None)
if writes:
    with right:
        used = {e.body["conclusion_id"] for e in ledger.entries("conclusion_kept")}
        conclusions_form.draw(period, notice["held_on"], row, sorted(used), decide)
        conclusions.of_chosen(row, decide)
conclusions.previous(period, as_of, export)
