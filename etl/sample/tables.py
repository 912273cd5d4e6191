"""The edited tables beside this file: units and their habits, names, subjects, authorities."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

PROVINCE = "Hải Lâm"  # no such province: everything here is invented
DEPARTMENT = f"Sở Công Thương tỉnh {PROVINCE}"
FIRST, LAST = date(2021, 12, 15), date(2023, 12, 14)
HALVES = (date(2022, 6, 14), date(2022, 12, 14), date(2023, 6, 14), LAST)
QUARTERS = ("I", "II", "III", "IV")
FIELDS = (
    "công nghiệp",
    "thương mại",
    "năng lượng",
    "xuất nhập khẩu",
    "an toàn hóa chất",
    "thương mại điện tử",
    "khuyến công",
    "cụm công nghiệp",
)


@dataclass(frozen=True)
class Unit:
    """late: share of dated work that misses its first due date, per half-year."""

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    unit_kind: str
    valid_from: str
    valid_to: str
    successor: str
    weight: int
    staff: int
    late: tuple[float, ...]
    consult_late: float
    no_reply: float
    habit: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """Known ways to write it; the full name twice, since most people use it."""
        short = (self.short_name,) if self.short_name else ()
        return (self.name, self.name, self.name, *short, *self.aliases)


def _read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the edited tables."""
    return tuple(_read(name))


@cache
def units() -> dict[str, Unit]:
    return {row["code"]: _unit(row) for row in _read("units.csv")}


def _unit(row: dict[str, str]) -> Unit:
    typed = {
        "aliases": tuple(filter(None, row["aliases"].split(";"))),
        "weight": int(row["weight"]),
        "staff": int(row["staff"]),
        "late": tuple(map(float, row["late"].split())),
        "consult_late": float(row["consult_late"]),
        "no_reply": float(row["no_reply"]),
    }
    return Unit(**{**row, **typed})


@cache
def working_units(day: date) -> tuple[tuple[Unit, ...], tuple[int, ...]]:
    """Units that take work on a day, with the weights of their share of it."""
    text = day.isoformat()
    held = tuple(
        unit
        for unit in units().values()
        if unit.weight and unit.valid_from <= text <= (unit.valid_to or "9999")
    )
    return held, tuple(unit.weight for unit in held)


def today(unit: Unit, day: date) -> Unit:
    """The unit itself, or what it has become by that day."""
    gone = unit.valid_to and unit.valid_to < day.isoformat()
    return units()[unit.successor] if gone else unit


@cache
def words(name: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in _read("words.csv") if row["list"] == name)


@cache
def subjects(kind: str, unit: str) -> tuple[str, ...]:
    """Templates of a kind for a unit; the merged centre goes on with its old work."""
    wanted = ("*", "TTKC" if unit == "TTKX" else unit)
    return tuple(
        row["text"]
        for row in _read("subjects.csv")
        if row["kind"] == kind and row["unit"] in wanted
    )


@cache
def authorities() -> tuple[tuple[dict[str, str], ...], tuple[int, ...]]:
    rows = tuple(_read("authorities.csv"))
    return rows, tuple(int(row["share"]) for row in rows)


def subject(rng: Random, kind: str, unit: str, day: date) -> str:
    return rng.choice(subjects(kind, unit)).format(
        month=f"tháng {day.month}/{day.year}",
        year=day.year,
        quarter=f"quý {QUARTERS[(day.month - 1) // 3]}/{day.year}",
        place=rng.choice(words("place")),
        cluster=rng.choice(words("cluster")),
        company=rng.choice(words("company")),
        goods=rng.choice(words("goods")),
        field=rng.choice(FIELDS),
    )


def half(day: date) -> int:
    """0..3: the statutory half-year a day belongs to (earlier days count to the first)."""
    return min(sum(day > last for last in HALVES), len(HALVES) - 1)
