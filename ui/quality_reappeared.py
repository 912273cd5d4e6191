"""Cases that full exports of their source left out for a while, and that came back."""

from __future__ import annotations

from typing import Any

from metrics import quality
from metrics.format import count
from ui import data, drill, tables
from ui.exports import export
from ui.quality_rows import FORMS, LIMIT, LINK
from ui.tables import Column
from ui.words import t

COLUMNS = ("source", "source_id", "subject", "last_seen", "missing_on", "back_on")
DAYS = dict.fromkeys(("last_seen", "missing_on", "back_on"), "date")


def draw(files: Any) -> None:
    """The list, if there is any such case."""
    rows = [r | {"link": drill.item_address(r["item_id"])} for r in data.ask(quality.reappeared)]
    if not rows:
        return
    title, about = t("quality.reappeared", number=count(len(rows))), t("quality.reappeared.about")
    tables.show(
        rows[:LIMIT], [LINK, *(Column(c, DAYS.get(c, FORMS.get(c, "text"))) for c in COLUMNS)],
        export(files, "ho-so-tro-lai", title, COLUMNS, rows, about),
        key="reappeared", title=title, about=about,
    )  # fmt: skip
