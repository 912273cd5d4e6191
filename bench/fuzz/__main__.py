"""Mutation fuzzing of the reader.

    python -m bench.fuzz [--copies 10000] [--seed 1] [FILE …]

Each copy is a real file broken at random. It is looked at by the product's parent (`precheck`),
then read by the product's child under its limits, many copies in one child; a copy that a child
dies of is read again alone, through the very door that an upload takes (`etl.staging.stage`).
Whatever the copy, this process must live, stay within 300 MB of where it began, and no row may be
loaded that has no place in the file. Prints what became of the copies; fails on any breach.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.fuzz.mutate import mutated
from etl.read import precheck
from etl.read.child import run_limited
from etl.refusal import Refused
from etl.staging import Staged, describe, stage
from etl.uploads import Upload, sha256_of
from layout import REPO, SAMPLE_DIR

BATCH = 40
GROWTH_MB = 300  # what the parent may take beyond its base
HANG_SECONDS = 10  # of processor time: a crowded machine is no fault of a file
LOADABLE = ("sample", "ministry_2017")
LARGEST = 400_000  # bytes of an original: copies should take tens of milliseconds
MB = 1 << 20


@dataclass
class Tally:
    """What became of the copies, and what must never be."""

    ends: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    deaths: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    slowest: float = 0.0
    rows: int = 0


def originals(given: list[Path]) -> list[Path]:
    """The files named, else the shipped sample and, where they are, the real exports; those that
    load thrice, since a copy that is refused at once says little."""
    if given:
        return given
    exports = REPO.parent / "shared" / "exports"
    files = [*SAMPLE_DIR.iterdir(), *(exports.rglob("*.*") if exports.is_dir() else ())]
    known = (".xlsx", ".xls", ".csv")
    found = sorted(f for f in files if f.suffix in known and 0 < f.stat().st_size < LARGEST)
    return found + [f for f in found if f.parent.name in LOADABLE] * 2


def fuzz(files: list[Path], copies: int, seed: int, keep: Path | None = None) -> Tally:
    """Read `copies` broken copies; the same seed breaks them the same way."""
    tally, base = Tally(), _resident()
    for start in range(0, copies, BATCH):
        with tempfile.TemporaryDirectory(prefix="dunghan-fuzz-") as scratch:
            folder = Path(scratch)
            batch = list(
                _batch(files, range(start, min(start + BATCH, copies)), seed, folder, tally)
            )
            _read(batch, folder, tally, keep)
        print(f"\r{start + BATCH} {len(tally.deaths)} deaths", end="", file=sys.stderr, flush=True)
        growth = _resident() - base
        if growth > GROWTH_MB * MB:
            tally.breaches.append(f"the parent grew by {growth // MB} MB")
            return tally
    return tally


def _batch(files, numbers: range, seed: int, folder: Path, tally: Tally) -> Iterator[dict]:
    """Copies that the parent lets through to a child."""
    for number in numbers:
        random = Random(f"{seed}-{number}")
        original = random.choice(files)
        data, way = mutated(original.read_bytes(), random)
        tally.ways[way] += 1
        path = folder / str(number)
        path.write_bytes(data)
        try:
            precheck(path, original.name)
        except Refused as refused:
            tally.ends[f"refused by the parent: {refused.code}"] += 1
            continue
        yield {"number": number, "name": original.name, "stored": path.name, "way": way}


def _read(batch: list[dict], folder: Path, tally: Tally, keep: Path | None) -> None:
    """Read a batch in one child; after a death, the copy it died of alone, then the rest."""
    while batch:
        done = folder / "done.jsonl"
        done.write_text("")
        (folder / "batch.json").write_text(json.dumps(batch), "utf-8")
        try:
            run_limited(["-m", "bench.fuzz.worker", str(folder)])
            death = None
        except Refused as refused:
            death = refused
        results = [json.loads(line) for line in done.read_text("utf-8").splitlines()]
        for entry, result in zip(batch, results):
            _note(entry, result, folder, tally)
        if death is None:
            return
        _alone(batch[len(results)], death, folder, tally, keep)
        batch = batch[len(results) + 1 :]


def _note(entry: dict, result: dict, folder: Path, tally: Tally) -> None:
    tally.slowest = max(tally.slowest, result["seconds"])
    if result["seconds"] > HANG_SECONDS:
        tally.breaches.append(f"{entry}: {result['seconds']:.0f} s")
    try:
        tally.ends[_said(entry, result, folder)] += 1
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        tally.breaches.append(f"{entry}: the parent could not say it: {error!r}")
    if "summary" in result:
        tally.rows += result["summary"]["rows"]["loaded"]


def _said(entry: dict, result: dict, folder: Path) -> str:
    """The end of a copy, worded as the parent would."""
    if "refused" in result:
        str(Refused(result["refused"], **{"file": entry["name"]} | result["params"]))
        return f"refused: {result['refused']}"
    upload = Upload(sha256_of(folder / entry["stored"]), entry["name"], 0, as_of="2017-04-12")
    describe(Staged(upload, Path(), result["summary"]))
    return "loaded"


def _alone(entry: dict, death: Refused, folder: Path, tally: Tally, keep: Path | None) -> None:
    """Through the door an upload takes: it must end in a refusal here too, or be accepted."""
    words = death.params.get("detail", "")
    # The worker's own assertions: a row without a place; and a copy that hangs without working.
    if "AssertionError" in words or death.code == "child_time":
        tally.breaches.append(f"{entry}: {words[-300:]}")
    path = folder / entry["stored"]
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, keep / f"{entry['number']}-{entry['name']}")
    upload = Upload(sha256_of(path), entry["name"], path.stat().st_size, as_of="2017-04-12")
    try:
        describe(stage(upload, path, folder / "alone"))
        end = "died in a batch, loaded alone"
    except Refused as refused:
        end = f"died, refused: {refused.code}"
    tally.ends[end] += 1
    tally.deaths.append(f"{entry}: {death.code} {words[-200:]!r}")


def _resident() -> int:
    """The most this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.fuzz")
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--copies", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="folder for the copies that a child died of")
    given = options.parse_args()
    files, begin, base = originals(given.files), time.monotonic(), _resident()
    tally = fuzz(files, given.copies, given.seed, given.keep)
    print(f"{given.copies} copies of {len(set(files))} files, seed {given.seed},"
          f" {time.monotonic() - begin:.0f} s")  # fmt: skip
    for end, number in [*tally.ways.most_common(), *tally.ends.most_common()]:
        print(f"{number:7} {end}")
    print(f"{tally.rows} rows loaded; the slowest copy took {tally.slowest:.1f} s;"
          f" the parent grew by {(_resident() - base) / MB:.0f} MB")  # fmt: skip
    for line in (*tally.deaths, *(f"BREACH {b}" for b in tally.breaches)):
        print(line)
    return int(bool(tally.breaches))


if __name__ == "__main__":
    sys.exit(main())
