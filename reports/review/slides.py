"""trinh_chieu.pptx: a dozen slides with PowerPoint's own charts, the period on each."""

from __future__ import annotations

import io
from collections.abc import Callable

from pptx import Presentation

from messages import text
from metrics.catalog import CLASSES, WORK_KINDS
from metrics.flow import AGES
from metrics.format import count
from reports import paper
from reports.review import colours, slide_parts
from reports.review.data import Review, Sheet
from reports.review.points import points
from reports.review.report import about, notices
from reports.review.sentences import lines

OPEN = ("open_in_term", "open_overdue", "open_no_due")
COMPARED = ("total", "done", "late", "open", "open_overdue", "no_due")
ROWS = 9  # of a list on a slide; the annex has all


def trinh_chieu(review: Review) -> bytes:
    """The slides as a .pptx."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = slide_parts.WIDTH, slide_parts.HEIGHT
    facts = deck.core_properties
    facts.title, facts.author, facts.last_modified_by = about(review), "", ""
    slide_parts.first(deck, review.scope.head.issuing_body, about(review), foot(review))
    for make in SLIDES:
        make(deck, review)
    out = io.BytesIO()
    deck.save(out)
    return paper.steady(out.getvalue())


def foot(review: Review) -> str:
    """What stands at the foot of each slide."""
    return " · ".join([review.sentence, *notices(review)])


def _slide(deck, review: Review, title: str):
    return slide_parts.titled(deck, title, foot(review))


def summary(deck, review: Review) -> None:
    slide = _slide(deck, review, text("review.slide.summary"))
    slide_parts.bullets(slide, lines(review, "summary"))


def conclusions(deck, review: Review) -> None:
    rows = review.tables["conclusions"].rows
    if rows:
        slide = _slide(deck, review, text("review.section.conclusions"))
        heads = [text(f"review.head.conclusions.{c}") for c in ("text", "unit", "state")]
        cells = [[row["text"], row["unit"], row["state"]] for row in rows[:ROWS]]
        slide_parts.table(slide, heads, cells, (6, 3, 3))


def stacked(name: str, columns, palette: dict[str, str]) -> Callable:
    """A slide with a table's rows as stacked bars."""

    def make(deck, review: Review) -> None:
        table = review.tables[name]
        if table.rows:
            slide = _slide(
                deck, review, text("review.slide.number", title=table.title, n=_number(table))
            )
            series = {_short(c): [row[c] for row in table.rows] for c in columns}
            names = [row[table.columns[0]] for row in table.rows]
            slide_parts.bars(slide, names, series, [palette[c] for c in columns])

    return make


def _short(column: str) -> str:
    return text(f"class.{column}") if column in CLASSES else text(f"review.column.{column}")


def _number(table: Sheet) -> str:
    whole = table.totals[0]
    return count(int(whole["total"] if "total" in whole else sum(whole[a] for a in AGES)))


def months(deck, review: Review) -> None:
    table = review.tables["months"]
    slide = _slide(deck, review, table.title)
    series = {text(f"review.column.{c}"): [row[c] for row in table.rows] for c in colours.MOVED}
    slide_parts.columns(
        slide, [r["month"] for r in table.rows], series, list(colours.MOVED.values())
    )


def rates(deck, review: Review) -> None:
    """The rate of units with ten cases or more; the others' counts stand below."""
    slide = _slide(deck, review, text("review.slide.rates"))
    found = {
        name: review.figures[f"C:{u}"]
        for u, name in review.units.items()
        if f"C:{u}" in review.figures
    }
    shown = {name: figure for name, figure in found.items() if figure.rate is not None}
    series = {text("rate.C"): [figure.rate for figure in shown.values()]}
    names = [f"{name} ({figure.said.split(' ')[0]})" for name, figure in shown.items()]
    slide_parts.bars(slide, names, series, [colours.BY_CLASS["done_late"]], share=True)
    few = "; ".join(
        f"{name} {figure.said}" for name, figure in found.items() if figure.rate is None
    )
    slide_parts.remark(
        slide,
        " ".join(
            [text("review.slide.whole", said=review["C"].said)]
            + ([text("review.slide.few", units=few)] if few else [])
        ),
    )


def year_before(deck, review: Review) -> None:
    if "before.total" in review.figures:
        slide = _slide(deck, review, text("review.section.year_before"))
        series = {
            text("review.column.before"): [review[f"before.{c}"].x for c in COMPARED],
            text("review.column.this_period"): [review[c].x for c in COMPARED],
        }
        names = [text(f"count.{c}") for c in COMPARED]
        slide_parts.columns(slide, names, series, [colours.BEFORE, colours.NOW])
        slide_parts.remark(slide, lines(review, "year_before")[-1])


def latency(deck, review: Review) -> None:
    slide = _slide(deck, review, text("review.slide.latency"))
    kinds = [k for k in WORK_KINDS if review[f"latency.{k}.median"].x is not None]
    series = {
        text(f"column.{c}"): [review[f"latency.{k}.{c}"].x for k in kinds]
        for c in ("median", "p90")
    }
    names = [text(f"kind.{k}") for k in kinds]
    slide_parts.bars(slide, names, series, [colours.NOW, colours.BEFORE], stacked=False)
    slide_parts.remark(slide, text("review.latency_note"))


def letter(deck, review: Review) -> None:
    for number, part in enumerate(_halves(points(review)), start=1):
        slide = _slide(deck, review, text("review.slide.letter", number=number))
        slide_parts.bullets(slide, [f"{heading}. {' '.join(said)}" for heading, said in part])


def _halves(found: list) -> list[list]:
    return [found[: len(found) // 2], found[len(found) // 2 :]]


def obstacles(deck, review: Review) -> None:
    rows = review.lists["point.obstacles"].rows
    slide = _slide(deck, review, text("review.section.obstacles"))
    if not rows:
        return slide_parts.bullets(slide, lines(review, "obstacles"))
    heads = [text(f"review.head.obstacles.{c}") for c in ("unit", "subject", "proposal")]
    cells = [[row["unit"], row["subject"], row["proposal"]] for row in rows[:ROWS]]
    slide_parts.table(slide, heads, cells, (3, 5, 4))
    slide_parts.remark(slide, lines(review, "obstacles")[0])


def next_(deck, review: Review) -> None:
    table = review.tables["settlement"]
    slide = _slide(deck, review, text("review.slide.next"))
    series = {text(f"class.{c}"): [row[c] for row in table.rows] for c in OPEN}
    names = [row["unit"] for row in table.rows]
    slide_parts.bars(slide, names, series, [colours.BY_CLASS[c] for c in OPEN])
    slide_parts.remark(slide, lines(review, "next")[0])


AGE_COLOURS = dict(zip(AGES, colours.AGES, strict=True))
SLIDES = (
    summary,
    conclusions,
    stacked("settlement", CLASSES, colours.BY_CLASS),
    stacked("kinds", CLASSES, colours.BY_CLASS),
    months,
    rates,
    year_before,
    stacked("ageing", AGES, AGE_COLOURS),
    latency,
    stacked("petitions", CLASSES, colours.BY_CLASS),
    stacked("consultations", CLASSES, colours.BY_CLASS),
    letter,
    obstacles,
    next_,
)
