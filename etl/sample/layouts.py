"""What every layout shares: titles, signatures, unit cells, and the marks of a hand-made table."""

from collections.abc import Iterable, Iterator
from datetime import date
from zlib import crc32

from etl.sample.tables import DEPARTMENT, PROVINCE, Unit
from etl.sample.writing import Cell, Row

JOINS = ("\n", "; ", ";\n", ", ")


def pick(key: str, among: tuple) -> object:
    """One of `among`, the same for the same key in every export (hash() changes per process)."""
    return among[crc32(key.encode()) % len(among)]


def day_text(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def unit_cell(units: tuple[Unit, ...], key: str, misspelt: str = "") -> str:
    """The units as someone typed them: full or short names, on lines, bullets or semicolons."""
    names = (
        [misspelt]
        if misspelt
        else [str(pick(f"{key}{unit.code}", unit.spellings)) for unit in units]
    )
    if len(names) > 1 and crc32(f"{key}•".encode()) % 4 == 0:
        return "\n".join(f"• {name}" for name in names)
    join = str(pick(key, JOINS))
    return (JOINS[0] if "," in "".join(names) else join).join(names)


def titles(heading: str, since: date, as_of: date) -> Iterator[Row]:
    yield "title", [f"UBND TỈNH {PROVINCE.upper()}"]
    yield "title", [DEPARTMENT.upper()]
    yield "title", [heading]
    yield "title", [f"(Từ ngày {since:%d/%m/%Y} đến ngày {as_of:%d/%m/%Y})"]
    yield "blank", []


def signature(as_of: date, column: int, total: str) -> Iterator[Row]:
    """Total line, blank line, place and date, the two who sign."""
    yield "total", [total]
    yield "blank", []
    place = f"{PROVINCE}, ngày {as_of.day} tháng {as_of.month} năm {as_of.year}"
    yield "signature", _right(column, "", place)
    yield "signature", _right(column, "NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG")
    yield "signature", _right(column, "(đã ký)", "(đã ký)")


def _right(column: int, left: str, right: str) -> list[Cell]:
    return ["", left, *[""] * (column - 2), right]


def numbered(
    rows: Iterable[list[Cell]], *, repeat_every: int = 0, blank_every: int = 0
) -> Iterator[Row]:
    """Puts the running number in front; now and then a row copied twice, or a row left blank."""
    for number, cells in enumerate(rows, start=1):
        yield "data", [number, *cells]
        if repeat_every and number % repeat_every == 0:
            yield "data", [number, *cells]
        if blank_every and number % blank_every == 0:
            yield "blank", []
