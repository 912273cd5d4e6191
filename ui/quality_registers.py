"""Questions that rows of registers raise, and their rows."""

from __future__ import annotations

from typing import Any

from metrics import register_questions
from ui import data, drill, quality_rows, tables
from ui.exports import export
from ui.sentences import word
from ui.tables import Column
from ui.words import t

COLUMNS = ("kind", "question", "rows")


def draw(files: Any) -> None:
    """Each register and question with the number of rows that raise it; nothing where none do."""
    asked = data.ask(register_questions.asked)
    if not asked:
        return
    rows = [
        {"kind": word("kind", q["kind"]), "question": t(f"question.{q['question']}"),
         "rows": q["rows"], "name": (q["kind"], q["question"])}
        for q in asked
    ]  # fmt: skip
    title, about = t("quality.register_rows"), t("quality.suspicious.about")
    picked = tables.show(
        rows, [Column("kind"), Column("question"), Column("rows", "count")],
        export(files, "so-theo-doi-dang-hoi", title, COLUMNS, rows, about),
        key=drill.key("registers"), title=title, about=about, pick=True,
    )  # fmt: skip
    if one := drill.clicked("registers", picked):
        asked_for = (register_questions.rows, *one["name"])
        quality_rows.open_rows("registers", one["question"], *asked_for)
