"""On the page of one case: who held it and when, as a picture and step by step."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from metrics import holders
from metrics.format import count, day
from ui import chart_box, data, tables
from ui.blocks_holders import named, say
from ui.exports import export
from ui.holders_chart import PARTS, timeline
from ui.record_list import form
from ui.tables import Column
from ui.words import t

STEPS = (
    "step_no", "holder_name", "step_name", "official", "received_on", "step_due", "passed_day",
    "action", "days", "days_over", "file", "sheet", "row",
)  # fmt: skip


def draw(case_id: str, as_of: date, files: Any) -> None:
    """Nothing where no register has steps of this case."""
    found = data.ask(holders.case_steps, case_id, as_of)
    if not found:
        return
    if why := data.ask(holders.why_unsplit, case_id, as_of):
        st.markdown(f"**{t('holders.case')}**")
        st.caption(t("holders.case.unsplit", why=t(f"unsplit.{why}")))
    else:
        picture(data.ask(holders.case_holds, case_id, as_of), as_of)
    rows = [named(row) | {"step_no": row["place"]} for row in found]
    table(rows, files)


def picture(stretches: list[dict], as_of: date) -> None:
    """A row per holder; the days add up to the case's own."""
    rows = [
        s | {"label": say(s["holder"], s["unit_id"], short=True),
             "said": t("holders.case.days", days=count(s["days"]), over=count(s["days_over"]))}
        for s in stretches
    ]  # fmt: skip
    total = sum(s["days"] for s in stretches)
    words = {part: t(f"holders.{part}") for part in PARTS}
    about = t("holders.case.about", days=count(total), as_of=day(as_of))
    chart_box.show(timeline(rows, words), title=t("holders.case"), about=about, key="case-steps")


def table(rows: list[dict], files: Any) -> None:
    used = [c for c in STEPS if any(row.get(c) not in (None, "") for row in rows)]
    title = t("holders.case.steps", number=count(len(rows)))
    tables.show(
        rows, [Column(c, form(c)) for c in used],
        export(files, "cac-buoc", title, used, rows), key="item-steps", title=title,
    )  # fmt: skip
