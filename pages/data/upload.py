"""Nạp dữ liệu: drop files, see what would change, say yes or no; undo by withdrawing."""

from collections.abc import Mapping

import streamlit as st

from layout import data_dir
from ledger import Ledger
from metrics import NoWarehouse, open_store, quality
from reports import export, marked_rows
from ui import (
    decisions,
    jobs,
    quality_aside,
    template_files,
    upload_card,
    upload_drop,
    upload_history,
    upload_kept,
    who,
)
from ui.names_answers import ENTRY, Answer, pending
from ui.upload_file import Context

viewer = who.require("upload")
EVENTS = ("upload_registered", "upload_withdrawn", "upload_refused")
data = data_dir()
ledger = Ledger(data.ledger)


def refuse(job: jobs.Job, reports: list[Mapping]) -> None:
    """Record, once, that files were turned down."""
    for report in reports:
        if job.claim(f"refused-{report['upload']}"):
            decisions.kept("upload_refused", upload_history.refusal_of(report))


def settle(answers: list[Answer]) -> None:
    """Write down whom names stand for, then build anew with it."""
    if all(decisions.kept(one.kind, one.body) for one in answers):
        jobs.command(data, "build")
        st.rerun()


try:
    store = open_store(data, viewer=viewer)
    uploads, built = quality.uploads(store), int(store.version[:10])
    aside = {row["upload"]: quality_aside.shown(row)["why"] for row in quality.set_aside(store)}
except NoWarehouse:
    uploads, built, aside = [], 0, {}
upload_drop.draw(data, uploads)
template_files.draw(data)
told = pending(ledger.entries(*ENTRY.values()), built)
context = Context(data, uploads, refuse, settle, told, export, marked_rows)
upload_card.every(context)
kept = upload_kept.held(ledger.entries(upload_kept.KEPT))
upload_kept.draw(kept, export, lambda body: decisions.kept(upload_kept.KEPT, body))
events = upload_history.events(ledger.entries(*EVENTS), uploads, aside)
upload_history.draw(data, events, export)
