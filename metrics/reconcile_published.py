"""The rows of a published table, as one row per unit, and whether its own sums are right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from metrics.queries import read
from store import Store


@dataclass
class PublishedRow:
    """What a table says of one unit (or in all): measure -> number. `notes`: "repeated" where
    rows say the same twice (counted once), "several" where rows of one unit are added up."""

    unit_id: str | None
    unit: str
    printed: str
    is_total: bool
    resolved: bool
    sheet: str
    row: int
    values: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Slip:
    """A printed number that is not the sum of its printed parts."""

    unit: str
    is_total: bool
    heading: str
    parts: tuple[str, ...]
    printed: int
    summed: int
    sheet: str
    row: int

    @property
    def difference(self) -> int:
        return self.printed - self.summed


# A whole and the sets of parts of which one may make it up; extra parts count where printed.
IDENTITIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("total", ("received", "carried_over"), ()),
    ("total", ("done", "open"), ("withdrawn",)),
    ("total", ("done_in_time", "done_late", "open_in_term", "open_overdue"),
     ("done_no_due", "open_no_due", "no_due", "withdrawn")),
    ("total", ("done_early", "done_on_time", "done_late", "open_in_term", "open_overdue"),
     ("done_no_due", "open_no_due", "no_due", "withdrawn")),
    ("total", ("done", "open_in_term", "open_overdue"), ("open_no_due", "withdrawn")),
    ("total", ("done_in_time", "done_late", "open"), ("done_no_due", "withdrawn")),
    ("total", ("done_early", "done_on_time", "done_late", "open"), ("done_no_due", "withdrawn")),
    ("done", ("done_in_time", "done_late"), ("done_no_due", "done_unknown")),
    ("done", ("done_early", "done_on_time", "done_late"), ("done_no_due", "done_unknown")),
    ("open", ("open_in_term", "open_overdue"), ("open_no_due",)),
)  # fmt: skip
WHOLES_APART = ("done", "open")  # where these are printed, a total is checked against them


def read_rows(store: Store, upload: str) -> list[PublishedRow]:
    """One per row of the file, as printed."""
    found: dict[int, PublishedRow] = {}
    for one in store.query(read("published"), {"upload": upload}):
        row = found.setdefault(one["obs_no"], PublishedRow(
            one["unit_id"], one["unit"], one["unit_name"], one["is_total"], one["resolved"],
            one["sheet"], one["row"],
        ))  # fmt: skip
        if one["measure"] and one["value"] is not None and one["measure"] not in row.values:
            row.values[one["measure"]] = one["value"]
            row.headings[one["measure"]] = one["heading"]
    return list(found.values())


def published_rows(store: Store, upload: str) -> list[PublishedRow]:
    """One per unit, in the order of the file: equal rows of a unit once, others added up."""
    merged: dict[object, PublishedRow] = {}
    seen: set[tuple] = set()
    for row in read_rows(store, upload):
        key = row.unit_id if row.unit_id and not row.is_total else (row.sheet, row.row)
        said = (key, row.printed, tuple(sorted(row.values.items())))
        if key not in merged:
            merged[key] = row
        elif said in seen:
            merged[key].notes.add("repeated")
        else:
            _add(merged[key], row)
        seen.add(said)
    return list(merged.values())


def _add(row: PublishedRow, other: PublishedRow) -> None:
    row.notes.add("several")
    for measure, value in other.values.items():
        row.values[measure] = row.values.get(measure, 0) + value
        row.headings.setdefault(measure, other.headings[measure])


def slips(store: Store, upload: str) -> list[Slip]:
    """Printed numbers that are not the sum of their parts: across a row, and down to a total."""
    return slips_in(read_rows(store, upload))


def slips_in(rows: list[PublishedRow]) -> list[Slip]:
    """The same of rows at hand."""
    return [*(s for row in rows for s in _across(row)), *_down(rows)]


def _across(row: PublishedRow) -> Iterator[Slip]:
    values = row.values
    for whole, parts, extra in IDENTITIES:
        if whole not in values or not all(p in values for p in parts):
            continue
        if whole == "total" and _finer(parts, values):
            continue
        used = [p for p in (*parts, *extra) if p in values]
        summed = sum(values[p] for p in used)
        if summed != values[whole]:
            heads = tuple(row.headings[p] for p in used)
            yield Slip(row.unit, row.is_total, row.headings[whole], heads, values[whole], summed,
                       row.sheet, row.row)  # fmt: skip


def _finer(parts: tuple[str, ...], values: dict[str, int]) -> bool:
    """Parts of parts, where the parts themselves are printed: checked one by one."""
    return any(w in values and w not in parts for w in WHOLES_APART) and "received" not in parts


def _down(rows: list[PublishedRow]) -> Iterator[Slip]:
    """The table's own total against the sum of its rows."""
    units = [row for row in rows if not row.is_total]
    for total in (row for row in rows if row.is_total and len(units) > 1):
        for measure, value in total.values.items():
            summed = sum(row.values.get(measure, 0) for row in units if row.sheet == total.sheet)
            if summed != value:
                yield Slip(total.unit, True, total.headings[measure], (), value, summed,
                           total.sheet, total.row)  # fmt: skip
