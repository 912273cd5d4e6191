"""On the page of one item: objections, đính chính (both values), causes, exclusions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from metrics import objections
from metrics.format import day
from ui import data, record_ask, record_replies
from ui.words import plain, t


def draw(case_id: str, files: Any) -> None:
    """Nothing where nobody said anything of the case."""
    found = data.ask(objections.of_item, case_id)
    if not any(found.values()):
        return
    st.markdown(f"**{plain(t('decided.title'))}**")
    lines = [corrected(row) for row in found["corrections"] if row["state"] == "accepted"]
    lines += [cause(row) for row in found["causes"]]
    lines += [excluded(row) for row in found["exclusions"]]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    for kind in record_replies.KINDS:
        rows = [row | record_replies.said(kind, row) for row in found[f"{kind}s"]]
        if rows:
            record_replies.table(kind, rows, files, f"item.{kind}")


def corrected(row: Mapping) -> str:
    """«Ngày hoàn thành: ~~20/06/2023~~ → 14/06/2023», and whether the figures use it yet."""
    old, new = (record_ask.shown(row["field"], row[n]) for n in ("old_value", "new_value"))
    used = t("decided.applied" if row["applied"] else "decided.pending")
    field = t(f"correction_field.{row['field']}")
    return f"{plain(field)}: ~~{plain(old)}~~ → {plain(new)}\\. {plain(used)}"


def cause(row: Mapping) -> str:
    words = {"cause": row["cause"], "authority": row["authority"], "number": row["document_no"]}
    return plain(t("decided.cause", **words, day=day(row["dated"]), who=row["made_by"]))


def excluded(row: Mapping) -> str:
    return plain(
        t("decided.excluded", reason=row["reason"], who=row["made_by"], day=day(row["made_at"]))
    )
