"""Records: who, which papers, what to mind. Dates and terms worked by hand."""

from datetime import date

import pytest

from metrics import record, record_entry, record_flags, record_work
from metrics.filters import Filters
from metrics.measure import counts, total
from metrics.periods import Period, parse, preceding
from metrics.record import Subject
from tests.test_recorded import entries
from tests.warehouses import Export, warehouse

UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A"), ("B", "Phòng B")], "units")
PEOPLE = Export("2023-01-01", "person_id person_name position unit person_kind", [
    ("P1", "An", "Chuyên viên", "Phòng A", "Công chức"),
    ("P2", "Bình", "Chuyên viên", "Phòng A", "Viên chức"),
    ("P3", "Cường", "Phó Giám đốc Sở", "Phòng A", "Công chức"),
    ("P4", "Dũng", "Chuyên viên", "Phòng A", "Công chức"),
    ("P5", "Dũng", "Chuyên viên", "Phòng B", "Công chức"),
], "people")  # fmt: skip
TASKS = Export("2023-06-14", "source_id subject unit official opened_on due_on closed_on source_status", [
    ("N1", "Việc một", "Phòng A", "An", "2023-05-01", "2023-05-10", "", "Đang thực hiện"),
    ("N2", "Việc hai", "Phòng A", "An", "2023-05-01", "2023-05-20", "2023-05-23", "Đã hoàn thành"),
    ("N3", "Việc ba", "Phòng B", "Bình", "2023-05-01", "2023-05-20", "2023-05-19", "Đã hoàn thành"),
])  # fmt: skip
HEAD = ("document_no issued_on decision_kind form body official unit grounds item_refs"
        " considered_from concluded_on valid_to")  # fmt: skip
DECISIONS = Export("2026-12-31", HEAD, [
    # An: considered 1/3/2023 (90 days: 30/5; 150 days: 29/7, a Saturday, so Monday 31/7), concluded
    # 15/9; commended on 5/6 meanwhile; moved on 1/10 while it is in force until 14/9/2024.
    ("131/QĐ", "2023-09-15", "Kỷ luật", "Cảnh cáo", "Chính quyền", "An", "Phòng A", "Chậm", "N1",
     "2023-03-01", "2023-09-15", "2024-09-14"),
    ("98/QĐ", "2023-06-05", "Khen thưởng", "Giấy khen", "Chính quyền", "An", "Phòng A", "Sáng kiến", "N2",
     "", "", ""),
    ("150/QĐ", "2023-10-01", "Điều chuyển", "Điều động", "Chính quyền", "An", "Phòng A", "Nhu cầu", "",
     "", "", ""),
    # Bình: one achievement twice within a year; Party discipline is never counted.
    ("10/QĐ", "2024-02-01", "Khen thưởng", "Giấy khen", "Chính quyền", "Bình", "Phòng A", "Sáng kiến X", "",
     "", "", ""),
    ("11/QĐ", "2024-06-01", "Khen thưởng", "Bằng khen", "Chính quyền", "Bình", "Phòng A", "sáng kiến x", "",
     "", "", ""),
    ("12/QĐ", "2025-06-02", "Khen thưởng", "Bằng khen", "Chính quyền", "Bình", "Phòng A", "Sáng kiến X", "",
     "", "", ""),
    ("5/QĐ", "2024-02-15", "Kỷ luật", "Khiển trách", "Đảng", "Bình", "Phòng A", "Đảng", "",
     "2024-01-01", "2024-02-15", ""),
    # A public employee after 1/7/2025: nothing is settled.
    ("20/TB", "2025-08-01", "Kỷ luật", "Đang xem xét", "Chính quyền", "Bình", "Phòng A", "Chậm", "",
     "2025-08-01", "", ""),
    # A name of two people, and a deputy director.
    ("7/QĐ", "2023-05-01", "Kỷ luật", "Khiển trách", "Chính quyền", "Dũng", "Phòng A", "Chậm", "",
     "2023-04-01", "2023-05-01", ""),
    ("8/QĐ", "2023-05-01", "Khen thưởng", "Giấy khen", "Chính quyền", "Cường", "Phòng A", "Tốt", "",
     "", "", ""),
    # A unit's own.
    ("9/QĐ", "2023-05-01", "Khen thưởng", "Tập thể lao động xuất sắc", "Chính quyền", "", "Phòng A", "Tốt",
     "", "", "", ""),
], kind="decisions")  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return warehouse(tmp_path_factory.mktemp("record"), UNITS, PEOPLE, TASKS, DECISIONS)


