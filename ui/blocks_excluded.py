"""Figures with and without what was excluded after objections; every number opens its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics import record_work
from metrics.filters import Filters
from metrics.lists import Listing
from ui import data, drill, tables
from ui.exports import export
from ui.tables import Column
from ui.words import t

NAMES = ("total", "done", "open", "open_overdue", "late", "judged")
LEFT_OUT, OF, COUNTING = "left_out", "of", "counting"
WORDS = (OF, COUNTING)


@dataclass(frozen=True)
class Line:
    """Of whom, what is looked at, how many items were excluded, the counts with and without."""

    of: str
    filters: Filters
    excluded: int
    whole: Mapping
    rest: Mapping


def of_units(now: Filters, files: Any) -> None:
    """Below the settlement table: the units of which something was excluded."""
    names = data.unit_names()
    found = data.ask(record_work.units_with_and_without, now, NAMES)
    place = {unit: n for n, unit in enumerate(names)}
    lines = [
        Line(names.get(one.unit, one.unit), drill.of_group(now, "unit", one.unit),
             one.excluded, one.whole, one.rest)
        for one in sorted(found, key=lambda one: place.get(one.unit, len(place)))
    ]  # fmt: skip
    draw("excluded", t("excluded.by_unit"), lines, data.sentence(now), files)


def of_record(mine: Filters, files: Any) -> None:
    """In the record of an official or a unit."""
    both = data.ask(record_work.with_and_without, mine, NAMES)
    if both:
        number = data.ask(record_work.excluded, mine)
        line = Line(t("record.everything"), mine, number, *both)
        draw("record.excluded", t("excluded.title"), [line], data.sentence(mine), files)


def draw(name: str, title: str, lines: Sequence[Line], about: str, files: Any) -> None:
    """Two rows for each: with what was excluded, and without; nothing where nothing was."""
    if not lines:
        return
    rows = [
        {OF: line.of, COUNTING: t(f"excluded.{side}"), LEFT_OUT: line.excluded, **found}
        for line in lines for side, found in (("whole", line.whole), ("rest", line.rest))
    ]  # fmt: skip
    heads = {c: t(f"excluded.{c}") for c in (*WORDS, LEFT_OUT)}
    heads |= {c: t(f"count.{c}") for c in NAMES}
    columns = [Column(c, "text" if c in WORDS else "count", head) for c, head in heads.items()]
    in_words = [{head: row[c] for c, head in heads.items()} for row in rows]
    picked = tables.cells(
        rows, columns, export(files, "viec-da-loai", title, list(heads.values()), in_words, about),
        key=drill.key(name), title=title, about=f"{about}. {t('excluded.about')}",
    )  # fmt: skip
    if chosen := drill.clicked(name, picked):
        place, field = chosen
        opened(name, lines[place // 2], bool(place % 2), field)


def opened(name: str, line: Line, without: bool, field: str) -> None:
    """The items of a number; of the number excluded, those that were."""
    if field == LEFT_OUT:
        those = Listing(replace(line.filters, excluding=False), narrow=((LEFT_OUT, ""),))
        drill.open_list(name, line.of, (t("excluded.left_out"), those))
    else:
        of = replace(line.filters, excluding=without)
        drill.open_counts(name, line.of, of, "total" if field in WORDS else field)
