"""In a record: work handled by kind and source, and what changed since the period before."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics import record_work
from metrics.catalog import CLASSES
from metrics.filters import Filters
from metrics.format import day
from metrics.lists import Listing
from ui import data, drill, tables
from ui.exports import export
from ui.sentences import word
from ui.tables import Column
from ui.words import t

HANDLED = record_work.HANDLED
Narrow = tuple[tuple[str, str], ...]


def handled(mine: Filters, files: Any) -> None:
    """Per kind and per source: how many of each class; a cell opens its rows."""
    found = data.ask(record_work.handled, mine)
    whole = record_work.summed(found)
    if not whole["total"]:
        st.info(t("record.no_work"))
        return
    for by in record_work.BY:
        rows = record_work.grouped(found, by)
        every = t("record.everything")
        shown = [{"of": every, **whole}] if len(rows) > 1 else []
        shown += [{"of": word("kind", r[by]) if by == "kind" else r[by], **r} for r in rows]
        of = [mine] * (len(rows) > 1) + [drill.of_group(mine, by, r[by]) for r in rows]
        table(f"record.{by}", t(f"record.by_{by}"), shown, of, mine, files)


def table(name: str, title: str, rows: list[dict], of: list[Filters], mine: Filters,
          files: Any, narrow: Narrow = ()) -> None:  # fmt: skip
    """Counts whose cells open their items, narrowed so; columns in which nothing stands are left
    out."""
    used = ["total", *(c for c in CLASSES if any(row[c] for row in rows))]
    heads = {"of": t("record.of"), "total": t("count.total")}
    heads |= {c: t(f"class.{c}") for c in used[1:]}
    about = data.sentence(mine)
    columns = [Column(c, "text" if c == "of" else "count", heads[c]) for c in ("of", *used)]
    in_words = [{heads[c]: row[c] for c in heads} for row in rows]
    picked = tables.cells(
        rows, columns, export(files, "viec-da-xu-ly", title, list(heads.values()), in_words, about),
        key=drill.key(name), title=title, about=about,
    )  # fmt: skip
    if chosen := drill.clicked(name, picked):
        place, field = chosen
        field = "total" if field == "of" else field
        items = Listing(of[place], field, narrow)
        drill.open_list(name, rows[place]["of"], (t(f"count.{field}"), items))


def changes(mine: Filters, files: Any) -> None:
    """The period's counts beside those of the one before; a cell opens its rows."""
    found = data.ask(record_work.changes, mine)
    if not found:
        st.info(t("record.no_before"))
        return
    earlier = record_work.before(mine)
    rows = [
        {"of": t(f"count.{c.name}"), "before": c.before, "now": c.now, "change": c.now - c.before}
        for c in found
    ]
    title, about = t("record.changes"), t(
        "record.changes.about", first=day(earlier.period.first), last=day(earlier.period.last),
        as_of=day(earlier.as_of), sentence=data.sentence(mine))  # fmt: skip
    heads = {c: t(f"record.{c}") for c in ("of", "before", "now", "change")}
    columns = [Column(c, "text" if c == "of" else "count", h) for c, h in heads.items()]
    in_words = [{heads[c]: row[c] for c in heads} for row in rows]
    picked = tables.cells(
        rows, columns,
        export(files, "so-voi-ky-truoc", title, list(heads.values()), in_words, about),
        key=drill.key("record.changes"), title=title, about=about,
    )  # fmt: skip
    if chosen := drill.clicked("record.changes", picked):
        opened(heads, found[chosen[0]].name, chosen[1], mine, earlier)


def opened(heads: dict, name: str, field: str, mine: Filters, earlier: Filters) -> None:
    """The items of one of the two periods first, beside those of the other."""
    lists = {"now": Listing(mine, name), "before": Listing(earlier, name)}
    order = ("before", "now") if field == "before" else ("now", "before")
    choices = [(heads[when], lists[when]) for when in order]
    drill.open_list("record.changes", t(f"count.{name}"), *choices)


def left_over(mine: Filters, files: Any) -> None:
    """What became of the work carried over; a cell opens its rows."""
    row = data.ask(record_work.left_over, mine)
    if row["total"]:
        rows = [{"of": t("count.carried_over"), **row}]
        table("record.left_over", t("record.left_over"), rows, [mine], mine, files,
              narrow=(("carried_over", ""),))  # fmt: skip
