"""Dự thảo Thông báo kết luận: the points decided at the meeting, and who is to do what by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from messages import text
from metrics.format import NOTHING, day
from metrics.periods import Period
from reports import paper
from reports.paper import Letterhead
from reports.review.period_words import period_words

HEADS = ("place", "text", "unit", "official", "due_on")


def document(points: Sequence[Mapping], notice: Mapping, period: Period, head: Letterhead) -> bytes:
    """The notice as .docx; `points` and `notice` as metrics.conclusions gives them."""
    chair = notice["chair"] or paper.BLANK
    words = {"period": period_words(period), "chair": chair,
             "day": day(notice["held_on"]) if notice["held_on"] else paper.BLANK}  # fmt: skip
    number = (notice["document_no"] or "").partition("/")[0]
    year = (notice["issued_on"] or notice["held_on"] or period.last).year
    sheet = paper.titled(
        head, symbol="TB", name=text("conclusion.name"), about=text("conclusion.about", **words),
        on=notice["issued_on"], year=year, number=number,
    )  # fmt: skip
    paper.paragraph(sheet, text("conclusion.opening", **words))
    general = [row for row in points if not row["unit_id"]]
    assigned = [row for row in points if row["unit_id"]]
    part = iter(("I", "II"))
    if general:
        paper.heading(sheet, f"{next(part)}. {text('conclusion.part.general')}")
        for number, row in enumerate(general, start=1):
            paper.paragraph(sheet, f"{number}. {ended(row['text'])}")
    if assigned:
        paper.heading(sheet, f"{next(part)}. {text('conclusion.part.assigned')}")
        for number, row in enumerate(assigned, start=1):
            paper.paragraph(sheet, f"{number}. {told(row)}")
        table(sheet, assigned)
    paper.paragraph(sheet, text("conclusion.end"))
    paper.close(sheet, head)
    return paper.to_bytes(sheet, text("conclusion.about", **words))


def told(row: Mapping) -> str:
    """«Giao Phòng … (ông/bà …): nội dung; hoàn thành trước ngày …»."""
    who = text("conclusion.who", official=row["official"]) if row["official"] else ""
    words = row["text"].strip().rstrip(".;")
    due = text("conclusion.due", due=day(row["due_on"])) if row["due_on"] else ""
    return text("conclusion.told", unit=row["unit"], who=who, text=words, due=due)


def table(sheet, assigned: Sequence[Mapping]) -> None:
    """The assignments once more, as what each unit is to report on."""
    paper.note(sheet, text("conclusion.table"))
    rows = [
        [n, row["text"], row["unit"], row["official"] or NOTHING, day(row["due_on"])]
        for n, row in enumerate(assigned, start=1)
    ]
    heads = [text(f"conclusion.head.{name}") for name in HEADS]
    sides = ["center", "left", "left", "left", "center"]
    paper.table(sheet, heads, rows, widths=[0.8, 4.6, 2.8, 2, 1.7], sides=sides)


def ended(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
