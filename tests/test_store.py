"""The store: read-only, locked down, and nothing slips past it."""

import threading
import time
from datetime import date

import pytest

import store as store_module
from layout import DataDir
from metrics import measure
from metrics.filters import Filters
from store import NoWarehouse, QueryFailed, open_store
from store.watch import LOOK_SECONDS, Watch
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on"
ROWS = [(str(n), f"việc {n}", f"P{n % 3}", "01/03/2023", "10/03/2023") for n in range(300)]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("store"), Export("2023-03-31", HEAD, ROWS))


@pytest.mark.parametrize(
    "escape",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "attach '/tmp/other.duckdb'",
        "copy (select 1) to '/tmp/out.csv'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "create table warehouse.main.x as select 1",
        "delete from warehouse.main.work_item",
    ],
)
def test_escapes_are_closed(store, escape):
    with pytest.raises(QueryFailed):
        store.query(escape)


def test_python_variables_are_not_tables(store):
    hidden = [{"a": 1}]
    with pytest.raises(QueryFailed, match="hidden"):
        store.query("select * from hidden")
    assert hidden


def test_text_in_a_filter_is_a_value_never_sql(store):
    hostile = "x') or 1=1 --"
    found = measure.total(store, Filters(date(2023, 3, 31), units=(hostile,)), ("total",))
    assert found == {"total": 0}


def test_a_long_query_is_interrupted(store, monkeypatch):
    monkeypatch.setattr(store_module, "QUERY_SECONDS", 0.3)
    with pytest.raises(QueryFailed, match=r"(?i)interrupt"):
        store.query("select sum(a.range * b.range) from range(1000000) a, range(1000000) b")


def test_only_what_runs_too_long_is_stopped_and_until_it_ends():
    watch, stopped, enough = Watch(), [], threading.Event()

    def stop():
        stopped.append("late")
        if len(stopped) > 1:
            enough.set()

    with watch.within(60, lambda: stopped.append("in time")), watch.within(0, stop):
        assert enough.wait(10)
    ended = list(stopped)
    time.sleep(3 * LOOK_SECONDS)
    assert set(stopped) == {"late"} and stopped == ended


def test_readers_at_once_get_their_own_answers(store):
    found, failures = {}, []

    def read(n):
        try:
            for _ in range(10):
                answer = measure.total(
                    store, Filters(date(2023, 3, 31), units=(f"?P{n % 3}",)), ("total",)
                )
                found.setdefault(n, set()).add(answer["total"])
        except QueryFailed as failure:
            failures.append(failure)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(12)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert failures == []
    assert all(totals == {100} for totals in found.values()) and len(found) == 12


def test_nothing_published_says_so(tmp_path):
    with pytest.raises(NoWarehouse):
        open_store(DataDir(tmp_path))
