"""One record from top to bottom, the same for an official and for a unit."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from layout import data_dir
from metrics import record
from metrics.filters import Filters
from metrics.record import UNIT, Subject
from ui import (
    blocks_excluded,
    data,
    record_ask,
    record_entry,
    record_head,
    record_late,
    record_papers,
    who,
)
from ui import record_replies as replies
from ui import record_work as work
from ui.record_desk import Desk
from ui.tables import EXCEL_TYPE
from ui.words import language, plain, t

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABS = ("work", "late", "papers", "replies", "changes")


def draw(subject: Subject, now: Filters, desk: Desk, dossiers: Any, files: Any) -> None:
    """`dossiers`: reports.dossier; `files`: reports.export."""
    gathered = record_head.draw(subject, now)
    mine = subject.filters(now)
    papers = data.ask(record.papers, now.as_of, subject) if gathered else []
    download(subject, now, desk, dossiers)
    labels = st.tabs([t(f"record.tab.{name}") for name in TABS])
    parts = dict(zip(TABS, labels, strict=True))
    with parts["work"]:
        work.handled(mine, files)
        blocks_excluded.of_record(mine, files)
    with parts["late"]:
        record_late.draw(mine, files, desk.office)
    with parts["papers"]:
        of_papers(subject, now, papers, gathered, desk, files)
    with parts["replies"]:
        for kind in replies.KINDS:
            replies.table(kind, replies.rows(kind, subject), files, f"record.{kind}")
        record_ask.draw(mine, papers, desk.write)
    with parts["changes"]:
        work.changes(mine, files)
        work.left_over(mine, files)


def of_papers(
    subject: Subject, now: Filters, papers: list[dict], gathered: bool, desk: Desk, files: Any
) -> None:
    """The subject's papers; a unit's people have theirs, in a table apart."""
    if not gathered:
        st.caption(t("record.leads"))
        return
    record_papers.draw(papers, now, files, "record.papers", t("record.papers"), desk.office)
    if subject.kind == UNIT:
        people = data.ask(record.papers_of_people, now.as_of, subject.key)
        title = t("record.papers_of_people")
        record_papers.draw(people, now, files, "record.people", title, desk.office)
    if desk.office:
        record_entry.draw(subject, now, desk.office)


def download(subject: Subject, now: Filters, desk: Desk, dossiers: Any) -> None:
    """The dossier with its evidence, in Word and Excel; who took one is in the ledger."""
    names = data.unit_names()
    name = names.get(subject.key, subject.key) if subject.kind == UNIT else subject.key
    make = partial(dossiers.written, data.store(now), subject, name, now, language(),
                   who=desk.viewer.name, where=who.address(), data=data_dir())  # fmt: skip
    with st.container(horizontal=True):
        for form, kind in (("docx", WORD_TYPE), ("xlsx", EXCEL_TYPE)):
            file = f"ho-so-{plain_name(name)}.{form}"
            st.download_button(
                t(f"record.dossier.{form}"), partial(make, form), file, kind,
                key=f"dossier.{form}", on_click="ignore", type="tertiary",
                icon=":material/download:",
            )  # fmt: skip


def plain_name(name: str) -> str:
    """A name as part of a file's name."""
    return "-".join("".join(c if c.isalnum() else " " for c in plain(name).lower()).split())
