"""cong_van_don_doc.docx: per unit what it owes and by when, and what to answer at the meeting."""

from __future__ import annotations

from messages import text
from metrics.format import count, day
from reports import paper
from reports.review.data import Review
from reports.review.period_words import period_words
from reports.review.phrases import say
from reports.review.report import notices

OWED = ("source_id", "subject", "kind", "due_on", "state")
# question -> what is asked for, from the unit's own figures: count (figure, None) or x short of n
ASKED = {
    "overdue": ("open_overdue", None),
    "no_due": ("open_no_due", None),
    "unknown": ("done_unknown", None),
    "no_reply": ("letter.consulted_none", "x"),
    "incomplete": ("letter.complete", "short"),
    "known": ("letter.known", "short"),
    "reports": ("letter.reports", "short"),
    "obstacles": ("letter.obstacles", "n"),
}


def don_doc(review: Review) -> bytes:
    """The letter as a .docx: a section for each unit that owes something."""
    head, period = review.scope.head, period_words(review.scope.period)
    about = text("review.urge.about", period=period)
    owing = {
        unit: rows for unit in review.units if (rows := owed(review, unit)) or asked(review, unit)
    }
    document = paper.letter(head, about=about, to=[text("review.urge.to")],
                            year=review.scope.as_of.year)  # fmt: skip
    paper.paragraph(document, text("review.urge.opening", period=period, sentence=review.sentence))
    for line in notices(review):
        paper.paragraph(document, line, italic=True)
    for number, (unit, rows) in enumerate(owing.items(), start=1):
        _section(document, review, f"{number}. {review.units[unit]}", unit, rows)
    paper.paragraph(document, text("review.urge.closing"))
    paper.close(document, head, recipients=text("review.urge.recipients"))
    return paper.to_bytes(document, about)


def owed(review: Review, unit: str) -> list[dict]:
    """The unit's open items with a due date, the earliest first."""
    rows = review.lists["open"].rows
    return [row for row in rows if row["unit_id"] == unit and row["due_on"]]


def asked(review: Review, unit: str) -> list[str]:
    """The questions that the unit's figures raise; none is a finding."""
    found = []
    for code, (name, part) in ASKED.items():
        figure = review.figures.get(f"{name}:{unit}")
        number = 0 if figure is None else int(
            figure.x if part in (None, "x") else figure.n if part == "n" else figure.n - figure.x
        )  # fmt: skip
        if number:
            found.append(text(f"review.ask.{code}", number=count(number)))
    return found


def _section(document, review: Review, heading: str, unit: str, rows: list[dict]) -> None:
    paper.heading(document, heading)
    if f"open:{unit}" in review.figures:
        numbers = {
            n: review.number(f"{n}:{unit}")
            for n in ("open", "open_in_term", "open_overdue", "open_no_due")
        }
        paper.paragraph(document, say("unit_open", **numbers))
    if rows:
        paper.table(
            document,
            [text(f"review.head.owed.{name}") for name in OWED],
            [
                [row["source_id"], row["subject"], row["kind"], day(row["due_on"]), _state(row)]
                for row in rows
            ],
            widths=(3, 7, 2.6, 2.4, 2.6),
            sides=("left", "left", "left", "center", "left"),
        )
    for place, line in enumerate(asked(review, unit)):
        paper.paragraph(document, f"{'abcdefghik'[place]}) {line}")


def _state(row: dict) -> str:
    if row["days_overdue"]:
        return text("review.urge.overdue", days=count(row["days_overdue"]))
    return text("class.open_in_term")
