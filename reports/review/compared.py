"""The same period a year earlier: from the data, and as a signed report said it."""

from __future__ import annotations

from messages import text
from metrics.catalog import RATES
from metrics.definitions import named
from metrics.measure import counts
from metrics.year_before import change, filters_before
from reports.review.counted import NAMES, Parts
from reports.review.data import Figure, of_counts, of_rate

YEAR = ("count", "this_period", "before", "signed", "difference")


def year_before(parts: Parts, signed: dict) -> None:
    """The same period a year earlier: from the data, and as a signed report said it."""
    before = filters_before(parts.store, parts.filters)
    then = counts(parts.store, before, NAMES)[0] if before else {}
    now = {name: parts.figures[name].x for name in NAMES}
    parts.add(*of_counts(then, NAMES if then else (), "", "before.", "before"))
    values = signed.get("values", {})
    for name, value in values.items():
        parts.add(Figure(f"signed.{name}", "", value, None, signed["document_no"]))
    rows = [
        {"count": text(f"count.{n}"), "this_period": now[n],
            "now": now[n], "before": then.get(n), "signed": values.get(n),
         "difference": now[n] - then[n] if then else None}
        for n in NAMES if n in then or n in values
    ]  # fmt: skip
    notes = [text("review.signed_note", document=signed["document_no"])] if values else []
    parts.table("year_before", YEAR, rows, notes=notes)
    if then:
        _changes(parts, now, then)


def _changes(parts: Parts, now: dict, then: dict) -> None:
    rows = []
    for rate_id in RATES:
        row = change(rate_id, now, then)
        parts.add(of_rate({"rate_id": rate_id, "x": row["x_before"], "n": row["n_before"]},
                          prefix="before.", behind="before"))  # fmt: skip
        parts.add(
            Figure(
                f"changed.{rate_id}", "", int(row["changed"]), None, named("year_before"), "before"
            )
        )
        enough = all(parts.figures[key].rate is not None for key in (rate_id, f"before.{rate_id}"))
        shown = row if enough else row | dict.fromkeys(("rate", "rate_before", "difference", "p"))
        rows.append(shown | {"changed": said_of(row, enough)})
    columns = (
        "rate_id",
        "x",
        "n",
        "rate",
        "x_before",
        "n_before",
        "rate_before",
        "difference",
        "p",
        "changed",
    )
    parts.table("changes", columns, rows)


def said_of(row: dict, enough: bool = True) -> str:
    """higher, lower, or that no change can be told from chance."""
    if not enough or not row["changed"]:
        return text("review.no_change" if enough else "label.too_few")
    return text("review.higher" if row["difference"] > 0 else "review.lower")
