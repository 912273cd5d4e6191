"""Waiting after failures: by name, by address, not by anything one can change at will."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access import attempts, traces
from access.accounts import Accounts
from access.attempts import Attempts, network, wait_after
from access.limits import FIRST_WAIT, LONGEST_WAIT, STEP, TRIES
from access.signing_in import judge
from layout import DataDir
from ledger import Ledger

GOOD = "mot cau de nho lam"


@pytest.fixture
def data(tmp_path) -> DataDir:
    data = DataDir(tmp_path)
    Accounts(data).add("quantri", "administrator", GOOD, by="cli", must_change=False)
    return data


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (10, 480), (11, 900), (10_000, 900)],
)
def test_how_long_one_waits(failures, seconds):
    assert wait_after(failures) == seconds


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_failures_never_wait_less(one, other):
    assert wait_after(min(one, other)) <= wait_after(max(one, other)) <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("name", "address", "waits"),
    [
        ("quantri", "10.0.0.1", True),
        ("QUANTRI", "10.9.9.9", True),  # the name, from anywhere
        ("khac", "10.0.0.1", True),  # the address, with any name
        ("khac", "10.9.9.9", False),
    ],
)
def test_who_waits_after_five(data, name, address, waits):
    for _ in range(TRIES):
        assert judge(data, "quantri", "sai sai sai sai", "10.0.0.1").code == "wrong"
    assert (Attempts(data).wait(name, address) > 0) is waits
    assert (judge(data, name, GOOD, address).code == "wait") is waits


def test_the_right_password_forgets_the_names_failures_not_the_addresses(data):
    for _ in range(TRIES - 1):
        judge(data, "quantri", "sai sai sai sai", "10.0.0.1")
    assert judge(data, "quantri", GOOD, "10.0.0.1").name == "quantri"
    assert judge(data, "khac", "sai sai sai sai", "10.0.0.1").seconds >= FIRST_WAIT - 1
    assert Attempts(data).wait("quantri", "10.0.0.2") == 0


def test_failures_are_forgotten_after_the_window(data, monkeypatch):
    clock = [1_000_000.0]
    monkeypatch.setattr(attempts.time, "time", lambda: clock[0])
    tries = Attempts(data)
    for _ in range(TRIES):
        tries.begin("a", "10.0.0.1")
    assert tries.wait("a", "10.0.0.2") == FIRST_WAIT
    clock[0] += FIRST_WAIT + 1
    assert tries.wait("a", "10.0.0.2") == 0
    tries.begin("a", "10.0.0.2")
    assert tries.wait("a", "10.0.0.3") == 2 * FIRST_WAIT
    clock[0] += 15 * 60 + 1
    assert tries.wait("a", "10.0.0.1") == 0


def test_what_was_typed_as_a_name_is_not_kept(data):
    judge(data, "my Secret Password 1", "x", "10.0.0.1")
    traces.settle(data, everything=True)
    held = b"".join(p.read_bytes() for p in data.root.glob("*.sqlite*")).lower()
    assert b"secret password" not in held
    assert Ledger(data.ledger).entries("sign_in_failed")[0].body["name"] is None


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_an_address_of_ipv6_counts_as_its_customer(address, counts_as):
    assert network(address) == counts_as


@pytest.mark.parametrize("name", ["quantri", "khong-co-ai"])
def test_a_wrong_password_is_answered_in_steps(data, name):
    """Of a known name a line is written down too; the clock does not say so."""
    for _ in range(2):
        begun = time.monotonic()
        assert judge(data, name, "sai sai sai sai", "10.0.0.1").code == "wrong"
        assert time.monotonic() - begun >= STEP
