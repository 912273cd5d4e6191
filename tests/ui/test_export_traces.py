"""Files that name people leave a trace; figures do not, nor does the one person without account."""

import pytest

from layout import DataDir
from ledger import Ledger, LedgerNotWritten
from ui import export_traces, who
from viewer import LOCAL, Viewer


@pytest.fixture
def data(tmp_path, monkeypatch) -> DataDir:
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    return DataDir(tmp_path)


def looking(monkeypatch, viewer: Viewer) -> None:
    monkeypatch.setattr(who, "current", lambda: viewer)
    monkeypatch.setattr(who, "address", lambda: "10.0.0.9")


@pytest.mark.parametrize(
    ("fields", "personal"),
    [
        (("unit", "total", "late_rate"), False),
        (("unit", "subject", "due_on"), True),
        (("official", "total"), True),
        (("source_id", "link"), True),
        (("heading", "value"), True),  # the cells of a row as it was read
        (("sheet", "row", "text"), True),  # rows that were not loaded
        (("account", "account_role"), True),
        (("unit", "held_on", "attendees", "rate_C"), False),
        ((), False),
    ],
)
def test_which_tables_name_people(fields, personal):
    assert export_traces.names_people(fields) is personal


def test_the_trace_is_written_when_the_file_is_made(data, monkeypatch):
    looking(monkeypatch, Viewer("lan", "office"))
    write = export_traces.traced(lambda: b"rows", "dung-han-danh-sach.xlsx", 12)
    assert Ledger(data.ledger).entries() == []
    looking(monkeypatch, LOCAL)  # the writer runs in a thread that knows no reader
    assert write() == b"rows"
    (entry,) = Ledger(data.ledger).entries("exported")
    said = {"what": "dung-han-danh-sach.xlsx", "rows": 12, "address": "10.0.0.9"}
    assert (entry.who, entry.body) == ("lan", said)


def test_without_a_trace_there_is_no_file(data, monkeypatch):
    looking(monkeypatch, Viewer("lan", "office"))
    made = []
    write = export_traces.traced(lambda: made.append(1) or b"", "x")
    data.ledger.mkdir()
    with pytest.raises(LedgerNotWritten):
        write()
    assert made == []


def test_one_person_without_an_account_leaves_none(data, monkeypatch):
    looking(monkeypatch, LOCAL)
    assert export_traces.traced(lambda: b"rows", "x")() == b"rows"
    assert not data.ledger.exists()
