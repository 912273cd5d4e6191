"""Writers killed while they write: no entry that was acknowledged may be missing.

    python -m bench.ledger_kills [--kills 200]

Two processes at a time append to one ledger and say each entry's number and hash once `append` has
returned; both are killed (SIGKILL) at a random moment. In the end every entry that was said must
stand in the file, and the chain must hold. Prints both numbers; 1 if anything is missing.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from layout import REPO
from ledger import Ledger

AT_ONCE = 2
WRITER = """
import sys
from pathlib import Path
from ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
while True:
    entry = ledger.append("note", {"why": "quá hạn " * 20}, who="writer")
    print(entry.seq, entry.hash, flush=True)
"""


def killed(path: Path, chance: random.Random) -> list[tuple[int, str]]:
    """Start writers, kill them, and return what they had acknowledged."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path)], cwd=REPO,
                         stdout=subprocess.PIPE, text=True)
        for _ in range(AT_ONCE)
    ]  # fmt: skip
    said = [writer.stdout.readline() for writer in writers]  # each is at work
    time.sleep(chance.uniform(0, 0.05))
    for writer in writers:
        writer.kill()
    said += [line for writer in writers for line in writer.communicate()[0].splitlines(True)]
    return [(int(seq), digest) for seq, digest in map(str.split, filter(_whole, said))]


def _whole(line: str) -> bool:
    return line.endswith("\n")


def missing(path: Path, kills: int, seed: int = 1) -> tuple[int, list[int]]:
    """How many entries were acknowledged, and the numbers of those that are not in the chain."""
    chance = random.Random(seed)
    said = [one for _ in range(kills // AT_ONCE) for one in killed(path, chance)]
    ledger = Ledger(path)
    ledger.verify()
    kept = {(entry.seq, entry.hash) for entry in ledger.entries()}
    return len(said), [seq for seq, digest in said if (seq, digest) not in kept]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        said, lost = missing(path, options.kills)
        seq, _ = Ledger(path).head()
    print(f"{options.kills} kills: {said} acknowledged, {seq} in the chain, {len(lost)} missing")
    return int(bool(lost))


if __name__ == "__main__":
    raise SystemExit(main())
