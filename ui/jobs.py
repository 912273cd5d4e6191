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
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from layout import REPO, DataDir
from ui import who as reader
from ui.job import Dropped, Job
from ui.job_parts import end, identity, label, read, write

WEB = "web"  # who decided, where nobody signs in
KEPT_JOBS = 20  # older ones go when a new one comes
KEPT_AGE = timedelta(days=7)
KEPT_BYTES = 500 << 20  # of all kept jobs together
LIVE_JOBS = 5  # under way or waiting their turn; they run one at a time
BUILDS = 2  # besides, for what was decided must be built: one runs, one waits
FILES_AT_ONCE = 50
ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{12}")


class TooMany(Exception):
    """No new work is taken on; the code says of what there is too much: 'files' or 'jobs'."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def drop(data: DataDir, files: Sequence[tuple[str, bytes]], *, who: str, more: int = 0) -> Job:
    """A new job with these files (sender's name, bytes) in its folder. Raises TooMany."""
    if len(files) > FILES_AT_ONCE:
        raise TooMany("files")
    if sum(job.live for job in every(data)) >= LIVE_JOBS + more:
        raise TooMany("jobs")
    tidy(data)
    now = datetime.now(UTC)
    folder = data.jobs / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"
    folder.mkdir(parents=True)
    each = {hashlib.sha256(content).hexdigest(): (name, content) for name, content in files}
    listed = [asdict(keep(folder, *one, digest)) for digest, one in each.items()]
    write(folder / "drop.json", {"at": now.isoformat(), "who": who, "files": listed})
    return Job(folder)


def keep(folder: Path, name: str, content: bytes, digest: str) -> Dropped:
    """Write one received file under a random name."""
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


def by() -> str:
    """Who decides something on a page, for the ledger."""
    viewer = reader.current()
    return viewer.name if viewer.signed_in else WEB


def command(data: DataDir, verb: str, arguments: Sequence[str] = ()) -> Job:
    """Run a verb that takes no dropped file; one that still waits will do. Raises TooMany."""
    put_away(data)
    wanted = {"verb": verb, "arguments": list(arguments)}
    for job in every(data):
        if job.state == "waiting" and job.run == wanted:
            return job
    more = BUILDS if verb == "build" else 0
    return start(drop(data, [], who=by(), more=more), verb, arguments)


def put_away(data: DataDir) -> None:
    """Forget jobs that did what was asked; previews wait for their answer, papers are fetched."""
    for job in every(data):
        if job.state == "done" and job.run["verb"] not in ("check", "review"):
            remove(job)


def launch(folder: Path) -> int:
    """The process that runs the folder's command, apart from the server's; its number."""
    apart = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    command = [sys.executable, "-m", "ui.job_runner", str(folder)]
    environment = os.environ | {"PYTHONUTF8": "1", "DUNGHAN_ADDRESS": reader.address()}
    process = subprocess.Popen(command, cwd=REPO, env=environment, **quiet, **apart)
    threading.Thread(target=process.wait, daemon=True).start()  # else it stays as a zombie
    return process.pid


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
        size += job.size
        if not job.live and (number >= KEPT_JOBS or size > KEPT_BYTES or job.id < oldest):
            remove(job)
