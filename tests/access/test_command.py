"""`python -m access`: what it says, what it never shows."""

import json
import subprocess
import sys

import pytest

from access.accounts import Accounts
from access.signing_in import judge
from layout import REPO, DataDir
from ledger import Ledger

GOOD = "mot cau de nho lam"


def run(data, *words: str, given: str = "") -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "access", *words, "--data", str(data)]
    return subprocess.run(command, cwd=REPO, input=given, capture_output=True, text=True)


def test_from_the_first_administrator_to_the_file_about_them(tmp_path):
    added = run(tmp_path, "add", "quantri", "--role", "administrator", "--stdin", given=GOOD + "\n")
    assert added.returncode == 0 and "quantri: Quản trị" in added.stdout
    data = DataDir(tmp_path)
    assert judge(data, "quantri", GOOD, "").name == "quantri"
    assert Accounts(data).get("quantri").must_change
    scope = ["--unit", "TCCB", "--official", "p7", "--own", "--stdin"]
    assert run(tmp_path, "add", "lan", "--role", "official", *scope, given=GOOD).returncode == 0
    assert run(tmp_path, "role", "lan", "unit_head").returncode == 0
    assert run(tmp_path, "units", "lan", "--unit", "KH").returncode == 0
    assert run(tmp_path, "disable", "lan").returncode == 0
    assert run(tmp_path, "enable", "lan").returncode == 0
    assert run(tmp_path, "reset", "lan", "--stdin", given="mot cau khac han").returncode == 0
    one = Accounts(data).get("lan")
    assert (one.role, one.units, one.officials, one.must_change) == ("unit_head", ("KH",), (), True)
    listed = run(tmp_path, "list").stdout
    assert "Trưởng đơn vị" in listed and GOOD not in listed and "argon2" not in listed
    file = tmp_path / "lan.json"
    assert run(tmp_path, "about", "lan", "--out", str(file)).returncode == 0
    assert file.stat().st_mode & 0o077 == 0
    assert len(json.loads(file.read_text("utf-8"))["ledger"]) == 6
    assert run(tmp_path, "keep", "sessions", "30").returncode == 0
    assert run(tmp_path, "prune").returncode == 0
    assert GOOD not in str(Ledger(data.ledger).entries())


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("add", "x1", "--role", "viewer", "--stdin"), "ngan", "ít nhất 12 ký tự"),
        (("reset", "nobody", "--stdin"), GOOD, "Không có tài khoản này"),
        (("disable", "nobody"), "", "Không có tài khoản này"),
        (("keep", "sessions", "0"), "", "Số ngày"),
    ],
)
def test_what_it_refuses(tmp_path, words, given, said):
    refused = run(tmp_path, *words, given=given)
    assert refused.returncode == 1 and said in refused.stderr
    assert not Accounts(DataDir(tmp_path)).any()


def test_a_password_is_no_argument(tmp_path):
    refused = run(tmp_path, "add", "x1", "--role", "viewer", "--password", GOOD)
    assert refused.returncode == 2
