"""Đôn đốc tuần này: what to look at, and who owes what, by unit or by official."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from metrics import urging
from metrics.filters import Filters
from metrics.format import count, day
from metrics.urging import DAYS, MOST_DAYS, Wanted
from ui import data, head, periods, tables
from ui.sentences import moment
from ui.tables import Column, Export
from ui.words import language, plain, t

COLUMNS = ("brief", "official", "overdue", "due_soon", "longest", "urged_at")
FORMS = {"overdue": "count", "due_soon": "count", "longest": "count",
         "urged_at": "moment"}  # fmt: skip
LIMITS = {"min_value": periods.FIRST_DAY, "max_value": periods.LAST_DAY}


def choose() -> Wanted:
    """The day the work is looked at, and how far ahead; without data, say what to do and stop."""
    facts = data.facts() if data.ready() else None
    if facts is None:
        head.begin()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        as_of = st.date_input(
            t("choose.as_of"), facts.as_of, format="DD/MM/YYYY", key="urge.as_of", width=160,
            persist_state="session", **LIMITS,
        )  # fmt: skip
        days = st.number_input(
            t("urge.days"), 0, MOST_DAYS, DAYS, key="urge.days", width=190,
            persist_state="session", help=t("urge.days.help"),
        )  # fmt: skip
        by = st.segmented_control(
            t("urge.by"), ("unit", "official"), default="unit", required=True, key="urge.by",
            format_func=lambda one: t(f"urge.by.{one}"), persist_state="session",
        )  # fmt: skip
    st.session_state["urge.grouped"] = by
    wanted = Wanted.of(Filters(as_of or facts.as_of), days)
    about(wanted)
    return wanted


def about(wanted: Wanted) -> None:
    """What the figures are of, and that urging is not a reminder."""
    last = day(data.ask(urging.until, wanted))
    lines = [plain(f"{t('urge.about', as_of=day(wanted.filters.as_of), last=last)} {head.age()}")]
    if minded := head.warnings(wanted.filters):
        lines.append(f":material/warning: {plain(' · '.join(minded))}")
    st.markdown("  \n".join(f":small[{line}]" for line in lines))
    st.info(t("urge.no_reminder"), icon=":material/info:")


def who_owes(wanted: Wanted, files: Any) -> Mapping | None:
    """The table of units or officials; the chosen row, else the first."""
    by = st.session_state["urge.grouped"]
    names, short = data.unit_names(), data.unit_names(short=True)
    rows = [
        row | {"unit": names.get(row["unit_id"], row["unit_id"]), "number": _number(row),
               "brief": short.get(row["unit_id"], row["unit_id"]),
               "official": row["official"] or (t("urge.nobody") if by == "official" else ""),
               "person": (row["official"] or "") if by == "official" else None,
               "urged_at": moment(row["urged_at"]) if row["urged_at"] else None}
        for row in data.in_unit_order(data.ask(urging.groups, wanted, by), "unit_id")
    ]  # fmt: skip
    if not rows:
        st.success(t("urge.nothing"), icon=":material/check:")
        return None
    wanted_columns = [c for c in COLUMNS if c != "official" or by == "official"]
    heads = {c: t(f"urge.column.{c}") for c in COLUMNS if c in FORMS} | {"brief": t("column.unit")}
    title = t("urge.title", overdue=count(sum(row["overdue"] for row in rows)),
              soon=count(sum(row["due_soon"] for row in rows)))  # fmt: skip
    if by == "official":
        title = t("urge.title.official", number=count(len(rows)))
    export = Export("don-doc-tuan-nay", *files.writers(wanted, None, None, language()))
    picked = tables.show(
        rows, [Column(c, FORMS.get(c, "text"), heads.get(c)) for c in wanted_columns], export,
        key=f"urge.{by}", title=title, about=t("urge.title.about"), pick=True,
    )  # fmt: skip
    return picked or rows[0]


def _number(row: Mapping) -> int:
    return row["overdue"] + row["due_soon"]
