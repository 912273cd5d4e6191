"""Đối chiếu: the published numbers beside ours; a click gives the causes, another the items."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics.format import count
from metrics.reconcile import Compared, Reconciled
from metrics.reconcile_items import Question, items
from ui import drill, tables
from ui.exports import export
from ui.quality_rows import open_rows
from ui.tables import Column
from ui.words import language, plain, t

NUMBERS = ("published", "ours", "difference", "unexplained")
FORMS = dict.fromkeys((*NUMBERS, "row", "effect", "cause_items", "printed", "summed"), "count")
SHOWN = ("unit", "measure", *NUMBERS, "explanation", "sheet", "row")
CAUSES = ("cause", "effect", "cause_items")
SUMS = ("unit", "heading", "printed", "parts", "summed", "difference", "sheet", "row")


def figures(found: Reconciled, report: Any, files: Any, sentence: str) -> None:
    """How much agrees, how this system counts otherwise, and every number."""
    lines = (report.summary(found, language()), report.conventions(found, language()))
    st.markdown("  \n".join(plain(line) for line in lines))
    only = st.toggle(t("reconcile.only_different"), value=True, key="reconcile.only")
    shown = [one for one in found.compared if not only or one.difference != 0]
    rows = [report.row(one, language()) for one in shown]
    every = [report.row(one, language()) for one in found.compared]
    title = t("reconcile.figures")
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text"), pinned=c == "unit") for c in SHOWN],
        export(files, "doi-chieu", title, report.COLUMNS, every, sentence),
        key=drill.key(f"reconcile-{only}"), title=title, about=t("reconcile.about"), pick=True,
    )  # fmt: skip
    if picked:
        why(shown[rows.index(picked)], found.question, report, files)


def why(one: Compared, question: Question, report: Any, files: Any) -> None:
    """The causes of one difference; each opens its items, and so does our own number."""
    row = report.row(one, language())
    title = t("reconcile.why", unit=row["unit"], measure=row["measure"])
    number = {"published": count(one.published), "ours": count(one.ours)}
    about = t("reconcile.why.about", **number) + f" {row['explanation']}."
    causes = [(c.name, c.effect, c.items, c.signatures) for c in report.ordered(one.causes)]
    if one.ours:
        causes.append(("ours", None, one.ours, one.counted))
    rows = [
        {"cause": t(f"cause.{name}"), "effect": effect, "cause_items": number}
        for name, effect, number, _ in causes
    ]
    picked = tables.show(
        rows, [Column("cause", "long"), *(Column(c, "count") for c in CAUSES[1:])],
        export(files, "doi-chieu-ly-do", title, CAUSES, rows, about),
        key=drill.key("reconcile-why"), title=title, about=about, pick=True,
    )  # fmt: skip
    if chosen := drill.clicked("reconcile-why", picked):
        signatures = causes[rows.index(chosen)][3]
        open_rows("reconcile-why", chosen["cause"], items, question, tuple(sorted(signatures)))


def sums(report: Any, rows: list[dict], files: Any, sentence: str) -> None:
    """Where the table does not add up in itself."""
    title, about = t("report.reconcile_sums"), t("reconcile.sums.about")
    if not rows:
        st.caption(plain(t("reconcile.sums_right")))
        return
    tables.show(
        rows, [Column(c, FORMS.get(c, "count" if c == "difference" else "text")) for c in SUMS],
        export(files, "phep-cong", title, report.SUMS, rows, sentence),
        key="reconcile-sums", title=title, about=about,
    )  # fmt: skip
