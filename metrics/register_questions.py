"""Questions that rows of registers raise (etl/sql/89_register_question.sql), and those rows."""

from __future__ import annotations

from metrics.queries import fill
from store import Store


def asked(store: Store) -> list[dict]:
    """How many rows of each register raise each question: kind, question, rows."""
    return store.query(
        "select kind, question, count(*) as rows from register_question"
        " group by kind, question order by kind, question"
    )


def rows(store: Store, kind: str, question: str, limit: int = 1000) -> list[dict]:
    """The rows behind one number of `asked`, each with file, sheet and row."""
    params = {"kind": kind, "question": question, "limit": limit}
    return store.query(fill("register_question_rows"), params)
