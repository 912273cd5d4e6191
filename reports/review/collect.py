"""collect(): everything that a meeting pack says, read once from the store and the ledger."""

from __future__ import annotations

from datetime import date

from layout import DataDir
from ledger import Ledger
from messages import text
from metrics import Store, context
from metrics.bodies import reported_to
from metrics.format import day
from metrics.periods import Period, year_before
from reports.paper import letterhead
from reports.review import compared, counted, excluded, listed, others
from reports.review.data import Review, Scope

COMMENT, SETTING, SIGNED = "comment_kept", "setting", "review.signed"
REPORT_TO = "provincial_committee"


def collect(store: Store, data: DataDir, period: Period, as_of: date) -> Review:
    """The review of a period as the store and the ledger of `data` have it."""
    ledger = Ledger(data.ledger)
    head = letterhead(ledger.entries(SETTING))
    scope = Scope(period, as_of, head, ledger.head())
    parts = counted.Parts(store, scope.filters)
    counted.settlement(parts)
    for kind in ("tasks", "petitions", "consultations", "dossiers"):
        counted.of_units(parts, kind)
    counted.overdue(parts)
    excluded.without(parts)
    counted.latency(parts)
    counted.months(parts)
    compared.year_before(parts, signed(ledger, period))
    counted.letter_points(parts)
    others.other_tables(parts)
    others.conclusions(parts)
    lists = listed.every(parts)
    formula = next((f.rate_id for f in reported_to(as_of) if f.body == REPORT_TO), "B")
    return Review(scope, parts.figures, parts.tables, lists, parts.units,
                  comments(ledger, period.name), formula, warnings(store, scope))  # fmt: skip


def comments(ledger: Ledger, period: str) -> dict[str, str]:
    """The newest comment on each section of a period; an emptied one is none."""
    found = {e.body["section"]: e.body["text"].strip()
             for e in ledger.entries(COMMENT) if e.body["period"] == period}  # fmt: skip
    return {section: words for section, words in found.items() if words}


def signed(ledger: Ledger, period: Period) -> dict:
    """Totals of the same period last year as a signed report gave them: {"period",
    "document_no", "values": {count: number}}; {} where nobody typed any in."""
    before = year_before(period)
    found = [e.body["value"] for e in ledger.entries(SETTING) if e.body["name"] == SIGNED]
    mine = [value for value in found if before and value["period"] == before.name]
    return mine[-1] if mine and mine[-1]["values"] else {}


def warnings(store: Store, scope: Scope) -> tuple[str, ...]:
    """What a reader must know of the data's age, and where they are the invented sample."""
    stale = [text("warning.stale_source", source=s["source"], newest=day(s["newest"]))
             for s in context.stale_sources(store, scope.filters)]  # fmt: skip
    invented = [text("review.sample")] if context.sample_uploads(store) else []
    return (*invented, *stale)