def minded(store, day: str, official: str = "An") -> list[tuple]:
    found = record_flags.flags(
        store, Filters(date.fromisoformat(day)), Subject("official", official)
    )
    return [
        (f["flag"], f["detail"], str(f["since"]), f["until"] and str(f["until"]),
         f["longest_until"] and str(f["longest_until"])) for f in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-02-28", []),
        ("2023-04-29", [("under_discipline", "considered", "2023-03-01", None, None)]),
        # Thirty days before the ninety are over.
        ("2023-04-30", [("under_discipline", "considered", "2023-03-01", None, None),
                        ("conclusion_near", "", "2023-03-01", "2023-05-30", "2023-07-31")]),
        ("2023-06-14", [("commended_while_open", "considered", "2023-03-01", None, None),
                        ("under_discipline", "considered", "2023-03-01", None, None),
                        ("conclusion_near", "", "2023-03-01", "2023-05-30", "2023-07-31")]),
        ("2024-09-14", [("commended_while_open", "considered", "2023-03-01", "2023-09-15", None),
                        ("under_discipline", "in_force", "2023-09-15", "2024-09-14", None),
                        ("moved_while_disciplined", "in_force", "2023-09-15", "2024-09-14", None)]),
        ("2024-09-15", [("commended_while_open", "considered", "2023-03-01", "2023-09-15", None),
                        ("moved_while_disciplined", "in_force", "2023-09-15", "2024-09-14", None)]),
    ],
)  # fmt: skip
def test_what_is_to_be_minded_on_a_day(store, day, said):
    assert minded(store, day) == said


def test_flags_of_one_official_are_those_of_everybody_that_name_them(store):
    now = Filters(date(2024, 9, 14))
    everybody = record_flags.flags(store, now)
    assert {flag["official"] for flag in everybody} >= {"An"}
    for name in (*record.officials(store), "nobody"):
        mine = [flag for flag in everybody if flag["official"] == name]
        assert record_flags.flags(store, now, Subject("official", name)) == mine


def test_one_achievement_is_commended_once(store):
    found = minded(store, "2025-06-30", "Bình")
    # 1/2 and 1/6/2024 are one; 2/6/2025 is more than twelve months after 1/6/2024.
    assert found == [("one_achievement_twice", "sáng kiến x", "2024-02-01", None, None)]


def test_what_is_not_settled_says_so_and_the_party_is_never_counted(store):
    found = minded(store, "2025-09-01", "Bình")
    assert ("conclusion_near", "", "2025-08-01", None, None) in found
    said = [record_flags.sentence(f) for f in record_flags.flags(store, Filters(date(2025, 9, 1)))]
    assert any("hỏi Sở Nội vụ" in s and "Bình" in s for s in said)
    assert minded(store, "2024-02-20", "Bình") == []


def test_nobody_is_flagged_under_a_name_of_two_and_leaders_are_left_out(store):
    assert minded(store, "2023-05-02", "Dũng") == minded(store, "2023-06-01", "Cường") == []
    assert record.papers(store, date(2023, 6, 14), Subject("official", "Cường")) == []
    assert record.leads(store, "Cường", date(2023, 6, 14))


def test_what_is_issued_later_is_only_known_to_be_considered(store):
    (paper,) = record.papers(store, date(2023, 4, 1), Subject("official", "An"))
    assert (paper["document_no"], paper["form"], paper["considered_from"]) == (
        None, None, date(2023, 3, 1))  # fmt: skip


def test_papers_of_people_are_not_the_units(store):
    mine = record.papers(store, date(2023, 6, 14), Subject("unit", "A"))
    assert [p["document_no"] for p in mine] == ["9/QĐ"]
    people = record.papers_of_people(store, date(2023, 6, 14), "A")
    assert "98/QĐ" in {p["document_no"] for p in people}


def test_a_paper_opens_the_items_it_names(store):
    now = Filters(date(2023, 6, 14))
    papers = record.papers(store, now.as_of, Subject("official", "An"))
    found = record.linked(store, now, papers)
    named = {p["document_no"]: [i["source_id"] for i in found[p["record_id"]]] for p in papers}
    assert named == {"98/QĐ": ["N2"], None: ["N1"]}
    assert all(i["file"] and i["row"] for rows in found.values() for i in rows)


def test_every_number_is_the_length_of_its_list(store):
    now = Subject("official", "An").filters(Filters(date(2023, 6, 14)))
    whole = total(store, now, (*record_work.HANDLED, "late"))
    assert (whole["total"], whole["open_overdue"], whole["done_late"]) == (2, 1, 1)
    for by in record_work.BY:
        rows = record_work.grouped(record_work.handled(store, now), by)
        assert rows == counts(store, now, (*record_work.HANDLED, "late"), by)
        assert record_work.summed(rows) == whole
    assert whole["late"] == 2
    assert [r["source_id"] for r in record_work.late(store, now)] == ["N1", "N2"]


def test_the_period_before():
    assert preceding(parse("2023H1")) == parse("2022H2")
    assert preceding(parse("2023M01-calendar")) == parse("2022M12-calendar")
    assert preceding(parse("2023Y")) == parse("2022Y")
    assert preceding(parse("2023Q3")) == parse("2023Q2")
    assert preceding(Period(date(2023, 1, 1), date(2023, 2, 1))) is None


