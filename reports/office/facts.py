"""What the papers to and from the units are made of, read once for all units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from layout import DataDir
from ledger import Ledger
from messages import text
from metrics import Store, unit_reports
from metrics.catalog import WORK_KINDS
from metrics.filters import Filters
from metrics.letter import letter
from metrics.letter_points import POINTS
from metrics.measure import rows
from metrics.periods import Period
from reports.paper import Letterhead, letterhead

MOST = 2000  # overdue items of all units together that forms list


@dataclass(frozen=True)
class Unit:
    """One unit's figures by kind, its overdue items, points (point -> (x, n)) and difficulties."""

    unit_id: str
    name: str
    short_name: str
    figures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    overdue: Sequence[dict] = ()
    points: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    obstacles: Sequence[dict] = ()

    @property
    def kinds(self) -> list[str]:
        """Kinds of work that it had; tasks in any case."""
        return [k for k in WORK_KINDS if k == "tasks" or self.figures.get(k, {}).get("total")]


@dataclass(frozen=True)
class Facts:
    """The period, the day of the figures, when the reports are due, and the units that owe one."""

    period: Period
    as_of: date
    due_on: date
    head: Letterhead
    units: tuple[Unit, ...]
    sentence: str


def head_of(data: DataDir) -> Letterhead:
    """Who issues: settings of the ledger."""
    return letterhead(Ledger(data.ledger).entries("setting"))


def gather(store: Store, data: DataDir, period: Period, as_of: date, lang: str = "vi") -> Facts:
    """Everything for every unit; four queries and the letter's."""
    now = Filters(as_of, period)
    figures = unit_reports.figures(store, period, as_of)
    late = rows(store, now, "open_overdue", limit=MOST)
    raised = unit_reports.obstacles(store, period, as_of)
    cells = letter(store, now).cells

    def whole(unit: dict) -> Unit:
        mine = unit["unit_id"]
        return Unit(
            mine, unit["name"], unit["short_name"] or unit["name"],
            {kind: row for (of, kind), row in figures.items() if of == mine},
            [row for row in late if row["unit_id"] == mine],
            {point: cells[point, mine] for point in POINTS if (point, mine) in cells},
            [row for row in raised if row["unit_id"] == mine],
        )  # fmt: skip

    found = tuple(whole(unit) for unit in unit_reports.units(store, period))
    due = unit_reports.request(store, period)["due_on"]
    return Facts(period, as_of, due, head_of(data), found, now.sentence(lang))


def label(kind: str, lang: str = "vi") -> str:
    """A kind of work in words."""
    return text(f"kind.{kind}", lang)
