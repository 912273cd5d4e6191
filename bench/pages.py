"""What the queries of each page cost on a large warehouse, with nothing answered before.

    python -m bench.pages [--items 1000000] [--data DIR] [--rounds 3] [--page NAME …]

Every page is run by app.py itself, through Streamlit's AppTest, with an empty cache of answers;
each Store.query of the run is timed. The reader has no account or, where a page needs one, is the
Office. A second run clicks the page's first list open. Per query the least of the rounds counts,
per page their sum; on a busy machine look at the CPU of two cores.
Baselines of the same run: a scan of two date columns, the settlement table by unit alone.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.big import make
from bench.queries import Query, least, recording, taken
from layout import REPO, DataDir
from metrics import context, open_store
from metrics.filters import Filters
from metrics.measure import settlement
from metrics.periods import statutory_half
from store import Store
from ui import who
from ui.pages_list import PAGES
from viewer import LOCAL, Viewer

LIMITS_MS = {1_000_000: 300, 10_000_000: 2000}  # all queries of a page together, by items
LONGEST = 5  # queries listed per page
SCAN = "select count(*) as late from work_item where closed_on > due_on"
ONE = "select item_id from work_item where unit_id is not null limit 1"
OFFICE = Viewer("office", "office")
OPENERS = ("card.", "petitions.")  # keys of the buttons under figures, which open lists


def opened(page: str, item: str) -> AppTest:
    """A first visit to a page, by way of the front page, which must be drawn to know the others."""
    visit = run(AppTest.from_file(str(REPO / "app.py"), default_timeout=600))
    visit.query_params["item"] = item
    return visit.switch_page(page)


def run(visit: AppTest) -> AppTest:
    """One run of the page; a page that fails is no measure."""
    visit.run()
    if visit.exception or visit.error:
        raise SystemExit(f"the page failed: {[e.value for e in [*visit.exception, *visit.error]]}")
    return visit


def opener(visit: AppTest) -> str | None:
    """The key of the first button that opens a list."""
    return next((b.key for b in visit.button if str(b.key).startswith(OPENERS)), None)


def as_reader(viewer: Viewer) -> None:
    """From now on every page is this reader's."""
    who.current = lambda: viewer
    who.require = lambda page: viewer


def click(visit: AppTest, key: str) -> None:
    visit.button(key=key).click()
    run(visit)


def measure(
    seen: list[Query], item: str, rounds: int, only: list[str] | None
) -> dict[str, list[Query]]:
    """Name of the page (and of its first list) -> its statements; of `only` these pages."""
    found: dict[str, list[Query]] = {}
    for name in only or [name for name, page in PAGES.items() if page.opens_to(OFFICE)]:
        as_reader(LOCAL if PAGES[name].opens_to(LOCAL) else OFFICE)
        views = [opened(PAGES[name].path(name), item) for _ in range(rounds)]
        found[name] = least([taken(seen, partial(run, view)) for view in views])
        if key := opener(views[0]):
            clicks = [taken(seen, partial(click, view, key)) for view in views]
            of_page = {query.sql for query in found[name]}
            found[f"{name} + list"] = [q for q in least(clicks) if q.sql not in of_page]
    return found


def baselines(seen: list[Query], store: Store, rounds: int) -> dict[str, float]:
    """Milliseconds of the two statements everything is compared with."""
    as_of = context.default_as_of(store)
    half = statutory_half(as_of)
    now = Filters(as_of=half.last, period=half)
    acts = {
        "scan of two date columns": lambda: store.query(SCAN),
        "settlement by unit alone": lambda: settlement(store, now, "unit"),
    }
    return {
        name: total(least([taken(seen, act) for _ in range(rounds)])) for name, act in acts.items()
    }


def total(queries: list[Query]) -> float:
    return sum(query.ms for query in queries)


def report(found: dict[str, list[Query]], base: dict[str, float], limit: int | None) -> None:
    """One line per page, then the slowest statements of each."""
    scan, alone = base.values()
    for name, ms in base.items():
        print(f"{name:42s} {ms:8.1f} ms")
    heads = "queries", "ms", "CPU ms", "x scan", "x settlement"
    print(f"\n{'page':34s}" + "".join(f"{head:>13s}" for head in heads) + "  limit")
    for page, queries in found.items():
        ms, cpu = total(queries), sum(query.cpu for query in queries)
        said = "" if limit is None else f"{limit} ms{'' if ms <= limit else '  EXCEEDED'}"
        numbers = f"{len(queries):13d}{ms:13.1f}{cpu:13.1f}{ms / scan:13.1f}{ms / alone:13.2f}"
        print(f"{page:34s}{numbers}  {said}")
    for page, queries in found.items():
        print(f"\n{page}")
        for query in sorted(queries, key=lambda q: -q.ms)[:LONGEST]:
            print(f"{query.ms:9.1f} ms {query.cpu:9.1f} CPU ms  {query.asker:24s} {query.line}")


def main() -> None:
    """Make the warehouse where there is none, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="default: kept in the system's temporary folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--page", action="append", choices=PAGES, help="only this one; again")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit minds that there is no server
    kept = Path(tempfile.gettempdir()) / f"dunghan-bench-{options.items}"
    data = DataDir((options.data or kept).resolve())
    made = make(data, options.items)
    if data.warehouses() != [made]:
        raise SystemExit(f"{data.root} holds other warehouses too")
    os.environ["DUNGHAN_DATA"] = str(data.root)
    seen, store = recording(), open_store(data)
    item = str(store.query(ONE)[0]["item_id"])
    base = baselines(seen, store, options.rounds)
    found = measure(seen, item, options.rounds, options.page)
    report(found, base, LIMITS_MS.get(options.items))


if __name__ == "__main__":
    main()
