"""Schemas of viewers: at most so many, the least recently used goes, never one that is in use."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest

from metrics import Store
from store import QueryFailed, schemas
from tests.warehouses import Export, warehouse
from viewer import Viewer

UNITS = Export("2023-01-01", "unit_id unit_name", [(f"P{n}", f"Phòng {n}") for n in range(12)],
               "units")  # fmt: skip
# Unit P0 has one task, P1 two, … P11 twelve.
TASKS = Export("2023-03-31", "source_id subject unit opened_on",
               [(f"{n}-{k}", f"việc {n}-{k}", f"Phòng {n}", "01/03/2023")
                for n in range(12) for k in range(n + 1)])  # fmt: skip
HOLDING = """select min(s) from (select count(subject) as s from case_text), range(400000) r(n)
    where n * s >= 0"""  # slow enough to be met by others


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    warehouse(folder, UNITS, TASKS).close()
    (path,) = folder.glob("*.duckdb")
    return path


@pytest.fixture
def store(built, monkeypatch) -> Store:
    monkeypatch.setattr(schemas, "MOST", 3)
    return Store(built)


def head(store: Store, n: int) -> Store:
    return Store.of(store._opened, Viewer(f"h{n}", "unit_head", (f"P{n}",)))


def tasks(store: Store) -> int:
    return store.query("select count(*) as n from work_item")[0]["n"]


def there(store: Store) -> set[str]:
    """The schemas of viewers that the database has."""
    rows = store._opened.db.execute(
        "select schema_name from duckdb_schemas() where database_name = 'memory'"
        " and (schema_name like 'scope%' or schema_name = 'totals')"
    ).fetchall()
    return {name for (name,) in rows}


def names(store: Store) -> list[str]:
    return list(store._opened.schemas._all)


def test_the_least_recently_used_goes_and_comes_back(store):
    doors = [head(store, n) for n in range(5)]
    assert there(store) == set(), "nobody asked yet"
    for n in (0, 1, 2, 0, 3):  # 1 is the one that nobody asked for longest
        assert tasks(doors[n]) == n + 1
    assert len(there(store)) == 3 == len(names(store)) and there(store) == set(names(store))
    kept = [door for door in doors if door.version.split()[-1] in there(store)]
    assert kept == [doors[0], doors[2], doors[3]]
    assert tasks(doors[1]) == 2, "an old door opens again"
    assert len(there(store)) == 3 and doors[2].version.split()[-1] not in there(store)


def test_a_schema_in_use_is_not_dropped(store):
    busy = head(store, 4)
    with busy._cursor() as cursor:
        for n in (0, 1, 2, 3, 5, 6):
            assert tasks(head(store, n)) == n + 1
        assert busy.version.split()[-1] in there(store)
        assert cursor.execute("select count(*) from work_item").fetchall() == [(5,)]
    assert len(there(store)) == 3


def test_more_in_use_than_the_limit_all_answer(store):
    held = [head(store, n)._cursor() for n in range(6)]
    for n, one in enumerate(held):
        assert one.__enter__().execute("select count(*) from work_item").fetchall() == [(n + 1,)]
    assert len(there(store)) == 6
    for one in held:
        one.__exit__(None, None, None)
    assert tasks(head(store, 7)) == 8
    assert len(there(store)) == 3, "the next new one clears what is too much"


def test_totals_are_made_again_too(store):
    assert head(store, 0).totals.query("select count(*) as n from work_item") == [{"n": 78}]
    for n in range(1, 5):
        tasks(head(store, n))
    assert "totals" not in there(store)
    assert head(store, 0).totals.query("select count(*) as n from work_item") == [{"n": 78}]


def test_a_failed_query_gives_its_place_back(store):
    door = head(store, 0)
    with pytest.raises(QueryFailed):
        door.query("select nothing from nowhere")
    for n in range(1, 5):
        tasks(head(store, n))
    assert door.version.split()[-1] not in there(store) and tasks(door) == 1


def test_a_schema_that_could_not_be_made_is_tried_again(store, monkeypatch):
    door, make = head(store, 0), store._opened._make
    monkeypatch.setattr(store._opened, "_make", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks(door)
    monkeypatch.setattr(store._opened, "_make", make)
    assert tasks(door) == 1 and there(store) == {door.version.split()[-1]}


def test_readers_at_once_get_their_own_rows_while_schemas_come_and_go(store):
    wrong, rows = [], range(12)
    doors = {n: head(store, n) for n in rows}  # made once, used by all threads

    def read(seed: int) -> None:
        chosen = random.Random(seed)
        try:
            for _ in range(12):
                n = chosen.choice(rows)
                door = doors[n] if chosen.random() < 0.5 else head(store, n)
                if (found := tasks(door)) != n + 1:
                    wrong.append((n, found))
                if chosen.random() < 0.2 and door.query(HOLDING)[0] != {"min(s)": n + 1}:
                    wrong.append((n, "slow"))
        except QueryFailed as error:
            wrong.append(error)

    readers = [threading.Thread(target=read, args=(seed,)) for seed in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert wrong == []
    assert there(store) == set(names(store)) and len(names(store)) <= 3 + 8
    assert all(one.users == 0 for one in store._opened.schemas._all.values())
