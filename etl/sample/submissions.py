"""Papers put before the leaders: what each states, which came back, which went above."""

from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.behaviour import between, plus
from etl.sample.people import Roster
from etl.sample.tables import FIRST, LAST, subject, words, working_units

NUMBER = 120
SAYS = ("legal_basis", "authority", "opinion", "proposal")
COMPLETE = {"KHTH": 0.97, "QLTM": 0.9, "QLNL": 0.78, "XNK": 0.72}  # share of items stated
USUAL = 0.92
TWO_OPTIONS, BEYOND, RETURNED = 0.4, 0.12, 0.09
RETURNED_AS = ("Thuộc thẩm quyền của đơn vị", "Thuộc thẩm quyền của đơn vị", "Việc của đơn vị khác")
UNANSWERED = 4  # one in so many of the matters beyond authority waits


@dataclass(frozen=True)
class Submission:
    """One submission; `said`: the words under the five items, in the order of the register."""

    document_no: str
    submitted: date
    unit: str
    official: str
    level: str
    subject: str
    said: tuple[str, ...]
    returned: date | None
    returned_as: str
    exception: str
    beyond: str
    answered: date | None
    answer: str


def submissions(seed: int, roster: Roster, number: int = NUMBER) -> list[Submission]:
    """In order of date, numbered through each year."""
    rng = Random(f"{seed}:submissions")
    days = sorted(plus(FIRST, rng.randint(1, between(FIRST, LAST) - 1)) for _ in range(number))
    return [_submission(rng, roster, place, day) for place, day in enumerate(days)]


def _submission(rng: Random, roster: Roster, place: int, day: date) -> Submission:
    unit = rng.choices(*working_units(day))[0]
    share = COMPLETE.get(unit.code, USUAL)
    said = ["Có" if rng.random() < share else "Không" for _ in SAYS]
    options = "Không áp dụng"
    if rng.random() < TWO_OPTIONS:
        options = "Có" if rng.random() < share else "Không"
    beyond = rng.random() < BEYOND
    back = not beyond and rng.random() < RETURNED
    open_ = beyond and rng.randrange(UNANSWERED) == 0
    answered = None if back or open_ else plus(day, rng.randint(1, 9))
    return Submission(
        f"{place + 1}/TTr-{unit.code}", day, unit.name, roster.draw(rng, unit, day),
        "UBND tỉnh Hải Lâm" if beyond else "Lãnh đạo Sở",
        f"Xin ý kiến về việc: {subject(rng, 'task', unit.code, day)}", (*said, options),
        plus(day, rng.randint(1, 4)) if back else None,
        rng.choice(RETURNED_AS) if back else "",
        rng.choice(words("exception")) if back and rng.random() < 0.4 else "",
        "Có" if beyond else "Không",
        answered if answered and answered <= LAST else None,
        "Đồng ý theo đề xuất" if answered and answered <= LAST else "",
    )  # fmt: skip
