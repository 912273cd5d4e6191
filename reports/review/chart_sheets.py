"""Excel's own charts on the sheets of the annex that have one."""

from __future__ import annotations

from metrics.catalog import CLASSES
from metrics.flow import AGES
from reports.review import colours
from reports.review.data import Sheet
from reports.review.sheets import TOP, last_row

STACKED = {"settlement": CLASSES, "kinds": CLASSES, "tasks": CLASSES, "petitions": CLASSES,
           "consultations": CLASSES, "dossiers": CLASSES, "ageing": AGES}  # fmt: skip
COLOURS = colours.BY_CLASS | colours.MOVED | dict(zip(AGES, colours.AGES, strict=True))


def draw(book, sheet, name: str, table: Sheet) -> None:
    """Put the chart of a table beside it, fed by its cells."""
    if not table.rows:
        return
    if name in STACKED:
        _insert(book, sheet, table, "bar", STACKED[name], table.columns[0])
    if name == "months":
        _insert(book, sheet, table, "column", ("came", "gone", "backlog"), "month", subtype=None)


def _insert(book, sheet, table: Sheet, kind: str, columns, key: str, subtype="stacked") -> None:
    chart = book.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))
    first, last = TOP + 1, TOP + len(table.rows)
    place = list(table.columns).index
    for column in columns:
        at = place(column)
        chart.add_series({
            "name": [sheet.get_name(), TOP, at],
            "categories": [sheet.get_name(), first, place(key), last, place(key)],
            "values": [sheet.get_name(), first, at, last, at],
            "fill": {"color": f"#{COLOURS[column]}"}, "gap": 40,
        })  # fmt: skip
    chart.set_title({"name": table.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    if kind == "bar":
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 900, "height": 200 + 24 * len(table.rows)})
    sheet.insert_chart(last_row(table), 0, chart)
