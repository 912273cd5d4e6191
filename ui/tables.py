"""A table as the reader meets it: Vietnamese headings, dates as dd/mm/yyyy, Excel and CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from ui.export_traces import names_people, traced
from ui.words import plain, t

Form = Literal["text", "long", "count", "decimal", "rate", "date", "moment", "link"]
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VISIBLE_ROWS = 12  # how many stand before the table scrolls
FIRST_WIDTH = 360  # the most pixels for the words that a table of cells begins with
NAME_WIDTH = 200  # the most for names that are shown whole; longer ones give way to the figures
TALL = 421  # pixels for those, the heading and half a row more, which says that it goes on


@dataclass(frozen=True)
class Column:
    """A field of the rows, the form its values have, and its heading (default: column.<field>).

    A rate is a fraction (0.25); a link is an address of this site, shown as one word.
    """

    field: str
    form: Form = "text"
    heading: str | None = None
    help: str | None = None
    pinned: bool = False


@dataclass(frozen=True)
class Export:
    """The same table as files: a name without ending, and what writes the bytes when asked.

    The writers run when the reader clicks, in a thread of their own: they call no Streamlit.
    """

    name: str
    excel: Callable[[], bytes]
    csv: Callable[[], bytes]
    rows: int | None = None  # how many, where the page knows


def show(
    rows: Sequence[Mapping],
    columns: Sequence[Column],
    export: Export,
    *,
    key: str,
    title: str,
    about: str = "",
    pick: bool = False,
    whole: bool = False,
    groups: bool = True,
) -> Mapping | None:
    """Draw the table with its two downloads; with pick, return the row the reader chose.
    A long one scrolls within itself, unless it is to stand whole.

    Text of the rows is shown as it stands. An empty table says so and offers nothing. A reader
    can sort by any column in the browser: a table with rates says what that does not mean, unless
    its rows are no groups.
    """
    if groups and any(column.form == "rate" for column in columns):
        about = f"{about} {t('table.no_ranks')}".strip()
    st.markdown(f"**{plain(title)}**" + (f"  \n:small[{plain(about)}]" if about else ""))
    if not rows:
        st.caption(t("table.empty"))
        return None
    fields = [column.field for column in columns]
    event = st.dataframe(
        pd.DataFrame([[row.get(field) for field in fields] for row in rows], columns=fields),
        column_config={column.field: config(column) | fitted(column, rows) for column in columns},
        hide_index=True,
        height="content" if whole or len(rows) <= VISIBLE_ROWS else TALL,
        key=key,
        placeholder="–",
        alt=f"{title}. {about}",
        **({"on_select": "rerun", "selection_mode": "single-row"} if pick else {}),
    )
    downloads(export, key, fields)
    chosen = event.selection.rows if pick else []
    return rows[chosen[0]] if chosen and chosen[0] < len(rows) else None


def cells(
    rows: Sequence[Mapping],
    columns: Sequence[Column],
    export: Export,
    *,
    key: str,
    title: str,
    about: str = "",
) -> tuple[int, str] | None:
    """A table whose every cell can be chosen: return the row's place and the field, if one is."""
    st.markdown(f"**{plain(title)}**" + (f"  \n:small[{plain(about)}]" if about else ""))
    fields = [column.field for column in columns]
    event = st.dataframe(
        pd.DataFrame([[row.get(field) for field in fields] for row in rows], columns=fields),
        column_config={column.field: config(column) for column in columns}
        | {
            fields[0]: config(columns[0])
            | {"width": min(max(pixels(columns[0], rows)), FIRST_WIDTH)}
        },
        hide_index=True,
        height="content",
        key=key,
        alt=f"{title}. {about}",
        on_select="rerun",
        selection_mode="single-cell",
    )
    downloads(export, key, fields)
    chosen = event.selection.cells
    return tuple(chosen[0]) if chosen else None


def downloads(export: Export, key: str, fields: Sequence[str] = ()) -> None:
    """Two buttons; nothing is written until one is clicked, and the page does not run again."""
    named = names_people(fields)
    excel = (t("table.excel"), export.excel, "xlsx", EXCEL_TYPE)
    csv = (t("table.csv"), export.csv, "csv", "text/csv")
    with st.container(horizontal=True):
        for label, write, ending, kind in (excel, csv):
            st.download_button(
                label,
                traced(write, f"{export.name}.{ending}", export.rows) if named else write,
                f"{export.name}.{ending}",
                kind,
                key=f"{key}-{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def fitted(column: Column, rows: Sequence[Mapping]) -> dict:
    """A column of names that are mostly short shows all the short ones whole.

    The browser measures the first rows alone, and clips a longer name that stands further down.
    """
    if not column.pinned or column.form != "text":
        return {}
    widths = pixels(column, rows)
    short = [width for width in widths if width <= NAME_WIDTH]
    return {"width": max(short)} if 2 * len(short) > len(widths) else {}


def pixels(column: Column, rows: Sequence[Mapping]) -> list[int]:
    """What the heading and each text need, at 7 a letter and 28 around it."""
    texts = [config(column)["label"], *(row.get(column.field) or "" for row in rows)]
    return [28 + 7 * len(str(text)) for text in texts]


def config(column: Column) -> dict:
    """How Streamlit shows one column; numbers follow the reader's own browser (vi: 1.234,5)."""
    kind = st.column_config
    common = {
        "label": column.heading or t(f"column.{column.field}"),
        "help": column.help,
        "pinned": column.pinned,
    }
    return {
        "text": lambda: kind.TextColumn(**common),
        "long": lambda: kind.TextColumn(**common, width="large"),
        "count": lambda: kind.NumberColumn(**common, format="localized", step=1),
        "decimal": lambda: kind.NumberColumn(**common, format="localized", step=0.1),
        "rate": lambda: kind.NumberColumn(**common, format="percent"),
        "date": lambda: kind.DateColumn(**common, format="DD/MM/YYYY"),
        "moment": lambda: kind.DatetimeColumn(**common, format="DD/MM/YYYY HH:mm"),
        "link": lambda: kind.LinkColumn(**common, display_text=t("table.open")),
    }[column.form]()
