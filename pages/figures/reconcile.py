"""Đối chiếu: published totals beside our own counts, and the items that part them."""

import streamlit as st

from metrics.reconcile import reconcile
from reports import export
from reports import reconcile as report
from ui import blocks_reconcile as blocks
from ui import data, quality_rows, reconcile_choice, who
from ui.words import language, plain

who.require("reconcile")
question, table = reconcile_choice.choose()
sentence = report.sentence(question, table["file"], language())
st.markdown(f":small[{plain(sentence)}]")
reconcile_choice.distance(question)
blocks.figures(data.ask(reconcile, question), report, export, sentence)
wrong = report.sums(data.store(), question, table["file"], language())
blocks.sums(report, list(wrong.rows), export, sentence)
quality_rows.show_opened(export)
