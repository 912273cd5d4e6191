"""The servers that bench.sessions asks: the dashboard, and a page of one word as its baseline."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from layout import REPO

START_SECONDS = 60
EMPTY = "import streamlit as st\nst.text('Đúng hạn')\n"
SERVE_EMPTY = (
    "import sys, streamlit as st\nst.App('empty.py').run(config={'server.port': int(sys.argv[1])})"
)


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: psutil.Process

    def cpu(self) -> float:
        """Seconds of CPU it has used."""
        times = self.process.cpu_times()
        return times.user + times.system


@contextmanager
def running(command: list[str], folder: Path, **env: str) -> Iterator[Server]:
    """A server of its own process, ended at the end; its port is added to the command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, str(port)], cwd=folder, env=os.environ | env, **quiet)
    try:
        wait_for(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


@contextmanager
def dashboard(data: Path | None) -> Iterator[Server]:
    """The dashboard on a data directory, by default on the sample."""
    with tempfile.TemporaryDirectory(prefix="dunghan-bench-") as folder:
        if data is None:
            data = Path(folder) / "data"
            load = [sys.executable, "-m", "etl", "load", "--manifest", "data/sample/manifest.toml"]
            command = [*load, "--data", str(data)]
            subprocess.run(command, cwd=REPO, check=True, stdout=subprocess.DEVNULL)
        serve = [sys.executable, "-m", "ui.serve", "--no-browser", "--port"]
        with running(serve, REPO, DUNGHAN_DATA=str(data)) as server:
            yield server


@contextmanager
def baseline() -> Iterator[Server]:
    """A page of one word, on the same server with the same settings."""
    with tempfile.TemporaryDirectory(prefix="dunghan-bench-") as name:
        folder = Path(name)
        (folder / "empty.py").write_text(EMPTY, "utf-8")
        (folder / ".streamlit").mkdir()
        shutil.copy(REPO / ".streamlit" / "config.toml", folder / ".streamlit")
        serve = [sys.executable, "-c", SERVE_EMPTY]
        with running(serve, folder, STREAMLIT_SERVER_HEADLESS="true") as server:
            yield server
