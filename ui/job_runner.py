"""Runs one job's command when its turn comes, and writes down how it ended.

`python -m ui.job_runner FOLDER`, started by ui/jobs.py. One command at a time per data directory:
two loads would each parse with 2 GB, and the later build would redo the earlier one.
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
PROGRESS = ("check", "load", "review")  # verbs that say how far they are
OF_REPORTS = ("review",)  # verbs of `python -m reports`, which write into the job's folder
OUT = "papers"


def main(folder: Path) -> None:
    """Wait for the turn, run, clean up; exit_code comes last and says that the rest is there."""
    run = json.loads((folder / "run.json").read_text("utf-8"))
    with FileLock(folder.parent / "turn.lock"):
        (folder / "begun").touch()
        try:
            code = execute(run["verb"], run["arguments"], folder)
        finally:
            for lent in folder.glob("*.password"):
                lent.unlink(missing_ok=True)
    forget(folder, run["verb"])
    part = folder / "exit_code.part"
    part.write_text(str(code))
    os.replace(part, folder / "exit_code")


def execute(verb: str, arguments: list[str], folder: Path) -> int:
    """Run `python -m etl verb …` (or `reports`), its output in the folder; returns its status."""
    common = ["--data", str(folder.parent.parent), "--json"]
    if verb in PROGRESS:
        common += ["--progress", str(folder / "progress.json")]
    if verb in OF_REPORTS:
        common += ["--out", str(folder / OUT)]
    module = "reports" if verb in OF_REPORTS else "etl"
    command = [sys.executable, "-m", module, verb, *arguments, *common]
    with (folder / "out.json").open("wb") as out, (folder / "err.txt").open("wb") as err:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err}
        try:
            return subprocess.run(command, **quiet, timeout=SECONDS).returncode
        except subprocess.TimeoutExpired:
            return TIMED_OUT


def forget(folder: Path, verb: str) -> None:
    """Delete received files that may not be kept, and those that uploads/ has now."""
    try:
        reports = json.loads((folder / "out.json").read_text("utf-8")).get("files", [])
    except json.JSONDecodeError:
        return  # the command broke; what was received stays for another try
    gone = {r["upload"] for r in reports if r.get("refused") in NEVER_KEPT}
    if verb == "load":
        gone |= {r.get("received", r["upload"]) for r in reports if "refused" not in r}
    for file in json.loads((folder / "drop.json").read_text("utf-8"))["files"]:
        if file["sha256"] in gone:
            (folder / file["stored"]).unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
