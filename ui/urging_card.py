"""One unit or official: the message to copy, the items, and «đã đôn đốc»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import streamlit as st

from metrics import urging
from metrics.format import count
from metrics.urging import HOW, Wanted
from ui import data, drill, tables
from ui.decisions import Write
from ui.sentences import moment
from ui.tables import Column, Export
from ui.words import language, plain, t

MOST = 2000  # items of one message; the number of the others is said
MESSAGE_HEIGHT = 420
COLUMNS = (
    Column("link", "link", pinned=True),
    Column("source_id"),
    Column("subject", "long"),
    Column("lateness"),
    Column("due_on", "date"),
    Column("asked_by"),
    Column("official"),
    Column("urged_at", "moment"),
    Column("urged_times", "count"),
    Column("source_status"),
    Column("file"),
    Column("row", "count"),
)


def draw(wanted: Wanted, row: Mapping, files: Any, decide: Write | None) -> None:
    """`decide` None: this reader looks and does not write."""
    items = data.ask(urging.rows, wanted, row["unit_id"], row["person"], MOST)
    person = row["person"]
    whose = f"{person} ({row['unit']})" if person else row["unit"]
    last = data.ask(urging.until, wanted)
    with st.container(border=True, key="urge-card"):
        st.markdown(f"**{plain(whose)}**  \n:small[{plain(t('urge.copy'))}]")
        words = files.message(items, whose, wanted.filters.as_of, last, wanted.days, language())
        st.code(words, language=None, wrap_lines=True, height=MESSAGE_HEIGHT)
        if decide:
            told(row, items, decide)
        else:
            st.caption(t("urge.read_only"))


def told(row: Mapping, items: Sequence[Mapping], decide: Write) -> None:
    """How it was said, to whom, and the button; the fields are empty again afterwards."""
    with st.form("urge-form", clear_on_submit=True, border=False):
        how = st.segmented_control(t("urge.how"), HOW, default=HOW[0], required=True,
                                   format_func=lambda one: t(f"urge.how.{one}"))  # fmt: skip
        note = st.text_input(t("urge.note"), max_chars=500, placeholder=t("urge.note.example"))
        sent = st.form_submit_button(t("urge.done", number=count(len(items))), type="primary",
                                     icon=":material/campaign:")  # fmt: skip
    if sent:
        body = {
            "urge_id": uuid4().hex, "unit_id": row["unit_id"], "official": row["person"] or None,
            "items": [one["item_id"] for one in items], "how": how, "note": note.strip(),
        }  # fmt: skip
        decide("urged", body, note.strip())


def listed(wanted: Wanted, row: Mapping, files: Any) -> None:
    """The items of the message, each with its history one click away."""
    items = data.ask(urging.rows, wanted, row["unit_id"], row["person"], MOST)
    shown = [
        one | {"link": drill.item_address(one["item_id"]), "row": one["row"],
               "lateness": files.lateness(one, language()),
               "asked_by": files.asked_by(one, language()),
               "urged_at": moment(one["urged_at"]) if one["urged_at"] else None}
        for one in items
    ]  # fmt: skip
    export = Export("don-doc", *files.writers(wanted, row["unit_id"], row["person"], language()))
    title = t("urge.items", whose=row["person"] or row["unit"], number=count(row["number"]))
    about = t("list.cut", shown=count(MOST)) if row["number"] > MOST else ""
    tables.show(shown, drill.columns(shown, COLUMNS), export, key="urge.items", title=title,
                about=about)  # fmt: skip
