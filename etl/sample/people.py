"""Ninety officials: invented names, dealt to the units, with posts that begin and end."""

from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.tables import Unit, units, words

MERGED = date(2023, 1, 1)
MOVES = ((30, "KHTH"), (40, "QLTM"), (62, "VP"))  # person number -> unit moved to
MOVED = date(2022, 9, 1)


@dataclass(frozen=True)
class Post:
    person_id: str
    name: str
    position: str
    unit: Unit
    person_kind: str
    valid_from: str
    valid_to: str


def names(rng: Random, wanted: int) -> list[str]:
    """Distinct names: in a system without ids two equal names could not be told apart."""
    found: dict[str, None] = {}
    while len(found) < wanted:
        sex = rng.choice("fm")
        found[
            " ".join(
                (
                    rng.choice(words("family")),
                    rng.choice(words(f"middle_{sex}")),
                    rng.choice(words(f"given_{sex}")),
                )
            )
        ] = None
    return list(found)


def posts(seed: int) -> list[Post]:
    """Every post held, in order of person id; a person who moves holds two."""
    rng = Random(f"{seed}:people")
    seats = [(unit, seat) for unit in units().values() for seat in range(unit.staff)]
    people = zip(seats, names(rng, len(seats)), strict=True)
    return [
        post
        for number, ((unit, seat), name) in enumerate(people, start=1)
        for post in _career(rng, number, name, unit, seat)
    ]


def _career(rng: Random, number: int, name: str, unit: Unit, seat: int) -> list[Post]:
    since = f"{rng.randint(2015, 2021)}-{rng.randint(1, 12):02}-01"
    common = (f"CB{number:03}", name, _position(unit, seat))
    kind = _kind(unit, seat)
    moved = dict(MOVES).get(number)
    if moved and _position(unit, seat) == "Chuyên viên":
        return [
            Post(*common, unit, kind, since, "2022-08-31"),
            Post(*common, units()[moved], kind, MOVED.isoformat(), ""),
        ]
    if unit.successor:
        return [
            Post(*common, unit, kind, since, unit.valid_to),
            Post(*common, units()[unit.successor], kind, MERGED.isoformat(), ""),
        ]
    return [Post(*common, unit, kind, since, "")]


def _position(unit: Unit, seat: int) -> str:
    if unit.code == "LDS":
        return "Phó Giám đốc Sở" if seat else "Giám đốc Sở"
    heads = {
        "VP": ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
        "TTR": ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
        "CCN": ("Trưởng ban", "Phó Trưởng ban"),
    }
    centre = ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm")
    division = centre if unit.code.startswith("TTK") else ("Trưởng phòng", "Phó Trưởng phòng")
    return (*heads.get(unit.code, division), "Chuyên viên")[min(seat, 2)]


def _kind(unit: Unit, seat: int) -> str:
    if unit.unit_kind != "Đơn vị sự nghiệp":
        return "công chức" if seat < 8 else "hợp đồng lao động"
    return "viên chức" if seat < 6 else "hợp đồng lao động"


class Roster:
    """Who can be given work of a unit on a day."""

    def __init__(self, held: list[Post]) -> None:
        self._held = held
        self._seen: dict[tuple[str, int], list[str]] = {}

    def draw(self, rng: Random, unit: Unit, day: date) -> str:
        return rng.choice(self._at(unit, day))

    def _at(self, unit: Unit, day: date) -> list[str]:
        # posts change on two days only, so a pool per stretch between them is enough
        key = (unit.code, (day >= MOVED) + (day >= MERGED))
        if key not in self._seen:
            self._seen[key] = [
                post.name
                for post in self._held
                if post.unit.code == unit.code
                and post.valid_from <= day.isoformat() <= (post.valid_to or "9999")
            ]
        return self._seen[key]
