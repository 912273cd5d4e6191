"""The patterns that the sample promises, counted straight from the histories."""

from collections import Counter
from datetime import date

import pytest

from etl.sample.history import history
from etl.sample.model import Petition
from etl.sample.tables import LAST, half, units, working_units

HELD = history(3000, 2023)
TASKS = [task for task in HELD.documents + HELD.tracked if task.ending == "done"]


def judged(unit: str, which: int | None = None) -> list[bool]:
    """For each dated piece of work of a unit (opened in a half): was it late, at the end?"""
    found = [
        (task.opened, task.due_at(LAST), task.closed_at(LAST))
        for task in TASKS
        if unit in {lead.code for lead in task.leads}
    ]
    found += [
        (leg.received, leg.due, leg.closed)
        for one in HELD.petitions
        for leg in one.legs
        if leg.unit.code == unit and leg.ending == "done"
    ]
    found += [
        (one.sent, reply.due, reply.replied)
        for one in HELD.consultations
        for reply in one.replies
        if reply.unit.code == unit
    ]
    return [
        min(closed or date.max, date.max) > due
        for opened, due, closed in found
        if due
        and (which is None or half(opened) == which)
        and ((closed and closed <= LAST) or due < LAST)
    ]


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_true_lateness_is_between_a_tenth_and_a_sixth():
    flags = [late for unit in units() for late in judged(unit)]
    assert 0.09 <= share(flags) <= 0.15


def test_one_unit_improves_from_half_to_half():
    shares = [share(judged("KHTH", which)) for which in range(4)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.25 and shares[3] < 0.12


def test_one_unit_has_so_few_cases_that_its_share_jumps():
    shares = [share(judged("TTKD", which)) for which in range(4)]
    assert len(judged("TTKD")) < 40 and all(judged("TTKD", which) for which in range(4))
    assert max(shares) - min(shares) > 0.2


def test_one_unit_finishes_everything_on_the_due_day():
    pairs = [(task.closed, task.dues[-1][1]) for task in TASKS if task.leads[0].code == "CCN"]
    pairs += [
        (leg.closed, leg.due)
        for one in HELD.petitions
        for leg in one.legs
        if leg.unit.code == "CCN" and leg.ending == "done"
    ]
    pairs += [
        (reply.replied, reply.due)
        for one in HELD.consultations
        for reply in one.replies
        if reply.unit.code == "CCN"
    ]
    dated = [(closed, due) for closed, due in pairs if due]
    assert len(dated) > 80 and all(closed == due for closed, due in dated)
    assert all(
        len(task.leads) == 1 for task in TASKS if "CCN" in {lead.code for lead in task.leads}
    )


def test_one_unit_is_extended_after_the_due_date_and_only_that_one():
    after, before = Counter(), Counter()
    for task in TASKS:
        for (_, due), (granted, _) in zip(task.dues, task.dues[1:], strict=False):
            (after if granted > due else before)[task.leads[0].code] += 1
    assert after["XNK"] > 25 and after["XNK"] > 4 * (after.total() - after["XNK"])
    assert before.total() > 15


def test_one_unit_is_the_bottleneck_of_consultations():
    late = {}
    for code in units():
        replies = [
            reply
            for one in HELD.consultations
            for reply in one.replies
            if reply.unit.code == code and reply.due < LAST
        ]
        late[code] = (
            share([(reply.replied or date.max) > reply.due for reply in replies]) if replies else 0
        )
    assert late.pop("QLNL") > 0.6 and max(late.values()) < 0.25


def test_half_of_the_document_systems_tasks_have_no_due_date():
    assert 0.46 < share([task.dues[-1][1] is None for task in HELD.documents]) < 0.54
    assert share([task.dues[-1][1] is None for task in HELD.tracked]) < 0.15


def test_units_of_a_day_and_the_merger():
    before = {unit.code for unit in working_units(date(2022, 12, 31))[0]}
    after = {unit.code for unit in working_units(date(2023, 1, 1))[0]}
    assert len(before) == len(after) == 12
    assert before - after == {"TTKC"} and after - before == {"TTKX"}


def test_ninety_people_and_nobody_twice():
    names = {post.person_id: post.name for post in HELD.posts}
    assert len(names) == len(set(names.values())) == 90
    moved = [post for post in HELD.posts if post.valid_to == "2022-08-31"]
    assert [post.position for post in moved] == ["Chuyên viên"] * 3


def test_a_case_passed_on_starts_with_the_next_holder_on_the_same_day():
    passed = [one for one in HELD.petitions if len(one.legs) > 1]
    for one in passed:
        for leg, following in zip(one.legs, one.legs[1:], strict=False):
            assert leg.ending == "passed" and leg.closed == following.received
            assert leg.unit is not following.unit
    assert len(passed) > 40 and any(_returned(one) for one in passed)


def _returned(one: Petition) -> bool:
    return len(one.legs) == 3 and one.legs[0].unit.code == one.legs[2].unit.code


def test_denunciations_carry_nothing_personal():
    found = [one for one in HELD.petitions if one.letter == "Tố cáo"]
    assert found and all(
        (one.sender, one.sender_type, one.legs[0].official) == ("", "", "")
        and one.subject == "(không trích yếu)"
        for one in found
    )


def test_a_handful_of_suspicious_rows():
    odd = [task for task in TASKS if task.closed and task.closed < task.opened]
    odd += [
        one
        for one in HELD.petitions
        for leg in one.legs
        if leg.closed and leg.closed < leg.received
    ]
    assert 3 <= len(odd) <= 12
    assert {task.spelling for task in HELD.documents} - {""} == {
        "Phòng QL Công nghiệp",
        "Phòng KT an toàn và Môi trường",
        "Phòng Quản lý Thương Mại",
    }


@pytest.mark.parametrize("items", [1, 12, 100, 3000])
def test_as_many_work_items_as_asked_for(items):
    held = history(items, 7)
    tasks = sum(
        len(task.leads) for task in held.documents + held.tracked if task.ending != "information"
    )
    legs = sum(len(one.legs) for one in held.petitions if one.letter != "Tố cáo")
    assert tasks + legs + sum(len(one.replies) for one in held.consultations) == items
