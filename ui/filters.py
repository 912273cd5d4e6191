"""The shared filters in the sidebar: each widget shows what is chosen; its callback chooses.

For pages: current() says what is being looked at, sentence() says it in words.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from metrics.filters import Filters
from ui import data, drill, periods
from ui import filter_state as state
from ui.filter_state import current
from ui.words import language, t

PAGES = ("overview", "overdue", "strata", "latency", "trends", "petitions", "holders", "letter",
         "person", "unit", "records")  # fmt: skip
MORE = ("roles", "sources", "officials", "authorities", "due_basis", "per")
WORDS = {"kinds": "kind", "authorities": "authority"}  # filter -> message group of its values


__all__ = ["current", "draw", "sentence"]


def draw(page: str) -> None:
    """Read the address and, on the pages of figures, draw the filters. The frame calls this."""
    drill.turn_page(page)
    facts = data.facts() if data.ready() else None
    if facts is None:
        return
    state.adopt(facts)
    if page in PAGES:
        draw_all(facts, state.resolve(facts, st.session_state.get))


def sentence(filters: Filters) -> str:
    """What the filters say, to stand under every figure."""
    return data.sentence(filters)


def draw_all(facts: data.Facts, now: Filters) -> None:
    """The common ones first."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{t('choose.title')}**", width="stretch")
        st.button(
            t("choose.reset"),
            key="filter.reset",
            type="tertiary",
            icon=":material/restart_alt:",
            disabled=not state.anything_chosen(),
            on_click=state.reset,
        )
    draw_period(facts, now)
    several("units", facts, now, data.own_unit_names())
    several("kinds", facts, now)
    chosen = any(st.session_state.get(name) for name in MORE)
    with st.expander(t("choose.more"), expanded=chosen, key="filter.more"):
        draw_more(facts, now)


def draw_period(facts: data.Facts, now: Filters) -> None:
    """The kind of period, the period, and the as-of date."""
    kind = periods.kind_of(now.period)
    widget = shown("kind_of_period", kind, lambda value: choose_kind(value, facts, now))
    st.selectbox(t("choose.kind_of_period"), periods.KINDS, format_func=kind_word, **widget)
    if kind == periods.CUSTOM:
        draw_window(now)
    elif kind != periods.ALL:
        draw_named(kind, facts, now)
    if not st.session_state.get("period") and facts.period:
        st.caption(t("choose.default_period"))
    widget = shown("as_of", now.as_of, lambda day: choose_as_of(day, facts))
    st.date_input(t("choose.as_of"), format="DD/MM/YYYY", **LIMITS, **widget)


LIMITS = {"min_value": periods.FIRST_DAY, "max_value": periods.LAST_DAY}


def draw_named(kind: str, facts: data.Facts, now: Filters) -> None:
    names = periods.names(kind, facts.first, max(facts.last, facts.as_of))
    if now.period.name not in names:
        names = [now.period.name, *names]
    widget = shown("period", now.period.name, lambda name: choose_period(name, facts))
    st.selectbox(
        t("choose.period"),
        names,
        format_func=periods.label,
        label_visibility="collapsed",
        **widget,
    )


def draw_window(now: Filters) -> None:
    days = (now.period.first, now.period.last)
    st.date_input(
        t("choose.window"),
        format="DD/MM/YYYY",
        label_visibility="collapsed",
        **LIMITS,
        **shown("window", days, choose_window),
    )


def draw_more(facts: data.Facts, now: Filters) -> None:
    """What is changed less often."""
    choice("roles", "lead", ("lead", "support", "all"), "role", now.roles or ("all",))
    several("sources", facts, now)
    several("officials", facts, now)
    several("authorities", facts, now)
    choice("due_basis", "current", ("current", "first"), "due_choice", (now.due_basis,))
    choice("per", "item", ("item", "case"), "per_choice", (now.per,))


def several(name: str, facts: data.Facts, now: Filters, words: dict | None = None) -> None:
    """Any number of the values that the data hold; none means all."""
    values = facts.choices[name] if words is None else list(words)
    known = words or {v: t(f"{WORDS[name]}.{v}") if name in WORDS else v for v in values}

    def take(chosen: list[str]) -> None:  # a browser may send what was not offered
        state.choose(name, [value for value in chosen if value in values])

    st.multiselect(
        t(f"choose.{name}"),
        values,
        format_func=lambda value: known.get(value, value),
        placeholder=t("choose.all_of_them"),
        **shown(name, list(getattr(now, name)), take),
    )


def choice(name: str, default: str, values: tuple, words: str, now: tuple[str, ...]) -> None:
    """One of a few values, all in sight."""

    def take(value: str | None) -> None:  # None: the chosen one was clicked off
        said = None if value == default else value
        state.choose(name, [said] if name == "roles" and said else said)

    st.segmented_control(
        t(f"choose.{name}"),
        values,
        format_func=lambda value: t(f"{words}.{value}"),
        **shown(name, now[0] if len(now) == 1 else "all", take),
    )


def shown(name: str, value: Any, take: Callable[[Any], None]) -> dict:
    """The key of a widget that shows `value`, and the callback that takes the reader's.

    A widget in another language is another widget: Streamlit would hand the old label over as a
    value that the reader chose.
    """
    key = f"filter.{name}.{language()}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: take(st.session_state[key])}


def kind_word(kind: str) -> str:
    return t(f"period_kind.{kind}")


def choose_kind(kind: str, facts: data.Facts, now: Filters) -> None:
    """The newest period of another kind that the data cover whole, else the newest at all."""
    if kind == periods.ALL:
        return choose_period(periods.ALL, facts)
    if kind == periods.CUSTOM:
        here = now.period or periods.Period(facts.first, facts.as_of)
        return state.choose("period", periods.window(here.first, here.last))
    names = periods.names(kind, facts.first, max(facts.last, facts.as_of))
    whole = [name for name in names if periods.read(name).last <= facts.as_of]
    return choose_period((whole or names)[0], facts)


def choose_period(name: str, facts: data.Facts) -> None:
    """Another period; its as-of date follows it."""
    default = facts.period.name if facts.period else periods.ALL
    state.choose("period", None if name == default else name)
    state.choose("as_of", None)


def choose_window(days: tuple) -> None:
    """Two days; while only the first is chosen nothing changes."""
    if len(days) == 2:
        state.choose("period", periods.window(*days))
        state.choose("as_of", None)


def choose_as_of(day, facts: data.Facts) -> None:
    default = state.default_as_of(facts, st.session_state.get("period"))
    state.choose("as_of", None if day in (None, default) else day.isoformat())
