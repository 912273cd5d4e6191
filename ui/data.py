"""The pages' way to the numbers: every answer kept for those who may see it, by words only.

The key of an answer is the question's name, the filters and the store's version, which names the
warehouse and the reader's scope; never a frame, which Streamlit hashes from a sample.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from layout import data_dir
from messages import known
from metrics import NoWarehouse, State, Store, context, newest, open_store
from metrics.catalog import SMALL
from metrics.filters import Filters
from metrics.periods import Period, parse, statutory_half
from metrics.sight import limited, own_units
from ui import who
from ui.words import language, t
from viewer import OTHERS

ANSWERS = 600  # kept at once, some kilobytes each; the oldest goes first
ROWS_SHOWN = 300  # of a list that was opened; its files have every row
ROWS_ON_PAGE = 50  # of a list that stands on a page


@dataclass(frozen=True)
class Facts:
    """What the filters need to know of the data."""

    as_of: date  # the earliest of the sources' newest dates
    first: date  # the first day on which something was opened
    last: date  # the newest date of any source
    choices: dict[str, tuple[str, ...]]  # filter -> values found in the data, but for units

    @property
    def period(self) -> Period | None:
        """The newest statutory half-year that the data cover whole; None if there is none."""
        half = statutory_half(self.as_of)
        if half.last > self.as_of:
            part = "H2" if half.name.endswith("H1") else "H1"
            half = parse(f"{int(half.name[:4]) - (part == 'H2')}{part}")
        return half if self.first <= half.first else None


class _Run(threading.local):
    """What the page that this thread draws reads of; None where no page is being drawn whole: a
    dialog or a card that is drawn again alone looks for itself."""

    state: State | None = None


_run = _Run()


def settle() -> None:
    """From here on the whole page is drawn of one state of the record, looked up once."""
    _run.state = None
    with suppress(NoWarehouse):
        _run.state = newest(data_dir())


def unsettle() -> None:
    """The page is drawn."""
    _run.state = None


def later(question: Callable, *given: Any) -> Callable[[], Any]:
    """question(store, *given) of the newest state, for a file that is written when it is asked for,
    where no page is drawn."""
    viewer, folder, filters = who.current(), data_dir(), _filters(given)
    known_ = filters.known if filters else None
    return lambda: question(open_store(folder, known_, viewer), *given)


def ready() -> bool:
    """Whether anything was published yet."""
    try:
        store()
    except NoWarehouse:
        return False
    return True


def store(filters: Filters | None = None) -> Store:
    """What the reader may see of the newest warehouse, as it was known on a day if the filters
    say so. Raises NoWarehouse."""
    known = filters.known if filters else None
    return open_store(data_dir(), known, who.current(), _run.state)


def ledger_seq() -> int:
    """The newest entry of the ledger that the figures in use know of."""
    return int(store().version[:10])


def ask(question: Callable, *given: Any) -> Any:
    """question(store, *given), a function of metrics, from the cache if it was asked before.

    Everything given must say all of itself in its repr: filters, names, numbers, dates.
    """
    source = store(_filters(given))
    name = f"{question.__module__}.{question.__qualname__}"
    return _answer(f"{source.version} {name} {given!r}", lambda: question(source, *given))


def _filters(given: tuple) -> Filters | None:
    seen = (getattr(g, "filters", g) for g in given)
    return next((f for f in seen if isinstance(f, Filters)), None)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _answer(key: str, _question: Callable[[], Any]) -> Any:
    return _question()


def facts() -> Facts | None:
    """What the filters need to know; None while no export of work has been loaded."""
    return ask(_facts)


def _facts(source: Store) -> Facts | None:
    as_of, days = context.default_as_of(source), context.first_and_last(source)
    if not as_of or not days:
        return None
    newest = max(s["newest"] for s in context.sources(source))
    choices = {name: tuple(values) for name, values in context.choices(source).items()}
    return Facts(as_of, days[0], newest, choices)


def units() -> list[dict]:
    """The units of the directory in its order, then the names that wait for an answer."""
    return ask(context.units)


def unit_names(short: bool = False) -> dict[str, str]:
    """unit_id -> name, in the directory's order; names that wait for an answer are marked. Last
    the word for units that are put together (metrics.sight)."""
    found = units()
    names = context.named(found, t("unit.unknown"), short)
    waiting = {u["unit_id"] for u in found if not u["resolved"] and u["name"]}
    every = {u: t("unit.waiting", name=n) if u in waiting else n for u, n in names.items()}
    role = who.current().role
    return every | ({OTHERS: t(f"gate.others.{role}")} if known(f"gate.others.{role}") else {})


def reads_all() -> bool:
    """Whether the reader sees every row: else lists hold less than the figures they open from."""
    return not limited(store())


def own_unit_names() -> dict[str, str]:
    """The units that the reader may choose."""
    names, viewer = unit_names(), who.current()
    own = names.keys() - {OTHERS} if reads_all() else own_units(viewer)
    return {unit: name for unit, name in names.items() if unit in own}


def sentence(filters: Filters) -> str:
    """What the filters say, in the reader's language."""
    return filters.sentence(language(), unit_names())


def shown_rate(x: int, n: int, least: int = SMALL) -> float | None:
    """A rate for a table's cell, to a tenth of a per cent; none under ten cases."""
    return round(x / n, 3) if n >= least else None


def enough(value: float | None, n: int) -> float | None:
    """A median or percentile for the eye; none under ten cases: the count speaks."""
    return value if n >= SMALL else None


def in_unit_order(rows: list[dict], key: str = "unit") -> list[dict]:
    """Rows of units in the directory's order, then the unresolved names."""
    place = {unit: n for n, unit in enumerate(unit_names())}
    return sorted(rows, key=lambda row: place.get(row[key], len(place)))
