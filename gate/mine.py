"""What is a viewer's own: small tables in their schema, made once, that the rules join with.

mine_unit: the units of their work. mine_person: the people whose records they keep. mine_item,
mine_case, mine_row: the work items, cases and source rows of those; `leads` says that they answer
for it, `alone` that no other official is named on the row. mine_upload: the files of these rows.
mine_paper: the records of reminders and decisions about these people and units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from viewer import Viewer

ABOUT_UNITS = ("procedure", "rule_change", "dissemination", "obstacle", "unit_report")
ABOUT_PEOPLE = ("reminder", "decision")  # one row for each official that a source row names
NAMING_PEOPLE = ("submission", "step")  # their names stand in one text, parted by "; "
PERSON = "official in (select name from mine_person)"
NAMED = "list_has_any(string_split(official, '; '), (select list(name) from mine_person))"
ITEMS = (
    "create table mine_item as select item_id, case_id, unit_id, bool_or(role = 'lead') as leads"
)


def own_tables(viewer: Viewer, place: Mapping[str, str]) -> list[str]:
    """The statements that make them; `place` says where each table of the store stands."""
    make = {"unit_head": _of_units, "official": _of_person}.get(viewer.role)
    return [] if make is None else [*make(viewer, place), _UPLOADS.format(_at(place, "source_row"))]


def texts(values: Iterable[str]) -> str:
    """Constants of SQL; `null` for none, which equals nothing."""
    return ", ".join("'" + str(v).replace("'", "''") + "'" for v in sorted(values)) or "null"


def _of_units(viewer: Viewer, place: Mapping[str, str]) -> Iterable[str]:
    own = f"unit_id in ({texts(viewer.units)})"
    yield f"create table mine_unit as select unnest([{texts(viewer.units)}])::varchar as unit_id"
    yield (
        "create table mine_person as select distinct person_id, name"
        f" from {_at(place, 'post')} where {own}"
    )
    yield (f"{ITEMS} from {_at(place, 'work_item')} where {own} group by all")
    yield _CASES
    rows = [
        "select obs_no, bool_or(role = 'lead') as leads, true as alone"
        f" from {_at(place, 'observation_unit')} where {own} group by obs_no"
    ]
    for name in (*ABOUT_UNITS, *NAMING_PEOPLE, *ABOUT_PEOPLE):
        if f"{name}_row" in place:
            kept = f"{own}{_STRAY if name in ABOUT_PEOPLE else ''}"
            rows.append(f"select obs_no, false, true from {_at(place, name + '_row')} where {kept}")
    yield _rows(rows)


def _of_person(viewer: Viewer, place: Mapping[str, str]) -> Iterable[str]:
    yield _PERSON.format(given=texts(viewer.officials), alias=_at(place, "person_alias"),
                         person=_at(place, "person"))  # fmt: skip
    yield (
        f"{ITEMS} from {_at(place, 'work_item')} where item_id in (select item_id"
        f" from {_at(place, 'item_official')} where {PERSON}) group by all"
    )
    yield _CASES
    yield "create table mine_unit as select distinct unit_id from mine_item"
    seen = {name: _at(place, name) for name in
            ("work_item", "observation", "official_name", "person_in_unit")}  # fmt: skip
    rows = [_SEEN.format(**seen)]
    for name in ABOUT_PEOPLE:
        if f"{name}_row" in place:
            rows.append(
                f"select obs_no, false, bool_and(coalesce({PERSON}, false))"
                f" from {_at(place, name + '_row')} group by obs_no having bool_or({PERSON})"
            )
    rows += [
        f"select obs_no, false, {PERSON} from {_at(place, name + '_row')} where {NAMED}"
        for name in NAMING_PEOPLE
        if f"{name}_row" in place
    ]
    yield _rows(rows)


def _at(place: Mapping[str, str], name: str) -> str:
    return f'{place[name]}."{name}"'


def _rows(selects: list[str]) -> str:
    every = " union all ".join(selects)
    return (
        "create table mine_row as select obs_no, bool_or(leads) as leads, bool_and(alone) as alone"
        f" from ({every}) as every (obs_no, leads, alone) group by obs_no"
    )


PAPERS = """create table mine_paper as select record_id from (
    select record_id from reminder_record union select record_id from decision_record)
where record_id is not null"""  # made after those views
_UPLOADS = """create table mine_upload as
select distinct upload_no from {} semi join mine_row using (obs_no)"""
_STRAY = f" or coalesce(unit_id, '?') = '?' and {PERSON}"
_CASES = """create table mine_case as
select case_id, bool_or(leads) as leads from mine_item group by case_id"""
# An account names a person of the directory, or a name that no directory knows: a name that two
# people of the directory bear is nobody's.
_PERSON = """create table mine_person as
with given as (select unnest([{given}]) as said)
select person_id, name from {alias} where person_id in (from given) or alias in (from given)
union select said, said from given
where said is not null and said not in (select alias from {alias})
    and said not in (select name from {person} where name is not null)
    and said not in (select person_id from {person} where person_id is not null)"""
_SEEN = """select o.obs_no, coalesce(mine_case.leads, false), not exists (
    select 1 from {official_name} n where n.text = o.official
        and n.official not in (select name from mine_person))
from {observation} o left join mine_case using (case_id)
where o.obs_no in (
    select obs_no from {work_item} semi join mine_item using (item_id)
    union select obs_no from {person_in_unit} where official in (select name from mine_person)
    union select obs_no from {observation} where official in (
        select text from {official_name} where official in (select name from mine_person)))"""
