"""The blocks of Hồ sơ việc: what it is, who held it and how it stands, where each word is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import streamlit as st

from metrics import history
from metrics.format import count, day
from ui import data, tables
from ui.exports import export
from ui.item_history import COMPARED, extended, timeline
from ui.private import masked
from ui.sentences import field, word
from ui.tables import Column
from ui.words import plain, t

ITEMS = ("unit", "role", "opened_on", "first_due_on", "due_on", "closed_on", "class",
         "first_class", "basis", "source_status", "official")  # fmt: skip
SEEN = ("as_of", "changes", "unit", "source_status", "due_on", "due_text", "due_rule",
        "statutory_due_on", "unread_text", "first_due_on",
        "closed_on", "official", "progress_note", "file", "sheet", "row")  # fmt: skip
FORMS = {"opened_on": "date", "first_due_on": "date", "due_on": "date", "closed_on": "date",
         "as_of": "date", "statutory_due_on": "date", "passed_day": "date", "row": "count",
         "working_days_held": "count", "value": "long"}  # fmt: skip
SHORT = {"first_class": "item.by_first", "class": "item.by_current"}  # headings on the screen


def find(item_id: str) -> str | None:
    """The case of an item named in the address; None where that names nothing."""
    try:
        return data.ask(history.case_of, str(UUID(item_id)))
    except ValueError:
        return None


def what(case: Mapping, items: Sequence[Mapping]) -> None:
    """The subject and what is known of the whole case. Never who sent it, only what type."""
    st.subheader(plain(case["subject"] or t("item.no_subject")), anchor=False)
    facts = {name: case[name] for name in ("source_id", "document_no", "assigned_by", "urgency")}
    facts["sender_type"] = case["sender_type"]
    said = [f"{field(name)}: {value}" for name, value in facts.items() if value]
    kinds = dict.fromkeys((i["kind"], i["source"]) for i in items)
    first = [t("item.from", kind=word("kind", kind), source=source) for kind, source in kinds]
    st.markdown(plain(" · ".join(first + said)))


def standing(items: Sequence[Mapping], item_id: str, as_of: date) -> None:
    """In words, how the item in the address stands against both its due dates."""
    mine = next((i for i in items if str(i["item_id"]) == item_id), None)
    if mine is None:
        return
    words = {
        "unit": mine["unit"] or t("unit.unknown"),
        "as_of": day(as_of),
        "now": t(f"class.{mine['class']}"),
        "due": day(mine["due_on"]),
        "first": t(f"class.{mine['first_class']}"),
        "first_due": day(mine["first_due_on"]),
        "basis": t(f"basis.{mine['basis']}"),
    }
    same = mine["due_on"] == mine["first_due_on"]
    code = "no_due" if mine["due_on"] is None else "one_due" if same else "two_dues"
    if mine["class"] == "withdrawn":
        code, words["closed"] = "withdrawn", day(mine["closed_on"])
    lines = [t(f"item.{code}", **words), term(mine)]
    if mine["kind"] == "consultations":
        lines.append(consulted(mine))
    st.info("  \n".join(plain(line) for line in lines if line))


def term(item: Mapping) -> str:
    """How a term that is no plain date came about; '' for one that is."""
    if item["due_rule"] == "statutory_term" or item["statutory_due_on"]:
        code = "statutory_judged" if item["due_rule"] == "statutory_term" else "statutory"
        return t(f"item.{code}", due=day(item["statutory_due_on"]), basis=item["statutory_basis"])
    if item["due_text"]:
        rule = word("due_rule", item["due_rule"])
        return t("item.due_said", text=item["due_text"], rule=rule)
    return ""


def consulted(item: Mapping) -> str:
    """Who asked, how long was given and by whom, the form of the reply."""
    unit = data.unit_names().get(item["requesting_unit_id"]) if item["requesting_unit_id"] else ""
    facts = {"requesting_unit": unit, "days_given": item["days_given"],
             "term_set_by": item["term_set_by"], "reply_form": item["reply_form"]}  # fmt: skip
    return " · ".join(f"{field(name)}: {value}" for name, value in facts.items() if value)


def holders(items: Sequence[Mapping], item_id: str, files: Any) -> None:
    """Every unit's item of the case: dates, class against both due dates, and on what basis."""
    rows = [
        item | {"unit": item["unit"] or t("unit.unknown"), "role": t(f"role.{item['role']}"),
                "class": t(f"class.{item['class']}"), "basis": t(f"basis.{item['basis']}"),
                "first_class": t(f"class.{item['first_class']}"),
                "here": "●" if str(item["item_id"]) == item_id else ""}
        for item in items
    ]  # fmt: skip
    columns = ("here", *ITEMS) if len(rows) > 1 else ITEMS
    title = t("item.holders", number=count(len(rows)))
    about = t("item.holders.about") if len(rows) > 1 else ""
    table(rows, columns, files, "don-vi-va-thoi-han", title, about)


