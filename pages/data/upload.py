"""Nạp dữ liệu: drop files, see what would change, say yes or no; undo by withdrawing."""

from collections.abc import Mapping

import streamlit as st

from layout import data_dir
from ledger import Ledger
from metrics import NoWarehouse, open_store, quality
from reports import export, marked_rows
from ui import jobs, upload_card, upload_drop, upload_history

EVENTS = ("upload_registered", "upload_withdrawn", "upload_refused")
data = data_dir()
ledger = Ledger(data.ledger)


def refuse(job: jobs.Job, reports: list[Mapping]) -> None:
    """Record, once, that files were turned down; of one with secrets not even the name."""
    for report in reports:
        if job.claim(f"refused-{report['upload']}"):
            body = {"sha256": report["upload"], "code": report["refused"]}
            if report["refused"] != "state_secret":
                body["name"] = report["file"]
            ledger.append("upload_refused", body, who=jobs.WEB)


try:
    uploads = quality.uploads(open_store(data))
except NoWarehouse:
    uploads = []
upload_drop.draw(data, uploads)
context = upload_card.Context(data, uploads, refuse, export, marked_rows)
newest, *older = [*jobs.every(data), None]
if newest:
    upload_card.draw(newest, context)
for job in filter(None, older):
    with st.expander(upload_card.title(job), key=f"older-{job.id}", on_change="rerun") as fold:
        if fold.open or job.live:
            upload_card.draw(job, context)
upload_history.draw(data, upload_history.events(ledger.entries(*EVENTS), uploads), export)
