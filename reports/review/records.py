"""Records of a frozen review that are not what they were: rows of its lists, by identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from messages import text
from metrics.catalog import WORK_KINDS
from metrics.format import day
from metrics.letter_points import POINTS
from reports.review.data import Review
from reports.review.listed import COLUMNS, ITEMS, LEFT_OUT

# What makes an item what the papers say of it: what a list has of it, but for its identity, what
# follows from its days, and where it stands in a file.
NO_FACT = ("kind", "source", "working_days", "days_overdue", "due_text", "file", "sheet", "row")
FACTS = (*(name for name in ITEMS if name not in NO_FACT), "awaiting", LEFT_OUT)
LISTS = {f"items.{kind}": "now" for kind in WORK_KINDS} | {"before": "before"}
# what a record of a register is known by, to tell a changed one from another one
KNOWN_BY = {
    "dissemination": ("document_no", "unit"),
    "unit_report": ("period", "unit"),
    "procedure": ("procedure_id",),
    "obstacle": ("subject", "unit"),
}


@dataclass(frozen=True)
class Record:
    """One record: its rows before and after. A case of several units has a row of each."""

    before: tuple[dict, ...]
    after: tuple[dict, ...]

    @property
    def any(self) -> dict:
        return (self.after or self.before)[0]

    @property
    def name(self) -> str:
        """What people call it: its number, else its subject."""
        row = self.any
        return str(
            row.get("source_id")
            or row.get("document_no")
            or row.get("subject")
            or row.get("name")
            or row.get("period")
            or "?"
        )

    @property
    def became(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def records(old: Review, new: Review) -> list[Record]:
    """Every record that differs, items first; by kind and number."""
    cases = _differing(_cases(old), _cases(new))
    papers = [
        one
        for point, what in POINTS.items()
        if what.table
        for one in _papers(old, new, point, what.table)
    ]
    return sorted(cases, key=lambda r: (r.any["kind_code"], r.name)) + papers


def _cases(review: Review) -> dict[str, list[dict]]:
    """case -> its rows; an item of both years stands once for each."""
    found: dict[str, list[dict]] = {}
    for name, of in LISTS.items():
        for row in review.lists[name].rows if name in review.lists else ():
            found.setdefault(row["case_id"], []).append(row | {"of": of})
    return found


def _differing(old: dict[str, list[dict]], new: dict[str, list[dict]]) -> list[Record]:
    every = dict.fromkeys([*old, *new])
    pairs = [(old.get(case, []), new.get(case, [])) for case in every]
    return [Record(tuple(a), tuple(b)) for a, b in pairs if _facts(a) != _facts(b)]


def _facts(rows: Iterable[dict]) -> list[str]:
    return sorted(str([row["of"], *(row[name] for name in FACTS)]) for row in rows)


def _papers(old: Review, new: Review, point: str, table: str) -> list[Record]:
    """Rows of a register that came, went or changed."""
    columns = ("unit", *COLUMNS[table], "counted")
    sides = [
        [
            row | {"of": f"point.{point}", "counted": row["counted"] == text("review.yes")}
            for row in review.lists[f"point.{point}"].rows
        ]
        for review in (old, new)
    ]
    left, came = _only(*sides, columns), _only(*sides[::-1], columns)
    keys = KNOWN_BY.get(table, ("document_no",))
    found = []
    for row in left:
        same = next((c for c in came if all(c[k] == row[k] for k in keys)), None)
        if same is not None:
            came.remove(same)
        found.append(Record((row,), (same,) if same else ()))
    return found + [Record((), (row,)) for row in came]


def _only(mine: list[dict], others: list[dict], columns) -> list[dict]:
    """Rows that the others do not have, as often as they lack them."""
    there = Counter(str([row[c] for c in columns]) for row in others)
    found = []
    for row in mine:
        mark = str([row[c] for c in columns])
        if there[mark]:
            there[mark] -= 1
        else:
            found.append(row)
    return found


def shown(record: Record, moved: list[str]) -> list[dict]:
    """One line for a record: what became of it, which fields, old, new, which figures it moved."""
    row = record.any
    fields = differing(record)
    kind = text(f"kind.{row['kind_code']}") if "kind_code" in row else text(row["of"])
    return [
        {
            "became": text(f"freeze.{record.became}"),
            "code": record.became,
            "kind": kind,
            "source_id": row.get("source_id") or row.get("document_no"),
            "unit": row["unit"],
            "subject": row.get("subject") or row.get("name"),
            "fields": ", ".join(map(_heading, fields)),
            "old": _values(record.before, fields),
            "new": _values(record.after, fields),
            "moved": "; ".join(moved) or text("freeze.no_figure"),
            "file": row.get("file"),
            "sheet": row.get("sheet"),
            "row": row.get("row"),
        }
    ]


def differing(record: Record) -> list[str]:
    """The fields that differ; none where the record is wholly new or gone."""
    if not record.before or not record.after:
        return []
    of = record.any["of"]
    names = (
        FACTS
        if "kind_code" in record.any
        else ("unit", *COLUMNS[POINTS[of.removeprefix("point.")].table], "counted")
    )
    return [n for n in names if _set(record.before, n) != _set(record.after, n)]


def _set(rows: Iterable[dict], name: str) -> list[str]:
    return sorted(str(row[name]) for row in rows)


def _heading(name: str) -> str:
    from reports.review.data import Sheet

    return Sheet("", (), ()).label(name)


def _values(rows: tuple[dict, ...], fields: list[str]) -> str:
    return " · ".join("/".join(dict.fromkeys(_one(row[name]) for row in rows)) for name in fields)


def _one(value: object) -> str:
    if isinstance(value, bool):
        return text("review.yes" if value else "review.no")
    return day(value) if isinstance(value, date) else "–" if value is None else str(value)
