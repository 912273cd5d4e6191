"""In a record and in the list of all: the papers, the Party's apart, with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from metrics import record
from metrics.filters import Filters
from metrics.format import count
from metrics.record import BODIES
from ui import data, drill, record_files, record_list, struck, tables
from ui.decisions import Write
from ui.export_traces import traced
from ui.exports import export
from ui.record_list import Opened
from ui.tables import Column
from ui.words import plain, t

COLUMNS = ("kind", "document_no", "issued_on", "form", "official", "unit", "signer", "grounds",
           "item_refs", "person_kind", "considered_from", "concluded_on", "valid_to", "marks",
           "entered_by", "entered_at", "entered_why", "papers_read", "file", "sheet",
           "row")  # fmt: skip
FORMS = dict.fromkeys(("issued_on", "considered_from", "concluded_on", "valid_to"), "date")
FORMS |= {"grounds": "long", "row": "count", "entered_at": "moment"}
ITEMS = ("source_id", "subject", "class", "unit", "official", "due_on", "closed_on")


def draw(found: Sequence[Mapping], now: Filters, files: Any, name: str, title: str,
         write: Write | None = None) -> None:  # fmt: skip
    """The papers of the administration, then the Party's, which add up with nothing."""
    for body in BODIES:
        rows = [row for row in found if (row["body"] or BODIES[0]) == body]
        if rows or body == BODIES[0]:
            heading = title if body == BODIES[0] else t("record.of_party", title=title)
            table(rows, now, files, f"{name}.{body}", heading, write)


def table(rows: Sequence[Mapping], now: Filters, files: Any, name: str, title: str,
          write: Write | None) -> None:  # fmt: skip
    shown = worded(rows)
    used = [c for c in COLUMNS if any(row.get(c) not in (None, "") for row in shown)]
    about = t("record.papers.about", number=count(len(rows)))
    picked = tables.show(
        shown, [Column(c, FORMS.get(c, "text"), heading(c)) for c in used],
        export(files, "van-ban", title, used, shown, about),
        key=drill.key(name), title=title, about=about, pick=True,
    )  # fmt: skip
    struck.draw(
        (f"{row['document_no'] or ''} · {row['form'] or ''}", row["excluded_why"])
        for row in rows if row["excluded"]
    )  # fmt: skip
    if picked:
        card(picked, now, name, write)


def heading(column: str) -> str | None:
    """«Loại văn bản», where elsewhere `kind` is the kind of work."""
    own = {"kind": "record.kind", "form": "record.form"}
    return t(own[column]) if column in own else None


def worded(rows: Sequence[Mapping]) -> list[dict]:
    """The papers in words."""
    names = data.unit_names(short=True)
    return [
        row | {"kind": t(f"paper_kind.{row['kind']}"),
               "item_refs": "; ".join(row["item_refs"] or ()),
               "unit": names.get(row["unit_id"], row["unit"]),
               "marks": t("record.mark.excluded") if row["excluded"] else "", "paper": row}
        for row in rows
    ]  # fmt: skip


def card(row: Mapping, now: Filters, name: str, write: Write | None) -> None:
    """One paper: its items, its file, and where it was entered here, the way to take it back."""
    paper = row["paper"]
    with st.container(border=True, key=f"{name}.card"):
        words = f"{row['kind']} {row['document_no'] or ''}: {row['grounds'] or ''}"
        st.markdown(plain(words))
        found = data.ask(record.linked, now, [paper]).get(paper["record_id"], [])
        with st.container(horizontal=True):
            if found:
                st.button(
                    t("record.open_items", number=count(len(found))), key=f"{name}.items",
                    on_click=record_list.open_list,
                    args=(Opened(name, words, lambda: items(found, now), ITEMS),),
                )  # fmt: skip
            attached(paper, f"{name}.file")
            if write and paper["entered_by"]:
                withdraw(paper, name, write)


def items(found: Sequence[dict], now: Filters) -> list[dict]:
    """The items of a paper, each with its address."""
    return drill.worded(list(found), now)


def attached(row: Mapping, key: str) -> None:
    """The kept file, as it came."""
    if read := record_files.reader(row["file_sha256"]):
        st.download_button(
            t("attachment.get", name=plain(row["file_name"] or "")),
            traced(read, f"attachment {row['file_sha256']}"), row["file_name"],
            "application/octet-stream", key=key, on_click="ignore", type="tertiary",
            icon=":material/attach_file:",
        )  # fmt: skip


def withdraw(paper: Mapping, name: str, write: Write) -> None:
    """Undo an entry that was made here; the ledger keeps both."""
    with st.popover(t("record.withdraw"), icon=":material/undo:"):
        why = st.text_input(t("record.why"), key=f"{name}.why", max_chars=500)
        if st.button(t("record.withdraw"), key=f"{name}.withdraw", disabled=not why.strip()):
            write("record_withdrawn", {"record_id": paper["record_id"]}, why.strip())
