"""Passwords of dropped workbooks: in this process's memory until the file is loaded, and in a
file only this user can read while a run needs it. No Streamlit.

Never in a command line, an address, a log, the ledger or what a page keeps between two clicks. The
runner deletes the file when its command ends; `sweep` deletes what a killed one left behind.
"""

from __future__ import annotations

import os
import time
from threading import Lock

from ui.job import Dropped, Job

SECONDS = 900  # a preview that waits longer asks again
LONGEST = 255  # characters, as in Excel
ENDING = ".password"

_held: dict[tuple[str, str], tuple[str, float]] = {}  # (job, file) -> password, until when
_lock = Lock()


def hold(job: Job, sha256: str, password: str) -> None:
    """Remember it for this job's runs."""
    with _lock:
        _held[job.id, sha256] = (password, time.monotonic() + SECONDS)


def forget(job_id: str) -> None:
    """The job needs no password any more."""
    with _lock:
        for key in [key for key in _held if key[0] == job_id]:
            del _held[key]


def lend(job: Job, file: Dropped) -> str | None:
    """The name of a file in the job's folder with the password; None where none is held."""
    password = _current(job.id, file.sha256)
    if password is None:
        return None
    path = job.folder / f"{file.stored}{ENDING}"
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        out.write(password)
    return path.name


def sweep(job: Job) -> None:
    """No run is under way: no password lies about."""
    for path in job.folder.glob(f"*{ENDING}"):
        path.unlink(missing_ok=True)


def _current(job_id: str, sha256: str) -> str | None:
    with _lock:
        now = time.monotonic()
        for key in [key for key, (_, until) in _held.items() if until < now]:
            del _held[key]
        return _held.get((job_id, sha256), (None, 0.0))[0]
