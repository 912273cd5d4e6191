"""From a figure to the items behind it: a click opens their list, a row of it the item's history.

A page draws its charts and tables under drill.key(name), hands what was clicked to clicked(), and
calls show() once, last. What is open stands in the session, so that any click can ask for it.
"""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from metrics import lists
from metrics.definitions import named
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from ui import address, data, exports, tables
from ui.sentences import word
from ui.tables import Column
from ui.words import plain, t

OPEN, TURN, SEEN, PAGE = "drill.open", "drill.turn", "drill.seen", "drill.page"
COLUMNS = (
    Column("link", "link", pinned=True),
    Column("source_id"),
    Column("excluded_why"),
    Column("unit"),
    Column("class"),
    Column("days_overdue", "count"),
    Column("due_on", "date"),
    Column("due_text"),
    Column("due_rule"),
    Column("subject", "long"),
    Column("official"),
    Column("opened_on", "date"),
    Column("closed_on", "date"),
    Column("source_status"),
    Column("source"),
    Column("file"),
    Column("sheet"),
    Column("row", "count"),
)


@dataclass(frozen=True)
class Opened:
    """A list on the screen: what was clicked, a title, and the lists to choose from by word."""

    origin: str
    title: str
    choices: tuple[tuple[str, Listing], ...]


def key(name: str) -> str:
    """The key of a clickable chart or table; it changes when its list is closed, which takes the
    mark off what was clicked, so that the same click works again."""
    return f"{name}.{st.session_state.get(TURN, {}).get(name, 0)}"


def clicked(name: str, chosen: Any) -> Any:
    """What the reader has just clicked in a chart (its first point) or table; else None."""
    seen = st.session_state.setdefault(SEEN, {})
    if isinstance(chosen, list):
        chosen = chosen[0] if chosen else None
    fresh = chosen is not None and seen.get(key(name)) != repr(chosen)
    seen[key(name)] = repr(chosen)
    return chosen if fresh else None


def open_list(origin: str, title: str, *choices: tuple[str, Listing]) -> None:
    """Ask for a list; also as a button's callback."""
    st.session_state[OPEN] = Opened(origin, title, choices)


def open_counts(origin: str, where: str, filters: Filters, *counts: str) -> None:
    """Ask for the items behind named counts, the first of them in sight."""
    chosen = tuple((t(f"count.{name}"), Listing(filters, name)) for name in counts)
    open_list(origin, where or t("list.title"), *chosen)


def title(what: str, where: str = "") -> str:
    return f"{what} · {where}" if where else what


def of_group(filters: Filters, by: str, key: str) -> Filters:
    """The same filters for one group of a dimension."""
    field = {"unit": "units", "official": "officials", "source": "sources", "kind": "kinds",
             "authority": "authorities", "role": "roles"}[by]  # fmt: skip
    return replace(filters, **{field: (key,)})


def show(files: Any) -> None:
    """Draw the list that was asked for. files: reports.export, which makes its Excel and CSV."""
    opened = st.session_state.get(OPEN)
    if opened is None:
        return
    box = st.dialog(plain(opened.title), width="large", on_dismiss=close)
    box(lambda: draw(opened, files))()


def turn_page(page: str) -> None:
    """Another page begins with no list open; the frame's filters say which page it is."""
    if st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        st.session_state.pop(OPEN, None)


def close() -> None:
    """Forget the list and what was clicked for it."""
    opened = st.session_state.pop(OPEN, None)
    if opened:
        turns = st.session_state.setdefault(TURN, {})
        turns[opened.origin] = turns.get(opened.origin, 0) + 1


def draw(opened: Opened, files: Any) -> None:
    """The list with its number, its sentence and its files."""
    word, listing = opened.choices[0]
    if len(opened.choices) > 1:
        words = dict(opened.choices)
        word = st.segmented_control(
            t("list.which"),
            list(words),
            default=word,
            required=True,
            format_func=lambda w: f"{w}: {count(data.ask(lists.number, words[w]))}",
            label_visibility="collapsed",
            key="drill.which",
        )
        return table(words[word], word, files)
    return table(listing, t("list.title"), files)


def table(listing: Listing, heading: str, files: Any, *, name: str = "drill.rows") -> None:
    """The rows of a list: at most so many on the screen, all of them in the files."""
    number = data.ask(lists.number, listing)
    rows = item_rows(listing, data.ROWS_SHOWN, short=True)
    about = t("list.about", sentence=data.sentence(listing.filters), number=count(number))
    about += f" {named(listing.count)}." + cut(rows, number)
    about += "" if data.reads_all() else f" {t('gate.list')}"
    export = exports.listing(files, "dung-han-danh-sach", listing, heading)
    export = replace(export, rows=number)
    tables.show(rows, columns(rows), export, key=name, title=heading, about=about)


def cut(rows: list[dict], number: int) -> str:
    """What to say where the screen does not have all the rows."""
    return "" if number <= len(rows) else " " + t("list.cut", shown=count(len(rows)))


def columns(rows: list[dict], wanted: tuple[Column, ...] = COLUMNS) -> list[Column]:
    """The columns that say something about these rows."""
    return [c for c in wanted if any(row.get(c.field) not in (None, "") for row in rows)]


def item_rows(listing: Listing, limit: int, short: bool = False) -> list[dict]:
    """The first rows of a list as a reader meets them."""
    return worded(data.ask(lists.listed, listing, limit), listing.filters, short)


def worded(rows: list[dict], now: Filters, short: bool = False) -> list[dict]:
    """Words for codes, units under their names, and the address of the item."""
    basis = "class" if now.due_basis == "current" else "first_class"
    names = data.unit_names(short)
    return [
        row | {"class": t(f"class.{row[basis]}"), "link": item_address(row["item_id"]),
               "unit": names.get(row["unit_id"], row["unit"]),
               "due_rule": word("due_rule", row.get("due_rule"))}
        for row in rows
    ]  # fmt: skip


def due_order(now: Filters) -> str:
    """The order that begins with what has been due longest."""
    return "due" if now.due_basis == "current" else "first_due"


def item_address(item_id: str) -> str:
    """Where an item's history stands, with the view it was opened from."""
    return "item?" + urlencode(address.link(item=item_id), doseq=True)
