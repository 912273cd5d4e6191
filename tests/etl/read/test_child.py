"""A child that dies, in every way, leaves its parent with a refusal and nothing running."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from etl.read.child import run_limited
from etl.read.limits import OUTPUT_MB
from etl.refusal import Refused

RUST_WORDS = "import sys,os; sys.stderr.write('memory allocation of 9 bytes failed'); os.abort()"


def run(code: str, **limits):
    return run_limited(["-c", code], file="x.xlsx", **limits)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("x = bytearray(3 << 30)", "child_memory"),
        ("x = [bytearray(1 << 20) for _ in range(4096)]", "child_memory"),
        (RUST_WORDS, "child_memory"),
        ("while True: pass", "child_time"),
        ("import time; time.sleep(60)", "child_time"),
        ("import os; os.abort()", "child_died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "child_died"),
        ("import ctypes; ctypes.string_at(0)", "child_died"),
        ("raise SystemExit(3)", "child_died"),
        ("1 / 0", "child_died"),
        (f"print('x' * ({OUTPUT_MB + 1} << 20))", "child_died"),
    ],
)
def test_every_death_is_a_refusal(code, refusal):
    with pytest.raises(Refused) as refused:
        run(code, memory_mb=200, seconds=2)
    assert refused.value.code == refusal
    assert "x.xlsx" in str(refused.value)


def test_the_last_words_are_kept():
    with pytest.raises(Refused) as refused:
        run("1 / 0")
    assert refused.value.params["detail"].endswith("ZeroDivisionError: division by zero\n")


def test_the_watchdog_alone_stops_a_greedy_child(monkeypatch):
    """Where the kernel has no such limit (macOS, Windows)."""
    monkeypatch.setattr("etl.read.child.resource", None)
    begin = time.monotonic()
    with pytest.raises(Refused) as refused:
        run("import time; x = b'x' * (400 << 20); time.sleep(60)", memory_mb=200)
    assert refused.value.code == "child_memory"
    assert time.monotonic() - begin < 5


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
def test_a_grandchild_dies_too():
    sleep = "import subprocess, sys; print(subprocess.Popen(['sleep', '77.31']).pid, flush=True);"
    with pytest.raises(Refused) as refused:
        run(sleep + "import time; time.sleep(60)", seconds=1)
    assert refused.value.code == "child_time"
    alive = [p for p in psutil.process_iter(["cmdline"]) if "77.31" in (p.info["cmdline"] or [])]
    assert [p for p in alive if p.status() != psutil.STATUS_ZOMBIE] == []


def test_what_it_says_comes_back_as_utf8():
    done = run("import sys; print('Đã đọc', *sys.argv[1:]); print('ghi chú', file=sys.stderr)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Đã đọc\n", "ghi chú\n")


def test_it_finds_our_packages_from_any_folder_and_not_those_of_the_folder(tmp_path):
    (tmp_path / "etl.py").write_text("raise SystemExit('a stranger was imported')")
    script = "from etl.read.child import run_limited; run_limited(['-c', 'import etl.read'])"
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    subprocess.run([sys.executable, "-P", "-c", script], cwd=tmp_path, env=environment, check=True)


def test_a_million_cells_fit_with_everything_the_child_imports():
    """RLIMIT_AS at this size would kill DuckDB before it did anything."""
    run(
        "import python_calamine, duckdb, etl.stage.child\n"
        "db = duckdb.connect(config={'threads': 2, 'memory_limit': '400MB'})\n"
        "db.execute('create table t as select list_value(i::varchar, $x) as cells"
        " from range(1000000) r (i)', {'x': 'Phòng Năng lượng'})\n"
        "n = db.execute('select count(distinct cells[1]) from t').fetchone()[0]\n"
        "raise SystemExit(n != 1_000_000)"
    )


def test_the_end_is_noticed_at_once():
    """A folder of small files waits for each child's end; 20 of them used to cost a second."""
    took = []
    for _ in range(5):
        done = run("import time; print(time.monotonic(), flush=True); import os; os._exit(0)")
        took.append(time.monotonic() - float(done.stdout))
    assert min(took) < 0.025


def test_what_it_is_told_comes_through_its_input():
    assert run("import sys; print(sys.stdin.read())", stdin="mật khẩu").stdout == "mật khẩu\n"
    assert run("import sys; print(sys.stdin.read())").stdout == "\n"


def test_a_child_that_does_not_listen_is_no_harm():
    assert run("print(1)", stdin="mật khẩu").stdout == "1\n"


def test_no_core_is_written_and_signals_are_as_the_platform_has_them():
    if not hasattr(signal, "SIGXCPU"):
        pytest.skip("no resource limits here")
    done = run("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout == "(0, 0)\n"
