"""Who sees which rows: each scope as tables and views over the store's tables, written as SQL.

Everything is decided here, before anything is aggregated or cached. What a table lets through is
one line of gate/rules.py; a table without a line, or a role without rules, lets nothing through.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gate.cells import HIDING, Headed, places
from gate.mine import PAPERS, own_tables, texts
from gate.rules import CASE, FORM, MASKS, ON_DERIVED, ROW, RULES, TOTALS, TRIMMED
from viewer import Viewer

ALL = ("leader", "office")  # roles that read every row
SOME = ("unit_head", "official")  # roles that read their own rows
COUNTED = (*SOME, "viewer")  # roles that read totals of everybody's besides
TOTAL = "totals"  # the schema of those totals


@dataclass(frozen=True)
class Table:
    """A table of the store: where it stands (database and schema) and its columns."""

    place: str
    columns: tuple[str, ...]


def schema(viewer: Viewer) -> str:
    """The schema in which this viewer's queries look for their tables first."""
    said = f"{viewer.scope} {viewer.signed_in}"
    return "scope_" + hashlib.sha256(said.encode()).hexdigest()[:16]


def reads_all(viewer: Viewer) -> bool:
    """Whether every row is theirs: what their schema does not hold, they find in the warehouse."""
    return viewer.role in ALL


def unmasked(viewer: Viewer) -> bool:
    """Whether petitioners' names are theirs on every row: the Office with an account."""
    return viewer.role == "office" and viewer.signed_in


def macros(viewer: Viewer, uploads: Iterable[Headed]) -> list[str]:
    """What hides: texts, and which cells of an upload's rows say who sent them or hold a name."""
    found = [(one.upload_no, *places(one, about_people=not viewer.signed_in)) for one in uploads]
    return HIDING + [
        f"create macro {name}(no) as {_by_upload({no: sets[n] for no, *sets in found})}"
        for n, name in enumerate(("hidden_places", "name_places"))
    ]


def statements(
    viewer: Viewer, tables: Mapping[str, Table], derived: Iterable[tuple[str, str]] = ()
) -> list[str]:
    """What makes this viewer's schema, in order; `derived` are views over what it lets through."""
    more = [f"create view {name} as {select}" for name, select in derived]
    if reads_all(viewer):
        shut = [_view(name, tables[name], "false") for name in tables if name not in RULES]
        if unmasked(viewer):
            return shut + more
        return shut + [_view(n, tables[n], "true", MASKS[n]) for n in tables if n in MASKS] + more
    made = own_tables(viewer, {name: table.place for name, table in tables.items()})
    views = {name: _own(viewer, name, table) for name, table in tables.items()}
    # Few rows that many queries ask for: to look at a reader's items each time would cost more.
    last = [views.pop(name).replace("view", "table", 1) for name in ON_DERIVED if name in views]
    return [*made, *views.values(), *more, *([PAPERS] if made and last else []), *last]


def total_views(tables: Mapping[str, Table]) -> list[str]:
    """What makes the schema of totals: no name, no text, no paper; other tables are not there."""
    return [
        f'create view "{name}" as select {TOTALS[name]} from {table.place}."{name}"'
        for name, table in tables.items()
        if name in TOTALS
    ]


def _own(viewer: Viewer, name: str, table: Table) -> str:
    if viewer.role not in SOME or name not in RULES:
        return _view(name, table, "false")
    condition = getattr(RULES[name], viewer.role).replace("{units}", texts(viewer.units))
    changes, held = dict(TRIMMED.get(name, {})), ""
    if name in MASKS:  # known to the unit that answers it, hidden from those that help
        key = "case_id" if name == "case_text" else "obs_no"
        if RULES[name] is {"case_id": CASE, "obs_no": ROW}[key]:
            condition = "true"  # the join below lets the same rows through
        held = f" join mine_{'case' if key == 'case_id' else 'row'} as mine using ({key})"
        changes |= {c: f"case when mine.leads then {c} else {sql} end"
                    for c, sql in MASKS[name].items()}  # fmt: skip
        changes |= _not_alone(name, changes)
    return _view(name, table, condition, changes, held)


def _not_alone(name: str, changes: Mapping[str, str]) -> dict[str, str]:
    """Of a row that names other officials too, an official sees no cell and no list of them."""
    if name == "source_row":
        every = "list_transform(cells, lambda c: case when c = '' then c else hidden_mark() end)"
        return {"cells": f"case when mine.alone then {changes['cells']} else {every} end"}
    if name == "observation":
        return {"official": "case when mine.alone then official end"}
    return {}


def _view(
    name: str,
    table: Table,
    condition: str,
    changes: Mapping[str, str] | None = None,
    held: str = "",
) -> str:
    kept = {c: sql for c, sql in (changes or {}).items() if c in table.columns}
    replaced = ", ".join(f'{sql} as "{column}"' for column, sql in kept.items())
    forms = ", ".join(f"{c}{FORM}" for c in kept if f"{c}{FORM}" in table.columns)
    of = "it.*" + (f" exclude ({forms})" if forms else "")
    of += f" replace ({replaced})" if replaced else ""
    source = f'{table.place}."{name}" as it{held}'
    return f'create view "{name}" as select {of} from {source} where {condition}'


def _by_upload(found: Mapping[int, tuple[int, ...]]) -> str:
    cases = " ".join(f"when {int(no)} then {list(where)}" for no, where in found.items() if where)
    return f"case no {cases} else cast([] as integer[]) end" if cases else "cast([] as integer[])"
