"""One job as its folder tells it; what stands in the folder, ui/jobs.py says."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ui.job_parts import is_alive, read

STARTING_SECONDS = 10  # a run this young need not have its process written down yet

State = Literal["waiting", "running", "done", "failed", "lost", "empty"]


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

    @property
    def size(self) -> int:
        """Bytes of its files; 0 once another page has put it away."""
        try:
            return sum(p.stat().st_size for p in self.folder.iterdir() if p.is_file())
        except FileNotFoundError:
            return 0

    @cached_property
    def state(self) -> State:
        """waiting (its turn), running, done (it has a result), failed, lost (killed), empty; empty
        also once another page has put it away."""
        try:
            return self._read_state()
        except FileNotFoundError:
            return "empty"

    def _read_state(self) -> State:
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

    def claim(self, name: str) -> bool:
        """True the first time only, however many pages ask: what follows is done once."""
        try:
            (self.folder / f"{name}.done").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True
