"""Published totals beside our own counts: the table, the items behind it, the table's own sums."""

from __future__ import annotations

from messages import text
from metrics import Store
from metrics.conventions import KIN, NAMES, UNLISTED
from metrics.format import count, day
from metrics.reconcile import Compared, Reconciled, reconcile
from metrics.reconcile_counting import Cause
from metrics.reconcile_items import Question, items
from metrics.reconcile_published import slips
from reports.table import Table

COLUMNS = (
    "unit", "unit_printed", "measure", "heading", "published", "ours", "difference", "explained",
    "unexplained", "explanation", "sheet", "row",
)  # fmt: skip
ROWS = (
    "unit_printed", "measure", "cause", "source_id", "subject", "unit", "class", "opened_on",
    "due_on", "closed_on", "source_status", "file", "sheet", "row", "upload", "item_id",
)  # fmt: skip
SUMS = ("unit", "heading", "printed", "parts", "summed", "difference", "sheet", "row")
ORDER = (*NAMES, *KIN, UNLISTED)


def figures(store: Store, question: Question, file: str, lang: str = "vi") -> Table:
    """Every published number beside ours, with what parts them in words and in items."""
    found = reconcile(store, question)
    rows = [row(one, lang) for one in found.compared]
    meta = {
        "upload": question.upload, "file": file, "as_of": question.as_of.isoformat(sep=" "),
        "source": question.source, "conventions": list(found.conventions),
        "numbers": len(found.compared), "equal": found.equal, "warehouse": store.version,
        "sums": sums(store, question, file, lang).rows,
    }  # fmt: skip
    title = text("report.reconcile", lang)
    return Table(title, COLUMNS, rows, sentence(question, file, lang), notes(found, lang),
                 meta=meta, lang=lang)  # fmt: skip


def sentence(question: Question, file: str, lang: str) -> str:
    """Which table, of when, beside what."""
    p = question.period
    period = text("reconcile.period", lang, first=day(p.first), last=day(p.last)) if p else text(
        "reconcile.no_period", lang)  # fmt: skip
    moment = question.as_of.strftime("%H:%M %d/%m/%Y")
    return text("reconcile.sentence", lang, file=file, as_of=moment, source=question.source,
                period=period)  # fmt: skip


def notes(found: Reconciled, lang: str) -> list[str]:
    """How many numbers agree, and how the system counts otherwise."""
    return [summary(found, lang), conventions(found, lang)]


def summary(found: Reconciled, lang: str) -> str:
    compared = [one for one in found.compared if one.ours is not None]
    left = sum(one.unexplained != 0 for one in compared)
    explained = len(compared) - found.equal - left
    return text("reconcile.summary", lang, equal=count(found.equal), total=count(len(compared)),
                explained=count(explained), left=count(left))  # fmt: skip


def conventions(found: Reconciled, lang: str) -> str:
    if not found.conventions:
        return text("reconcile.no_conventions", lang)
    names = "; ".join(text(f"cause.{name}", lang) for name in found.conventions)
    return text("reconcile.conventions", lang, names=names)


def row(one: Compared, lang: str) -> dict:
    """A compared number as a row, its causes nested for programs."""
    causes = [
        {"cause": c.name, "effect": c.effect, "items": c.items, "only_here": c.only_here}
        for c in ordered(one.causes)
    ]
    explained = None if one.ours is None else one.difference - one.unexplained
    return {
        "unit": one.row.unit or text("reconcile.whole", lang), "unit_id": one.row.unit_id,
        "unit_printed": one.row.printed, "measure": text(f"count.{one.measure}", lang),
        "count": one.measure, "heading": one.row.headings[one.measure],
        "published": one.published, "ours": one.ours, "difference": one.difference,
        "explained": explained, "unexplained": None if one.ours is None else one.unexplained,
        "explanation": explanation(one, lang), "causes": causes, "is_total": one.row.is_total,
        "sheet": one.row.sheet, "row": one.row.row,
    }  # fmt: skip


def ordered(causes: list[Cause]) -> list[Cause]:
    """Causes in the order of the catalogue; those that cancel out have an effect of 0."""
    return sorted(causes, key=lambda c: ORDER.index(c.name))


def explanation(one: Compared, lang: str) -> str:
    """The whole difference in words: each cause with its items, what is left, what to mind."""
    if one.ours is None:
        return text("reconcile.needs_period", lang)
    parts = [said(cause, lang) for cause in ordered(one.causes)]
    if not one.difference and not parts:
        parts = [text("reconcile.equal", lang)]
    if one.unexplained:
        parts.append(text("reconcile.unexplained", lang, number=signed(one.unexplained)))
    notes_ = [text(f"reconcile.{n}", lang, name=one.row.printed) for n in sorted(one.row.notes)]
    return "; ".join(parts + notes_)


def said(cause: Cause, lang: str) -> str:
    """One cause: its effect, its words, its items."""
    code = "reconcile.only_here" if cause.only_here else "reconcile.cause"
    return text(code, lang, effect=signed(cause.effect), cause=text(f"cause.{cause.name}", lang),
                items=count(cause.items))  # fmt: skip


def signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else f"−{count(-number)}" if number else "0"


def rows(store: Store, question: Question, file: str, lang: str = "vi") -> Table:
    """Every item behind every cause of every number that differs."""
    found = [
        {"unit_printed": one.row.printed, "measure": text(f"count.{one.measure}", lang),
         "cause": text(f"cause.{cause.name}", lang)} | item
        for one in reconcile(store, question).compared if one.difference or one.unexplained
        for cause in ordered(one.causes)
        for item in items(store, question, tuple(sorted(cause.signatures)))
    ]  # fmt: skip
    title = text("report.reconcile_rows", lang)
    meta = {"upload": question.upload, "source": question.source}
    return Table(title, ROWS, found, sentence(question, file, lang), meta=meta, lang=lang)


def sums(store: Store, question: Question, file: str, lang: str = "vi") -> Table:
    """Where the published table does not add up."""
    found = [
        {"unit": s.unit or text("reconcile.whole", lang), "heading": s.heading,
         "printed": s.printed, "summed": s.summed, "difference": s.difference,
         "parts": " + ".join(s.parts) or text("reconcile.column", lang), "sheet": s.sheet,
         "row": s.row}
        for s in slips(store, question.upload)
    ]  # fmt: skip
    return Table(text("report.reconcile_sums", lang), SUMS, found, sentence(question, file, lang),
                 lang=lang)  # fmt: skip
