"""Accounts: what is refused, what is traced, what ends."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from access import passwords
from access.accounts import Accounts, Refusal, key_of
from access.limits import SESSIONS_EACH, Limits
from access.sessions import PasswordChanged, Sessions, id_of
from access.signing_in import judge
from layout import DataDir
from ledger import Ledger, LedgerNotWritten

GOOD, OTHER = "mot cau de nho lam", "mot cau khac han roi nhe"


@pytest.fixture
def data(tmp_path) -> DataDir:
    return DataDir(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Two accounts, made once: hashing takes its time."""
    root = tmp_path_factory.mktemp("made")
    accounts = Accounts(DataDir(root))
    accounts.add("quantri", "administrator", GOOD, by="cli", must_change=False)
    accounts.add("Nguyễn.An", "unit_head", GOOD, by="quantri", units=["TCCB"], must_change=False)
    return root


@pytest.fixture
def accounts(made, tmp_path) -> Accounts:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return Accounts(DataDir(tmp_path))


def begin(accounts: Accounts, name: str, limits: Limits | None = None) -> str:
    sessions = Sessions(accounts.data)
    return id_of(sessions.begin(name, "10.0.0.1", "Firefox", limits=limits or Limits()))


@pytest.mark.parametrize("outdated", [False, True])
def test_a_password_changed_while_it_was_judged_begins_no_session(accounts, monkeypatch, outdated):
    """The old one was right when it was looked at; the change ends what is there, and all after."""
    monkeypatch.setattr(passwords, "outdated", lambda _: outdated)
    data = accounts.data
    old = judge(data, "nguyễn.an", GOOD, "10.0.0.1")
    given = {"address": "10.0.0.1", "agent": "x", "limits": Limits()}
    assert Sessions(data).begin(old.name, stored=old.stored, **given)
    accounts.set_password("nguyễn.an", OTHER, by="quantri", must_change=False)
    with pytest.raises(PasswordChanged):
        Sessions(data).begin(old.name, stored=old.stored, **given)
    accounts.rehash("nguyễn.an", GOOD, old.stored)  # too late as well: it is not the old one again
    assert judge(data, "nguyễn.an", GOOD, "10.0.0.1").code == "wrong"
    assert Sessions(data).live("nguyễn.an") == 0
    new = judge(data, "nguyễn.an", OTHER, "10.0.0.1")
    assert Sessions(data).begin(new.name, stored=new.stored, **given)
    accounts.set_active("nguyễn.an", False, by="quantri")
    with pytest.raises(PasswordChanged):
        Sessions(data).begin(new.name, stored=new.stored, **given)


def test_nothing_is_made_by_looking(data):
    accounts, sessions = Accounts(data), Sessions(data)
    assert not accounts.any() and accounts.all() == [] and accounts.get("x") is None
    assert sessions.find("x") is None and sessions.live("x") == 0
    assert not data.access.exists()


def test_an_account_is_what_was_said(accounts):
    one = accounts.get("nguyễn.an")
    assert (one.name, one.role, one.units, one.active) == (
        "Nguyễn.An",
        "unit_head",
        ("TCCB",),
        True,
    )
    assert (one.viewer.role, one.viewer.units, one.viewer.signed_in) == (
        "unit_head",
        ("TCCB",),
        True,
    )
    assert [a.name for a in accounts.all()] == ["Nguyễn.An", "quantri"]


@pytest.mark.parametrize(
    ("name", "role", "password", "why"),
    [
        ("quantri", "viewer", GOOD, "exists"),
        ("QUANTRI", "viewer", GOOD, "exists"),
        ("Nguye\u0302\u0303n.An", "viewer", GOOD, "exists"),
        ("a", "viewer", GOOD, "name"),
        ("co dau cach", "viewer", GOOD, "name"),
        ("=1+1", "viewer", GOOD, "name"),
        ("<b>x</b>", "viewer", GOOD, "name"),
        ("web", "viewer", GOOD, "name"),
        ("Local", "viewer", GOOD, "name"),
        ("moi\u202e", "viewer", GOOD, "name"),
        ("moi", "root", GOOD, "role"),
        ("moi", "", GOOD, "role"),
        ("moi", "viewer", "ngan qua", "too_short"),
        ("moi", "viewer", "a" * 12, "too_plain"),
        ("moi", "viewer", "x y" * 100, "too_long"),
        ("motcaidaingoang", "viewer", "motcaidaingoang", "is_the_name"),
        ("motcaidaingoang", "viewer", "MotCaiDaiNgoang", "is_the_name"),
    ],
)
def test_what_is_refused(accounts, name, role, password, why):
    with pytest.raises(Refusal, match=why):
        accounts.add(name, role, password, by="quantri")
    assert len(accounts.all()) == 2


