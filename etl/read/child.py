"""A process that may die without harm: bounded in memory, time and what it says.

The memory limit is the kernel's where there is one (RLIMIT_DATA), and a watchdog everywhere.
RLIMIT_DATA and not RLIMIT_AS: DuckDB reserves addresses it never touches, and would die of the
latter. Measured on 100,000 x 15 cells: 1,210 MB of addresses, 460 MB of data, 330 MB resident at
their peaks; at worst 330 MB of data were counted that were not resident at that moment (freed,
but kept by the allocator for the next allocation, and thread stacks).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import IO

from etl.read.limits import CHUNK, MB, MEMORY_MB, OUTPUT_MB, SECONDS
from etl.refusal import Refused
from layout import REPO

try:
    import resource
except ImportError:  # Windows: the watchdog alone
    resource = None

_POLL_SECONDS = 0.05
# How Rust, Python and DuckDB say that an allocation failed, on their way out.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"Out of Memory Error", b"bad_alloc")
_LAST_WORDS = 500


def run_limited(
    args: list[str],
    *,
    memory_mb: int = MEMORY_MB,
    seconds: float = SECONDS,
    file: str = "",
    stdin: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run `python *args` (such as ["-m", "etl.stage.child", …]) and return what it printed.

    Raises Refused: child_memory, child_time, or child_died for any other end but exit status
    0; params hold `limit`, and for child_died `detail` with its last words. `file` names what
    it was reading. `stdin` is what it is told in secret: a few words, read at once.
    """
    with (
        TemporaryDirectory(prefix="dunghan-") as own,
        _started(args, own, seconds, memory_mb) as process,
    ):
        _tell(process, stdin)
        out, err = _Capture(process.stdout), _Capture(process.stderr)
        code = _watch(process, memory_mb, time.monotonic() + seconds)
        out.join()
        err.join()
    code = code or _verdict(process.returncode, out, err)
    if code:
        limit = seconds if code == "child_time" else memory_mb
        raise Refused(code, file=file, limit=int(limit), detail=err.words()[-_LAST_WORDS:])
    return subprocess.CompletedProcess(process.args, 0, out.words(), err.words())


@contextmanager
def _started(
    args: list[str], own: str, seconds: float, memory_mb: int
) -> Iterator[subprocess.Popen]:
    """The process, in a group of its own; dead at the end, whatever happened here.

    `own` is its folder for temporary files. The caller removes it: a killed child cannot, and
    what it was reading may be secret.
    """
    process = subprocess.Popen(
        [sys.executable, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment() | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), own),
        **_OWN_GROUP,
    )
    try:
        _limit(process.pid, memory_mb, seconds)
        yield process
    finally:
        _kill(process)
        process.wait()
        process.stdout.close()
        process.stderr.close()


def _tell(process: subprocess.Popen, words: str) -> None:
    """Hand over and close: a child that asks for more finds the end."""
    with suppress(BrokenPipeError), process.stdin:  # dead already: its end says why
        process.stdin.write(words.encode())


_OWN_GROUP = (
    {"start_new_session": True}
    if os.name == "posix"
    else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
)


def _environment() -> dict[str, str]:
    """Found from any folder, UTF-8 everywhere, and without allocators that reserve ahead."""
    paths = [str(REPO), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONSAFEPATH": "1",  # a module in the folder the user stands in is not ours
        "PYTHONUTF8": "1",
    }


def _limit(pid: int, memory_mb: int, seconds: float) -> None:
    """Kernel limits from outside (not preexec_fn, which deadlocks in a threaded parent)."""
    if resource is None or not hasattr(resource, "prlimit"):
        return
    with suppress(ProcessLookupError):  # already over
        resource.prlimit(pid, resource.RLIMIT_DATA, (memory_mb * MB, memory_mb * MB))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        cpu = int(seconds * (os.cpu_count() or 1)) + 1  # also when the parent dies first
        resource.prlimit(pid, resource.RLIMIT_CPU, (cpu, cpu))


def _watch(process: subprocess.Popen, memory_mb: int, deadline: float) -> str | None:
    """Wait for the end; the code of the limit that was passed, after killing."""
    import psutil  # slow to load, and the child is at work meanwhile

    # A thread, because Popen.wait with a timeout sleeps up to 50 ms past the end.
    end = threading.Thread(target=process.wait, daemon=True)
    end.start()
    while True:
        end.join(_POLL_SECONDS)
        if not end.is_alive():
            return None
        code = "child_time" if time.monotonic() > deadline else None
        with suppress(psutil.NoSuchProcess):
            if psutil.Process(process.pid).memory_info().rss > memory_mb * MB:
                code = "child_memory"
        if code:
            _kill(process)
            end.join()
            return code


def _kill(process: subprocess.Popen) -> None:
    if process.poll() is not None:
        return
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    import psutil

    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
    process.kill()


class _Capture(threading.Thread):
    """Reads a pipe to its end and keeps the first OUTPUT_MB."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.pipe, self.kept, self.overflow = pipe, bytearray(), False
        self.start()

    def run(self) -> None:
        while piece := self.pipe.read1(CHUNK):
            room = OUTPUT_MB * MB - len(self.kept)
            self.overflow |= len(piece) > room
            self.kept += piece[:room]

    def words(self) -> str:
        return self.kept.decode("utf-8", "replace")


def _verdict(status: int, out: _Capture, err: _Capture) -> str | None:
    if status == 0 and not out.overflow:
        return None
    if any(mark in err.kept for mark in _OUT_OF_MEMORY):
        return "child_memory"
    if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        return "child_time"
    return "child_died"
