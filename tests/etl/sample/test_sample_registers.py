"""The registers of the sample agree with its cases, and hold what each is there to show."""

from collections import Counter
from datetime import date
from itertools import groupby, pairwise

import pytest

from etl.read.reader import read
from etl.recognise import recognise
from etl.sample.history import history
from etl.sample.inventories import NOT_YET, PAPERS, dissemination, obstacles, unit_reports, working
from etl.sample.records import UNDER_REVIEW, decisions, reminders
from etl.sample.registers import registers
from etl.sample.steps import shown, steps
from etl.sample.submissions import submissions
from etl.sample.tables import DEPARTMENT, LAST
from layout import SAMPLE_DIR

HELD = history(3000, 2023)
TASKS = [*HELD.documents, *HELD.tracked]
STEPS = steps(HELD.petitions, HELD.dossiers, 2023, HELD.roster)
CASES = {case: list(held) for case, held in groupby(STEPS, lambda step: step.case_id)}


def turned(held: list) -> bool:
    """A clerk swapped the dates of a step."""
    return any(step.passed and step.passed < step.received for step in held)


def test_the_days_of_the_steps_add_up_to_the_days_of_the_case():
    opened = {p.case_id: (p.legs[0].received, p.legs[-1].closed) for p in HELD.petitions}
    opened |= {d.case_id: (d.opened, d.closed) for d in HELD.dossiers}
    assert len(CASES) > 150
    for case, held in CASES.items():
        first, last = opened[case]
        assert [step.number for step in held] == list(range(1, len(held) + 1))
        if turned(held):
            continue
        assert held[0].received == first and all(a.passed == b.received for a, b in pairwise(held))
        assert held[-1].passed == (max(first, last) if last else None), case
    assert sum(map(turned, CASES.values())) == 2


def test_every_kind_of_holder_and_a_case_sent_back():
    assert {step.holder for step in STEPS} == {"Đơn vị", "Lãnh đạo Sở", "Văn thư", "Ngoài Sở"}
    back = [held for held in CASES.values() if any(step.action == "Trả lại" for step in held)]
    assert any(len({s.unit for s in held}) < len([s for s in held if s.holder == "Đơn vị"]) + 2
               for held in back)  # fmt: skip
    papers = [step.paper for step in STEPS if step.holder == "Ngoài Sở"]
    assert papers.count("") == 1 and len(papers) > 5


def test_what_was_not_yet_so_is_not_shown():
    day = date(2023, 6, 14)
    earlier = list(shown(STEPS, day))
    assert 0 < len(earlier) < len(STEPS)
    assert all(max(s.received, s.passed or s.received) <= day for s in earlier)
    assert list(shown(STEPS, LAST)) == list(shown(list(shown(STEPS, LAST)), LAST))


def test_one_official_is_reminded_three_times_in_the_first_half_of_2023():
    found = reminders(TASKS, HELD.posts, 2023)
    inside = [r for r in found if date(2022, 12, 15) <= r.issued <= date(2023, 6, 14)]
    often = Counter((r.official, r.level) for r in inside if r.official)
    assert [n for n in often.values() if n > 1] == [3]
    assert often.most_common(1)[0][0][1] == DEPARTMENT
    assert 20 <= len(found) <= 30 and len({r.document_no + str(r.issued) for r in found}) == len(
        found
    )
    assert sum(not r.official for r in found) == 4
    leaders = {post.name for post in HELD.posts if post.unit.code == "LDS"}
    assert not leaders & {r.official for r in found}
    ids = {task.case_id for task in TASKS}
    assert {ref for r in found for ref in r.item_refs.split("; ") if ref} <= ids


def test_decisions_that_a_council_must_see():
    found = decisions(TASKS, HELD.posts)
    praised = {(d.official, d.issued) for d in found if d.kind == "Khen thưởng"}
    open_then = [d for d in found if d.kind == "Kỷ luật" and d.considered == UNDER_REVIEW[0]]
    assert [(d.official, date(2023, 6, 5)) in praised for d in open_then] == [True]
    assert {d.issued >= date(2025, 7, 1) for d in found if d.kind == "Kỷ luật"} == {True, False}
    assert {d.body for d in found} == {"Đảng", "Chính quyền"}
    assert {d.kind for d in found} == {"Khen thưởng", "Kỷ luật", "Điều chuyển"}
    assert [d.document_no for d in found].count("") == 1
    people = {post.name for post in HELD.posts}
    assert {d.official for d in found} - people == {""}


def test_submissions_and_lists():
    put = submissions(2023, HELD.roster)
    assert len(put) == 120 and {word for s in put for word in s.said} == {
        "Có", "Không", "Không áp dụng",
    }  # fmt: skip
    assert {s.returned_as for s in put} - {""} == {
        "Thuộc thẩm quyền của đơn vị", "Việc của đơn vị khác",
    }  # fmt: skip
    beyond = [s for s in put if s.beyond == "Có"]
    assert any(s.answered for s in beyond) and any(not s.answered for s in beyond)
    told = Counter(line[0] for line in dissemination(2023))
    silent = {unit.name for unit in working(PAPERS[0][1])} - told.keys()
    assert len(silent) == len(NOT_YET) and set(told.values()) == {len(PAPERS)}
    half = [line for line in unit_reports(2023) if line[1] == "6 tháng đầu năm 2023"]
    assert [line[3] for line in half].count(None) == 1
    assert sum(line[3] is not None and line[3] > line[2] for line in half) == 1
    assert {line[6] for line in obstacles(2023)} == {"Đã trả lời", "Chưa trả lời"}


@pytest.mark.parametrize("register", [*registers(HELD)], ids=lambda one: one.file)
def test_a_shipped_register_is_recognised_by_itself(register):
    path = SAMPLE_DIR / register.file
    book = read(path, path.name)
    (table,) = recognise(book.sheets, file_name=path.name, kind=None, profile=None)
    assert (table.kind, table.undecided) == (register.kind, [])
    assert len(list(table.data_rows())) == len(list(register.rows()))
