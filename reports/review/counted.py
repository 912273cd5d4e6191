"""The counts and rates of a review, with the tables they stand in."""

from __future__ import annotations

from dataclasses import replace

from messages import text
from metrics import Store, context, flow, letter
from metrics.catalog import SETTLEMENT, WORK_KINDS
from metrics.definitions import named
from metrics.filters import Filters
from metrics.latency import times
from metrics.letter_points import POINTS
from metrics.measure import counts
from metrics.rates import rates
from reports.figures import LATENCY
from reports.review.data import Figure, Sheet, of_counts, of_rate

MORE = ("done", "done_judged", "done_in_time", "open", "late", "judged", "excluded", "no_due",
        "due_soon", "awaiting", "extended")  # fmt: skip
NAMES = (*SETTLEMENT, *MORE)
# of a curve, what is published of each kind of work: from MEASURED answers on, days are given
TIMES = ("n", "closed", "open", "median", "p90", "closed_median", "answered_5", "answered_10",
         "answered_15", "answered_30", "oldest_open")  # fmt: skip
LIST_OF = {"total": "items", "carried_over": "items", "received": "items"}  # else its own list


class Parts:
    """Figures and tables as they come in: `units` is id -> name in the directory's order."""

    def __init__(self, store: Store, filters: Filters) -> None:
        self.store, self.filters = store, filters
        self.units = context.unit_names(store, text("unit.unknown"))
        self.figures: dict[str, Figure] = {}
        self.tables: dict[str, Sheet] = {}

    def add(self, *figures: Figure) -> None:
        self.figures |= {figure.key: figure for figure in figures}

    def table(self, name: str, columns, rows, totals=(), notes=(), filters: Filters | None = None):
        """Keep a table under its name; its title is `review.table.<name>`."""
        said = (filters or self.filters).sentence(unit_names=self.units)
        title = text(f"review.table.{name}")
        self.tables[name] = Sheet(title, columns, rows, said, notes, totals)

    def unit(self, unit_id: str | None) -> dict:
        """A row's unit in words."""
        return {"unit": self.units.get(unit_id, unit_id)}


def settlement(parts: Parts) -> None:
    """By unit, by kind of work, and in all."""
    store, filters = parts.store, parts.filters
    total = counts(store, filters, NAMES)[0]
    by_unit = counts(store, filters, NAMES, "unit")
    by_kind = counts(store, filters, NAMES, "kind")
    parts.add(*of_counts(total, NAMES, behind="items"))
    for row in by_unit:
        parts.add(*of_counts(row, NAMES, row["unit"], behind="items"))
    none = dict.fromkeys(NAMES, 0)
    found = {row["kind"]: row for row in by_kind}
    for kind in WORK_KINDS:
        parts.add(*of_counts(found.get(kind, none), NAMES, "", f"{kind}.", f"items.{kind}"))
    word = text("report.total")
    rows = [row | {"unit_id": row["unit"]} | parts.unit(row["unit"]) for row in by_unit]
    parts.table("settlement", ("unit", *NAMES), rows, [{"unit": word} | total])
    rows = [row | {"kind": text(f"kind.{row['kind']}")} for row in by_kind]
    parts.table("kinds", ("kind", *NAMES), rows, [{"kind": word} | total])


def of_units(parts: Parts, kind: str) -> None:
    """Settlement of one kind of work by unit."""
    rows = counts(parts.store, replace(parts.filters, kinds=(kind,)), NAMES, "unit")
    for row in rows:
        parts.add(*of_counts(row, NAMES, row["unit"], f"{kind}.", f"items.{kind}"))
    total = {"unit": text("report.total")} | {n: parts.figures[f"{kind}.{n}"].x for n in NAMES}
    shown = [row | {"unit_id": row["unit"]} | parts.unit(row["unit"]) for row in rows]
    filters = replace(parts.filters, kinds=(kind,))
    parts.table(kind, ("unit", *NAMES), shown, [total], filters=filters)


