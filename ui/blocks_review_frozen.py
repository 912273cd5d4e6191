"""Họp đánh giá: the frozen reviews with their issued papers, and what changed since a freeze."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import streamlit as st

from layout import DataDir
from metrics.format import day
from metrics.review import CHANGED_FIGURES, CHANGED_RECORDS
from ui import blocks_review, tables
from ui.exports import export
from ui.sentences import moment, word
from ui.tables import Column
from ui.words import plain, t
from viewer import Viewer

FORMS = {"figures": {"records": "count", "moved": "long"}, "records": {"row": "count"}}


def listed(data: DataDir, freeze: ModuleType, viewer: Viewer) -> None:
    """Each frozen review: when, by whom, why, its ledger's head, and its papers as issued."""
    found = freeze.frozen(data)
    if not found:
        st.info(t("pack.none_frozen"), icon=":material/lock_open:")
    for entry in found:
        fixed = entry.body["manifest"]
        said = t(
            "pack.frozen_line",
            id=plain(fixed["review_id"]),
            at=f"{moment(entry.at):%d/%m/%Y %H:%M}",
            who=plain(word("who", entry.who)),
            seq=fixed["ledger"]["seq"],
        )
        with st.expander(said, key=f"pack.frozen.{fixed['review_id']}"):
            if entry.why:
                st.markdown(plain(t("pack.frozen_why", why=entry.why)))
            st.caption(
                plain(t("pack.frozen_head", head=fixed["ledger"]["hash"], software=fixed["code"]))
            )
            files = [
                (f["name"], freeze.issued_path(data, f))
                for f in freeze.issued(data, fixed["review_id"])
            ]
            blocks_review.downloads(files, viewer, fixed["review_id"])


def since(data: DataDir, freeze: ModuleType, compare: Callable, files: ModuleType) -> None:
    """What a frozen review would say otherwise today, when it is asked for."""
    ids = [entry.body["review_id"] for entry in freeze.frozen(data)]
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(t("pack.since.which"), ids, key="pack.since.which", width=320)
        asked = st.button(t("pack.since"), key="pack.since", icon=":material/difference:")
    if asked:
        st.session_state["pack.since.shown"] = chosen
    if st.session_state.get("pack.since.shown") == chosen:
        _changes(data, freeze, compare, files, chosen)


def _changes(
    data: DataDir, freeze: ModuleType, compare: Callable, files: ModuleType, chosen: str
) -> None:
    with st.spinner(t("pack.since.working")):
        try:
            found = compare(data, chosen)
        except freeze.NotFrozen as error:
            st.error(plain(error))
            return
    if found.nothing:
        st.success(t("pack.since.nothing"), icon=":material/check:")
    for name, table, keys in (
        ("figures", found.figures, CHANGED_FIGURES),
        ("records", found.records, CHANGED_RECORDS),
    ):
        labelled = [_shown(row, keys) for row in table.rows]
        headed = [
            Column(
                key,
                FORMS[name].get(key, "text"),
                heading=t(f"review.column.{key}") if _own(key) else None,
            )
            for key in keys
        ]
        tables.show(
            labelled,
            headed,
            export(files, f"thay-doi-{name}", t(f"freeze.{name}"), keys, labelled, table.sentence),
            key=f"pack.since.{name}",
            title=f"{t(f'freeze.{name}')} ({len(labelled)})",
        )


def _own(field: str) -> bool:
    return field in ("became", "fields", "old", "new", "records", "moved", "kind", "name", "unit")


def _shown(row: dict, keys: tuple[str, ...]) -> dict:
    return {key: day(row[key]) if hasattr(row[key], "year") else row[key] for key in keys}
