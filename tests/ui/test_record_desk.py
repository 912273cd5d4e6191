"""What the desk writes down when an objection is answered, into a real ledger."""

import sqlite3
from contextlib import closing

import pytest

from layout import DataDir
from ledger import Ledger
from ui import decisions, jobs, record_desk, who
from viewer import Viewer

STOPPED = """create trigger stopped before insert on entry when new.body like '%"r2"%'
    begin select raise(abort, 'stopped'); end;"""
ROWS = [{"objection_id": "o", "item_id": None, "record_id": record} for record in ("r1", "r2")]


@pytest.mark.parametrize(
    ("statement", "exclude", "kinds"),
    [
        ("", True, ["objection_answered", "exclusion_made", "exclusion_made"]),
        ("", False, ["objection_answered"]),
        (STOPPED, True, []),
    ],
)
def test_an_answer_stands_with_all_that_follows_from_it(
    tmp_path, monkeypatch, statement, exclude, kinds
):
    data, told = DataDir(tmp_path), []
    ledger = Ledger(data.ledger)
    ledger.append("note", {}, who="vp")
    with closing(sqlite3.connect(data.ledger)) as db:
        db.executescript(statement)
    for module in (decisions, record_desk):
        monkeypatch.setattr(module, "data_dir", lambda: data)
    monkeypatch.setattr(jobs, "by", lambda: "vp")
    monkeypatch.setattr(who, "address", lambda: "")
    monkeypatch.setattr(decisions.st, "error", told.append)
    monkeypatch.setattr(record_desk.st, "rerun", lambda: None)
    desk = record_desk.Desk(Viewer("vp", "office"))
    desk.answer("objection", ROWS, True, "Đúng", exclude)
    assert [entry.kind for entry in ledger.entries(after=1)] == kinds
    assert bool(told) == bool(statement)
    assert {entry.why for entry in ledger.entries(after=1)} <= {"Đúng"}
