"""What was urged when, by whom and how; each can be taken back, and stays in the ledger."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from metrics import urging
from metrics.format import count
from metrics.urging import Wanted
from ui import data, drill, record_list, tables
from ui.decisions import Write
from ui.exports import export
from ui.record_list import Opened
from ui.sentences import moment, word
from ui.tables import Column
from ui.words import plain, t

COLUMNS = ("at", "unit", "official", "how", "items", "note", "by")
FORMS = {"at": "moment", "items": "count", "note": "long"}
ITEM = ("source_id", "subject", "class", "due_on", "closed_on", "official", "source_status")


def draw(wanted: Wanted, files: Any, decide: Write | None) -> None:
    """Nothing while nobody has urged; a chosen row opens its items and the way back."""
    names = data.unit_names()
    rows = [
        one | {"at": moment(one["at"]), "how": t(f"urge.how.{one['how']}"),
               "by": word("who", one["by"]), "unit": names.get(one["unit_id"], one["unit"])}
        for one in data.ask(urging.urges)
    ]  # fmt: skip
    if not rows:
        st.caption(t("urge.never"))
        return
    heads = {c: t(f"urge.column.{c}") for c in ("at", "how", "items", "note", "by")}
    title, about = t("urge.history", number=count(len(rows))), t("urge.history.about")
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text"), heads.get(c)) for c in COLUMNS],
        export(files, "da-don-doc", title, COLUMNS, rows, about),
        key=drill.key("urges"), title=title, about=about, pick=True,
    )  # fmt: skip
    if picked:
        chosen(picked, wanted, decide)


def chosen(row: dict, wanted: Wanted, decide: Write | None) -> None:
    """Its items as they stand now; taking it back asks why."""
    whose = " · ".join(filter(None, (row["unit"], row["official"])))
    opened = Opened("urges", t("urge.items", whose=whose, number=count(row["items"])),
                    partial(items, wanted, tuple(row["item_ids"])), ITEM)  # fmt: skip
    seen = t("urge.see_items", number=count(row["items"]))
    st.button(
        seen, key="urge-see", type="tertiary", icon=":material/table_rows:",
        on_click=record_list.open_list, args=(opened,),
    )  # fmt: skip
    if decide:
        take_back(row, decide)


def take_back(row: dict, decide: Write) -> None:
    """An entry that withdraws, with a reason."""
    with st.form(f"urge-back-{row['urge_id']}", border=False):
        why = st.text_input(t("urge.why_back"), max_chars=500).strip()
        sent = st.form_submit_button(t("urge.take_back"), icon=":material/undo:",
                                     help=plain(t("urge.take_back.help")))  # fmt: skip
    if sent and not why:
        st.error(t("urge.why_needed"))
    elif sent:
        decide("urged_withdrawn", {"urge_id": row["urge_id"]}, why)


def items(wanted: Wanted, item_ids: tuple[str, ...]) -> list[dict]:
    found = data.ask(urging.items_of, wanted.filters, item_ids)
    return record_list.linked(drill.worded(found, wanted.filters))
