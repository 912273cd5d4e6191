"""Runs one job's command when its turn comes, and writes down how it ended.

`python -m ui.job_runner FOLDER`, started by ui/jobs.py. One command at a time per data directory:
two loads would each parse with 2 GB and the later build would redo the earlier one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

SECONDS = 1800  # a command running longer is killed
NEVER_KEPT = ("state_secret",)  # refusals after which the received file goes at once
TIMED_OUT = 124


def main(folder: Path) -> None:
    """Wait for the turn, run, clean up, write exit_code last: it says that all the rest is there."""
    run = json.loads((folder / "run.json").read_text("utf-8"))
    with FileLock(folder.parent / "turn.lock"):
        (folder / "begun").touch()
        code = execute(run["arguments"], folder)
    forget(folder, run["verb"], code)
    part = folder / "exit_code.part"
    part.write_text(str(code))
    os.replace(part, folder / "exit_code")


def execute(arguments: list[str], folder: Path) -> int:
    """Run `python -m …` with its output in the folder; returns its exit status."""
    with (folder / "out.json").open("wb") as out, (folder / "err.txt").open("wb") as err:
        try:
            command = [sys.executable, "-m", *arguments]
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, timeout=SECONDS
            ).returncode
        except subprocess.TimeoutExpired:
            return TIMED_OUT


def forget(folder: Path, verb: str, code: int) -> None:
    """Delete received files that may not be kept, or that uploads/ has now."""
    try:
        reports = json.loads((folder / "out.json").read_text("utf-8")).get("files", [])
    except json.JSONDecodeError:
        return
    files = json.loads((folder / "drop.json").read_text("utf-8"))["files"]
    for file, report in zip(files, reports):
        if (verb == "load" and code == 0) or report.get("refused") in NEVER_KEPT:
            (folder / file["stored"]).unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
