"""Our items at a published moment, by unit and by how they stand: read from the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from metrics.catalog import CLASSES, COUNTS
from metrics.conventions import CONVENTIONS
from metrics.filters import DUE_SOON_DAYS
from metrics.periods import Period
from metrics.queries import fill, read
from metrics.reconcile_counting import Group
from store import Store

# What tells items apart that stand alike: together the signature of a group.
STANDING = ("unit_id", "class", "label", "role", "awaiting", "soon", "received")
MARKS = {name: f"coalesce({c.condition}, false)" for name, c in CONVENTIONS.items()}


@dataclass(frozen=True)
class Question:
    """Which published table (by its upload), beside which source of ours, for which period."""

    upload: str
    source: str
    as_of: datetime
    period: Period | None = None

    def params(self) -> dict:
        """What the SQL binds."""
        day = self.as_of.date()
        first = self.period.first if self.period else datetime.min.date()
        last = self.period.last if self.period else day
        return {"source": self.source, "moment": self.as_of, "as_of": day, "first": first,
                "last": last, "soon": day + timedelta(days=DUE_SOON_DAYS)}  # fmt: skip


def _texts(columns: tuple[str, ...]) -> str:
    """SQL for the parts of a signature."""
    return ", ".join(f"coalesce(cast({column} as varchar), '')" for column in columns)


def groups(store: Store, question: Question) -> dict[str, list[Group]]:
    """Our items by unit, counted by how they stand."""
    marks = ", ".join(f"{sql} as {name}" for name, sql in MARKS.items())
    sql = fill("reconcile_groups", items=read("reconcile_items"), standing=", ".join(STANDING),
               marks=marks, named=_texts((*STANDING, *MARKS)))  # fmt: skip
    found: dict[str, list[Group]] = {}
    for row in store.query(sql, question.params()):
        marks_ = frozenset(name for name in CONVENTIONS if row[name])
        facts = (row["awaiting"], row["soon"], row["received"])
        group = Group(row["unit_id"], row["class"], row["label"], facts, row["role"], marks_,
                      row["items"], row["signature"])  # fmt: skip
        found.setdefault(group.unit_id, []).append(group)
    return found


def kin(store: Store) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in store.query("select unit_id, kin_id, cause from unit_kin order by all"):
        found.setdefault(row["unit_id"], []).append((row["kin_id"], row["cause"]))
    return found


def members(store: Store) -> dict[tuple, frozenset[str]]:
    """(class, awaiting, soon, received) -> the counts of the catalogue that take such an item."""
    names = [name for name, sql in COUNTS.items() if "first_due_on" not in sql]
    columns = ", ".join(f"{_of_group(COUNTS[name])} as in_{name}" for name in names)
    classes = ", ".join(f"('{name}')" for name in CLASSES)
    rows = store.query(
        f"select class, awaiting, soon, received, {columns} from (values {classes}) c (class),"
        " (values (true), (false)) a (awaiting), (values (true), (false)) s (soon),"
        " (values (true), (false)) r (received)"
    )
    return {
        (row["class"], row["awaiting"], row["soon"], row["received"]):
        frozenset(name for name in names if row[f"in_{name}"])
        for row in rows
    }  # fmt: skip


def _of_group(condition: str) -> str:
    """The catalogue's condition on an item, as one on a group of items that stand alike."""
    for dated, known in (("{due} <= $soon", "soon"), ("opened_on < $first", "not received"),
                         ("opened_on >= $first", "received")):  # fmt: skip
        condition = condition.replace(dated, known)
    return condition.replace("{class}", "class")


def items(
    store: Store, question: Question, signatures: tuple[str, ...], limit: int = 1_000_000
) -> list[dict]:
    """The items of groups, such as a cause names them, each with file, sheet and row."""
    sql = fill("reconcile_rows", items=read("reconcile_items"),
               texts=_texts((*STANDING, *MARKS.values())))  # fmt: skip
    given = question.params() | {"signatures": list(signatures), "limit": limit}
    return store.query(sql, given)
