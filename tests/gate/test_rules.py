"""What each role reads of each table, by hand, and that no table of the store is without a rule."""

from __future__ import annotations

import re

import duckdb
import pytest

import gate
from etl.names.answers import Answers
from gate.mine import texts as constants
from gate.rules import FACT, FORM, RULES, TOTALS
from layout import REPO, DataDir
from metrics import names, open_store, record
from store import QueryFailed
from tests.warehouses import Export, warehouse
from viewer import HIDDEN, LOCAL, NOBODY, Viewer

OFFICE, LEADER = Viewer("o", "office"), Viewer("l", "leader")
HEAD, OTHER_HEAD = Viewer("h", "unit_head", ("A",)), Viewer("k", "unit_head", ("D",))
PERSON = Viewer("p", "official", ("A",), ("A-1",))
LOOKER, ADMIN = Viewer("v", "viewer"), Viewer("a", "administrator")
NOTHING = (LOOKER, ADMIN, NOBODY, Viewer("z", "a role nobody knows"), Viewer("h", "unit_head"),
           Viewer("p", "official"), Viewer("q", "unit_head", ("A' or true --",)),
           Viewer("q", "official", (), ("x') or true --",)))  # fmt: skip

NAMING = (".py", ".sql")
ROUND = re.compile(r"\b(from|join)\s+(memory|warehouse)\.", re.I)


@pytest.fixture(scope="module")
def data(canary_data) -> DataDir:
    return DataDir(canary_data)


def tables(data: DataDir) -> dict[str, gate.Table]:
    return open_store(data)._opened._tables


def number(data: DataDir, viewer: Viewer, table: str, where: str = "true") -> int:
    sql = f'select count(*) as n from "{table}" where {where}'
    return open_store(data, viewer=viewer).query(sql)[0]["n"]


def test_every_table_of_the_store_has_a_rule(data):
    assert sorted(set(tables(data)) - set(RULES)) == [], "say in gate/rules.py who sees its rows"


def test_a_table_without_a_rule_is_empty_for_everyone(data, monkeypatch):
    monkeypatch.delitem(RULES, "reminder")
    for viewer in (OFFICE, LEADER, HEAD, PERSON, LOOKER):
        alone = Viewer(viewer.name, viewer.role, (*viewer.units, "new"), viewer.officials)
        assert number(data, alone, "reminder") == 0


@pytest.mark.parametrize("viewer", NOTHING, ids=lambda v: f"{v.role} {v.units}{v.officials}")
def test_no_row_of_work_or_people(data, viewer):
    facts = {"unit", *(name for name, rule in RULES.items() if rule == FACT)}
    some = viewer.role in ("unit_head", "official")
    for table in set(tables(data)) - (facts if some else set()):
        assert number(data, viewer, table) == 0, table


@pytest.mark.parametrize(
    ("viewer", "table", "rows"),
    [
        # 14 tasks, 4 petitions, 4 consultations of A; 3 tasks that it leads with B
        (HEAD, "work_item", 25), (HEAD, "observation", 25), (HEAD, "case_text", 25),
        (HEAD, "observation_unit", 28), (HEAD, "item_official", 18),
        (OTHER_HEAD, "work_item", 11), (HEAD, "person", 2), (HEAD, "post", 2),
        (HEAD, "reminder", 6), (HEAD, "decision", 6), (HEAD, "reminder_record", 6),
        (HEAD, "submission", 3), (HEAD, "obstacle", 3), (HEAD, "step", 8), (HEAD, "hold", 8),
        (HEAD, "upload", 8), (HEAD, "unresolved_name", 0), (HEAD, "source_row", 51),
        # of official A-1: every other task and petition; consultations name nobody
        (PERSON, "work_item", 9), (PERSON, "observation", 9), (PERSON, "item_official", 9),
        (PERSON, "reminder", 3), (PERSON, "decision_record", 3), (PERSON, "person", 1),
        (PERSON, "submission", 2), (PERSON, "step", 4), (PERSON, "obstacle", 0),
        (LEADER, "work_item", 81), (OFFICE, "work_item", 81), (LOCAL, "work_item", 81),
    ],
)  # fmt: skip
def test_rows_by_hand(data, viewer, table, rows):
    assert number(data, viewer, table) == rows


@pytest.mark.parametrize(
    ("viewer", "shown"),
    [(OFFICE, True), (HEAD, True), (PERSON, True), (LEADER, False), (LOCAL, False)],
)
def test_who_sent_a_petition_is_known_to_the_office_and_to_who_answers_it(data, viewer, shown):
    rows = open_store(data, viewer=viewer).query(
        "select o.sender, o.subject, o.progress_note, t.sender as s2, t.subject as t2, r.cells"
        " from observation o join case_text t using (case_id) join source_row r using (obs_no)"
        " where o.kind = 'petitions'"
    )
    assert rows
    for row in rows:
        said = repr(row).lower()
        assert ("zqg" in said) is shown
        assert (HIDDEN in said) is not shown


def test_a_unit_that_helps_does_not_learn_who_sent_it(tmp_path):
    units = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A"), ("B", "Phòng B")], "units")
    one = Export("2023-12-14", "source_id subject unit support_units sender opened_on",
                 [("1", "Đơn của bà LÊ  X", "Phòng A", "Phòng B", "Bà Lê X", "2023-08-01"),
                  ("2", "Điện yếu", "Phòng A", "Phòng B", "Bà Lê X", "2023-08-01")],
                 "petitions")  # fmt: skip
    store = warehouse(tmp_path, units, one)
    for unit, sender, subject in (
        ("A", "Bà Lê X", "Đơn của bà LÊ X"), ("B", HIDDEN, f"Đơn của bà {HIDDEN}"),
    ):  # fmt: skip
        seen = type(store).of(store._opened, Viewer("h", "unit_head", (unit,)))
        rows = seen.query("select * from observation order by source_id")
        assert [(r["sender"], r["subject"]) for r in rows] == [
            (sender, subject), (sender, "Điện yếu"),
        ]  # fmt: skip
        assert not [column for column in rows[0] if column.endswith(FORM)]


