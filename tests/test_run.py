"""The first command: what it installs once, when it loads the sample, what it understands."""

import socket
import sys

import pytest

import run
from layout import SAMPLE_DIR, data_dir


@pytest.mark.parametrize(
    ("line", "command", "data", "port", "no_browser", "pytest_arguments"),
    [
        ("", "start", None, None, False, []),
        ("--data d --port 9 --no-browser", "start", "d", 9, True, []),
        ("test", "test", None, None, False, []),
        ("test -- -k late -x", "test", None, None, False, ["-k", "late", "-x"]),
    ],
)
def test_arguments(line, command, data, port, no_browser, pytest_arguments):
    options = run.arguments(line.split())
    assert (options.command, options.data, options.port) == (command, data, port)
    assert (options.no_browser, options.pytest) == (no_browser, pytest_arguments)


def test_a_port_that_someone_has_is_passed_over(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        monkeypatch.setattr(run, "FIRST_PORT", first)
        assert first < run.free_port() < first + 100


@pytest.fixture
def loads(monkeypatch, tmp_path):
    """The ETL replaced by one that writes down how it was called, to see when it is."""
    recorder = tmp_path / "etl.py"
    recorder.write_text("import sys; open('calls', 'a').write(' '.join(sys.argv[1:]) + '\\n')")
    monkeypatch.setattr(run, "REPO", tmp_path)
    monkeypatch.setattr(run, "venv_python", lambda: sys.executable)

    def calls() -> list[str]:
        file = tmp_path / "calls"
        return file.read_text().splitlines() if file.exists() else []

    return calls


def test_the_sample_fills_an_empty_directory_only(loads, tmp_path):
    data = data_dir(tmp_path / "d")
    run.load_sample(data)
    assert loads() == [f"load --manifest {SAMPLE_DIR / 'manifest.toml'} --data {data.root}"]
    data.uploads.mkdir()
    (data.uploads / "abc").touch()
    run.load_sample(data)
    assert len(loads()) == 1


def test_a_load_that_was_interrupted_is_done_again(loads, tmp_path):
    data = data_dir(tmp_path / "d")
    data.uploads.mkdir(parents=True)
    (data.uploads / "abc").touch()
    (data.root / "sample.loading").touch()
    run.load_sample(data)
    assert len(loads()) == 1
    assert not (data.root / "sample.loading").exists()


def test_the_data_directory_is_the_option_then_the_variable_then_here(monkeypatch, tmp_path):
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path / "variable"))
    assert data_dir(tmp_path / "option").root == tmp_path / "option"
    assert data_dir().root == tmp_path / "variable"
    monkeypatch.delenv("DUNGHAN_DATA")
    assert data_dir(None).root == run.REPO / "data"
