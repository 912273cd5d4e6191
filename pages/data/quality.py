"""Chất lượng dữ liệu: how fresh, what is missing or doubtful, which names nobody knows."""

import streamlit as st

from layout import data_dir
from metrics import quality
from metrics.catalog import WORK_KINDS
from reports import export
from ui import (
    data,
    decisions,
    head,
    quality_aside,
    quality_merges,
    quality_reappeared,
    quality_registers,
    quality_rows,
    quality_sources,
    quality_units,
    upload_card,
    who,
)
from ui.words import t

viewer = who.require("quality")
office = viewer.role == "office"
if not data.ready():
    head.begin()


def decide(answer: dict, why: str) -> None:
    """Write down whether the rows of an id are one case."""
    decisions.built(quality_merges.ANSWER, answer, why)


if office:
    upload_card.rebuilds(data_dir())
quality_aside.draw(export)
left, right = st.columns(2, gap="medium")
with left:
    quality_sources.freshness(export)
with right:
    quality_units.unresolved(export)
left, right = st.columns(2, gap="medium")
with left:
    quality_sources.missing(export)
with right:
    quality_rows.suspicious(export)
quality_registers.draw(export)
quality_rows.accounting(export)
quality_merges.draw(export, decide if office else None)
if any(upload["is_full"] and upload["kind"] in WORK_KINDS for upload in data.ask(quality.uploads)):
    quality_rows.vanished(export)
    quality_reappeared.draw(export)
else:
    st.caption(t("quality.no_full"))
quality_rows.show_opened(export)