def overdue(parts: Parts) -> None:
    """The rates by unit beside the department's, and overdue work by age."""
    found = rates(parts.store, parts.filters, "unit")
    parts.add(*(of_rate(row) for row in found.totals))
    parts.add(*(of_rate(row, row["unit"]) for row in found.rows))
    columns = ("unit", "rate_id", "definition", "x", "n", "rate", "low", "high", "label")
    word = {"unit": text("report.total")}
    rows = [rate_row(row) | parts.unit(row["unit"]) for row in found.rows]
    totals = [rate_row(row) | word | {"label": None} for row in found.totals]
    notes = [text("review.rates_note", interval=named("interval"), funnel=named("funnel"))]
    parts.table("rates", columns, rows, totals, notes)
    ages = flow.ageing(parts.store, parts.filters, by_unit=True)
    by_unit: dict[str, dict] = {}
    for row in ages:
        by_unit.setdefault(row["unit"], dict.fromkeys(flow.AGES, 0))[row["bucket"]] = row["overdue"]
    total = {age: sum(row[age] for row in by_unit.values()) for age in flow.AGES}
    parts.add(
        *(Figure(f"age.{a}", "", total[a], None, named("ageing"), "overdue") for a in flow.AGES)
    )
    rows = [parts.unit(unit) | {"unit_id": unit} | row for unit, row in by_unit.items()]
    parts.table("ageing", ("unit", *flow.AGES), rows, [{"unit": text("report.total")} | total])


def rate_row(row: dict) -> dict:
    """A rate as it is printed: no share, interval or label under ten cases."""
    figure = of_rate(row)
    shown = {
        "rate_id": row["rate_id"],
        "definition": figure.definition,
        "x": row["x"],
        "n": row["n"],
    }
    shown |= {"rate": figure.rate, "low": None, "high": None}
    if figure.rate is not None:
        shown |= {"low": row["low"], "high": row["high"]}
    return shown | {"label": text(f"label.{row['label']}") if row["label"] else None}


def latency(parts: Parts) -> None:
    """Working days to answer per kind of work: what still waits counts as waiting."""
    rows = []
    for kind in WORK_KINDS:
        filters = replace(parts.filters, kinds=(kind,))
        found = times(parts.store, filters)[0]
        shown = {name: _steady(found[name]) for name in LATENCY}
        for name in TIMES:
            parts.add(Figure(f"latency.{kind}.{name}", "", shown[name], None,
                             named("kaplan_meier"), f"items.{kind}"))  # fmt: skip
        rows.append({"kind": text(f"kind.{kind}")} | shown)
    parts.table("latency", ("kind", *TIMES), rows, notes=[text("review.latency_note")])


def _steady(value: object) -> object:
    """The last digits of a float depend on the order of adding: they are nobody's finding."""
    return round(value, 6) if isinstance(value, float) else value


def months(parts: Parts) -> None:
    """What came, went and stayed, month by month."""
    rows = [
        row | {"month": row["month"].strftime("%m/%Y")}
        for row in flow.flow(parts.store, parts.filters)
    ]
    parts.table("months", ("month", "came", "gone", "backlog"), rows)


def letter_points(parts: Parts) -> None:
    """The letter's points by unit, each x of n records."""
    found = letter.letter(parts.store, letter.plain(parts.filters))
    rows, order = [], list(parts.units)
    for point, what in POINTS.items():
        behind = f"point.{point}" if what.table else f"items.{what.kind}"
        said = {"point": text(f"letter.group.{what.group}"), "what": text(f"point.{point}")}
        x, n = found.total(point)
        parts.add(Figure(f"letter.{point}", "", x, n, "letter@1", behind))
        for unit in sorted(found.units, key=lambda u: order.index(u) if u in order else len(order)):
            if cell := found.cells.get((point, unit)):
                parts.add(Figure(f"letter.{point}", unit, *cell, "letter@1", behind))
                rows.append(
                    said
                    | {"code": point, "unit_id": unit}
                    | parts.unit(unit)
                    | dict(zip("xn", cell, strict=True))
                )
        rows.append(
            said | {"code": point, "unit_id": None, "unit": text("report.total"), "x": x, "n": n}
        )
    notes = [text("review.missing", kind=text(f"kind.{kind}")) for kind in found.missing]
    parts.table("letter", ("point", "what", "unit", "x", "n"), rows, notes=notes)
