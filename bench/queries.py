"""What a page asks of the store: each statement with its time, the least of several rounds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from store import Store


@dataclass(frozen=True)
class Query:
    """One statement, who asked it, the milliseconds it took and those of all cores together."""

    asker: str
    sql: str
    ms: float
    cpu: float

    @property
    def line(self) -> str:
        """The statement's beginning."""
        return " ".join(self.sql.split())[:90]


def recording() -> list[Query]:
    """From now on every Store.query is added to the list returned."""
    seen: list[Query] = []
    query = Store.query

    def timed(self: Store, sql: str, params: dict | None = None) -> list[dict]:
        start, cpu = time.perf_counter(), time.process_time()
        try:
            return query(self, sql, params)
        finally:
            spent = time.perf_counter() - start, time.process_time() - cpu
            seen.append(Query(asker(), sql, *(1000 * seconds for seconds in spent)))

    Store.query = timed
    return seen


def asker() -> str:
    """The function of metrics that a page called, which says more than the SQL it made."""
    frame, found = sys._getframe(2), ""
    while frame:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("metrics."):
            found = f"{name.removeprefix('metrics.')}.{frame.f_code.co_name}"
        frame = frame.f_back
    return found


def taken(seen: list[Query], act: Callable[[], object]) -> list[Query]:
    """What was asked while `act` ran. The answers of earlier runs are forgotten first."""
    st.cache_data.clear()
    seen.clear()
    act()
    return list(seen)


def least(rounds: list[list[Query]]) -> list[Query]:
    """Each statement with its least times of the rounds, which ask the same in the same order."""
    asked = {tuple(q.sql for q in one) for one in rounds}
    if len(asked) != 1:
        raise SystemExit("the rounds do not ask the same: measure again")
    return [
        replace(each[0], ms=min(q.ms for q in each), cpu=min(q.cpu for q in each))
        for each in zip(*rounds, strict=True)
    ]
