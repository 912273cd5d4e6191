"""Verifying a ledger of many entries, beside plain reading of the same rows in the same run.

    python -m bench.ledger [--entries 100000]

Prints the least seconds and CPU seconds of several runs, and the ratio; the limit is 2 s of CPU for
100,000 entries (on a machine that does nothing else the seconds are the same).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ledger import GENESIS, Ledger, canonical, chain_hash

LIMIT = 2.0 / 100_000  # CPU seconds per entry
RUNS = 3


def rows(number: int) -> Iterator[tuple]:
    """Entries as a record makes them: some fields, some ids, a reason."""
    prev = GENESIS
    for seq in range(1, number + 1):
        body = {"register": "reminders", "unit_id": "so-kh", "items": [f"{seq:036d}"] * 3,
                "content": "Nhắc nhở việc chậm trả lời ý kiến"}  # fmt: skip
        at = f"2026-01-01T00:00:00.{seq % 1_000_000:06d}+00:00"
        fields = (seq, at, "an.nv", "record_added", canonical(body), "theo văn bản", prev)
        prev = chain_hash(*fields)
        yield (*fields, prev)


def least(run: Callable[[], object]) -> tuple[float, float]:
    """Least seconds and least CPU seconds of several runs."""
    found = []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(wall for wall, _ in found), min(cpu for _, cpu in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.sqlite")
        ledger.fill(rows(options.entries))
        anchor = ledger.head()[1]
        reading, verifying = least(ledger.entries), least(lambda: ledger.verify(anchor))
    print(f"entries  {reading[0]:.2f} s, CPU {reading[1]:.2f} s")
    print(f"verify   {verifying[0]:.2f} s, CPU {verifying[1]:.2f} s")
    print(
        f"{verifying[1] / reading[1]:.1f} × reading; limit {LIMIT * options.entries:.1f} s of CPU"
    )
    return int(verifying[1] > LIMIT * options.entries)


if __name__ == "__main__":
    raise SystemExit(main())
