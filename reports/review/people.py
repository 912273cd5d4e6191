"""What the restricted annex is written from; kept apart, so that no other paper can name anybody.

Proposals to commend are entered by a named person; the software proposes nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from layout import DataDir
from ledger import Entry, Ledger
from metrics import Store, review
from metrics import reminders as reminded
from metrics.catalog import DUE_BASES
from metrics.filters import Filters
from metrics.measure import counts
from metrics.periods import Period

PROPOSED, WITHDRAWN = "proposal_made", "proposal_withdrawn"
WORK = ("total", "done", "late", "judged", "open_overdue")


@dataclass(frozen=True)
class Proposal:
    """To commend an official, or (official '') a unit: form, grounds, and by whom it was entered.
    `work` are the counts of the period, `papers` what else is on record."""

    proposal_id: str
    official: str
    unit_id: str
    form: str
    grounds: str
    by: str
    work: dict
    papers: tuple[dict, ...] = ()

    @property
    def open_discipline(self) -> list[dict]:
        """Discipline being considered, not concluded: nobody is commended meanwhile."""
        return [p for p in self.papers if p["decision_kind"] == "discipline" and p["open"]]


@dataclass(frozen=True)
class People:
    """Proposals, the decisions of the period and the reminders of the window that ends with it."""

    proposals: tuple[Proposal, ...]
    decisions: tuple[dict, ...]
    reminders: tuple[reminded.Reminded, ...]
    months: int


def collect_people(store: Store, data: DataDir, period: Period, as_of: date) -> People:
    """Everything that names somebody."""
    filters = Filters(as_of, period)
    length = reminded.months(store)
    found = review.decisions(store, as_of)
    inside = [d for d in found if d["open"] or (d["issued_on"] and period.first <= d["issued_on"])]
    entries = proposals(Ledger(data.ledger), period.name)
    made = tuple(_proposal(store, filters, entry, found) for entry in entries)
    return People(made, tuple(inside), tuple(reminded.reminders(store, filters, length)), length)


def proposals(ledger: Ledger, period: str) -> list[Entry]:
    """The proposals of a period that nobody took back."""
    found: dict[str, Entry] = {}
    for entry in ledger.entries(PROPOSED, WITHDRAWN):
        found.pop(entry.body["proposal_id"], None)
        if entry.kind == PROPOSED and entry.body["period"] == period:
            found[entry.body["proposal_id"]] = entry
    return list(found.values())


def _proposal(store: Store, filters: Filters, entry: Entry, found: list[dict]) -> Proposal:
    body = entry.body
    official, unit = body.get("official") or "", body.get("unit_id") or ""
    whose = {"officials": (official,)} if official else {"units": (unit,)}
    mine = [
        d
        for d in found
        if (d["official"] == official if official else not d["official"] and d["unit_id"] == unit)
    ]
    scope = Filters(filters.as_of, filters.period, due_basis=next(iter(DUE_BASES)), **whose)
    return Proposal(body["proposal_id"], official, unit, body["form"], body["grounds"], entry.who,
                    counts(store, scope, WORK)[0], tuple(mine))  # fmt: skip
