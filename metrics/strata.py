"""Like with like: a group's lateness beside the department's in the same kind of work.

A stratum is kind x source x urgency x length of term. Both fractions stand side by side; there is
no single adjusted figure, which would hide in which work the difference lies.
"""

from __future__ import annotations

from collections import defaultdict

from metrics.board import PARTITIONS
from metrics.catalog import DIMENSIONS, DUE_DATES, HEADLINE, RATES, SMALL
from metrics.filters import Filters
from metrics.measure import condition, scope
from metrics.queries import fill
from metrics.rates import department
from metrics.sight import counted, limited
from store import Store

STRATUM = ("kind", "source", "urgency", "term")
GROUPS = ("unit", "official", "authority", "role")  # what can be compared within a stratum
RATE = HEADLINE

# Urgency is free text: these words in small letters, anything else is "other", nothing is "none".
URGENCIES = {
    "normal": ("thường", "bình thường", "không khẩn"),
    "urgent": ("khẩn",),
    "very_urgent": ("thượng khẩn", "rất khẩn"),
    "flash": ("hỏa tốc", "hoả tốc", "hỏa tốc hẹn giờ", "hoả tốc hẹn giờ"),
    "other": (),
    "none": ("",),
}
URGENCY = " ".join(
    ["case lower(trim(coalesce(written, '')))"]
    + [f"when '{word}' then '{code}'" for code, words in URGENCIES.items() for word in words]
    + ["else 'other' end"]
)
# Calendar days from opening to the due date: code -> the longest of the band.
TERMS = {"t7": 7, "t15": 15, "t30": 30, "t90": 90, "t91": None, "unknown": None}
TERM = """case when opened_is_first_seen or {due} < opened_on then 'unknown'
    when date_diff('day', opened_on, {due}) <= 7 then 't7'
    when date_diff('day', opened_on, {due}) <= 15 then 't15'
    when date_diff('day', opened_on, {due}) <= 30 then 't30'
    when date_diff('day', opened_on, {due}) <= 90 then 't90' else 't91' end"""


def strata(store: Store, filters: Filters, by: str = "unit") -> list[dict]:
    """Per group and stratum with judged items: the key under the dimension's name, STRATUM,
    x and n of rate C, and department_x, department_n of everybody in the same stratum."""
    found = _counted(store, filters, by)
    if limited(store):
        return _own_beside(store, filters, by, found)
    if department(filters) == filters and filters.per == "item" and by in PARTITIONS:
        whole = found
    else:
        whole = _counted(store, department(filters), None)
    sums = _by_stratum(whole)
    return [_beside(row, by, sums[_stratum(row)]) for row in found]


def _own_beside(store: Store, filters: Filters, by: str, found: list[dict]) -> list[dict]:
    """One's own groups, in the strata where the others have none or enough to be told."""
    own = _by_stratum(found)
    whole = _by_stratum(_counted(*counted(store, department(filters)), None))
    others = {key: n - own[key][1] for key, (_, n) in whole.items()}
    told = [row for row in found if others[_stratum(row)] == 0 or others[_stratum(row)] >= SMALL]
    return [_beside(row, by, whole[_stratum(row)]) for row in told]


def _by_stratum(rows: list[dict]) -> dict[tuple, list[int]]:
    sums: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        both = sums[_stratum(row)]
        both[0], both[1] = both[0] + row["x"], both[1] + row["n"]
    return sums


def _stratum(row: dict) -> tuple:
    return tuple(row[name] for name in STRATUM)


def _counted(store: Store, filters: Filters, by: str | None) -> list[dict]:
    rate = RATES[RATE]
    query = fill(
        "strata",
        item=scope(filters, by),
        key=DIMENSIONS[by] if by else "''",
        x=condition(rate.x, filters),
        n=condition(rate.n, filters),
        term=TERM.replace("{due}", DUE_DATES[filters.due_basis]),
        urgency=URGENCY,
    )
    return store.query(query, filters.params())


def _beside(row: dict, by: str, whole: list[int]) -> dict:
    found = {by: row["key"]} | {name: row[name] for name in STRATUM}
    found |= {"x": row["x"], "n": row["n"], "rate": row["x"] / row["n"]}
    x, n = whole
    return found | {"department_x": x, "department_n": n, "department_rate": x / n}
