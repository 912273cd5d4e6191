"""The blocks of Ai đang giữ hồ sơ: coverage, days per holder, in hand, back and forth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from metrics import holders
from metrics.filters import Filters
from metrics.format import count, day
from ui import chart_box, charts, data, drill, methods, record_list, tables
from ui.exports import export
from ui.record_list import LINK, Opened, linked
from ui.tables import Column
from ui.words import plain, t

PARTS = ("held_in_term", "held_over", "held_no_term")
SHOWN = ("holder_name", "now", "now_over", "longest_now", "cases", "days", "days_over", "forwards",
         "forward_median", "returned", "return_median")  # fmt: skip
MEDIANS = {"forward_median": "forwards", "return_median": "returned"}  # and of how many
STEPS = ("source_id", "subject", "holder_name", "step_name", "official", "received_on", "step_due",
         "passed_day", "action", "days", "days_over")  # fmt: skip
OPENS = ("now", "now_over", "over", "forwards", "returned", "held")  # of a holder, in this order
METHOD = 22


def say(holder: str | None, unit: str | None, short: bool = False) -> str:
    """What a holder is called."""
    if holder == "unit":
        return data.unit_names(short).get(unit, unit or t("unit.unknown"))
    return t(f"holder.{holder}") if holder else ""


def covered(now: Filters, files: Any) -> bool:
    """How many cases have steps, and why the days of some are not split; whether any has."""
    found = data.ask(holders.figures, now).coverage
    cases, with_steps = (sum(row[c] for row in found) for c in ("cases", "with_steps"))
    if not with_steps:
        st.info(t("holders.no_steps", cases=count(cases)), icon=":material/upload_file:")
        return False
    lines = [t("holders.covered", x=count(with_steps), n=count(cases))]
    for reason in holders.UNSPLIT:
        if number := sum(row[reason] for row in found):
            lines.append(f"{t(f'unsplit.{reason}')}: {count(number)}")
    if reached := data.ask(holders.newest):
        lines.append(t("holders.newest", day=day(reached)))
    if strangers := data.ask(holders.strangers):
        lines.append(t("holders.strangers", number=count(strangers)))
    st.markdown(f":small[{plain(' · '.join(lines))}]")
    return True


def ordered(now: Filters) -> list[dict]:
    """The holders: units in the directory's order, then the others."""
    rows = data.ask(holders.figures, now).holders
    units = data.in_unit_order([r for r in rows if r["holder"] == "unit"], "unit_id")
    return [
        row | {"key": f"{row['holder']}|{row['unit_id'] or ''}",
               "label": say(row["holder"], row["unit_id"], short=True),
               "holder_name": say(row["holder"], row["unit_id"])}
        for row in [*units, *(r for r in rows if r["holder"] != "unit")]
    ]  # fmt: skip


def days(now: Filters, rows: Sequence[dict]) -> None:
    """Working days per holder: within the steps' own terms, beyond them, without a term."""
    bars = [
        row | {"held_over": row["days_over"], "held_no_term": row["days_no_term"],
               "held_in_term": row["days"] - row["days_over"] - row["days_no_term"]}
        for row in rows if row["days"]
    ]  # fmt: skip
    chart = charts.stacked_bar(bars, {part: t(f"holders.{part}") for part in PARTS})
    total = sum(row["days"] for row in rows)
    points = chart_box.show(
        chart, title=t("holders.days"), key=drill.key("held_days"),
        about=t("holders.days.about", sentence=data.sentence(now), number=count(total)),
    )  # fmt: skip
    if point := drill.clicked("held_days", points):
        row = next(r for r in rows if r["key"] == point[0])
        open_steps("held_days", now, row, "over" if point[1] == "held_over" else "held")
    methods.link(METHOD)


