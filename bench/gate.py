"""What the gate costs: the queries of each page as each role, beside the same page without a gate.

    python -m bench.gate [--items 1000000] [--data DIR] [--rounds 3]

Without a gate the tables of the warehouse are found directly. Of each statement the least CPU time
of the rounds counts (waiting says more of a busy machine than of the gate), of a page the sum.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
import time
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.big import make
from bench.pages import OFFICE, as_reader, opened, run
from bench.queries import Query, least, recording, taken
from layout import DataDir
from metrics import open_store
from store import Opened, Store
from ui import data as pages_data
from ui.pages_list import PAGES
from viewer import LOCAL, Viewer

LIMIT = 1.3
BARE = "no gate"
# they ask little
SKIPPED = ("upload", "names", "accounts", "pack", "unit_reports", "replies", "mine")
ITEM = "select item_id from work_item where unit_id = $unit limit 1"
OFFICIAL = "select official from item_official where item_id = $item"


class Ungated(Store):
    """The warehouse as it is, with what metrics call of macros and views."""

    def __init__(self, of: Opened) -> None:
        whole = Viewer("nobody asks", "office")
        self._opened, self.viewer, self._counts_only = of, LOCAL, False
        made, beyond = of._own(whole)
        kept = [one for one in made if "create view" not in one or "_record" in one]
        self._make = lambda name: of._make(name, kept, beyond)
        self.version = f"{of.version} ungated"

    def _cursor(self) -> AbstractContextManager:
        return self._opened.schemas.cursor("ungated", self._make)

    @property
    def totals(self) -> Store:
        return self


def cpu(seen: list[Query], page: str, item: str, rounds: int, of: Opened) -> float:
    """Milliseconds of all cores that a page's statements take, nothing being remembered."""

    def act(visit: AppTest) -> None:
        of.kept.clear()
        run(visit)

    views = [opened(PAGES[page].path(page), item) for _ in range(rounds)]
    return sum(query.cpu for query in least([taken(seen, partial(act, view)) for view in views]))


def report(found: dict[str, dict[str, float]]) -> bool:
    """One line per page, one column per role; whether all of them keep to the limit."""
    readers = list(dict.fromkeys(name for row in found.values() for name in row if name != BARE))
    print(f"{'CPU ms; x without the gate':28s}" + "".join(f"{n:>14s}" for n in (BARE, *readers)))
    for page, row in found.items():
        ratios = (f"{row[n] / row[BARE]:14.2f}" if n in row else " " * 14 for n in readers)
        print(f"{page:28s}{row[BARE]:14.0f}" + "".join(ratios))
    whole = {}
    for name in readers:
        both = [row for row in found.values() if name in row]
        whole[name] = sum(row[name] for row in both) / sum(row[BARE] for row in both)
    print(f"{'all pages':42s}" + "".join(f"{whole[n]:14.2f}" for n in readers))
    return max(whole.values()) <= LIMIT


def main() -> None:
    """Make the warehouse where there is none, measure, print; 1 where the limit is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m bench.gate")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="default: kept in the system's temporary folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="*", metavar="PAGE", choices=PAGES)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    kept = Path(tempfile.gettempdir()) / f"dunghan-bench-{options.items}"
    data = DataDir((options.data or kept).resolve())
    make(data, options.items)
    os.environ["DUNGHAN_DATA"] = str(data.root)
    store, direct = open_store(data), pages_data.store
    unit = store.query("select unit_id from work_item limit 1")[0]["unit_id"]
    item = store.query(ITEM, {"unit": unit})[0]["item_id"]
    person = store.query(OFFICIAL, {"item": item})[0]["official"]
    seen, of = recording(), store._opened
    ungated = Ungated(of)
    readers = {
        "here": LOCAL, "office": OFFICE, "leader": Viewer("leader", "leader"),
        "unit head": Viewer("head", "unit_head", (unit,)),
        "official": Viewer("official", "official", (), (person,)),
        "viewer": Viewer("viewer", "viewer"),
    }  # fmt: skip
    for name, viewer in readers.items():
        print(f"{name}: its schema takes {made(of, viewer):.0f} ms, once")
    found: dict[str, dict[str, float]] = {}
    for page in options.pages or [name for name in PAGES if name not in SKIPPED]:
        as_reader(OFFICE)
        pages_data.store = lambda filters=None: ungated
        found[page] = {BARE: cpu(seen, page, item, options.rounds, of)}
        pages_data.store = direct
        for name, viewer in readers.items():
            if PAGES[page].opens_to(viewer):
                as_reader(viewer)
                found[page][name] = cpu(seen, page, item, options.rounds, of)
    raise SystemExit(0 if report(found) else 1)


def made(of: Opened, viewer: Viewer) -> float:
    """Milliseconds until the first query of a scope may be asked."""
    start = time.perf_counter()
    store = Store.of(of, viewer)
    for door in (store, store.totals):
        door.query("select 1")
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
