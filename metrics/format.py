"""The one way to write each kind of number: thousands ".", decimals "," (NĐ 30/2020)."""

from __future__ import annotations

from datetime import date

NOTHING = "–"  # 0/0 is not 0%


def day(value: date | None) -> str:
    """dd/mm/yyyy."""
    return value.strftime("%d/%m/%Y") if value else NOTHING


def count(value: int | None) -> str:
    """1.234."""
    return NOTHING if value is None else f"{value:,}".replace(",", ".")


def decimal(value: float | None, places: int = 1) -> str:
    """1.234,5."""
    if value is None:
        return NOTHING
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(x: int, n: int, places: int = 1) -> str:
    """45,1%; a dash where n is 0."""
    return f"{decimal(100 * x / n, places)}%" if n else NOTHING


def fraction(x: int, n: int) -> str:
    """12/34."""
    return f"{count(x)}/{count(n)}"
