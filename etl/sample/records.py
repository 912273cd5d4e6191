"""Reminders and decisions: who was reminded, praised, disciplined, moved, and on what paper."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.behaviour import plus
from etl.sample.model import Task
from etl.sample.people import MERGED, MOVED, Post
from etl.sample.tables import DEPARTMENT, HALVES, LAST, units, words

SIGNER = "Giám đốc Sở"
REMINDED = 11  # officials, of whom one is reminded three times in one half-year
OFTEN = (date(2023, 2, 6), date(2023, 4, 10), date(2023, 5, 29))
UNIT_REMINDERS = ("QLNL", "XNK", "KHTH", "XNK")
UNDER_REVIEW = (date(2023, 3, 1), date(2023, 9, 15))  # discipline considered, concluded


@dataclass(frozen=True)
class Reminder:
    """One dated paper to one official, or (without one) to a unit."""

    document_no: str
    issued: date
    level: str
    official: str
    unit: str
    content: str
    item_refs: str


@dataclass(frozen=True)
class Decision:
    """One row of the register of commendations, discipline and transfers."""

    document_no: str
    issued: date
    kind: str
    form: str
    body: str
    official: str
    unit: str
    grounds: str
    item_refs: str = ""
    considered: date | None = None
    concluded: date | None = None
    valid_to: date | None = None


def late_work(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """Officials and their tasks that missed a due date, those with most first."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        due = task.dues[0][1]
        if due and task.officials and (task.closed or LAST) > due:
            found.setdefault(task.officials[0], []).append(task)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def post_of(held: Iterable[Post], name: str, day: date) -> Post:
    """The post that an official held on a day."""
    text = day.isoformat()
    of_person = [post for post in held if post.name == name]
    return next((p for p in of_person if p.valid_from <= text <= (p.valid_to or "9999")),
                of_person[-1])  # fmt: skip


def reminders(tasks: list[Task], held: list[Post], seed: int) -> list[Reminder]:
    """In order of date; leaders are never among them, a higher level manages those."""
    rng, found = Random(f"{seed}:reminders"), []
    leaders = {post.name for post in held if post.unit.code == "LDS"}
    late = {name: work for name, work in late_work(tasks).items() if name not in leaders}
    for place, (name, work) in enumerate(list(late.items())[:REMINDED]):
        days = OFTEN if place == 0 else _two_days(work, place)
        for day in (d for d in days if d <= LAST):
            known = [task for task in work if task.dues[0][1] < day][-2:]
            level = "UBND tỉnh Hải Lâm" if place == 3 else DEPARTMENT
            found.append((day, level, name, post_of(held, name, day).unit.name, known))
    for place, code in enumerate(UNIT_REMINDERS):
        found.append((plus(HALVES[place], -9), DEPARTMENT, "", units()[code].name, []))
    return list(_papers(rng, sorted(found, key=lambda one: (one[0], one[2]))))


def _two_days(work: list[Task], place: int) -> list[date]:
    """Some days after one of the tasks was due, and after the last one was."""
    chosen = {work[place % len(work)].case_id: work[place % len(work)], work[-1].case_id: work[-1]}
    return [plus(task.dues[0][1], 6) for task in chosen.values()]


def _papers(rng: Random, found: list[tuple]) -> Iterator[Reminder]:
    numbers: Counter[int] = Counter()
    for day, level, name, unit, known in found:
        numbers[day.year] += 1
        symbol = "UBND-VP" if level.startswith("UBND") else "SCT-VP"
        yield Reminder(
            f"{40 + 7 * numbers[day.year]}/{symbol}", day, level, name, unit,
            rng.choice(words("reminder")), "; ".join(task.case_id for task in known),
        )  # fmt: skip


