"""The blocks of Thực hiện Công văn: points by unit, one unit's points, registers to load."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from layout import data_dir
from metrics.filters import Filters
from metrics.format import NOTHING, fraction
from metrics.letter import Letter, Record, records
from metrics.letter_points import POINTS
from ui import data, drill, head, methods, record_list, tables
from ui.exports import export
from ui.record_list import Opened
from ui.sentences import word
from ui.tables import Column
from ui.template_files import content, name
from ui.words import language, plain, t

EVERYONE = ""
METHOD = 24
# Which of the two stands on a screen of this width: the server does not know it.
STYLE = """<style>
@media (max-width: 640px) { .st-key-letter-wide { display: none } }
@media (min-width: 641px) { .st-key-letter-list { display: none } }
</style>"""


def choose(found: Letter) -> str:
    """One unit, whose points stand in full below each other, or all of them side by side."""
    names = data.unit_names()
    units = [row["unit"] for row in data.in_unit_order([{"unit": u} for u in found.units])]
    return st.selectbox(
        t("letter.unit"), [EVERYONE, *units], key=f"letter.unit.{language()}",
        format_func=lambda u: names.get(u, u) if u else t("letter.everyone"),
        persist_state="session",
    )  # fmt: skip


def points(now: Filters, found: Letter, unit: str, files: Any) -> None:
    """All units side by side where there is room for a table; on a phone, and of one unit, the
    points below each other."""
    if unit == EVERYONE:
        st.html(STYLE)
        with st.container(key="letter-wide"):
            matrix(now, found, files)
    with st.container(key="letter-list" if unit == EVERYONE else None):
        below(now, found, unit)
    methods.link(METHOD)


def cell(found: Letter, point: str, unit: str = EVERYONE) -> str:
    """«x/n»; nothing where nothing was owed."""
    x, n = found.total(point) if unit == EVERYONE else found.cells.get((point, unit), (0, 0))
    return fraction(x, n) if n else NOTHING


def matrix(now: Filters, found: Letter, files: Any) -> None:
    """Points down, units across; a cell opens its records."""
    short = data.unit_names(short=True)
    units = [row["unit"] for row in data.in_unit_order([{"unit": u} for u in found.units])]
    rows = [
        {"point": told(found, point), EVERYONE: cell(found, point)}
        | {unit: cell(found, point, unit) for unit in units}
        for point in POINTS
    ]
    heads = {EVERYONE: t("letter.everyone")} | {u: short.get(u, u) for u in units}
    columns = [Column("point", pinned=True), *(Column(u, "text", h) for u, h in heads.items())]
    title, about = t("letter.title"), t("letter.about", sentence=data.sentence(now))
    files_of = [{"point": row["point"]} | {heads[u]: row[u] for u in heads} for row in rows]
    picked = tables.cells(
        rows, columns,
        export(files, "thuc-hien-cong-van", title, ["point", *heads.values()], files_of, about),
        key=drill.key("letter"), title=title, about=about,
    )  # fmt: skip
    if chosen := drill.clicked("letter", picked):
        place, unit = chosen
        if unit != "point":
            open_cell(now, list(POINTS)[place], unit)


def told(found: Letter, point: str) -> str:
    """The point's number and words; whether its register was never loaded."""
    empty = f" ({t('letter.not_loaded')})" if POINTS[point].kind in found.missing else ""
    return f"{t(f'letter.group.{POINTS[point].group}')}. {t(f'point.{point}')}{empty}"


def below(now: Filters, found: Letter, unit: str) -> None:
    """The points below each other, each number a button that opens its records."""
    group = None
    for point, what in POINTS.items():
        if what.group != group:
            group = what.group
            st.markdown(f"**{plain(t(f'letter.group.{group}.full'))}**")
        number = cell(found, point, unit)
        st.button(
            f"**{plain(number)}** · {plain(t(f'point.{point}'))}", key=f"letter.{point}",
            type="tertiary", disabled=number == NOTHING,
            on_click=open_cell, args=(now, point, unit),
        )  # fmt: skip


def open_cell(now: Filters, point: str, unit: str) -> None:
    """The items of a cell, or the records of its register."""
    what, names = POINTS[point], data.unit_names()
    title = drill.title(t(f"point.{point}"), names.get(unit, unit))
    if not what.table:
        mine = Filters(now.as_of, now.period, now.known, (unit,) if unit else now.units,
                       (what.kind,), due_basis=now.due_basis)  # fmt: skip
        return drill.open_counts("letter", title, mine, *dict.fromkeys((what.x, what.n)))
    rows = partial(shown, Record(now, point, unit or None))
    about = t("letter.counted.about")
    record_list.open_list(Opened("letter", title, rows, columns(what.table), about))


def columns(table: str) -> tuple[str, ...]:
    """What a reader sees of a register's records."""
    return ("counted_word", "unit", *COLUMNS[table])


COLUMNS = {
    "dissemination": ("document_no", "held_on", "form", "attendees"),
    "submission": (
        "document_no", "submitted_on", "subject", "level", "legal_basis", "authority_stated",
        "opinion", "proposal", "chosen_option", "returned_on", "returned_as", "exception_claimed",
        "answered_on", "answer",
    ),
    "rule_change": ("document_no", "issued_on", "effective_on", "subject", "source_status"),
    "procedure": (
        "procedure_id", "name", "listed_on", "published_on", "simplified_on", "planned_on",
        "source_status",
    ),
    "obstacle": ("raised_on", "subject", "proposal", "answered_on", "answer", "source_status"),
    "unit_report": ("period", "due_on", "received_on", "document_no"),
}  # fmt: skip


def shown(wanted: Record) -> list[dict]:
    """The records with words for codes; what does not count in the cell's x comes first."""
    names = data.unit_names()
    rows = []
    for row in data.ask(records, wanted):
        said = {c: word("choice.present", v) if v in ("yes", "no", "not_applicable") else v
                for c, v in row.items()}  # fmt: skip
        said["counted_word"] = t(f"letter.counted.{'yes' if row['counted'] else 'no'}")
        said["unit"] = names.get(row["unit_id"], row["unit_id"])
        if row.get("returned_as"):
            said["returned_as"] = t(f"choice.returned_as.{row['returned_as']}")
        rows.append(said)
    return rows


def to_load(found: Letter) -> None:
    """Registers that were never loaded: what to fill in, and where to drop it."""
    if not found.missing:
        return
    st.markdown(f"**{t('letter.missing')}**  \n:small[{plain(t('letter.missing.about'))}]")
    for kind in found.missing:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(t(f"kind.{kind}")), width="stretch")
            st.download_button(
                t("letter.template"), partial(content, kind, data_dir()), name(kind),
                tables.EXCEL_TYPE,
                key=f"template.{kind}", on_click="ignore", type="tertiary",
                icon=":material/download:",
            )  # fmt: skip
    head.go_upload()
