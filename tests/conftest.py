"""What many tests need: the repository, real exports, the loaded sample, a server, a browser."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from layout import REPO
from run import find_browser
from tests.browser.behind_nginx import TLS, in_front
from tests.ports import free_port

# The same examples in every run: a change is not to fail for what was there before. EXPLORE=1 looks
# for others; what it finds becomes an example of its own.
settings.register_profile("steady", derandomize=not os.environ.get("EXPLORE"))
settings.load_profile("steady")

EXPORTS = REPO.parent / "shared" / "exports"
START_SECONDS = 60
# All after --disable-gpu keep the browser from calling its maker.
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *(["--ignore-certificate-errors"] if TLS else []),
]


@pytest.fixture(scope="session")
def repo() -> Path:
    return REPO


@pytest.fixture(scope="session")
def exports() -> Path:
    """Real exports of a ministry, beside the repository; they are never copied into it."""
    if not EXPORTS.is_dir():
        pytest.skip(f"the real exports are not here: {EXPORTS}")
    return EXPORTS


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data directory with the shipped sample, loaded once for all workers. Change a copy only."""
    base = tmp_path_factory.getbasetemp()
    data = (base if worker_id == "master" else base.parent) / "sample-data"
    with FileLock(f"{data}.lock"):
        if not (data / "loaded").exists():
            load = ["-m", "etl", "load", "--manifest", "data/sample/manifest.toml", "--data"]
            subprocess.run([sys.executable, *load, data], cwd=REPO, check=True)
            (data / "loaded").touch()
    return data


@pytest.fixture
def own_data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the loaded sample for a test that changes it."""
    return copied(sample_data, tmp_path / "data")


def copied(data: Path, to: Path) -> Path:
    """A copy of a data directory that others read meanwhile: what they put beside it goes away."""
    passing = shutil.ignore_patterns("*.spill", "*.lock", "*-wal", "*-shm")
    return Path(shutil.copytree(data, to, ignore=passing))


@pytest.fixture(scope="session")
def server(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real dashboard on the sample, for tests that only look."""
    with_log = tmp_path_factory.mktemp("server") / "server.log"
    yield from run_server(sample_data, with_log)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Start a server of one's own on a data directory; it ends with the test."""
    running: list[Iterator[str]] = []

    def start(data: Path) -> str:
        running.append(run_server(data, tmp_path / f"server{len(running)}.log"))
        return next(running[-1])

    yield start
    for each in running:
        next(each, None)


def run_server(data: Path, log: Path) -> Iterator[str]:
    """A server that answers, as a process of its own; its output is in `log`."""
    port = free_port()
    if TLS:  # without accounts it answers nobody who comes through a proxy; visit.py signs in
        from tests.browser.sign_in_server import people

        people(data)
    command = [sys.executable, "-m", "ui.serve", "--port", str(port), "--no-browser"]
    env = os.environ | {"DUNGHAN_DATA": str(data), "PYTHONUTF8": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=REPO, env=env, stdout=output, stderr=output)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_healthy(url, process, log)
        with in_front(url, log.with_suffix(".nginx")) as address:
            yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_healthy(url: str, process: subprocess.Popen, log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{log.read_text('utf-8', 'replace')[-4000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if not path:
        why = "no Chromium here (python3 run.py test installs Debian's where it may)"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh Vietnamese reader at an office screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
