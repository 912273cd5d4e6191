"""What a meeting pack is written from: plain figures, tables and lists, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from messages import known, text
from metrics.catalog import SMALL
from metrics.definitions import current, named
from metrics.filters import Filters
from metrics.format import NOTHING, count, decimal, fraction, percent
from metrics.periods import Period
from reports.paper import Letterhead
from reports.table import Table

WHOLE = ""  # the department, where a figure is of no single unit


class Sheet(Table):
    """A table of the annex: its headings are `review.column.*` where the pages' do not fit, and
    those of the registers (`field.*`) for what only they have."""

    def label(self, column: str) -> str:
        for code in (f"review.column.{column}", f"column.{column}", f"field.{column}"):
            if known(code):
                return text(code)
        return super().label(column)


@dataclass(frozen=True)
class Figure:
    """x of n cases, or a number alone (n None). `name` is what it counts (`tasks.late`, `C`),
    `unit` whose; `definition` names the rule and its version, `behind` the list that shows it."""

    name: str
    unit: str
    x: float | None
    n: int | None = None
    definition: str = ""
    behind: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}:{self.unit}" if self.unit else self.name

    @property
    def rate(self) -> float | None:
        """The share, where there are cases enough to speak of one."""
        return self.x / self.n if self.n and self.n >= SMALL else None

    @property
    def said(self) -> str:
        """As it stands in every document: "73/594 (12,3%)"; under ten cases "3/7"."""
        if self.n is None:
            whole = self.x is None or float(self.x).is_integer()
            return count(None if self.x is None else int(self.x)) if whole else decimal(self.x)
        if not self.n:
            return NOTHING
        both = fraction(int(self.x), self.n)
        return f"{both} ({percent(int(self.x), self.n)})" if self.n >= SMALL else both


@dataclass(frozen=True)
class Scope:
    """What is reviewed, and for whom it is written. `frozen` is the review's id, '' for a draft."""

    period: Period
    as_of: date
    head: Letterhead
    ledger: tuple[int, str]
    frozen: str = ""

    @property
    def filters(self) -> Filters:
        return Filters(self.as_of, self.period)


@dataclass(frozen=True)
class Review:
    """`tables` and `lists` by name, in the order of the annex; `units` id -> name, in order."""

    scope: Scope
    figures: dict[str, Figure]
    tables: dict[str, Sheet]
    lists: dict[str, Sheet]
    units: dict[str, str]
    comments: dict[str, str] = field(default_factory=dict)
    formula: str = "B"  # the rate that the People's Committee asks for
    warnings: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]

    def number(self, key: str) -> str:
        """A count as the documents print it."""
        return count(int(self.figures[key].x or 0))

    def named(self, frozen: str) -> Review:
        """The same as the issue of a frozen review."""
        return replace(self, scope=replace(self.scope, frozen=frozen))

    @property
    def sentence(self) -> str:
        return self.scope.filters.sentence()


def of_counts(
    row: dict, names, unit: str = WHOLE, prefix: str = "", behind: str = ""
) -> list[Figure]:
    """The named counts of one row as figures."""
    return [Figure(f"{prefix}{n}", unit, row[n], None, named(n), behind or n) for n in names]


def of_rate(row: dict, unit: str = WHOLE, prefix: str = "", behind: str = "late") -> Figure:
    """A row of `metrics.rates` as a figure."""
    name = row["rate_id"]
    return Figure(f"{prefix}{name}", unit, row["x"], row["n"], current(name).name, behind)