def exports(observations: Sequence[Mapping], files: Any) -> None:
    """The timeline: what each export said, the newest first, changes named."""
    rows = timeline(observations)
    moved = [
        t("item.moved", as_of=day(at), old=day(old), new=day(new))
        for at, old, new in extended(observations)
    ]
    title = t("item.exports", number=count(len({o["upload"] for o in observations})))
    about = "; ".join(moved) or t("item.not_moved")
    table(
        rows,
        [c for c in SEEN if any(r[c] for r in rows)],
        files,
        "cac-lan-xuat",
        title,
        about,
        COMPARED,
    )


def hand_overs(found: Sequence[Mapping], files: Any) -> None:
    """Who passed it to whom, and how long each held it."""
    if not found:
        return
    unknown = t("unit.unknown")
    rows = [
        one | {"from_unit": one["from_unit"] or unknown, "to_unit": one["to_unit"] or unknown,
               "passed_day": one["passed_on"], "back": t("item.back") if one["is_return"] else ""}
        for one in found
    ]  # fmt: skip
    columns = ("passed_day", "from_unit", "to_unit", "working_days_held", "back")
    title = t("item.hand_overs", number=count(len(rows)))
    table(rows, columns, files, "cac-lan-chuyen", title, t("item.hand_overs.about"))


def source_cells(observations: Sequence[Mapping], files: Any) -> None:
    """The row of the file as it was read: heading and cell, with file, sheet and row."""
    newest = list(reversed(observations))
    chosen = newest[0]
    if len(newest) > 1:
        number = st.selectbox(
            t("item.which_row"), range(len(newest)), key="item.row",
            format_func=lambda n: place(newest[n]),
        )  # fmt: skip
        chosen = newest[number]
    headings = chosen["headings"] or []
    rows = [
        {"heading": headings[n] if n < len(headings) else "", "value": cell}
        for n, cell in enumerate(masked(chosen["cells"])) if cell
    ]  # fmt: skip
    table(rows, ("heading", "value"), files, "o-nguon", t("item.cells"), place(chosen))


def place(seen: Mapping) -> str:
    """«tệp, trang tính X, dòng N»."""
    code = "item.place" if seen["sheet"] else "item.place_of_text"
    return t(
        code, file=seen["file"], sheet=seen["sheet"], row=seen["row"], as_of=day(seen["as_of"])
    )


def table(rows: Sequence[Mapping], columns: Sequence[str], files: Any, name: str,
          title: str, about: str = "", texts: Sequence[str] = ()) -> None:  # fmt: skip
    """A table with its files; `texts` are columns whose dates are already written out."""
    forms = FORMS | dict.fromkeys(texts, "text")
    tables.show(
        rows, [Column(c, forms.get(c, "text"), SHORT.get(c) and t(SHORT[c])) for c in columns],
        export(files, name, title, columns, rows, about),
        key=f"item-{name}", title=title, about=about,
    )  # fmt: skip
