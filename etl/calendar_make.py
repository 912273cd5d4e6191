"""days_off.csv from the `holidays` package (development only) and overrides.csv."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from etl.calendar import COLUMNS, read_rows

SUBSTITUTED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")
ANNOUNCED_TO = 2026  # the last year whose days off are announced rather than computed


def generated(first_year: int, last_year: int) -> list[dict[str, str]]:
    """The days on which the package departs from Monday-Friday, in date order.

    The package is loaded with a year on either side and in one go: a swap may cross the new
    year (31/12/2018 for 5/1/2019), and it forgets the swaps of years not loaded.
    """
    import holidays

    vietnam = holidays.country_holidays(
        "VN", years=range(first_year - 1, last_year + 2), language="vi", expand=False
    )
    worked_for = {
        date(int(y), int(m), int(d)): day
        for day, name in vietnam.items()
        for d, m, y in SUBSTITUTED.findall(name)
    }
    rows, day = [], date(first_year, 1, 1)
    while day.year <= last_year:
        # `day in vietnam` cannot show a worked Saturday; is_working_day can
        working = vietnam.is_working_day(day)
        if working != (day.weekday() < 5):
            name = _made_up(worked_for.get(day)) if working else vietnam[day]
            rows.append(_row(day, working, name, _basis(day, holidays.__version__)))
        day += timedelta(days=1)
    return rows


def _row(day: date, working: bool, name: str, basis: str) -> dict[str, str]:
    values = (day.isoformat(), str(int(working)), name, basis, "1")
    return dict(zip(COLUMNS, values, strict=True))


def _made_up(day_off: date | None) -> str:
    return f"Làm bù (nghỉ ngày {day_off:%d/%m/%Y})" if day_off else "Làm bù"


def _basis(day: date, version: str) -> str:
    note = "" if day.year <= ANNOUNCED_TO else "; tính theo luật, chưa đối chiếu thông báo"
    return f"holidays {version}{note}"


def write(folder: Path, first_year: int, last_year: int) -> Path:
    """Writes folder/days_off.csv. An override outside the years is an error, not a new year:
    one known day would make the calendar claim to know the whole year."""
    overrides = {row["date"]: row for row in read_rows(folder / "overrides.csv")}
    outside = [day for day in overrides if not first_year <= int(day[:4]) <= last_year]
    if outside:
        raise SystemExit(
            f"overrides.csv: {', '.join(outside)} outside {first_year}-{last_year}; add --to YEAR"
        )
    merged = {row["date"]: row for row in generated(first_year, last_year)} | overrides
    path = folder / "days_off.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(merged[day] for day in sorted(merged))
    return path
