"""The blocks of Thời gian trả lời: how long answers take, and always beside it what still waits."""

from dataclasses import replace
from typing import Any

from metrics import latency as times
from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from metrics.measure import counts, total
from ui import chart_box, charts, data, drill, tables
from ui.tables import Column, Export
from ui.words import language, t

KINDS = ("petitions", "consultations")  # what is answered; a filter of kinds goes before
COLUMNS = (
    ("closed", "count"), ("closed_median", "decimal"), ("closed_p90", "decimal"),
    ("open", "count"), ("oldest_open", "count"), ("unmeasured", "count"),
)  # fmt: skip


def kinds(now: Filters) -> list[str]:
    """Petitions and consultations, or the kinds that were chosen; where there are none, what is
    there."""
    there = [row["kind"] for row in data.ask(counts, now, ("total",), "kind")]
    return [kind for kind in now.kinds or KINDS if kind in there] or there


def per_unit(now: Filters, kind: str, files: Any) -> None:
    """One kind of work: median to 90th percentile of what is closed, and what is open, per unit."""
    chosen = replace(now, kinds=(kind,))
    short = data.unit_names(short=True)
    rows = [
        row | {"key": row["unit"], "label": short[row["unit"]]}
        for row in data.in_unit_order(data.ask(times.latency, chosen, "unit"))
    ]
    if not rows:
        return
    picture(chosen, kind, rows)
    table(chosen, kind, rows, files)


def picture(chosen: Filters, kind: str, rows: list[dict]) -> None:
    drawn = [
        {"key": row["key"], "label": row["label"],
         "note": t("latency.note", closed=count(row["closed"]), open=count(row["open"])),
         "median": enough(row, "closed_median"), "p90": enough(row, "closed_p90")}
        for row in rows
    ]  # fmt: skip
    words = {"median": t("latency.median"), "p90": t("latency.p90")}
    chart = charts.intervals(drawn, words, t("latency.days"))
    numbers = {n: count(sum(row[n] for row in rows)) for n in ("closed", "open")}
    about = t("latency.about", sentence=data.sentence(chosen), **numbers)
    heading = t("latency.per_unit", kind=t(f"kind.{kind}"))
    points = chart_box.show(chart, title=heading, about=about, key=drill.key(f"latency.{kind}"))
    if point := drill.clicked(f"latency.{kind}", points):
        open_unit(f"latency.{kind}", chosen, point[0], "done")


def enough(row: dict, name: str) -> float | None:
    """No median of fewer than ten: their rows can be opened instead."""
    return row[name] if row["closed"] >= SMALL else None


def table(chosen: Filters, kind: str, rows: list[dict], files: Any) -> None:
    every = data.ask(times.latency, chosen)[0] | {"key": None, "label": t("report.total")}
    shown = [
        row | {"unit": row["label"]} | {n: enough(row, n) for n in ("closed_median", "closed_p90")}
        for row in [*rows, every]
    ]
    columns = [Column("unit", pinned=True)]
    columns += [
        Column(name, form, t(f"brief.{name}"), t(f"column.{name}")) for name, form in COLUMNS
    ]
    export = Export(
        f"dung-han-thoi-gian-{kind}", *files.report("latency", chosen, "unit", language())
    )
    row = tables.show(
        shown, columns, export, key=drill.key(f"times.{kind}"), pick=True,
        title=t("latency.table", kind=t(f"kind.{kind}")), about=t("latency.small"),
    )  # fmt: skip
    if row := drill.clicked(f"times.{kind}", row):
        open_unit(f"times.{kind}", chosen, row["key"], "open")


def open_unit(origin: str, chosen: Filters, unit: str | None, first: str) -> None:
    where = data.unit_names().get(unit, unit) if unit else t("report.total")
    of_unit = drill.of_group(chosen, "unit", unit) if unit else chosen
    drill.open_counts(origin, where, of_unit, *dict.fromkeys((first, "done", "open")))


def no_reply(now: Filters, files: Any) -> None:
    """Consultations nobody has answered, the longest past their term first."""
    chosen = replace(now, kinds=("consultations",))
    listing = Listing(chosen, "open", order=drill.due_order(now))
    found = data.ask(total, chosen, ("open", "open_overdue"))
    rows = drill.item_rows(listing, data.ROWS_ON_PAGE, short=True)
    heading = t("latency.no_reply", number=count(found["open"]), late=count(found["open_overdue"]))
    columns = [Column("link", "link", pinned=True),
               Column("days_overdue", "count", t("brief.days")), Column("unit"),
               Column("subject", "long"), Column("opened_on", "date"),
               Column("due_on", "date"), Column("official")]  # fmt: skip
    export = Export("dung-han-chua-tra-loi", *files.listing(listing, heading, language()))
    about = data.sentence(chosen) + "." + drill.cut(rows, found["open"])
    tables.show(rows, columns, export, key="no_reply", title=heading, about=about)


def forms(now: Filters, files: Any) -> None:
    """How consultations were answered, who set the term, and how many days were given."""
    chosen = replace(now, kinds=("consultations",))
    rows = [
        row | {"form": row["reply_form"] or t("latency.no_form"),
               "setter": row["term_set_by"] or t("latency.no_setter")}
        for row in data.ask(times.reply_forms, chosen)
    ]  # fmt: skip
    columns = [Column("form", heading=t("latency.form")),
               Column("setter", heading=t("latency.setter")),
               Column("number", "count", t("latency.number")),
               Column("days_given", "decimal", t("latency.days_given"))]  # fmt: skip
    heading = t("latency.forms")
    fields = ("reply_form", "term_set_by", "number", "days_given")
    export = files.table(heading, fields, rows, data.sentence(chosen), language())
    row = tables.show(
        rows, columns, Export("dung-han-hinh-thuc", *export), key=drill.key("forms"), title=heading,
        about=data.sentence(chosen), pick=True,
    )  # fmt: skip
    if row := drill.clicked("forms", row):
        narrow = (
            ("reply_form", row["reply_form"] or ""),
            ("term_set_by", row["term_set_by"] or ""),
        )
        word = f"{row['form']} · {row['setter']}"
        drill.open_list("forms", word, (word, Listing(chosen, "total", narrow)))