def decisions(tasks: list[Task], held: list[Post]) -> list[Decision]:
    """Few and hand-made, so that each situation a council must see is there once."""
    late = late_work(tasks)
    there = sorted({post.name for post in held if not post.valid_to and post.unit.code != "LDS"})
    others = sorted(there, key=lambda name: name in late)
    busy = [name for name in (*late, *others) if _is(held, name, "công chức")]
    public = [name for name in (*late, *others) if _is(held, name, "viên chức")]
    good = [name for name in others if name not in (*busy[:4], public[0])]
    reviewed = busy[0]  # praised while discipline is considered

    def row(number, day, kind, form, body, name, grounds, unit="", **more) -> Decision:
        where = unit or post_of(held, name, day).unit.name
        return Decision(number, day, kind, form, body, name, where, grounds, **more)

    praise, deed, fault = "Khen thưởng", words("achievement"), words("violation")
    state, party = "Chính quyền", "Đảng"
    refs = "; ".join(task.case_id for task in late.get(reviewed, [])[:3])
    first, last = UNDER_REVIEW
    found = [
        row("15/QĐ-SCT", date(2022, 1, 20), praise, "Giấy khen", state, good[0], deed[0]),
        row("16/QĐ-SCT", date(2022, 1, 20), praise, "Lao động tiên tiến", state, good[1], deed[1]),
        row("17/QĐ-SCT", date(2022, 1, 20), praise, "Tập thể lao động xuất sắc", state, "", deed[2],
            units()["CCN"].name),
        row("64/QĐ-SCT", date(2022, 5, 10), "Kỷ luật", "Khiển trách", state, busy[1], fault[0],
            considered=date(2022, 3, 1), concluded=date(2022, 5, 5), valid_to=date(2023, 5, 9)),
        row("5/QĐ-ĐU", date(2022, 6, 2), "Kỷ luật", "Khiển trách", party, busy[1], fault[0],
            considered=date(2022, 3, 1), concluded=date(2022, 5, 30)),
        row("120/QĐ-SCT", date(2022, 10, 3), "Kỷ luật", "Hạ bậc lương", state, busy[2], fault[1],
            considered=date(2022, 7, 1), concluded=date(2022, 9, 26), valid_to=date(2023, 10, 2)),
        row("18/QĐ-UBND", date(2023, 1, 18), praise, "Bằng khen", state, good[2], deed[3]),
        row("19/QĐ-SCT", date(2023, 1, 18), praise, "Chiến sĩ thi đua cơ sở", state, good[3],
            deed[1]),
        row("98/QĐ-SCT", date(2023, 6, 5), praise, "Giấy khen", state, reviewed, deed[2]),
        row("", date(2023, 6, 5), praise, "Biểu dương", state, good[4], deed[0]),
        row("131/QĐ-SCT", last, "Kỷ luật", "Cảnh cáo", state, reviewed, fault[0], item_refs=refs,
            considered=first, concluded=last, valid_to=date(2024, 9, 14)),
        row("140/QĐ-SCT", date(2023, 10, 2), "Kỷ luật", "Khiển trách", state, public[0], fault[2],
            considered=date(2023, 8, 1), concluded=date(2023, 9, 28)),
        row("88/QĐ-SCT", date(2025, 8, 12), "Kỷ luật", "Khiển trách", state, busy[3], fault[2],
            considered=date(2025, 7, 7), concluded=date(2025, 8, 11), valid_to=date(2026, 8, 11)),
    ]  # fmt: skip
    return sorted([*found, *_transfers(held)], key=lambda one: (one.issued, one.document_no))


def _is(held: list[Post], name: str, person_kind: str) -> bool:
    post = post_of(held, name, LAST)
    return post.person_kind == person_kind and post.unit.code != "LDS"


def _transfers(held: list[Post]) -> Iterator[Decision]:
    """The moves that the directory of people shows."""
    moved = [post for post in held if post.valid_from == MOVED.isoformat()]
    for number, post in enumerate(moved, start=1):
        paper = f"{100 + number}/QĐ-SCT"
        yield Decision(paper, plus(MOVED, -5), "Điều chuyển", "Điều động", "Chính quyền",
                       post.name, post.unit.name, "Theo nhu cầu công tác")  # fmt: skip
    merged = sorted({post.unit.name for post in held if post.valid_from == MERGED.isoformat()})
    for unit in merged:
        yield Decision("150/QĐ-UBND", plus(MERGED, -4), "Điều chuyển", "Bố trí công tác khác",
                       "Chính quyền", "", unit, "Sáp nhập đơn vị")  # fmt: skip
