"""Công văn yêu cầu báo cáo: what each unit is to report, by when, with the form beside it."""

from __future__ import annotations

from datetime import date

from messages import text
from metrics.format import day
from reports import paper
from reports.office.facts import Facts
from reports.review.period_words import next_words, period_words

OUTLINE = ("figures", "overdue", "points", "obstacles", "next")


def letter(facts: Facts, on: date | None = None, number: str = "") -> bytes:
    """The letter as .docx."""
    words = {"period": period_words(facts.period), "next": next_words(facts.period),
             "as_of": day(facts.as_of), "due": day(facts.due_on),
             "first": day(facts.period.first), "last": day(facts.period.last)}  # fmt: skip
    about = text("unit_request.about", **words)
    to = text("unit_request.to").split("|")
    document = paper.letter(
        facts.head, about=about, to=to, on=on, number=number, year=facts.due_on.year
    )
    for code in ("why", "ask"):
        paper.paragraph(document, text(f"unit_request.{code}", **words))
    for part, code in enumerate(OUTLINE, start=1):
        paper.paragraph(document, f"{part}. {text(f'unit_request.outline.{code}', **words)}")
    for code in ("form", "due", "end"):
        paper.paragraph(document, text(f"unit_request.{code}", **words))
    paper.close(document, facts.head, recipients=text("unit_request.recipients"))
    return paper.to_bytes(document, about)
