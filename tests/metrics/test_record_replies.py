"""Right of reply: who may answer, what is due when, figures with and without what was excluded."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.corrections import Correction
from metrics import objections, record_marks, record_work
from metrics.catalog import COUNTS
from metrics.filters import Filters
from metrics.lists import Listing, listed, number
from metrics.measure import counts, rows
from metrics.objections import Asked
from metrics.periods import Period
from metrics.record import Subject
from store import Store
from tests.metrics.test_record import PEOPLE, TASKS, UNITS
from tests.test_recorded import entries
from tests.warehouses import warehouse
from viewer import LOCAL, Viewer

NOW = Filters(date(2023, 6, 14))
OFFICE, HEAD = Viewer("vp", "office"), Viewer("truong", "unit_head", units=("A",))


@pytest.mark.parametrize(
    ("viewer", "asked", "names", "said"),
    [
        (OFFICE, Asked("mai"), (), None),
        (Viewer("gd", "leader"), Asked("mai"), (), None),
        (HEAD, Asked("mai"), (), "not_answering"),
        (LOCAL, Asked("mai"), (), "not_answering"),
        (OFFICE, Asked("mai", answered=True), (), "answered"),
        (OFFICE, Asked("vp"), (), "own_request"),
        (OFFICE, Asked("mai", authors=frozenset({"vp"})), (), "own_record"),
        (OFFICE, Asked("mai", authors=frozenset({"web"})), (), None),
        (OFFICE, Asked("mai", officials=frozenset({"Trần Văn Phòng"})), ("Trần Văn Phòng",), "about_oneself"),
    ],
)  # fmt: skip
def test_who_may_answer(viewer, asked, names, said):
    assert objections.refusal(viewer, asked, names) == said


@pytest.fixture(scope="module")
def items(tmp_path_factory):
    store = warehouse(tmp_path_factory.mktemp("plain"), UNITS, PEOPLE, TASKS)
    return {row["source_id"]: row for row in rows(store, NOW)}


def built(tmp_path, *said, corrections=()):
    return warehouse(
        tmp_path, UNITS, PEOPLE, TASKS, decided=entries(*said), corrections=corrections
    )


def test_an_objection_says_what_it_is_about_and_when_its_answer_is_due(tmp_path, items):
    item = items["N1"]["item_id"]
    # 1 May 2023 is a holiday, and so is no working day: five working days from its end are 9 May
    # (2 and 3 May are holidays too: 30/4 fell on a Sunday).
    made = ("objection_made", {"objection_id": "o", "rows": [{"item_id": item}]}, "mai", "Xong rồi")
    store = built(tmp_path, made)
    (row,) = objections.objections(store)
    assert (row["source_id"], row["official"], row["unit_id"], row["file"] is not None) == (
        "N1", "An", "A", True)  # fmt: skip
    working = store.query(
        "select day from calendar where is_working and day > date '2023-05-01' order by day limit 5"
    )
    assert row["due_on"] == working[-1]["day"]
    for today, left in ((date(2023, 5, 1), 5), (row["due_on"], 0), (date(2023, 5, 2), None)):
        (clock,) = objections.with_clock([row], store, today)
        assert left is None or clock["days_left"] == left
    assert objections.objections(store, Subject("official", "An")) == [row]
    assert objections.objections(store, Subject("unit", "B")) == []
    assert objections.asked(row) == Asked("mai", officials=frozenset({"An"}))
    answered = ("objection_answered", {"objection_id": "o", "outcome": "upheld"}, "vp", "Đúng")
    (row,) = objections.objections(built(tmp_path, made, answered))
    assert objections.asked(row).answered and row["outcome"] == "upheld"
    assert objections.with_clock([row], store, date(2023, 6, 1))[0]["days_left"] is None


def test_the_time_to_reply_is_working_days(tmp_path):
    opened = ("replies_opened", {"period": "2023H1", "days": 5}, "vp")
    store = built(tmp_path, ("other", {}, "x"), ("other", {}, "x"), ("other", {}, "x"), opened)
    # Opened on Thursday 4 May: five working days later is Thursday 11 May.
    (window,) = objections.windows(store, date(2023, 5, 10))
    assert (window["opened_on"], window["closes_on"], window["days_left"]) == (
        date(2023, 5, 4), date(2023, 5, 11), 1)  # fmt: skip
    assert objections.windows(store, date(2023, 5, 12))[0]["days_left"] == -1
    assert objections.days(store) == {"reply_days": 5, "answer_days": 5}


def test_an_accepted_correction_says_what_it_changed(tmp_path, items):
    row = items["N1"]
    asked = ("correction_asked", {"correction_id": "k", "item_id": row["item_id"], "case_id": row["case_id"],
             "role": "lead", "unit_id": "A", "field": "closed_on", "old_value": "",
             "new_value": "2023-05-10", "document_no": "5/BC", "person": "Lê"}, "mai", "Xong rồi")  # fmt: skip
    yes = ("correction_accepted", {"correction_id": "k"}, "vp", "Có văn bản")
    one = Correction(1, row["case_id"], "lead", "A", "closed_on", "", "2023-05-10")
    (before,) = objections.corrections(built(tmp_path, asked, yes))
    (after,) = objections.corrections(built(tmp_path, asked, yes, corrections=(one,)))
    assert (before["state"], before["applied"], after["applied"]) == ("accepted", 0, 1)
    assert (after["source_id"], after["official"], after["answered_by"]) == ("N1", "An", "vp")
    store = built(tmp_path, asked, yes, corrections=(one,))
    found = objections.of_item(store, row["case_id"])
    assert [len(rows_) for rows_ in found.values()] == [1, 0, 0, 0]


def test_what_people_decided_stands_beside_an_item(tmp_path, items):
    item = items["N2"]["item_id"]
    store = built(
        tmp_path,
        ("cause_confirmed", {"item_id": item, "cause": "Lũ", "authority": "UBND tỉnh",
                             "document_no": "9/UBND", "dated": "2023-05-30"}, "vp"),
        ("objection_made", {"objection_id": "o", "rows": [{"item_id": item}]}, "mai", "x"),
        ("exclusion_made", {"item_id": item, "objection_id": "o"}, "vp", "Trùng"),
    )  # fmt: skip
    marked = {r["source_id"]: r for r in record_marks.marked(store, rows(store, NOW))}
    assert [marked["N2"][n] for n in (*record_marks.CAUSE, "excluded_why", "objections")] == [
        "Lũ", "UBND tỉnh", "9/UBND", date(2023, 5, 30), "vp", "Trùng", 1]  # fmt: skip
    assert not any(marked["N1"][name] for name in record_marks.NONE)
    whole, rest = record_work.with_and_without(store, NOW, ("total", "late"))
    assert (whole, rest) == ({"total": 3, "late": 2}, {"total": 2, "late": 1})
    assert record_work.with_and_without(store, replace(NOW, units=("B",)), ("total",)) is None
    assert "không kể việc đã loại" in replace(NOW, excluding=True).sentence()


def test_each_unit_has_its_counts_with_and_without_what_was_excluded(tmp_path, items):
    """A has an open overdue one and one done late, of which the second goes; all that B has goes."""
    out = [("exclusion_made", {"item_id": items[n]["item_id"], "objection_id": "o"}, "vp", "Trùng")
           for n in ("N2", "N3")]  # fmt: skip
    store, names = built(tmp_path, *out), ("total", "done", "open_overdue", "late", "judged")
    whole_a, rest_a = (2, 1, 1, 2, 2), (1, 0, 1, 1, 1)
    whole_b, rest_b = (1, 1, 0, 0, 1), (0, 0, 0, 0, 0)
    wanted = [
        record_work.Twice(unit, 1, dict(zip(names, whole)), dict(zip(names, rest)))
        for unit, whole, rest in (("A", whole_a, rest_a), ("B", whole_b, rest_b))
    ]  # fmt: skip
    assert record_work.units_with_and_without(store, NOW, names) == wanted
    found = record_work.units_with_and_without(store, replace(NOW, units=("B",)), names)
    assert found == wanted[1:]
    head = Store.of(store._opened, HEAD)
    assert record_work.units_with_and_without(head, NOW, names) == wanted[:1]
    official = Store.of(store._opened, Viewer("an", "official", officials=("P1",)))
    assert record_work.units_with_and_without(official, NOW, names) == []  # no unit is theirs whole


def test_without_an_exclusion_one_small_question_is_asked(tmp_path, monkeypatch):
    store, asked = built(tmp_path), []
    monkeypatch.setattr(record_work, "scope", lambda *given: asked.append(given))
    assert record_work.units_with_and_without(store, NOW, ("total",)) == []
    assert record_work.excluded(store, NOW) == 0 and not asked


def test_the_list_of_what_was_excluded_and_of_what_was_carried_over(tmp_path, items):
    gone = ("exclusion_made", {"item_id": items["N2"]["item_id"], "objection_id": "o"}, "vp", "x")
    store = built(tmp_path, gone)
    listing = Listing(NOW, narrow=(("left_out", ""),))
    assert [row["source_id"] for row in listed(store, listing)] == ["N2"]
    assert number(store, listing) == record_work.excluded(store, NOW) == 1
    may = replace(NOW, period=Period(date(2023, 5, 2), date(2023, 6, 14)))
    left = record_work.left_over(store, may)
    for name in ("total", "open_overdue", "done_late", "done_on_time", "done_early"):
        carried = Listing(may, name, (("carried_over", ""),))
        assert number(store, carried) == left[name], name
    assert left["total"] == 3


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.sampled_from(("N1", "N2", "N3"))), st.booleans())
def test_with_is_without_and_what_was_excluded(tmp_path_factory, items, chosen, lifted):
    out = [("exclusion_made", {"item_id": items[n]["item_id"], "objection_id": "o"}, "vp", "x")
           for n in sorted(chosen)]  # fmt: skip
    if lifted and out:
        out.append(("exclusion_lifted", {"item_id": out[0][1]["item_id"]}, "vp", "y"))
    store = built(tmp_path_factory.mktemp("law"), *out)
    gone = len(chosen) - bool(lifted and chosen)
    assert record_work.excluded(store, NOW) == gone
    without = replace(NOW, excluding=True)
    left = {row["item_id"] for row in rows(store, without)}
    lost = [row for row in rows(store, NOW) if row["item_id"] not in left]
    assert len(lost) == gone
    for by in ("unit", "kind", None):
        every, some = (counts(store, f, tuple(COUNTS), by) for f in (NOW, without))
        for name in COUNTS:
            assert sum(r[name] for r in every) >= sum(r[name] for r in some)
        assert sum(r["total"] for r in every) == sum(r["total"] for r in some) + gone
