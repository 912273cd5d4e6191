"""Who asked whom: consultations, the unit that asked against the unit that owes the answer."""

from dataclasses import replace

import streamlit as st

from metrics import latency as times
from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.format import count, decimal
from metrics.lists import Listing
from ui import chart_box, charts, data, drill
from ui.words import t

# what a cell shows -> the named count whose rows it opens
SHOWN = {"asked": "total", "open": "open", "late": "late", "closed_median": "done"}


def matrix(now: Filters) -> None:
    """The matrix of what the reader chose to see in it."""
    chosen = replace(now, kinds=("consultations",))
    pairs = [pair | {"requesting_unit": pair["requesting_unit"] or ""}
             for pair in data.ask(times.matrix, chosen)]  # fmt: skip
    if not pairs:
        return
    st.markdown(f"**{t('matrix.choose')}**")
    shown = st.segmented_control(
        t("matrix.choose"), list(SHOWN), format_func=lambda name: t(f"matrix.{name}"),
        default="late", required=True, key="matrix.shown", persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    names = data.unit_names(short=True)
    rows, columns = units(pairs, "requesting_unit", names), units(pairs, "unit", names)
    cells = [cell(pair, shown, names) for pair in pairs if value(pair, shown) is not None]
    about = t("matrix.about", sentence=data.sentence(chosen), what=t(f"matrix.{shown}"),
              number=count(sum(pair["asked"] for pair in pairs)))  # fmt: skip
    points = chart_box.show(
        charts.matrix(cells, rows, columns), title=t("matrix.title"), about=about,
        key=drill.key("matrix"),
    )  # fmt: skip
    if point := drill.clicked("matrix", points):
        open_cell(chosen, *point)


def units(pairs: list[dict], key: str, names: dict[str, str]) -> dict[str, str]:
    """The units that ask, or are asked, in the directory's order."""
    there = {pair[key] for pair in pairs}
    ordered = {unit: name for unit, name in names.items() if unit in there}
    return ordered | {unit: t("unit.unknown") for unit in sorted(there - ordered.keys())}


def value(pair: dict, shown: str) -> float | None:
    """What the cell shows: no median of fewer than ten, no noughts."""
    if shown == "closed_median" and pair["closed"] < SMALL:
        return None
    return pair[shown] or None


def cell(pair: dict, shown: str, names: dict[str, str]) -> dict:
    asking, asked = pair["requesting_unit"], pair["unit"]
    words = {name: count(pair[name]) for name in ("asked", "closed", "open", "late", "no_reply")}
    words["median"] = decimal(data.enough(pair["closed_median"], pair["closed"]))
    asker = names.get(asking, t("unit.unknown"))
    hover = t("matrix.hover", asking=asker, unit=names.get(asked, asked), **words)
    return {"row": asking, "column": asked, "value": value(pair, shown), "count": SHOWN[shown],
            "hover": hover}  # fmt: skip


def open_cell(chosen: Filters, asking: str, asked: str, name: str) -> None:
    names = data.unit_names()
    of_unit = replace(chosen, units=(asked,))
    where = f"{names.get(asking, t('unit.unknown'))} → {names.get(asked, asked)}"
    choices = [(t(f"count.{n}"), Listing(of_unit, n, (("requesting_unit", asking),)))
               for n in dict.fromkeys((name, "total", "open"))]  # fmt: skip
    drill.open_list("matrix", where, *choices)
