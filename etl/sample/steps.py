"""Who held a case, step by step: each begins on the day the one before it ends, so that the days
of the steps add up to the case's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.behaviour import between, plus
from etl.sample.dossiers import Dossier
from etl.sample.model import Leg, Petition
from etl.sample.people import Roster
from etl.sample.tables import units

EVERY = 3  # every third petition has its steps on record
SINCE = date(2022, 12, 15)
OUTSIDE = 0.1  # share of dossiers that wait for a body outside the department
ODD_EVERY = 97  # steps whose dates a clerk swapped
REGISTRY, LEADERS = "Văn thư", "Lãnh đạo Sở"
AGENCIES = ("Sở Xây dựng tỉnh Hải Lâm", "Công an tỉnh Hải Lâm")


@dataclass(slots=True)
class Step:
    """One holder's time with a case; passed None: still there."""

    case_id: str
    case_kind: str
    number: int
    name: str
    unit: str
    official: str
    holder: str
    received: date
    due: date | None
    passed: date | None
    action: str = "Chuyển tiếp"
    paper: str = ""
    approver: str = ""


@dataclass(frozen=True)
class Turn:
    """Who comes next: until a day that is known, or for some working days."""

    name: str
    unit: str
    official: str
    holder: str
    due: date | None
    until: date | None
    days: int = 0
    action: str = "Chuyển tiếp"
    paper: str = ""
    approver: str = ""


def steps(
    petitions: Iterable[Petition], dossiers: Iterable[Dossier], seed: int, roster: Roster
) -> list[Step]:
    """The register of steps, case by case."""
    rng = Random(f"{seed}:steps")
    desk = Desk(rng, roster)
    found: list[Step] = []
    recent = [p for p in petitions if p.legs[0].received >= SINCE and p.sender]
    for petition in recent[::EVERY]:
        found += desk.petition(petition)
    for dossier in dossiers:
        if dossier.opened >= SINCE:
            found += desk.dossier(dossier)
    for step in found[ODD_EVERY::ODD_EVERY]:
        if step.passed and step.passed > step.received and step.holder == "Đơn vị":
            step.received, step.passed = step.passed, step.received
    return found


class Desk:
    """Where cases come in, are given out, and leave."""

    def __init__(self, rng: Random, roster: Roster) -> None:
        self._rng, self._roster, self._papers = rng, roster, 0

    def petition(self, petition: Petition) -> Iterator[Step]:
        """Registry, leaders, then every unit that held it; the last one's leaders sign."""
        first, last = petition.legs[0], petition.legs[-1]
        turns = [self._registry("Tiếp nhận", first.received), self._leaders("Phân công", first)]
        for number, leg in enumerate(petition.legs):
            before = {one.unit.code for one in petition.legs[:number]}
            after = petition.legs[number + 1 :]
            back = bool(after) and after[0].unit.code in {leg.unit.code, *before}
            turns.append(self._unit(leg, "Trả lại" if back else "Chuyển tiếp"))
        return self._walk(
            petition.case_id, "Kiến nghị, đề xuất", turns, first.received, last.closed
        )

    def dossier(self, dossier: Dossier) -> Iterator[Step]:
        leg = Leg(dossier.unit, dossier.official, dossier.opened, dossier.due, dossier.closed)
        turns = [self._registry("Tiếp nhận hồ sơ", dossier.opened), self._unit(leg, "Chuyển tiếp")]
        if dossier.closed is None:
            return self._walk(dossier.case_id, "Hồ sơ TTHC", turns, dossier.opened, None)
        if self._rng.random() < OUTSIDE:
            turns += self._outside(leg)
        turns += [self._leaders("Ký duyệt", leg), self._registry("Trả kết quả", dossier.opened)]
        return self._walk(dossier.case_id, "Hồ sơ TTHC", turns, dossier.opened, dossier.closed)

    def _registry(self, name: str, day: date) -> Turn:
        office = units()["VP"]
        return Turn(
            name, office.name, self._roster.draw(self._rng, office, day), REGISTRY, None, None,
            self._rng.choice((0, 0, 1)),
        )  # fmt: skip

    def _leaders(self, name: str, leg: Leg) -> Turn:
        return Turn(
            name, LEADERS, self._roster.draw(self._rng, units()["LDS"], leg.received), LEADERS,
            None, None, self._rng.choice((0, 1, 1, 2)),
        )  # fmt: skip

    def _unit(self, leg: Leg, action: str) -> Turn:
        passed = leg.closed if leg.ending == "passed" else None
        room = between(leg.received, leg.closed) if leg.closed else 4
        return Turn(
            "Giải quyết", leg.unit.name, leg.official, "Đơn vị", leg.due, passed,
            max(1, room - self._rng.choice((1, 2, 3))), action,
        )  # fmt: skip

    def _outside(self, leg: Leg) -> list[Turn]:
        """Asked of a body outside, by a paper that a leader signed; now and then without."""
        self._papers += 1
        paper = f"{100 + self._papers}/SCT-{leg.unit.code}" if self._papers % 8 else ""
        body = AGENCIES[self._papers % len(AGENCIES)]
        signer = self._roster.draw(self._rng, units()["LDS"], leg.received) if paper else ""
        out = Turn("Lấy ý kiến ngoài Sở", body, "", "Ngoài Sở", None, None, self._rng.randint(2, 6),
                   "Chuyển tiếp", paper, signer)  # fmt: skip
        back = Turn("Tiếp thu ý kiến", leg.unit.name, leg.official, "Đơn vị", leg.due, None, 1)
        return [out, back]

    def _walk(
        self, case_id: str, kind: str, turns: list[Turn], opened: date, closed: date | None
    ) -> Iterator[Step]:
        """Lay the turns end to end between opening and closing; the last takes what is left."""
        closed = max(closed, opened) if closed else None
        day = opened
        for number, turn in enumerate(turns, start=1):
            last = number == len(turns)
            passed = closed if last else turn.until or plus(day, turn.days)
            if closed and passed:
                passed = min(passed, closed)
            passed = max(passed, day) if passed else None
            action = "Kết thúc" if last and passed else turn.action
            yield Step(
                case_id, kind, number, turn.name, turn.unit, turn.official, turn.holder, day,
                turn.due or (plus(day, 1) if turn.holder != "Ngoài Sở" else None), passed,
                action if passed else "", turn.paper, turn.approver,
            )  # fmt: skip
            if passed is None:
                return
            day = passed


def shown(found: Iterable[Step], day: date) -> Iterator[Step]:
    """The register as it stood on a day: later steps are not there, later hand-overs are blank."""
    for step in found:
        if min(step.received, step.passed or step.received) > day:
            continue
        if step.passed and max(step.passed, step.received) > day:
            yield Step(*_open(step))
        else:
            yield step


def _open(step: Step) -> tuple:
    received = min(step.received, step.passed)
    return (step.case_id, step.case_kind, step.number, step.name, step.unit, step.official,
            step.holder, received, step.due, None, "", step.paper, step.approver)  # fmt: skip
