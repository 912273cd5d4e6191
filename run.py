"""Set up and start Đúng hạn (`python3 run.py`), or set up and test it (`python3 run.py test`).

Needs Python 3.11 or newer and nothing else: the pinned libraries go into .venv on the first
run, and again only when the lists change. Standard library only, for it runs before they exist.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Cần Python 3.11 trở lên (Python 3.11 or newer is needed).")

import argparse
import ctypes.util
import hashlib
import json
import os
import shutil
import socket
import subprocess
import venv
from pathlib import Path

from layout import REPO, SAMPLE_DIR, DataDir, data_dir

VENV = REPO / ".venv"
STAMP = VENV / "set-up.json"
FIRST_PORT = 8501
NGINX = ("nginx", "/usr/sbin/nginx")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def main(argv: list[str]) -> int:
    options = arguments(argv)
    set_up("requirements.txt", *(["requirements-dev.txt"] if options.command == "test" else []))
    if options.command == "test":
        return test(options.pytest)
    data = data_dir(options.data)
    if not options.no_sample:
        load_sample(data)
    publish(data)
    return start(data, options.port or free_port(), options.no_browser)


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Đúng hạn")
    parser.add_argument("command", nargs="?", choices=["start", "test"], default="start")
    parser.add_argument("pytest", nargs="*", help="test: further arguments for pytest, after --")
    parser.add_argument("--data", metavar="DIR", help="where its state is kept (default: ./data)")
    parser.add_argument("--port", type=int, help=f"default: the first free one from {FIRST_PORT}")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument("--no-sample", action="store_true", help="leave an empty directory empty")
    return parser.parse_args(argv)


# --- set up ----------------------------------------------------------------------------------


def set_up(*lists: str) -> None:
    """Install the pinned lists into .venv; does nothing when they are already there."""
    wanted = {name: hashlib.sha256((REPO / name).read_bytes()).hexdigest() for name in lists}
    wanted["python"] = f"{sys.version} {sys.base_prefix}"
    done = json.loads(STAMP.read_text("utf-8")) if STAMP.exists() else {}
    if wanted.items() <= done.items() and venv_python().exists():
        return
    print("Đang cài đặt thư viện vào .venv (chỉ lần đầu)…", flush=True)
    if done.get("python") != wanted["python"] or not venv_python().exists():
        ensure_pip()
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
        done = {}
    pip = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *(a for name in lists for a in ("-r", REPO / name))], check=True)
    STAMP.write_text(json.dumps(done | wanted), "utf-8")


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_pip() -> None:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, capture_output=True).returncode == 0:
        return
    if not apt_install("python3-venv"):
        sys.exit("Thiếu python3-venv. Hãy chạy: sudo apt install python3-venv")


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is allowed; False where it is not."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print(f"Installing Debian's {', '.join(packages)}…", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    steps = (["apt-get", "update", "-qq"], install)
    return all(subprocess.run(s, env=env, stdout=subprocess.DEVNULL).returncode == 0 for s in steps)


# --- start -----------------------------------------------------------------------------------


def start(data: DataDir, port: int, no_browser: bool) -> int:
    print(f"Đúng hạn: http://127.0.0.1:{port}  (Ctrl+C để dừng)", flush=True)
    command = [venv_python(), "-m", "ui.serve", "--port", port]
    command += ["--no-browser"] if no_browser else []
    env = child_environment() | {"DUNGHAN_DATA": str(data.root)}
    if os.name == "posix":  # become the server, so that a signal to this command reaches it
        os.chdir(REPO)
        os.execve(command[0], list(map(str, command)), env)
    try:
        return subprocess.run(list(map(str, command)), cwd=REPO, env=env).returncode
    except KeyboardInterrupt:
        return 0


def load_sample(data: DataDir) -> None:
    """Fill an empty installation with the shipped sample, through the real ETL.

    The marker tells a load that was interrupted from files a user has loaded since.
    """
    marker = data.root / "sample.loading"
    if data.uploads.exists() and any(data.uploads.iterdir()) and not marker.exists():
        return
    print("Đang nạp dữ liệu mẫu…", flush=True)
    data.root.mkdir(parents=True, exist_ok=True)
    marker.touch()
    load = [venv_python(), "-m", "etl", "load", "--manifest", SAMPLE_DIR / "manifest.toml"]
    command = [*load, "--data", data.root]
    subprocess.run(
        command, cwd=REPO, env=child_environment(), check=True, stdout=subprocess.DEVNULL
    )
    marker.unlink()


def publish(data: DataDir) -> None:
    """Build the warehouse again if this version of the product makes another of the same files."""
    if data.uploads.exists():
        command = [venv_python(), "-m", "etl", "build", "--data", data.root]
        subprocess.run(
            command, cwd=REPO, env=child_environment(), check=True, stdout=subprocess.DEVNULL
        )


def child_environment() -> dict[str, str]:
    return os.environ | {"PYTHONUTF8": "1"}


def free_port() -> int:
    """The first port from 8501 on that nobody on this machine listens at."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    sys.exit("Không còn cổng trống từ 8501; hãy chọn bằng --port.")


# --- test ------------------------------------------------------------------------------------


def test(pytest_arguments: list[str]) -> int:
    """Everything that has to pass before a change is accepted; the tests' own lines come last."""
    ensure_browser()
    python = [venv_python(), "-m"]
    # Longest files first: those of the browser, as it happens; the quick ones fill the end.
    order = ("--dist", "loadfile", "--no-loadscope-reorder")
    tests = [*python, "pytest", "-n", "2", *order, *pytest_arguments]
    steps = ([*python, "ruff", "check"], [*python, "ruff", "format", "--check"], tests)
    codes = [subprocess.run(s, cwd=REPO, env=child_environment()).returncode for s in steps]
    if any(codes[:2]):
        print("ruff found something to mend: see above.", flush=True)
    return max(codes, key=abs)


def find_browser() -> str | None:
    """A Chromium-like browser for the tests: the variable DUNGHAN_BROWSER, or one on the path."""
    found = [os.environ.get("DUNGHAN_BROWSER"), *map(shutil.which, BROWSERS)]
    return next(filter(None, found), None)


def ensure_browser() -> None:
    """Install what the browser tests need from Debian, or say that they will not run."""
    missing = [] if find_browser() else ["chromium"]
    if sys.platform == "linux" and not any(map(shutil.which, NGINX)):
        missing.append("nginx-light")  # the tests of deploy/ put it in front of the server
    if sys.platform == "linux" and not ctypes.util.find_library("atomic"):
        missing.append("libatomic1")  # the driver of playwright is linked to it
    if missing and not apt_install(*missing):
        print(
            f"Missing here and not to be installed: {', '.join(missing)} (needs root and apt-get;"
        )
        print("DUNGHAN_BROWSER may name a browser). Browser tests are skipped; under CI they fail.")


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a Windows console may not be UTF-8
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failed:  # it has said itself what went wrong
        sys.exit(f"Không hoàn thành: {' '.join(map(str, failed.cmd[:6]))}…")
