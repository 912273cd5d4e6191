"""Traces: floods become a number; everything about a person in one file; deletion has a receipt."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access import about, keeping, traces
from access.accounts import Accounts
from access.database import writing
from access.limits import TRACED_EACH_MINUTE, Limits
from access.sessions import Sessions
from etl.profiles import KeptProfile, keep, kept
from etl.uploads import Upload, effective, register
from layout import REPO, DataDir
from ledger import Entry, Ledger
from viewer import LOCAL, Viewer

GOOD = "mot cau de nho lam"


@pytest.fixture
def data(tmp_path) -> DataDir:
    data = DataDir(tmp_path)
    Accounts(data).add("lan", "official", GOOD, by="quantri", officials=["p7", "Trần Thị Lan"])
    return data


def entries(data: DataDir, kind: str) -> list:
    return Ledger(data.ledger).entries(kind)


def test_the_first_of_a_minute_is_written_at_once_the_others_as_a_number(data, monkeypatch):
    clock = [600.0]
    monkeypatch.setattr(traces.time, "time", lambda: clock[0])
    for _ in range(7):
        traces.noted(data, "refused", {"page": "upload"}, who="lan")
    assert [(e.who, e.body) for e in entries(data, "refused")] == [("lan", {"page": "upload"})]
    traces.settle(data)
    assert len(entries(data, "refused")) == 1, "the minute is not over"
    clock[0] += 60
    traces.settle(data)
    traces.settle(data)
    newest = entries(data, "refused")
    assert len(newest) == 2 and newest[-1].body == {"page": "upload", "times": 6}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=80))
def test_a_flood_is_bounded_and_every_failure_is_counted(tmp_path_factory, addresses):
    data = DataDir(tmp_path_factory.mktemp("flood"))
    for n in addresses:
        traces.noted(data, "sign_in_failed", {"name": None, "address": f"10.0.0.{n}"})
    traces.settle(data, everything=True)
    written = entries(data, "sign_in_failed")
    minutes = 2  # the flood may fall into two
    assert len(written) <= minutes * (2 * TRACED_EACH_MINUTE + 1)
    assert sum(e.body.get("times", 1) for e in written) == len(addresses)


def test_an_export_names_who_what_how_many_and_from_where(data, monkeypatch):
    monkeypatch.setenv("DUNGHAN_DATA", str(data.root))
    traces.exported(Viewer("lan", "official"), "danh-sach", 12, "10.0.0.9")
    traces.exported(LOCAL, "danh-sach", 12, "")
    (entry,) = entries(data, "exported")
    assert (entry.who, entry.body) == (
        "lan", {"what": "danh-sach", "rows": 12, "address": "10.0.0.9"},
    )  # fmt: skip


def test_everything_about_a_person_in_one_file(data):
    Sessions(data).begin("lan", "10.0.0.9", "Firefox", limits=Limits())
    ledger = Ledger(data.ledger)
    ledger.append("urged", {"items": ["i1"], "official": "Trần Thị Lan"}, who="vanphong")
    ledger.append("person_answer", {"name": "Lan TT", "person_id": "p7"}, who="vanphong")
    ledger.append("setting", {"name": "x", "value": 1}, who="vanphong")
    held = json.loads(about.written(data, "LAN"))
    assert held["account"]["officials"] == ["p7", "Trần Thị Lan"]
    assert [s["address"] for s in held["sessions"]] == ["10.0.0.9"]
    kinds = [e["kind"] for e in held["ledger"]]
    assert kinds == ["account_changed", "signed_in", "urged", "person_answer"]
    assert "argon2" not in str(held) and not any("id" in s for s in held["sessions"])
    told = about.about(data, "lan", records=False)["ledger"]
    assert [e["kind"] for e in told] == kinds, "who keeps accounts sees that there are decisions"
    assert "i1" not in str(told) and "Lan TT" not in str(told)
    assert told[0]["body"]["change"] == "added"
    without = about.about(data, "Trần Thị Lan")
    assert without["account"] is None and [e["kind"] for e in without["ledger"]][-1] == "urged"


@pytest.mark.parametrize(
    ("kind", "who", "body", "how"),
    [
        ("signed_in", "LAN", {"address": "10.0.0.9"}, "about"),
        ("signed_in", "vp", {"address": "10.0.0.9"}, None),
        ("sign_in_failed", "", {"name": "lan"}, "about"),
        ("sign_in_failed", "", {"name": None}, None),
        ("account_changed", "qt", {"name": "lan", "change": "role"}, "about"),
        ("account_changed", "lan", {"name": "vp", "change": "role"}, "did"),
        ("account_changed", "qt", {"name": "vp", "officials": ["p7"]}, "mentioned"),
        ("exported", "lan", {"what": "danh-sach.xlsx"}, "about"),
        ("exported", "vp", {"what": "dossier official Trần Thị Lan"}, "mentioned"),
        ("exported", "vp", {"what": "dossier official Trần Thị Lan Anh"}, None),
        ("urged", "vp", {"official": "trần thị lan", "items": ["i1"]}, "about"),
        ("urged", "lan", {"official": "Vũ Y", "items": ["i1"]}, "did"),
        ("record_added", "vp", {"fields": {"official": "Trần Thị Lan"}}, "about"),
        ("record_added", "vp", {"fields": {"official": "Vũ Y", "signer": "Trần Thị Lan"}}, "mentioned"),
        ("person_answer", "vp", {"name": "Lan TT", "person_id": "p7"}, "about"),
        ("unit_answer", "vp", {"name": "Phòng A", "unit_id": "A"}, None),
        ("review_frozen", "", {"manifest": {"period": "2023H1"}}, None),
    ],
)  # fmt: skip
def test_how_an_entry_concerns_a_person(kind, who, body, how):
    entry = Entry(1, "2023-01-01", who, kind, body, "", "", "")
    people = {"trần thị lan", "p7"}
    assert about.part(entry, "lan", people) == how
    if kind in traces.KINDS and how:
        assert about.part(entry, "", people) in (None, "mentioned"), "a name is no account"


def test_deletion_leaves_a_receipt_and_nothing_else_goes(data):
    Sessions(data).begin("lan", "10.0.0.9", "Firefox", limits=Limits())
    Sessions(data).begin("lan", "10.0.0.8", "Firefox", limits=Limits())
    before = time.time() - 91 * keeping.DAY
    with writing(data.access) as db:
        old = "update session set made_at = ?, seen_at = ? where address = '10.0.0.9'"
        db.execute(old, (before, before))
    assert keeping.prune(data, by="quantri") == {"sessions": 1, "failures": 0}
    (receipt,) = entries(data, "erased")
    assert receipt.body["rows"] == {"sessions": 1, "failures": 0}
    assert "10.0.0.9" not in str(receipt.body)
    assert [s["address"] for s in about.about(data, "lan")["sessions"]] == ["10.0.0.8"]
    keeping.prune(data, by="quantri")
    assert len(entries(data, "erased")) == 1, "nothing gone, no receipt"


@pytest.mark.parametrize(
    ("name", "value"), [("keep_sessions", 0), ("keep_sessions", 4000), ("ledger", 9)]
)
def test_days_have_bounds(data, name, value):
    with pytest.raises(ValueError, match=name):
        keeping.keep(data, name, value, by="quantri")


def test_the_newest_setting_counts(data):
    keeping.keep(data, "keep_sessions", 30, by="quantri")
    keeping.keep(data, "keep_sessions", 10, by="quantri")
    Ledger(data.ledger).append("setting", {"name": "keep_sessions", "value": "x"}, who="?")
    assert keeping.days(data) == {"keep_sessions": 10, "keep_failures": 1}


def test_a_decision_says_from_where_and_what_is_read_of_it_is_the_same(tmp_path):
    """Of uploads and kept profiles every field is read: the address is none of them."""
    data = DataDir(tmp_path)
    upload = Upload("a" * 64, "tasks.xlsx", 10)
    register(Ledger(data.ledger, "192.0.2.7"), upload, who="vanphong")
    profile = KeptProfile("mark", "tasks", {"kind": "tasks"})
    keep(Ledger(data.ledger, "192.0.2.7"), profile, who="vanphong")
    traces.wrote(data, "urged", {"items": []}, who="vanphong", where="192.0.2.8")
    written = Ledger(data.ledger).entries()
    assert [e.body["address"] for e in written] == ["192.0.2.7", "192.0.2.7", "192.0.2.8"]
    assert effective(Ledger(data.ledger)) == {upload.id: upload}
    assert kept(Ledger(data.ledger)) == {"mark": profile}


def test_from_where_somebody_else_decided_is_not_held_about_the_person(data):
    """Where a clerk sat is the clerk's; from where the person came in is the person's own."""
    for who, where, kind in (
        ("vanphong", "192.0.2.1", "objection_answered"),
        ("lan", "192.0.2.2", "signed_in"),
    ):
        traces.wrote(data, kind, {"name": "lan", "official": "Trần Thị Lan"}, who=who, where=where)
    whole = json.dumps(about.about(data, "lan"), default=str)
    found = [entry for entry, _ in about.entries(data, "lan", ["Trần Thị Lan"])]
    assert "192.0.2.2" in whole and "192.0.2.1" not in whole
    assert [e.body.get("address") for e in found if e.kind != "account_changed"] == [
        None,
        "192.0.2.2",
    ]


def test_a_process_started_for_a_reader_says_from_where_it_was_asked_for(tmp_path, monkeypatch):
    write = f"from ledger import Ledger, Path; Ledger(Path({str(tmp_path / 'l')!r}))"
    write += ".append('upload_withdrawn', {'sha256': '0'}, who='vanphong')"
    monkeypatch.setenv("DUNGHAN_ADDRESS", "192.0.2.9")
    subprocess.run([sys.executable, "-c", write], cwd=REPO, check=True)
    (entry,) = Ledger(tmp_path / "l").entries()
    assert entry.body == {"address": "192.0.2.9", "sha256": "0"}
