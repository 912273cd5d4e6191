"""Every count, rate and curve by name and version, so that a figure says what it is (C@1).

A definition that was used in a frozen review is not changed in place. Its old form is kept in
EARLIER_COUNTS or EARLIER_RATES of metrics/catalog.py, the new one gets the next version, and the
figures of the period before are printed by both (`reports rates --versions all`). What has been
published stands in definitions.csv with a fingerprint; a test fails where the two part.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from layout import REPO
from metrics.catalog import (
    COUNT_VERSIONS,
    COUNTS,
    EARLIER_COUNTS,
    EARLIER_RATES,
    RATES,
    Rate,
)

PUBLISHED = Path(__file__).with_name("definitions.csv")  # what, id, version, fingerprint
SECTIONS = {"rule": 3, "count": 4, "rate": 5}  # of docs/methods.md
# What is neither a count nor a rate: id -> section of docs/methods.md, formula, version.
CURVES = {
    "flow": (9, "opened, closed or withdrawn, running difference; by statutory month", 1),
    "ageing": (8, "calendar days from the due date to the as-of date; 5, 10, 30, 90", 1),
    "closed_median": (7, "median of working days from opening to completion, type 7", 1),
    "kaplan_meier": (
        7,
        "share still waiting by working days: product of 1 - d/n, late entry from the period's"
        " first day, withdrawn and transferred censored; Greenwood, 95% of type log, quantiles"
        " halfway along a flat piece; none where more answers are unmeasured than measured",
        1,
    ),
    "restricted_mean": (7, "area under kaplan_meier to the longest follow-up of all groups", 1),
    "year_before": (
        11,
        "difference to the same period a year earlier; Fisher's exact p < 1%; none unless every"
        " source with work in it knows finished work within 31 days of its first day",
        1,
    ),
    "trend": (
        21,
        "statutory months from where every source knows finished work; limits on the first twelve"
        " with a value: three sigma of a share, 2.66 mean moving ranges screened at 3.267; rules"
        " outside, shift 7, trend 7, two of three",
        1,
    ),
    "interval": (11, "Wilson's score interval, 95%, without continuity correction", 1),
    "funnel": (
        16,
        "binomial quantiles .025/.975 and .001/.999 around the department's rate; widened on the"
        " arcsine scale, from half a case outwards, by sqrt(1 + (tau t)^2 / s^2) where Q of the"
        " winsorised z-scores of ten groups or more exceeds chi-squared at 5%",
        1,
    ),
    "strata": (17, "rate C by kind, source, urgency and length of term, beside the department", 1),
}
# The files that say what a class is: all counts rest on them.
RULES = {"classes": ("etl/sql/43_lateness.sql", "etl/sql/60_work_item_at.sql")}


@dataclass(frozen=True)
class Definition:
    """One version of a named figure. `what` is count, rate, curve or rule; `section` the one of
    docs/methods.md that says where it comes from and what it cannot say."""

    what: str
    id: str
    version: int
    formula: str
    section: int

    @property
    def name(self) -> str:
        """As it stands beside the figure."""
        return f"{self.id}@{self.version}"

    @property
    def fingerprint(self) -> str:
        return sha256(f"{self.what} {self.name} {self.formula}".encode()).hexdigest()[:12]


def all_versions(name: str) -> list[Definition]:
    """Every version of a count, rate, curve or rule, oldest first. KeyError for no such name."""
    found = [d for d in every() if d.id == name]
    if not found:
        raise KeyError(name)
    return found


def current(name: str) -> Definition:
    """The version that pages and files show."""
    return all_versions(name)[-1]


def named(*names: str) -> str:
    """The figures and their versions as they stand under a table: "C@1, B@1"."""
    return ", ".join(f"{name}@{version(name)}" for name in names)


def version(name: str) -> int:
    """The current version's number. KeyError for no such name."""
    if name in RATES:
        return RATES[name].version
    if name in COUNTS:
        return COUNT_VERSIONS.get(name, 1)
    return 1 if name in RULES else CURVES[name][2]


def in_use() -> dict[str, int]:
    """Name -> current version, for the manifest of a frozen review."""
    return {definition.id: definition.version for definition in every()}


def every() -> list[Definition]:
    """All definitions, each name's oldest version first."""
    return [*_rules(), *_counts(), *_rates(), *_curves()]


def rate_versions(name: str) -> tuple[Rate, ...]:
    """The forms of a rate, oldest first, the current one last."""
    return (*EARLIER_RATES.get(name, ()), RATES[name])


def published() -> dict[tuple[str, str, int], str]:
    """(what, id, version) -> fingerprint of what has been shown to readers."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(r["what"], r["id"], int(r["version"])): r["fingerprint"] for r in rows}


def _rules() -> list[Definition]:
    return [
        Definition("rule", name, 1, " ".join(_code(file) for file in files), SECTIONS["rule"])
        for name, files in RULES.items()
    ]


@cache
def _code(file: str) -> str:
    """SQL without comments and line breaks, which change nothing."""
    lines = (REPO / file).read_text("utf-8").splitlines()
    return re.sub(r"\s+", " ", " ".join(line.split("--")[0] for line in lines)).strip()


def _counts() -> list[Definition]:
    found = []
    for name, condition in COUNTS.items():
        last = COUNT_VERSIONS.get(name, 1)
        forms = [EARLIER_COUNTS[f"{name}_v{number}"] for number in range(1, last)]
        found += [
            Definition("count", name, number, form, SECTIONS["count"])
            for number, form in enumerate([*forms, condition], start=1)
        ]
    return found


def _rates() -> list[Definition]:
    """A rate names the versions of its counts: when one of them moves on, so does the rate."""
    return [
        Definition("rate", name, r.version, f"{_count(r.x)} / {_count(r.n)}", SECTIONS["rate"])
        for name in RATES
        for r in rate_versions(name)
    ]


def _count(name: str) -> str:
    if name in COUNTS:
        return f"{name}@{COUNT_VERSIONS.get(name, 1)}"
    return "@".join(name.rsplit("_v", 1))


def _curves() -> list[Definition]:
    return [
        Definition("curve", name, version, formula, section)
        for name, (section, formula, version) in CURVES.items()
    ]
