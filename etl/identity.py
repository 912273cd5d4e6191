"""Which case a row speaks of where its subject alone does not tell.

Exports are gone through in the order of their moments; what an export's rows are depends on it and
on earlier ones only, so that what was counted then is never changed by what became known later.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb

_NOT_WORD = re.compile(r"[\W_]+")
ROWS = """select obs_no, source, kind, upload_no, source_id, subject, document_no, unit, has_ids
    from shared_row order by source, kind, as_of, upload_id, obs_no"""


@dataclass(frozen=True)
class Row:
    """What one export says that tells cases of one subject apart."""

    obs_no: int
    source_id: str
    subject: str
    document: str = ""
    unit: str = ""
    has_ids: bool = False  # whether other rows of its export have one


@dataclass
class Case:
    """A case as the newest export that shows it describes it."""

    last: Row
    number: int = 0  # among the cases of its subject that came without an id
    source_id: str = ""

    @property
    def key(self) -> str:
        if self.source_id:
            return f"id {self.source_id}"
        return f"subject {self.last.subject} {self.number}"


def join(db: duckdb.DuckDBPyConnection) -> None:
    """Name the case of every row of `shared_row` in the temporary table `shared_case`."""
    found: list[tuple[int, str]] = []
    rows = db.execute(ROWS).fetchall()
    for _, of_source in groupby(rows, itemgetter(1, 2)):
        exports = (
            [Row(n, *rest) for n, _, _, _, *rest in one]
            for _, one in groupby(of_source, itemgetter(3))
        )
        found.extend(case_keys(exports))
    numbers, keys = zip(*found, strict=True) if found else ((), ())
    db.execute(
        "create temp table shared_case as"
        " select unnest($numbers::bigint[]) as obs_no, unnest($keys::varchar[]) as case_key",
        {"numbers": list(numbers), "keys": list(keys)},
    )


def case_keys(exports: Iterable[list[Row]]) -> Iterator[tuple[int, str]]:
    """(obs_no, case key) of every row of one source's exports, given oldest first."""
    known = Cases()
    shown = [met for export in exports for met in known.take(export).items()]
    for obs_no, case in shown:  # only now: a case that got its id late has it in every row
        yield obs_no, case.key


class Cases:
    """The cases of one source and kind, as far as its exports were read."""

    def __init__(self) -> None:
        self.by_id: dict[str, Case] = {}
        self.by_subject: dict[str, list[Case]] = defaultdict(list)
        self.numbers: Counter[str] = Counter()

    def take(self, export: list[Row]) -> dict[int, Case]:
        """The case of each row: that of its id, else one of its subject that no other row has."""
        met = {r.obs_no: self.by_id[r.source_id] for r in export if r.source_id in self.by_id}
        # Several rows of one new id are one case: the first of them speaks for all.
        speaker: dict[str | int, Row] = {}
        for row in export:
            if row.obs_no not in met:
                speaker.setdefault(row.source_id or row.obs_no, row)
        joined = self._join(list(speaker.values()), {id(case) for case in met.values()})
        for row in export:
            if row.obs_no not in met:
                met[row.obs_no] = joined[speaker[row.source_id or row.obs_no].obs_no]
            self._describe(met[row.obs_no], row)
        return met

    def _join(self, rows: list[Row], taken: set[int]) -> dict[int, Case]:
        """Rows of which no id tells the case: each has one of its own, known or new."""
        of_subject = defaultdict(list)
        for row in rows:
            of_subject[row.subject].append(row)
        met: dict[int, Case] = {}
        for subject, same in of_subject.items():
            met |= paired(same, [c for c in self.by_subject[subject] if id(c) not in taken])
        for row in rows:
            if row.obs_no not in met:
                met[row.obs_no] = self._new(row)
            if row.source_id:
                met[row.obs_no].source_id = row.source_id
                self.by_id[row.source_id] = met[row.obs_no]
        return met

    def _new(self, row: Row) -> Case:
        if not row.source_id:
            self.numbers[row.subject] += 1
        case = Case(row, self.numbers[row.subject])
        self.by_subject[row.subject].append(case)
        return case

    def _describe(self, case: Case, row: Row) -> None:
        if case.last.subject != row.subject:
            self.by_subject[case.last.subject].remove(case)
            self.by_subject[row.subject].append(case)
        case.last = row


def paired(rows: list[Row], cases: list[Case]) -> dict[int, Case]:
    """Row -> case of one subject: by document and unit, by document, then in their order.

    Two ids are two cases: a row with a (new) id takes only a case that has none yet, and a row
    without an id takes one that has only where its whole export knows no ids.
    """
    met: dict[int, Case] = {}
    bare = [case for case in cases if not case.source_id]
    named = [case for case in cases if case.source_id]
    blind = {row.obs_no for row in rows if not row.source_id and not row.has_ids}
    for same in SAME:
        for some, takers in ((bare, {row.obs_no for row in rows}), (named, blind)):
            used = {id(case) for case in met.values()}
            free = [case for case in some if id(case) not in used]
            if free and (left := takers - met.keys()):
                met |= _pass([row for row in rows if row.obs_no in left], free, same)
    return met


def _pass(
    rows: list[Row], cases: list[Case], same: Callable[[Row], Hashable | None]
) -> dict[int, Case]:
    pool: dict[Hashable, deque[Case]] = defaultdict(deque)
    for case in cases:
        pool[same(case.last)].append(case)
    found = ((row, same(row)) for row in rows)
    return {row.obs_no: pool[by].popleft() for row, by in found if by is not None and pool[by]}


def _folded(row: Row) -> str | None:
    return _NOT_WORD.sub("", row.document).casefold() or None


SAME: tuple[Callable[[Row], Hashable | None], ...] = (
    lambda row: (row.document, row.unit) if row.document else None,
    lambda row: row.document or None,
    _folded,
    lambda row: "",
)
