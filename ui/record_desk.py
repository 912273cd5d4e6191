"""Who is at work on records, and how what they decide is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from layout import data_dir
from metrics.objections import ANSWERING
from ui import decisions, jobs
from ui.decisions import Write
from ui.words import t
from viewer import Viewer

QUIET = ("refused",)  # written down without leaving what is on the page
TOLD = "desk.told"


@dataclass(frozen=True)
class Desk:
    """What this reader may do: `office` writes papers, causes, windows; None for the others."""

    viewer: Viewer

    @cached_property
    def office(self) -> Write | None:
        return self.write if self.viewer.role == "office" else None

    @property
    def answers(self) -> bool:
        return self.viewer.role in ANSWERING

    def write(self, kind: str, body: dict, why: str) -> None:
        """Write one entry; the page runs again and shows it."""
        if decisions.kept(kind, body, why) and kind not in QUIET:
            st.session_state[TOLD] = kind
            st.rerun()

    def answer(
        self, kind: str, same: Sequence[Mapping], yes: bool, why: str, exclude: bool
    ) -> None:
        """The answer, what follows from it, and for an accepted đính chính a new build."""
        row = same[0]
        if kind == "correction":
            end = "correction_accepted" if yes else "correction_refused"
            if decisions.kept(end, {"correction_id": row["correction_id"]}, why):
                if yes:
                    jobs.command(data_dir(), "build")
                st.session_state[TOLD] = end
                st.rerun()
            return
        body = {"objection_id": row["objection_id"], "outcome": "upheld" if yes else "rejected"}
        left_out = [
            {n: row[n] for n in ("item_id", "record_id", "objection_id") if row[n]}
            for row in (same if exclude else ())
        ]
        then = tuple(("exclusion_made", about, why) for about in left_out)
        if not decisions.kept("objection_answered", body, why, then):
            return
        st.session_state[TOLD] = "objection_answered"
        st.rerun()


def of(viewer: Viewer) -> Desk:
    """The reader's desk; says once what was written down just before."""
    if kind := st.session_state.pop(TOLD, None):
        st.toast(t(f"history.{kind}"), icon=":material/check:")
    return Desk(viewer)
