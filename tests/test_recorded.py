"""Entries of the ledger as rows: what was entered, asked, answered, taken back."""

from datetime import UTC, datetime

from ledger import Entry
from metrics.record_entry import record_id
from recorded import TABLES, VIEWS
from recorded.records import KEYS
from recorded.table import said
from tests.warehouses import Export, warehouse

ITEM, OTHER = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
FIELDS = {"document_no": "68/SCT-VP", "issued_on": "2023-04-10", "level": "Sở", "official": "An",
          "unit_id": "A", "content": "Chậm", "item_refs": ["N1"], "signer": "Giám đốc"}  # fmt: skip


def entries(*said_: tuple) -> tuple[Entry, ...]:
    """(kind, body, who[, why]) one after the other, an hour before midnight in Vietnam and on."""
    return tuple(
        Entry(n, datetime(2023, 5, n, 16, 30, tzinfo=UTC).isoformat(), one[2], one[0], one[1],
              one[3] if len(one) > 3 else "", "", "")
        for n, one in enumerate(said_, start=1)
    )  # fmt: skip


def rows(name: str, *said_: tuple) -> list[dict]:
    table = next(table for table in TABLES if table.name == name)
    names = [column.split()[0].strip('"') for column in table.columns]
    mine = [entry for entry in entries(*said_) if entry.kind in table.kinds]
    return [dict(zip(names, row, strict=True)) for row in table.rows(mine)]


def test_each_table_stands_once_and_knows_its_kinds():
    names = [table.name for table in TABLES] + [name for name, _ in VIEWS]
    assert len(names) == len(set(names))
    assert all(table.kinds and all(table.kinds) for table in TABLES)


def test_a_word_that_is_none_is_null_and_keeps_nothing_from_being_seen():
    body = {"d": "2023-02-30", "u": "x", "l": "no list", "n": "5", "t": ""}
    assert said(body, ("d date", "u uuid", "l varchar[]", "n integer", "t varchar", "gone date")) == (
        None, None, [], None, None, None)  # fmt: skip


def test_an_entered_paper_holds_until_it_is_withdrawn():
    added = (
        "record_added",
        {"record_id": "r", "register": "reminders", "fields": FIELDS},
        "vp",
        "Đọc",
    )
    (row,) = rows("reminder_entered", added)
    assert (row["document_no"], str(row["issued_on"]), row["entered_by"], row["entered_why"]) == (
        "68/SCT-VP", "2023-04-10", "vp", "Đọc")  # fmt: skip
    assert str(row["entered_at"]) == "2023-05-01 23:30:00"
    withdrawn = ("record_withdrawn", {"record_id": "r"}, "vp")
    assert rows("reminder_entered", added, withdrawn) == []
    assert len(rows("reminder_entered", added, withdrawn, added)) == 1
    assert rows("decision_entered", added) == []


def test_an_objection_has_a_row_for_each_thing_it_names_and_its_first_answer():
    made = ("objection_made", {"objection_id": "o", "rows": [{"item_id": ITEM}, {"record_id": "r"}]},
            "mai", "Đã xong")  # fmt: skip
    open_ = rows("objection", made)
    assert [(r["item_id"], r["record_id"], r["outcome"]) for r in open_] == [
        (ITEM, None, None), (None, "r", None)]  # fmt: skip
    yes = ("objection_answered", {"objection_id": "o", "outcome": "upheld"}, "vp", "Đúng")
    no = ("objection_answered", {"objection_id": "o", "outcome": "rejected"}, "vp2", "Sai")
    for row in rows("objection", made, yes, no):
        assert (row["outcome"], row["answer"], row["answered_by"]) == ("upheld", "Đúng", "vp")
    taken = ("objection_withdrawn", {"objection_id": "o"}, "mai")
    assert {row["outcome"] for row in rows("objection", made, taken)} == {"withdrawn"}


def test_a_correction_is_asked_accepted_or_refused():
    asked = ("correction_asked", {"correction_id": "k", "item_id": ITEM, "field": "closed_on",
             "new_value": "2023-05-10"}, "mai", "Xong rồi")  # fmt: skip
    states = [
        rows("correction", asked, *end)[0]["state"]
        for end in ((), (("correction_accepted", {"correction_id": "k"}, "vp"),),
                    (("correction_refused", {"correction_id": "k"}, "vp"),))
    ]  # fmt: skip
    assert states == ["asked", "accepted", "refused"]


def test_the_newest_word_on_an_item_holds_and_can_be_taken_back():
    first = ("cause_confirmed", {"item_id": ITEM, "cause": "Mưa", "dated": "2023-05-01"}, "vp")
    second = ("cause_confirmed", {"item_id": ITEM, "cause": "Lũ"}, "vp")
    other = ("cause_confirmed", {"item_id": OTHER, "cause": "Bão"}, "vp")
    assert [r["cause"] for r in rows("cause", first, other, second)] == ["Bão", "Lũ"]
    back = ("cause_confirmed", {"item_id": ITEM, "cause": None}, "vp")
    assert [r["cause"] for r in rows("cause", first, other, back)] == ["Bão"]
    out = ("exclusion_made", {"item_id": ITEM, "objection_id": "o"}, "vp", "Trùng")
    assert rows("exclusion", out)[0]["reason"] == "Trùng"
    assert rows("exclusion", out, ("exclusion_lifted", {"item_id": ITEM}, "vp")) == []


REGISTER = Export(
    "2023-06-14", "document_no issued_on level official unit content item_refs signer",
    [("68 / sct-vp", "2023-04-10", "Sở", "An", "Phòng A", "Chậm", "N1", "Giám đốc"),
     ("70/SCT-VP", "2023-04-12", "Sở", "An", "Phòng A", "Chậm", "N2", "Giám đốc")],
    kind="reminders",
)  # fmt: skip
UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A")], "units")


def test_a_paper_that_was_entered_and_then_loaded_stands_once(tmp_path):
    body = {"record_id": record_id("reminders", FIELDS), "register": "reminders", "fields": FIELDS}
    other = FIELDS | {"document_no": "71/SCT-VP"}
    more = {"record_id": record_id("reminders", other), "register": "reminders", "fields": other}
    store = warehouse(tmp_path, UNITS, REGISTER, decided=entries(
        ("record_added", body, "vp"), ("record_added", more, "vp")))  # fmt: skip
    found = store.query("select document_no, obs_no is not null as loaded, entered_by"
                        " from reminder_record order by 1")  # fmt: skip
    assert [tuple(row.values()) for row in found] == [
        ("68 / sct-vp", True, "vp"), ("70/SCT-VP", True, None), ("71/SCT-VP", False, "vp")]  # fmt: skip


def test_every_register_with_a_key_of_its_own_is_known(tmp_path):
    assert set(KEYS) == {"reminder", "decision"}
    decision = FIELDS | {"decision_kind": "discipline", "form": "Khiển trách", "grounds": "x"}
    body = {
        "record_id": record_id("decisions", decision),
        "register": "decisions",
        "fields": decision,
    }
    loaded = Export(
        "2023-06-14", "document_no issued_on decision_kind form official unit",
        [("68/SCT-VP", "2023-04-10", "Kỷ luật", "Khiển trách", "An", "Phòng A")], kind="decisions",
    )  # fmt: skip
    store = warehouse(tmp_path, UNITS, loaded, decided=entries(("record_added", body, "vp")))
    found = store.query("select obs_no, entered_by from decision_record")
    assert len(found) == 1 and found[0]["obs_no"] and found[0]["entered_by"] == "vp"
