"""Each unit's form with its figures filled in, as Word: to check, to explain, to sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from messages import text
from metrics.format import NOTHING, count, day, fraction
from metrics.unit_reports import FORM
from reports import paper
from reports.office.facts import Facts, Unit, label
from reports.review.period_words import next_words, period_words

LISTED = 100  # overdue items written out; the Excel form has every one
BLANKS = 3  # empty lines to write on


def document(facts: Facts, unit: Unit) -> bytes:
    """One unit's report, begun."""
    head = replace(
        facts.head, superior_body=facts.head.issuing_body, issuing_body=unit.name,
        symbol=paper.BLANK, recipients=text("unit_form.recipients"), archive="VT",
        signer_title=text("unit_form.signer"), signer_name=paper.BLANK,
    )  # fmt: skip
    words = {"period": period_words(facts.period), "next": next_words(facts.period)}
    sheet = paper.titled(
        head, symbol="BC", name=text("unit_form.name"), about=text("unit_form.about", **words),
        year=facts.due_on.year,
    )  # fmt: skip
    paper.paragraph(sheet, text("unit_form.hint", as_of=day(facts.as_of), due=day(facts.due_on)),
                    italic=True)  # fmt: skip
    figures(sheet, facts, unit)
    overdue(sheet, unit)
    points(sheet, unit)
    obstacles(sheet, unit)
    paper.heading(sheet, text("unit_form.part.next", next=words["next"].upper()))
    blanks(sheet)
    paper.close(sheet, head)
    return paper.to_bytes(sheet, f"{text('unit_form.name')} {unit.name}")


def figures(sheet, facts: Facts, unit: Unit) -> None:
    """Counts down, kinds of work across, all kinds together last."""
    paper.heading(sheet, text("unit_form.part.figures"))
    paper.note(sheet, facts.sentence)
    kinds = unit.kinds
    heads = [text("unit_form.count"), *map(label, kinds), text("unit_form.sum")]
    rows = []
    for name in FORM:
        numbers = [unit.figures.get(kind, {}).get(name, 0) for kind in kinds]
        rows.append([text(f"count.{name}"), *map(count, numbers), count(sum(numbers))])
    paper.table(sheet, heads, rows, widths=[4, *[1.6] * (len(kinds) + 1)])
    paper.paragraph(sheet, text("unit_form.differs"))
    blanks(sheet, 1)


def overdue(sheet, unit: Unit) -> None:
    paper.heading(sheet, text("unit_form.part.overdue"))
    if not unit.overdue:
        paper.paragraph(sheet, text("unit_form.none_overdue"))
        return
    heads = text("unit_form.heads.overdue").split("|")
    rows = [
        [n, row["source_id"], row["subject"], day(row["due_on"]), count(row["days_overdue"]), ""]
        for n, row in enumerate(unit.overdue[:LISTED], start=1)
    ]
    sides = ["center", "left", "left", "center", "right", "left"]
    paper.table(sheet, heads, rows, widths=[0.8, 2, 4.1, 1.6, 1.1, 3], sides=sides)
    if len(unit.overdue) > LISTED:
        paper.note(sheet, text("unit_form.more", number=count(len(unit.overdue) - LISTED)))


def points(sheet, unit: Unit) -> None:
    """The letter's points as the Office has them."""
    paper.heading(sheet, text("unit_form.part.points"))
    rows = [[text(f"point.{point}"), fraction(x, n) if n else NOTHING, ""]
            for point, (x, n) in unit.points.items()]  # fmt: skip
    heads = text("unit_form.heads.points").split("|")
    paper.table(sheet, heads, rows, widths=[5, 1.6, 3.4], sides=["left", "right", "left"])


def obstacles(sheet, unit: Unit) -> None:
    """What the register has, and empty rows."""
    paper.heading(sheet, text("unit_form.part.obstacles"))
    known = [[n, row["subject"], row["proposal"] or "", answer(row)]
             for n, row in enumerate(unit.obstacles, start=1)]  # fmt: skip
    empty = [["", "", "", ""] for _ in range(BLANKS)]
    heads = text("unit_form.heads.obstacles").split("|")
    paper.table(sheet, heads, known + empty, widths=[0.8, 4, 4, 3],
                sides=["center", "left", "left", "left"])  # fmt: skip


def answer(row: dict) -> str:
    """What became of a difficulty."""
    if row["answered_on"]:
        said = f" {row['answer']}" if row["answer"] else ""
        return text("unit_form.answered", day=day(row["answered_on"])) + said
    return text("unit_form.unanswered")


def blanks(sheet, number: int = BLANKS) -> None:
    for _ in range(number):
        paper.paragraph(sheet, "." * 100)


def file_name(unit: Unit) -> str:
    """Only letters and digits of the unit's id: it may have come from a file."""
    return "".join(_plain(unit.unit_id)) or "don_vi"


def _plain(name: str) -> Iterable[str]:
    return (c if c.isalnum() and c.isascii() else "_" for c in name)
