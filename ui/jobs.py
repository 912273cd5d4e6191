"""Long work in other processes: a folder per job under data/jobs, so that a page can be left.

A job is what was dropped on the page at once (or a withdrawal, a build). It is run through
`python -m etl`, by ui/job_runner.py, in a process of its own that outlives the page and the
server; everything a page knows of it is read back from its folder:

    drop.json     when and by whom; the files: random name, sender's name, size, sha256
    run.json      the run under way or the last one: {"verb", "arguments"}
    process.json  who runs it     begun, progress.json, out.json, err.txt     exit_code

A sender's file name is a label, never a path. Nothing here knows Streamlit.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal

from filelock import FileLock

from layout import REPO, DataDir
from ui.job_parts import end, identity, is_alive, label, read, write

KEPT_JOBS = 20  # older ones go when a new one comes
KEPT_AGE = timedelta(days=7)
KEPT_BYTES = 500 << 20  # of all kept jobs together
LIVE_JOBS = 5  # under way or waiting their turn; they run one at a time
FILES_AT_ONCE = 50
STARTING_SECONDS = 10  # a run this young need not have its process written down yet
ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{12}")

State = Literal["waiting", "running", "done", "failed", "lost", "empty"]


class TooMany(Exception):
    """No new work is taken on; the code says of what there is too much: 'files' or 'jobs'."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped: where it lies in the job's folder, its sender's name, bytes."""

    stored: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Job:
    """One folder, as read at one moment; ask `find` again for a later one."""

    folder: Path

    @property
    def id(self) -> str:
        return self.folder.name

    @cached_property
    def drop(self) -> dict:
        return read(self.folder / "drop.json") or {"at": "", "who": "", "files": []}

    @property
    def files(self) -> list[Dropped]:
        return [Dropped(**file) for file in self.drop["files"]]

    @cached_property
    def run(self) -> dict:
        """{"verb", "arguments"} of the newest run; the verb is '' before the first."""
        return read(self.folder / "run.json") or {"verb": "", "arguments": []}

    @cached_property
    def state(self) -> State:
        """waiting (its turn), running, done (it has a result), failed, lost (killed), empty."""
        if (self.folder / "exit_code").exists():
            return "done" if (self.folder / "out.json").stat().st_size else "failed"
        if not (self.folder / "run.json").exists():
            return "empty"
        if not is_alive(read(self.folder / "process.json")) and not self._starting():
            return "lost"
        return "running" if (self.folder / "begun").exists() else "waiting"

    def _starting(self) -> bool:
        age = time.time() - (self.folder / "run.json").stat().st_mtime
        return age < STARTING_SECONDS and not (self.folder / "process.json").exists()

    @property
    def live(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def progress(self) -> dict:
        """{"step", "done", "total", …}; {} before the first step."""
        return read(self.folder / "progress.json") or {}

    @cached_property
    def result(self) -> dict | None:
        """What the command printed as JSON; None where it printed none."""
        return read(self.folder / "out.json")

    @property
    def complaint(self) -> str:
        """The sentence a run ended with; '' where it broke instead (err.txt says how)."""
        try:
            said = (self.folder / "err.txt").read_text("utf-8", "replace").strip()
        except FileNotFoundError:
            return ""
        return "" if "Traceback" in said else said


def drop(data: DataDir, files: Sequence[tuple[str, bytes]], *, who: str) -> Job:
    """A new job with these files (sender's name, bytes) in its folder. Raises TooMany."""
    if len(files) > FILES_AT_ONCE:
        raise TooMany("files")
    if sum(job.live for job in every(data)) >= LIVE_JOBS:
        raise TooMany("jobs")
    tidy(data)
    now = datetime.now(UTC)
    folder = data.jobs / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"
    folder.mkdir(parents=True)
    kept = {file.sha256: file for file in (keep(folder, *one) for one in files)}  # each once
    listed = [asdict(file) for file in kept.values()]
    write(folder / "drop.json", {"at": now.isoformat(), "who": who, "files": listed})
    return Job(folder)


def keep(folder: Path, name: str, content: bytes) -> Dropped:
    """Write one received file under a random name."""
    digest = hashlib.sha256(content).hexdigest()
    path = folder / f"{secrets.token_hex(16)}.received"
    path.write_bytes(content)
    return Dropped(path.name, label(name), len(content), digest)


def start(job: Job, verb: str, arguments: Sequence[str]) -> Job:
    """Run `python -m etl verb arguments` for the job; one that is under way goes on alone."""
    with FileLock(job.folder / "start.lock"):
        if Job(job.folder).live:
            return Job(job.folder)
        for name in ("exit_code", "begun", "process.json", "progress.json", "out.json", "err.txt"):
            (job.folder / name).unlink(missing_ok=True)
        write(job.folder / "run.json", {"verb": verb, "arguments": list(arguments)})
        write(job.folder / "process.json", identity(launch(job.folder)))
    return Job(job.folder)


def launch(folder: Path) -> int:
    """The process that runs the folder's command, apart from the server's; its number."""
    apart = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    command = [sys.executable, "-m", "ui.job_runner", str(folder)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    process = subprocess.Popen(command, cwd=REPO, env=environment, **quiet, **apart)
    threading.Thread(target=process.wait, daemon=True).start()  # else it stays as a zombie
    return process.pid


def claim(job: Job, name: str) -> bool:
    """True the first time only, however many pages ask: what follows is done once."""
    try:
        (job.folder / f"{name}.done").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def find(data: DataDir, job_id: str) -> Job | None:
    """The job of that id; None for one that is gone, or for text that is no id."""
    folder = data.jobs / job_id if ID.fullmatch(job_id) else None
    return Job(folder) if folder and folder.is_dir() else None


def every(data: DataDir) -> list[Job]:
    """All kept jobs, the newest first."""
    found = data.jobs.iterdir() if data.jobs.is_dir() else ()
    return [Job(p) for p in sorted(found, reverse=True) if ID.fullmatch(p.name) and p.is_dir()]


def remove(job: Job) -> None:
    """Forget a job and its files; one that is under way is ended first."""
    end(read(job.folder / "process.json"))
    shutil.rmtree(job.folder, ignore_errors=True)


def tidy(data: DataDir) -> None:
    """Keep to the limits above: the oldest go first; what is under way stays."""
    size, oldest = 0, f"{datetime.now(UTC) - KEPT_AGE:%Y%m%dT%H%M%S}"
    for number, job in enumerate(every(data), start=1):
        size += sum(p.stat().st_size for p in job.folder.iterdir() if p.is_file())
        if not job.live and (number >= KEPT_JOBS or size > KEPT_BYTES or job.id < oldest):
            remove(job)
