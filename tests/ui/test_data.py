"""The pages' way to the numbers: one page, one state of the record."""

from threading import Thread

from layout import DataDir
from ledger import Ledger
from ui import data


def decide(own_data) -> None:
    """A decision that some table is made of."""
    body = {"period": "2023H1", "unit_id": "u1", "received_on": "2023-07-01"}
    Ledger(DataDir(own_data).ledger).append("report_received", body, who="vanphong")


def test_a_page_is_drawn_of_one_state_and_the_next_one_of_the_newest(own_data, monkeypatch):
    monkeypatch.setenv("DUNGHAN_DATA", str(own_data))
    monkeypatch.setattr(data, "_run", data._Run())  # this thread draws other tests' pages as well
    data.settle()
    begun = data.store().version
    decide(own_data)
    assert data.store().version == begun  # the lower half of the page agrees with the upper
    elsewhere = []
    other = Thread(target=lambda: elsewhere.append(data.store().version))
    other.start()
    other.join()
    data.settle()
    assert data.store().version == elsewhere[0] != begun
