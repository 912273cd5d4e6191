"""Server CPU and waiting time per rerun, over the websocket a browser would use.

    python -m bench.sessions [--data DIR] [--reruns 20] [--sessions 20] [--pause 2]

The real server runs on the sample, or on DIR. A session opens a page and asks for it again and
again, each time for the other of two periods, as back and forward in the browser do: the filters,
every figure and every chart are made anew. The page that costs most is then shared by many
sessions, each of which pauses between two reruns, as readers do. Baseline of the same run: a page
that says one word, on the same server with the same settings.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.servers import Server, baseline, dashboard
from ui import pages_list
from viewer import LOCAL

LIMIT_MS = 100  # server CPU per rerun of the heaviest page
# Name -> address, of every page that needs no account. The front page has none of its own.
OPEN = [name for name, page in pages_list.PAGES.items() if page.opens_to(LOCAL)]
PAGES = {name: "" if name == pages_list.first(LOCAL) else name for name in OPEN}
VIEWS = ("period=2023H1", "period=2023H2")
# Seconds between reruns of a session that is alone. Without any, TCP's delayed acknowledgement adds
# 40 ms to each, which no reader clicks fast enough to meet.
ALONE = 0.3


@dataclass(frozen=True)
class Cost:
    """What reruns cost: CPU of the server per rerun and how long each was waited for, in ms."""

    cpu: float
    waits: list[float]
    kilobytes: float

    @property
    def p50(self) -> float:
        return statistics.median(self.waits)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.waits, n=20)[-1]


async def rerun(connection: ClientConnection, page: str, view: str) -> tuple[float, int]:
    """Ask for a page and wait until it has come whole: milliseconds and bytes."""
    start, size = time.perf_counter(), 0
    message = BackMsg(rerun_script=ClientState(query_string=view, page_name=page))
    await connection.send(message.SerializeToString())
    while True:
        raw = await connection.recv()
        size += len(raw)
        answer = ForwardMsg.FromString(raw)
        if answer.WhichOneof("type") == "script_finished":
            return 1000 * (time.perf_counter() - start), size
        refuse(answer, page)


def refuse(answer: ForwardMsg, page: str) -> None:
    """A page that fails, or is not there, is no measure."""
    if answer.WhichOneof("type") == "page_not_found":
        raise SystemExit(f"no such page: {page}")
    if answer.delta.new_element.WhichOneof("type") in ("exception", "alert"):
        said = answer.delta.new_element
        if said.exception.message or said.alert.format == said.alert.ERROR:
            raise SystemExit(f"the page failed: {page}: {said}")


async def session(port: int, page: str, reruns: int, pause: float) -> list[tuple[float, int]]:
    """One reader: opens the page, then asks for it `reruns` times with pauses of about `pause`."""
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None) as connection:
        views = itertools.cycle(VIEWS)
        found = []
        for _ in range(reruns):
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)
            found.append(await rerun(connection, page, next(views)))
        return found


async def together(port: int, page: str, reruns: int, sessions: int, pause: float) -> list:
    each = (session(port, page, reruns, pause) for _ in range(sessions))
    return [one for found in await asyncio.gather(*each) for one in found]


def measure(
    server: Server, page: str, reruns: int, sessions: int = 1, pause: float = ALONE
) -> Cost:
    """The cost of `reruns` by each of so many sessions, after a first look at every view."""
    asyncio.run(together(server.port, page, 2 * len(VIEWS), 1, 0))
    before = server.cpu()
    found = asyncio.run(together(server.port, page, reruns, sessions, pause))
    cpu = 1000 * (server.cpu() - before) / len(found)
    waits, sizes = zip(*found, strict=True)
    return Cost(cpu, list(waits), statistics.mean(sizes) / 1000)


# --- report ---------------------------------------------------------------------------------------


def line(name: str, cost: Cost, base: Cost, limit: int | None = None) -> None:
    said = ""
    if limit is not None:
        said = f"  CPU at most {limit} ms" + ("" if cost.cpu <= limit else "  EXCEEDED")
    ratios = f"{cost.cpu / base.cpu:8.1f}{cost.p50 / base.p50:8.1f}"
    numbers = f"{cost.cpu:9.1f}{cost.p50:9.1f}{cost.p95:9.1f}{cost.kilobytes:9.1f}"
    print(f"{name:28s}{numbers}{ratios}{said}", flush=True)


def heading() -> None:
    columns = "CPU ms", "p50 ms", "p95 ms", "KB"
    print(f"{'per rerun':28s}" + "".join(f"{c:>9s}" for c in columns) + "  x CPU   x p50")


def main() -> None:
    """Find the page that costs most with one session, then share it among many."""
    parser = argparse.ArgumentParser(prog="python -m bench.sessions")
    parser.add_argument("--data", type=Path, help="a loaded data directory (default: the sample)")
    parser.add_argument("--reruns", type=int, default=20, help="by each session")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2, help="seconds between reruns of many")
    options = parser.parse_args()
    data, many = options.data and options.data.resolve(), options.sessions
    with baseline() as server:
        empty = measure(server, "", options.reruns)
        empty_many = measure(server, "", options.reruns, many, options.pause)
    with dashboard(data) as server:
        heading()
        line("1 session, empty page", empty, empty)
        costs = {name: measure(server, page, options.reruns) for name, page in PAGES.items()}
        heaviest = max(costs, key=lambda name: costs[name].cpu)
        for name, cost in costs.items():
            line(f"1 session, {name}", cost, empty, LIMIT_MS if name == heaviest else None)
        line(f"{many} sessions, empty page", empty_many, empty_many)
        shared = measure(server, PAGES[heaviest], options.reruns, many, options.pause)
        line(f"{many} sessions, {heaviest}", shared, empty_many, LIMIT_MS)


if __name__ == "__main__":
    main()
