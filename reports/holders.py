"""The tables of Ai đang giữ hồ sơ, of the reminders and of Thực hiện Công văn."""

from __future__ import annotations

from collections.abc import Callable

from messages import text
from metrics import Store, context, letter
from metrics import holders as held
from metrics import reminders as reminded
from metrics.filters import Filters
from metrics.letter_points import POINTS
from reports.figures import names
from reports.table import Table

DAYS = ("days", "days_over")
CLOCKS = ("forwards", "forward_median", "forward_p90", "returned", "return_median", "return_p90")
BY_UNIT = ("holder", "unit_id", "unit", "cases", *DAYS, "days_no_term", "now", "now_over",
           "longest_now", *CLOCKS)  # fmt: skip
BY_CASE = ("case_id", "source_id", "kind", "holder", "unit_id", "unit", *DAYS, "total_days", "now",
           "unsplit")  # fmt: skip
REMINDERS = ("official", "unit_id", "unit", "level", "papers", "said", "total", "judged", "late",
             "expected")  # fmt: skip
LETTER = ("point", "what", "unit_id", "unit", "x", "n")


def holders(store: Store, filters: Filters, by: str | None, lang: str = "vi") -> Table:
    """by 'unit' (the default): one row per holder; by 'case': one per case and holder."""
    figures = held.figures(store, filters)
    if by == "case":
        rows, columns = held.by_case(store, filters), BY_CASE
    else:
        rows, columns = figures.holders, BY_UNIT
    say = namer(names(store, lang), lang)
    shown = [row | {"unit": say(row["holder"], row["unit_id"])} for row in rows]
    meta = context.meta(
        store, filters, report="holders", by=by or "unit", coverage=figures.coverage
    )
    return _table(store, filters, "holders", columns, shown, meta, lang)


def namer(units: dict[str, str], lang: str) -> Callable[[str | None, str | None], str | None]:
    """What a holder is called: the unit's name, else the word for what it is."""

    def say(holder: str | None, unit: str | None) -> str | None:
        if holder == "unit":
            return units.get(unit) or text("unit.unknown", lang)
        return text(f"holder.{holder}", lang) if holder else None

    return say


def reminders(store: Store, filters: Filters, months: int | None = None, lang: str = "vi") -> Table:
    """One row per official (or unit) and issuing level."""
    units = names(store, lang)
    length = months or reminded.months(store)
    rows = [reminder_row(one, units, lang) for one in reminded.reminders(store, filters, length)]
    meta = context.meta(store, filters, report="reminders", months=length)
    return _table(store, filters, "reminders", REMINDERS, rows, meta, lang)


def reminder_row(one: reminded.Reminded, units: dict[str, str], lang: str) -> dict:
    """A row as it is printed; what is said of it are the words of the rule, or nothing."""
    said = [text("reminders.third", lang, number=f"{one.number:02}")] if one.third else []
    said += [text(f"reminders.{note}", lang) for note in one.notes]
    return {
        "official": one.official, "unit_id": one.unit_id, "unit": units.get(one.unit_id),
        "level": one.level, "papers": one.number, "said": "; ".join(said) or None,
        "total": one.total, "judged": one.judged, "late": one.late,
        "expected": None if one.expected is None else round(one.expected, 1),
    }  # fmt: skip


def letter_points(store: Store, filters: Filters, lang: str = "vi") -> Table:
    """One row per point and unit, and per point for all units together."""
    now = letter.plain(filters)
    found, units = letter.letter(store, now), names(store, lang)
    rows = []
    for point in POINTS:
        said = {"point": point, "what": text(f"point.{point}", lang)}
        for unit in found.units:
            if cell := found.cells.get((point, unit)):
                whose = {"unit_id": unit, "unit": units.get(unit, unit)}
                rows.append(said | whose | dict(zip("xn", cell, strict=True)))
        whole = {"unit_id": None, "unit": text("report.total", lang)}
        rows.append(said | whole | dict(zip("xn", found.total(point), strict=True)))
    meta = context.meta(store, now, report="letter", missing=list(found.missing))
    return _table(store, now, "letter", LETTER, rows, meta, lang)


def _table(store, filters, report, columns, rows, meta, lang) -> Table:
    title = text(f"report.{report}", lang)
    sentence = filters.sentence(lang, names(store, lang))
    return Table(title, columns, rows, sentence, meta=meta, lang=lang)
