"""Profiles kept for later exports: shown, handed out as TOML, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

import streamlit as st
import tomli_w

from metrics.format import count
from ui import tables
from ui.exports import export
from ui.sentences import moment, word
from ui.tables import Column
from ui.words import plain, t

KEPT = "profile_kept"
COLUMNS = ("at", "kind", "source", "headings", "who")


def held(entries: Iterable) -> list[dict]:
    """The profiles in force, the newest first; the latest word on each layout counts."""
    found: dict[str, dict] = {}
    for entry in entries:
        found.pop(mark := entry.body["signature"], None)
        if profile := entry.body["profile"]:
            found[mark] = {
                "at": moment(entry.at), "kind": _kind(profile), "who": entry.who,
                "source": entry.body["source"] or "", "signature": mark, "body": entry.body,
                "headings": "; ".join(profile.get("sheets") or profile["columns"].values()),
                "profile": profile,
            }  # fmt: skip
    return list(reversed(found.values()))


def _kind(profile: Mapping) -> str:
    """What the profile reads: one kind of export, or a workbook's chosen sheets."""
    return word("kind", profile["kind"]) if profile["kind"] else t("profile.sheets")


def draw(rows: Sequence[Mapping], files: ModuleType, forget: Callable[[dict], None]) -> None:
    """The list, if there is any; one that is chosen can be taken away or forgotten."""
    if not rows:
        return
    title, about = t("kept.title", number=count(len(rows))), t("kept.about")
    shown = [row | {"who": word("who", row["who"])} for row in rows]
    with st.expander(title, icon=":material/bookmark:"):
        picked = tables.show(
            shown, [Column("at", "moment"), *map(Column, COLUMNS[1:3]), Column("headings", "long"),
                    Column("who")],
            export(files, "cach-doc-da-nho", title, COLUMNS, shown, about),
            key=f"kept-{len(rows)}", title=title, about=about, pick=True,
        )  # fmt: skip
        if picked:
            chosen(picked, forget)


def chosen(row: Mapping, forget: Callable[[dict], None]) -> None:
    """Its file, and the button that forgets it; figures loaded with it stay."""
    with st.container(horizontal=True):
        profile = {
            name: value for name, value in row["profile"].items() if value not in (None, {}, [])
        }
        st.download_button(
            t("upload.toml"), tomli_w.dumps(profile), f"{row['signature']}.toml",
            "application/toml", key="kept-toml", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        label = t("kept.forget", source=plain(row["source"] or row["kind"]))
        if st.button(label, key="kept-forget", help=t("kept.forget.help")):
            body = {"signature": row["signature"], "source": row["body"]["source"], "profile": None}
            if forget(body):
                st.rerun()