def test_the_last_administrator_stays(accounts):
    for change in (
        lambda: accounts.set_active("quantri", False, by="quantri"),
        lambda: accounts.set_role("quantri", "viewer", by="quantri"),
    ):
        with pytest.raises(Refusal, match="last_administrator"):
            change()
    assert accounts.get("quantri").active and accounts.get("quantri").role == "administrator"
    accounts.add("khac", "administrator", GOOD, by="quantri")
    accounts.set_active("quantri", False, by="khac")
    assert not accounts.get("quantri").active


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            lambda a: a.set_password("Nguyễn.An", "cau khac de nho", by="x", must_change=True),
            "password",
        ),
        (lambda a: a.set_role("Nguyễn.An", "official", by="x"), "role"),
        (lambda a: a.set_scope("Nguyễn.An", ["KH"], ["p1"], by="x"), "scope"),
        (lambda a: a.set_active("Nguyễn.An", False, by="x"), "disabled"),
    ],
)
def test_each_change_ends_the_sessions_and_is_traced(accounts, change, word):
    mine, others = begin(accounts, "Nguyễn.An"), begin(accounts, "quantri")
    change(accounts)
    sessions = Sessions(accounts.data)
    assert sessions.find(mine) is None and sessions.find(others) is not None
    entry = Ledger(accounts.data.ledger).entries("account_changed")[-1]
    assert (entry.who, entry.body["name"], entry.body["change"]) == ("x", "Nguyễn.An", word)
    assert "cau khac" not in str(entry) and "argon2" not in str(entry)


def test_what_cannot_be_traced_is_not_done(accounts, monkeypatch):
    """The ledger is full: the account stays as it was, and its session too."""
    mine = begin(accounts, "Nguyễn.An")

    def full(*_, **__):
        raise LedgerNotWritten("disk full")

    monkeypatch.setattr("access.traces.Ledger.append", full)
    with pytest.raises(LedgerNotWritten):
        accounts.set_role("Nguyễn.An", "leader", by="x")
    with pytest.raises(LedgerNotWritten):
        accounts.add("moi", "viewer", GOOD, by="x")
    assert accounts.get("Nguyễn.An").role == "unit_head" and accounts.get("moi") is None
    assert Sessions(accounts.data).find(mine) is not None


def test_an_eleventh_session_ends_the_oldest(accounts):
    ids = [begin(accounts, "quantri") for _ in range(SESSIONS_EACH + 1)]
    standing = [Sessions(accounts.data).find(id) is not None for id in ids]
    assert standing == [False] + [True] * SESSIONS_EACH
    assert Sessions(accounts.data).live("quantri") == SESSIONS_EACH


def test_the_file_holds_no_token_and_no_password(accounts):
    token = Sessions(accounts.data).begin("quantri", "10.0.0.1", "x", limits=Limits())
    held = b"".join(p.read_bytes() for p in accounts.data.root.glob("access.sqlite*"))
    assert token.encode() not in held and GOOD.encode() not in held
    assert id_of(token).encode() in held and b"$argon2id$v=19$m=47104,t=2,p=1$" in held
    assert accounts.data.access.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("idle", "absolute"), [(1801, 60), (60, 28801), (0, 60), (60, 0), (-1, 60)]
)
def test_limits_are_never_longer_than_written_down(idle, absolute):
    with pytest.raises(ValueError, match="minutes"):
        Limits(idle, absolute)


def test_a_password_typed_on_another_keyboard_is_the_same(accounts):
    composed, apart = "Một câu dễ nhớ", "Mo\u0323\u0302t ca\u0302u de\u0302\u0303 nho\u031b\u0301"
    accounts.set_password("Nguyễn.An", composed, by="x", must_change=False)
    assert judge(accounts.data, "nguyễn.an", apart, "10.0.0.1").name == "Nguyễn.An"
    assert judge(accounts.data, "nguyễn.an", "Mot cau de nho", "10.0.0.1").code == "wrong"


def test_a_switched_off_account_and_one_without_a_password_stay_outside(accounts):
    accounts.add("sso", "viewer", None, by="quantri")
    accounts.set_active("Nguyễn.An", False, by="quantri")
    for name in ("sso", "Nguyễn.An", "khong co"):
        assert judge(accounts.data, name, GOOD, f"10.0.0.{len(name)}").code == "wrong"


def test_an_unreadable_file_lets_nobody_in(accounts):
    accounts.data.access.write_bytes(b"no database at all, " * 100)
    for path in accounts.data.root.glob("access.sqlite-*"):
        path.unlink()
    with pytest.raises(sqlite3.Error):
        Accounts(accounts.data).any()


def test_names_that_look_the_same_are_the_same():
    assert key_of(" Ｑuantri ") == key_of("QUANTRI") == "quantri"