def test_three_papers_are_flagged_as_soon_as_the_third_is_entered(tmp_path):
    base = {
        "level": "Sở Công Thương",
        "official": "An",
        "unit_id": "A",
        "content": "x",
        "signer": "y",
    }
    added = [
        ("record_added", {"record_id": str(n), "register": "reminders",
                          "fields": base | {"document_no": f"{n}/SCT", "issued_on": f"2023-0{n}-10"}}, "vp")
        for n in (3, 4, 5)
    ]  # fmt: skip
    kept = warehouse(tmp_path, UNITS, PEOPLE, TASKS, decided=entries(*added))
    assert [f[:2] for f in minded(kept, "2023-06-14")] == [("three_reminders", "Sở Công Thương")]
    assert minded(kept, "2023-05-09") == []
    said = record_flags.sentence(record_flags.flags(kept, Filters(date(2023, 6, 14)))[0])
    assert (
        "đã ghi nhận 03 văn bản nhắc nhở" in said
        and "Văn phòng rà soát, tham mưu lãnh đạo Sở" in said
    )
    ids = [p["record_id"] for p in record.papers(kept, date(2023, 6, 14))]
    out = ("exclusion_made", {"record_id": ids[0], "objection_id": "o"}, "vp", "Trùng")
    fewer = warehouse(tmp_path, UNITS, PEOPLE, TASKS, decided=entries(*added, out))
    assert minded(fewer, "2023-06-14") == []
    assert len(record.papers(fewer, date(2023, 6, 14))) == 3  # still in sight


GOOD = {"document_no": "1/QĐ-SCT", "issued_on": "2023-06-01", "decision_kind": "discipline", "form": "Cảnh cáo",
        "body": "administration", "official": "An", "unit_id": "A", "signer": "Giám đốc", "grounds": "Chậm",
        "papers_read": "Biên bản"}  # fmt: skip
TODAY = date(2023, 7, 1)


@pytest.mark.parametrize(
    ("change", "why", "found"),
    [
        ({}, "Đã đọc", []),
        ({}, " ", [("why", "missing")]),
        ({"document_no": "không số"}, "x", [("document_no", "no_number")]),
        ({"issued_on": "2023-07-02"}, "x", [("issued_on", "not_yet")]),
        ({"issued_on": "1980-01-01"}, "x", [("issued_on", "too_early")]),
        ({"official": "Cường"}, "x", [("official", "leads")]),
        ({"official": "Dũng"}, "x", [("official", "namesakes")]),
        ({"official": None, "unit_id": "?"}, "x", [("official", "nobody")]),
        ({"form": "Nghỉ hưu"}, "x", [("form", "no_such_form")]),
        ({"form": "Hạ bậc lương"}, "x", []),
        ({"form": "Hạ bậc lương", "official": "Bình"}, "x", [("form", "no_such_form")]),
        ({"form": "Khai trừ", "body": "party"}, "x", []),
        ({"form": "Đang xem xét"}, "x", [("considered_from", "missing")]),
        ({"considered_from": "2023-05-02", "concluded_on": "2023-05-01"}, "x", [("concluded_on", "order")]),
        ({"papers_read": ""}, "x", [("papers_read", "missing")]),
        ({"document_no": "131 / qđ", "issued_on": "2023-09-15"}, "x", [("issued_on", "not_yet")]),
    ],
)  # fmt: skip
def test_what_keeps_a_paper_from_being_entered(store, change, why, found):
    said = record_entry.problems(store, "discipline", GOOD | change, why, TODAY)
    assert [(p.field, p.code) for p in said] == found


def test_the_forms_are_those_of_the_papers_day(store):
    after = GOOD | {"issued_on": "2025-07-01", "form": "Hạ bậc lương"}
    assert [p.code for p in record_entry.problems(store, "discipline", after, "x", date(2025, 8, 1))] == [
        "no_such_form"]  # fmt: skip
    # Not settled for public employees since then: nothing is forbidden, and the basis says so.
    free = after | {"official": "Bình"}
    assert record_entry.problems(store, "discipline", free, "x", date(2025, 8, 1)) == []
    known = record_entry.allowed(store, "discipline", "administration", "Bình", date(2025, 8, 1))
    assert record_entry.basis(known) == record_flags.UNSETTLED
    twice = GOOD | {"document_no": "131 / qđ", "issued_on": "2023-09-15"}
    said = record_entry.problems(store, "discipline", twice, "x", date(2025, 8, 1))
    assert [p.code for p in said] == ["already"]


def test_a_text_that_names_somebody_is_told(tmp_path):
    """Whole names of two words or more, whatever stands around them; a unit's name is nobody's."""
    people = Export("2023-01-01", "person_id person_name position unit person_kind", [
        ("P1", "Đinh Thu Mai", "Chuyên viên", "Phòng A", "Công chức"),
        ("P2", "An", "Chuyên viên", "Phòng A", "Công chức"),
        ("P3", "Phòng A", "Chuyên viên", "Phòng A", "Công chức"),
    ], "people")  # fmt: skip
    store = warehouse(tmp_path, UNITS, people)
    naming = ("đ/c ĐINH THU  MAI nghỉ ốm", "(Đinh Thu Mai)", "Đi\u0300nh, Đinh Thu Mai.")
    others = ("Đinh Thu Mai’s", "Đinh Thu Maian", "chờ Phòng A", "ngày mai", "An toàn", "")
    assert record.naming(store, [*naming, *others]) == {*naming, others[0]}
    assert record.naming(store, []) == set()
