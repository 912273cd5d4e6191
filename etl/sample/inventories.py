"""What the Office keeps lists of: internal procedures, working rules, papers made known, obstacles,
reports of the units."""

from collections.abc import Iterator
from datetime import date
from random import Random

from etl.sample.behaviour import plus
from etl.sample.tables import LAST, Unit, rows_of, units, words, working_units
from etl.sample.writing import Cell

PAPERS = (("280/CĐ-TTg", date(2023, 4, 24)), ("924-TB/TU", date(2023, 5, 12)))
NOT_YET = ("KTAT", "TTKD")  # units that have made neither paper known
# period, day it is due; the units whose report is missing, late
REPORTS = (
    ("6 tháng đầu năm 2022", date(2022, 6, 17), (), ("XNK",)),
    ("Năm 2022", date(2022, 12, 9), (), ()),
    ("6 tháng đầu năm 2023", date(2023, 6, 16), ("QLNL",), ("XNK",)),
    ("Năm 2023", date(2023, 12, 8), (), ("TTKD",)),
)
Line = list[Cell]


def working(day: date) -> list[Unit]:
    """The units that owe work on a day, in the directory's order."""
    return list(working_units(day)[0])


def procedures(seed: int) -> Iterator[Line]:
    """Id, name, unit, listed, published, simplified, planned, public, status: public ones first."""
    rng = Random(f"{seed}:procedures")
    for number, row in enumerate(rows_of("internal_procedures.csv"), start=1):
        listed = plus(date(2023, 1, 9), rng.randint(0, 40))
        published = plus(listed, rng.randint(30, 70)) if rng.random() < 0.8 else None
        fast = rng.random() < (0.7 if row["public"] else 0.35)
        simplified = plus(published, rng.randint(20, 90)) if published and fast else None
        simplified = simplified if simplified and simplified <= LAST else None
        planned = date(2023, 9, 30) if row["public"] else date(2024, 6, 30)
        status = "Đã đơn giản hóa" if simplified else "Đã công bố" if published else "Đã thống kê"
        yield [
            f"NB-{number:02}", row["name"], units()[row["unit"]].name, listed, published,
            simplified, planned, "Có" if row["public"] else "Không", status,
        ]  # fmt: skip


def rules() -> Iterator[Line]:
    """Number, issued, in effect, unit, subject, names steps, status."""
    days = (date(2022, 3, 1), date(2022, 8, 15), date(2023, 2, 20), date(2023, 6, 1),
            date(2023, 7, 3), date(2023, 10, 16))  # fmt: skip
    for number, (day, text) in enumerate(zip(days, words("rule"), strict=True)):
        clear = "Không" if number == 4 else "Có"
        yield [f"{30 + 11 * number}/QĐ-SCT", day, plus(day, 10), units()["VP"].name, text, clear,
               "Đang có hiệu lực"]  # fmt: skip


def dissemination(seed: int) -> Iterator[Line]:
    """Unit, paper, day, form, attendees."""
    rng = Random(f"{seed}:dissemination")
    for paper, issued in PAPERS:
        for unit in working(issued):
            if unit.code not in NOT_YET:
                held, form = plus(issued, rng.randint(2, 15)), rng.choice(words("meeting"))
                yield [unit.name, paper, held, form, max(3, unit.staff - rng.randint(0, 2))]


def obstacles(seed: int) -> Iterator[Line]:
    """Unit, raised, obstacle, proposal, answered, answer, status."""
    rng = Random(f"{seed}:obstacles")
    for half in (date(2022, 6, 1), date(2022, 12, 1), date(2023, 6, 1), date(2023, 11, 20)):
        for unit in rng.sample(working(half), 4):
            raised = plus(half, rng.randint(-20, 5))
            answered = plus(raised, rng.randint(3, 25)) if rng.random() < 0.65 else None
            answered = answered if answered and answered <= LAST else None
            yield [
                unit.name, raised, rng.choice(words("obstacle")), rng.choice(words("remedy")),
                answered, "Giao Văn phòng chủ trì tham mưu giải quyết" if answered else "",
                "Đã trả lời" if answered else "Chưa trả lời",
            ]  # fmt: skip


def unit_reports(seed: int) -> Iterator[Line]:
    """Unit, period, due, received, number."""
    rng = Random(f"{seed}:unit_reports")
    for period, due, missing, late in REPORTS:
        for unit in working(due):
            received = plus(due, 3 if unit.code in late else -rng.randint(0, 3))
            if unit.code in missing:
                received = None
            number = f"{rng.randint(10, 90)}/BC-{unit.code}" if received else ""
            yield [unit.name, period, due, received, number]
