"""What runs too long is interrupted, by one thread for all: starting one for each query took a
seventh of a page's time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import duckdb

LOOK_SECONDS = 0.25  # between two looks: by so much a query may pass its limit


class Watch:
    """Calls what stops something, again and again, from when its time is over until it has ended.

    At most one entry per query under way, and one thread, started with the first.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}
        self._looking = False

    @contextmanager
    def within(self, seconds: float, stop: Callable[[], None]) -> Iterator[None]:
        """`stop` is called if this takes longer than `seconds`, and never after it."""
        one = object()
        with self._lock:
            if not self._looking:
                threading.Thread(target=self._look, daemon=True).start()
                self._looking = True
            self._running[one] = (time.monotonic() + seconds, stop)
        try:
            yield
        finally:
            with self._lock:
                del self._running[one]

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            with self._lock:
                late = [s for until, s in self._running.values() if until < time.monotonic()]
                for stop in late:
                    with suppress(duckdb.Error):  # it has just been closed
                        stop()
