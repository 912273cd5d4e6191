"""What a reader has chosen to look at: kept in the session and in the address.

What a reader chose stands in the session under the parameter's own name, as text; what is not
chosen is None or [] and follows the data: the newest statutory half-year they cover, its last day
as the as-of date, units in the lead. Widgets only show it and change it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from metrics.filters import LISTS, Filters
from ui import address, data, periods

SINGLE = ("period", "as_of", "due_basis", "per")
IGNORED = "filters.ignored"  # parameters of the address that could not be read
EVERY_ROLE = "all"


@dataclass(frozen=True)
class Readable:
    """The values of a parameter that can be read, for address.adopt."""

    read: Callable[[str], object]

    def __contains__(self, value: str) -> bool:
        try:
            self.read(value)
        except ValueError:
            return False
        return True


def adopt(facts: data.Facts) -> None:
    """Take over what the address says; remember what it says in vain."""
    allowed = {
        **facts.choices,
        "units": data.own_unit_names().keys(),
        "period": Readable(periods.read),
        "as_of": Readable(periods.read_day),
        "roles": ("lead", "support", EVERY_ROLE),
        "due_basis": ("current", "first"),
        "per": ("item", "case"),
    }
    ignored = st.session_state.setdefault(IGNORED, [])
    for name in (*SINGLE, *LISTS):
        if address.adopt(name, allowed[name], [] if name in LISTS else None):
            ignored.append(name)


def current() -> Filters | None:
    """What is being looked at; None while nothing has been loaded."""
    facts = data.facts() if data.ready() else None
    return resolve(facts, st.session_state.get) if facts else None


def resolve(facts: data.Facts, chosen: Callable[[str], object]) -> Filters:
    """The filters that these choices mean on these data."""
    name = chosen("period")
    period = periods.read(name) if name else facts.period
    as_of = chosen("as_of")
    lists = {name: tuple(chosen(name) or ()) for name in LISTS}
    roles = lists.pop("roles") or ("lead",)
    return Filters(
        period=period,
        as_of=date.fromisoformat(as_of) if as_of else default_as_of(facts, name),
        roles=() if EVERY_ROLE in roles else roles,
        due_basis=chosen("due_basis") or "current",
        per=chosen("per") or "item",
        **lists,
    )


def default_as_of(facts: data.Facts, name: str | None) -> date:
    """A period's last day; without a period the day all sources have reached."""
    period = periods.read(name) if name else facts.period
    return period.last if period else facts.as_of


def ignored() -> list[str]:
    """Parameters of the opened link that could not be read, each once."""
    return list(dict.fromkeys(st.session_state.get(IGNORED, [])))


def anything_chosen() -> bool:
    return any(st.session_state.get(name) for name in (*SINGLE, *LISTS))


def choose(name: str, value: str | list[str] | None) -> None:
    """Set one filter, from a callback; what equals the default counts as not chosen."""
    st.session_state[IGNORED] = []
    st.session_state[name] = value


def reset() -> None:
    """Back to what a first visit shows, from a callback."""
    for name in (*SINGLE, *LISTS):
        choose(name, [] if name in LISTS else None)