def test_a_name_two_people_bear_is_nobodys(tmp_path):
    people = Export("2023-01-01", "person_id person_name unit",
                    [("1", "Lê X", "A"), ("2", "Lê X", "B"), ("3", "Vũ Y", "A")], "people")  # fmt: skip
    tasks = Export("2023-12-14", "source_id subject unit official opened_on",
                   [("1", "a", "A", "Lê X", "2023-08-01"), ("2", "b", "A", "Vũ Y", "2023-08-01"),
                    ("3", "c", "A", "Hồ Z", "2023-08-01")])  # fmt: skip
    store = warehouse(tmp_path, people, tasks)
    for said, subjects in (("1", []), ("Lê X", []), ("3", ["b"]), ("Vũ Y", ["b"]), ("Hồ Z", ["c"])):
        seen = type(store).of(store._opened, Viewer("p", "official", (), (said,)))
        assert [r["subject"] for r in seen.query("select subject from case_text")] == subjects


def test_who_shares_a_name_sees_only_what_says_which_of_them(tmp_path):
    people = Export("2023-01-01", "person_id person_name unit",
                    [("1", "Lê X", "A"), ("2", "Lê X", "B")], "people")  # fmt: skip
    tasks = Export("2023-12-14", "source_id subject unit official opened_on",
                   [("1", "a", "A", "Lê X", "2023-08-01"),
                    ("2", "b", "A", "Lê X (A)", "2023-08-01")])  # fmt: skip
    answers = Answers(people=(("Lê X (A)", "1"),))
    store = warehouse(tmp_path, people, tasks, names=answers)
    officials = store.query("select official from item_official order by 1")
    assert [r["official"] for r in officials] == ["Lê X", "Lê X (1)"]
    assert [p["unit_id"] for p in record.posts(store, "Lê X (1)")] == ["?A"]
    for said, subjects in (("1", ["b"]), ("Lê X (A)", ["b"]), ("2", []), ("Lê X", [])):
        seen = type(store).of(store._opened, Viewer("p", "official", (), (said,)))
        assert [r["subject"] for r in seen.query("select subject from case_text")] == subjects
    choices = [(c["id"], c["name"]) for c in names.choices(store, "person")]
    assert choices == [("1", "Lê X (1)"), ("2", "Lê X (2)")]


def test_totals_name_nobody_and_no_record(data):
    totals = open_store(data, viewer=HEAD).totals
    assert totals.query("select count(*) as n from work_item")[0]["n"] == 81
    with pytest.raises(QueryFailed, match="name no record"):
        totals.query("select item_id from work_item limit 1")
    for asked in ("select subject from observation", "select * from case_text",
                  "select * from item_official", "select cells from source_row",
                  "select * from warehouse.main.nothing", "select name from upload"):  # fmt: skip
        with pytest.raises(QueryFailed):
            totals.query(asked)
    for table in TOTALS:
        if columns := texts(data, table):
            assert "zq" not in repr(totals.query(f"select {columns} from {table}"))


def texts(data: DataDir, table: str) -> str:
    """The columns of a table of totals that are no ids, and for units no names of files."""
    columns = open_store(data, viewer=HEAD).totals.query(
        "select column_name from duckdb_columns() where schema_name = 'totals'"
        f" and table_name = '{table}' and data_type <> 'UUID' and column_name <> 'unit_id'"
    )
    return ", ".join(row["column_name"] for row in columns)


def test_administrators_and_strangers_are_told_no_totals(data):
    for viewer in (ADMIN, NOBODY, Viewer("z", "else")):
        assert open_store(data, viewer=viewer).totals.query("from work_item") == []


@pytest.mark.parametrize(
    "escape",
    [
        "select * from read_csv('/etc/passwd')", "select * from sniff_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb'", "copy (select 1) to '/tmp/out.csv'", "install httpfs",
        "set enable_external_access = true", "reset lock_configuration",
    ],
)  # fmt: skip
def test_a_scope_leaves_nothing_open(data, escape):
    for store in (open_store(data, viewer=HEAD), open_store(data, viewer=HEAD).totals):
        with pytest.raises(QueryFailed):
            store.query(escape)


def test_no_statement_goes_round_the_gate():
    """Tables are named without their schema: then the reader's own is found, and no other."""
    folders = ("metrics", "reports", "ui", "pages")
    files = [f for folder in folders for f in (REPO / folder).rglob("*") if f.suffix in NAMING]
    round_it = [f for f in files if ROUND.search(f.read_text("utf-8"))]
    assert files and not round_it
    assert ROUND.search("select * from memory.base.work_item join warehouse.main.unit")


def test_constants_are_quoted():
    hostile = ("a'b", "'; drop table x; --", "")
    row = duckdb.execute(f"select [{constants(hostile)}] as them").fetchone()
    assert sorted(row[0]) == sorted(hostile)
    assert constants(()) == "null"


def test_names_of_schemas_tell_scopes_apart():
    """Two scopes share a schema only where they are the same scope."""
    several = [HEAD, OTHER_HEAD, PERSON, LOOKER, ADMIN, OFFICE, LEADER, LOCAL, NOBODY]
    assert len({gate.schema(viewer) for viewer in several}) == len(several)
    assert gate.schema(HEAD) == gate.schema(Viewer("another name", "unit_head", ("A",)))
