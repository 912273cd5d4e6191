"""Chất lượng dữ liệu: how fresh, what is missing or doubtful, which names nobody knows."""

import streamlit as st

from layout import data_dir
from ledger import Ledger
from metrics import quality
from reports import export
from ui import data, head, jobs, quality_rows, quality_sources, quality_units, upload_card
from ui.words import t

if not data.ready():
    head.begin()
ledger = Ledger(data_dir().ledger)
WORK = ("tasks", "petitions", "consultations")


def decide(name: str, unit: str | None, why: str) -> None:
    """Write down which unit a name stands for, then build anew with it."""
    ledger.append(quality_units.ANSWER, {"name": name, "unit_id": unit}, who=jobs.WEB, why=why)
    jobs.command(data_dir(), "build")
    st.rerun()


upload_card.rebuilds(data_dir())
left, right = st.columns(2, gap="medium")
with left:
    quality_sources.freshness(export)
with right:
    held = quality_units.answers(ledger.entries(quality_units.ANSWER))
    quality_units.unresolved(export, held, decide)
    if held:
        quality_units.answered(export, held, decide)
left, right = st.columns(2, gap="medium")
with left:
    quality_sources.missing(export)
with right:
    quality_rows.suspicious(export)
quality_rows.accounting(export)
if any(upload["is_full"] and upload["kind"] in WORK for upload in data.ask(quality.uploads)):
    quality_rows.vanished(export)
else:
    st.caption(t("quality.no_full"))
quality_rows.show_opened(export)