def table(now: Filters, rows: Sequence[dict], files: Any) -> None:
    """Per holder what it has now, and how it passed on; a row opens its steps."""
    shown = [row | {m: data.enough(row[m], row[n]) for m, n in MEDIANS.items()} for row in rows]
    title, about = t("holders.now"), t("holders.now.about", as_of=day(now.as_of))
    columns = [Column("holder_name", pinned=True)]
    columns += [Column(c, "decimal" if c in MEDIANS else "count") for c in SHOWN[1:]]
    picked = tables.show(
        [row | {"holder_name": row["label"]} for row in shown], columns,
        export(files, "ai-dang-giu", title, SHOWN, shown, about),
        key=drill.key("holders"), title=title, about=about, pick=True, whole=True,
    )  # fmt: skip
    if row := drill.clicked("holders", picked):
        choice = next(c for c in OPENS if c in ("held", "over") or row.get(c))
        open_steps("holders", now, row, "now" if row["now"] else choice)


def open_steps(origin: str, now: Filters, row: dict, condition: str) -> None:
    """The steps in a holder's hands; for days that are nobody's, the cases that had them."""
    title = f"{row['holder_name']} · {t(f'holders.list.{condition}')}"
    if row["holder"] in ("several", "transit", "closed"):
        columns = ("source_id", "subject", "days", "total_days")
        rows = partial(cases_of, now, row["holder"])
        return record_list.open_list(Opened(origin, title, rows, columns))
    wanted = holders.Steps(now, row["holder"], row["unit_id"], condition)
    about = t("holders.list.about")
    record_list.open_list(Opened(origin, title, partial(worded, wanted), STEPS, about))


def cases_of(now: Filters, holder: str) -> list[dict]:
    return [row for row in data.ask(holders.by_case, now) if row["holder"] == holder]


def worded(wanted: holders.Steps) -> list[dict]:
    """The steps with words for codes and the way to their case."""
    rows = linked(data.ask(holders.steps, wanted))
    return [named(row) for row in rows]


def named(row: dict) -> dict:
    action = t(f"choice.action.{row['action']}") if row["action"] else ""
    without = f" · {t('holders.without_paper')}" if row["without_paper"] else ""
    called = say(row["holder"], row["unit_id"]) + without
    return row | {"holder_name": called, "action": action, "passed_day": row["passed_on"],
                  "step_due": row["due_on"]}  # fmt: skip


def back_and_forth(now: Filters, files: Any) -> None:
    """Chuyển đi chuyển lại: cases that came back to a unit after another had them; the files have
    every one."""
    called = data.unit_names(short=True)
    rows = with_path(data.ask(holders.back_and_forth, now, data.ROWS_SHOWN), called)
    number = rows[0]["number"] if rows else 0
    title, about = t("holders.back", number=count(number)), t("holders.back.about")
    columns = ("source_id", "subject", "returns", "path")
    forms = {"subject": "long", "path": "long", "returns": "count"}
    every = data.later(holders.back_and_forth, now)
    tables.show(
        linked(rows), [LINK, *(Column(c, forms.get(c, "text")) for c in columns)],
        export(files, "chuyen-di-chuyen-lai", title, columns,
               lambda: with_path(every(), called), about),
        key="holders-back", title=title, about=about + drill.cut(rows, number),
    )  # fmt: skip


def with_path(rows: Sequence[dict], called: dict[str, str]) -> list[dict]:
    return [row | {"path": " → ".join(path(row["unit_ids"], called))} for row in rows]


def path(units: Sequence[str], called: dict[str, str]) -> list[str]:
    """The units one after the other, each once in a row."""
    kept = [u for n, u in enumerate(units) if n == 0 or units[n - 1] != u]
    return [called.get(unit, unit) for unit in kept]


def left_out(now: Filters, files: Any) -> None:
    """Cases whose steps are not whole: no days are split for them, and why."""
    found = data.ask(holders.figures, now).coverage
    if not sum(row[reason] for row in found for reason in holders.UNSPLIT):
        return
    rows = [
        row | {"why": t(f"unsplit.{row['unsplit']}")}
        for row in data.ask(holders.by_case, now) if row["unsplit"]
    ]  # fmt: skip
    title = t("holders.unsplit", number=count(len(rows)))
    columns, about = ("source_id", "subject", "why"), t("holders.unsplit.about")
    tables.show(
        rows[: data.ROWS_SHOWN], [Column(c, "long" if c == "subject" else "text") for c in columns],
        export(files, "khong-chia-duoc", title, columns, rows, about),
        key="holders-unsplit", title=title, about=about,
    )  # fmt: skip
