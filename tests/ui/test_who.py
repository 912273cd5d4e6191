"""Who is looking, and what a page says to one it is not for."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from access.accounts import Accounts
from layout import REPO, DataDir
from ledger import Ledger
from ui import pages_list, who
from ui.pages_list import PAGES, first, in_menu
from viewer import LOCAL, NOBODY, ROLES, Viewer

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
FIGURES = {"overview", "overdue", "strata", "latency", "trends", "petitions", "holders", "letter"}
MENU = {
    "leader": FIGURES | {"quality", "methods"},
    "office": FIGURES | {"upload", "quality", "names", "methods"},
    "unit_head": FIGURES | {"quality", "methods"},
    "official": FIGURES | {"methods"},
    "viewer": FIGURES | {"methods"},
    "administrator": {"accounts", "methods"},
    "": set(),
    "root": set(),
}


def script(page):
    import streamlit as st

    from ui import who

    viewer = who.require(page)
    st.write(f"open to {viewer.name}")


@pytest.fixture
def data(tmp_path, monkeypatch) -> DataDir:
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    return DataDir(tmp_path)


def seen(page: str, monkeypatch, viewer: Viewer | None = None) -> str:
    if viewer:
        monkeypatch.setattr(who, "current", lambda: viewer)
    app = AppTest.from_function(script, args=(page,)).run()
    assert not app.exception
    return " ".join(e.value for e in [*app.markdown, *app.warning, *app.info, *app.code])


@pytest.mark.parametrize("role", MENU)
def test_the_menu_of_a_role(role):
    """At least these; a page of the figures is never an administrator's, nor anyone unknown's."""
    viewer = Viewer("x", role)
    shown = {name for name in PAGES if in_menu(name, viewer)}
    assert MENU[role] <= shown
    if role not in ROLES or role == "administrator":
        assert shown == MENU[role]
    assert not ({"upload", "names"} & shown) or role == "office"
    assert first(viewer) in shown or not shown


def test_every_page_has_its_file_and_its_roles():
    for name, page in PAGES.items():
        assert (REPO / page.path(name)).is_file()
        assert page.roles and set(page.roles) <= set(ROLES)
        source = (REPO / page.path(name)).read_text("utf-8")
        assert f'who.require("{name}")' in source, "each page asks again"
    files = {p.relative_to(REPO).as_posix() for p in (REPO / "pages").rglob("*.py")}
    assert files == {page.path(name) for name, page in PAGES.items()}


def test_one_person_on_this_computer_needs_no_account_but_for_records(data, monkeypatch):
    assert who.current() == LOCAL
    assert seen("overview", monkeypatch) == "open to local"
    private = {"private": pages_list.Page("record", "lock", ROLES, needs_account=True)}
    monkeypatch.setattr(who, "PAGES", PAGES | private)
    assert "python -m access add" in seen("private", monkeypatch)
    assert Ledger(data.ledger).entries() == []


def test_who_may_not_is_told_and_it_is_written_down_once(data, monkeypatch):
    lan = Viewer("lan", "viewer")
    for _ in range(3):
        said = seen("upload", monkeypatch, lan)
        assert "open to" not in said and "không dành cho vai trò Người xem" in said
    (entry,) = Ledger(data.ledger).entries("refused")
    assert (entry.who, entry.body["page"]) == ("lan", "upload")


def test_without_the_guard_accounts_are_not_served(data, monkeypatch):
    Accounts(data).add("quantri", "administrator", None, by="test")
    assert who.current() == NOBODY
    assert "open to" not in seen("overview", monkeypatch)
    assert who.why_not() == "door.not_guarded"


def test_under_the_guard_a_connection_without_its_word_is_nobody(data, monkeypatch):
    monkeypatch.setattr(who, "guarded", True)
    assert who.current() == NOBODY and who.address() == ""
    monkeypatch.setattr(who, "identity", lambda: who.HERE)
    assert who.current() == LOCAL
    monkeypatch.setattr(who, "identity", lambda: "0" * 64)
    assert who.current() == NOBODY
