"""Dữ liệu về tôi through app.py: every role opens it, and finds themselves there and nobody else."""

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.accounts import Accounts
from layout import REPO, DataDir
from messages import text
from tests.warehouses import Export, warehouse
from ui import who
from ui.pages_list import PAGES, first, in_menu
from viewer import ROLES, Viewer

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
TASKS = Export("2023-06-14", "source_id subject unit official opened_on due_on", [
    ("T1", "việc của Lan", "Phòng A", "Lê Lan", "2023-05-01", "2023-05-10"),
    ("T2", "việc của Lan", "Phòng A", "Lê Lan", "2023-05-01", "2023-05-10"),
    ("T3", "việc của Yên", "Phòng A", "Vũ Yên", "2023-05-01", "2023-05-20"),
])  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    data = DataDir(tmp_path_factory.mktemp("mine"))
    data.warehouse.mkdir()
    warehouse(data.warehouse, TASKS)
    accounts = Accounts(data)
    accounts.add("lan", "viewer", "mot cau de nho lam", by="qt", officials=["Lê Lan"])
    return data.root


def visit(data: Path, monkeypatch, viewer: Viewer | None) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    if viewer:
        monkeypatch.setattr(who, "current", lambda: viewer)
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60).run()
    seen.switch_page(PAGES["mine"].path("mine")).run()
    assert not seen.exception and not seen.error
    return seen


def told(seen: AppTest) -> dict[str, str]:
    """Heading -> its number, as the table says."""
    (found,) = [one.value for one in seen.table]
    return {row.iloc[0]: row.iloc[1] for _, row in found.iterrows()}


@pytest.mark.parametrize("role", ROLES)
def test_a_person_finds_what_is_held_about_them_whatever_their_role(data, monkeypatch, role):
    seen = visit(data, monkeypatch, Viewer("lan", role, ("A",), ("Lê Lan",)))
    assert {k: v for k, v in told(seen).items() if v != "0"} == {
        "Tài khoản": "10", "Sổ ghi": "1", "Tên, chức vụ": "1", "Việc": "2", "Dòng nguồn": "2",
    }  # fmt: skip
    (button,) = [b for b in seen.get("download_button") if b.proto.id.endswith("mine.file")]
    assert button.proto.label == text("mine.download", number="16")
    assert seen.info == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_alone_shows_no_record(data, monkeypatch, role):
    """An administrator, a leader, the Office, who stand for no official: the account's part."""
    seen = visit(data, monkeypatch, Viewer("lan", role, ("A",)))
    assert told(seen) == {"Tài khoản": "10", "Phiên đăng nhập": "0", "Sổ ghi": "1"}
    assert [one.value for one in seen.info] == [text("about_person.no_officials")]


def test_it_says_for_how_long_and_who_sees_it(data, monkeypatch):
    seen = visit(data, monkeypatch, Viewer("lan", "official", (), ("Lê Lan",)))
    said = " ".join(m.value for m in seen.markdown).replace("\\", "").replace("\u2060", "")
    assert "Phiên đăng nhập đã xong: 90 ngày. Lần đăng nhập sai: 1 ngày." in said
    for role in ROLES:
        assert f"**{text(f'account_role.{role}')}**" in said
    assert f"**Cán bộ** ({text('mine.role')})" in said


def test_the_way_there_is_beside_signing_out(data, monkeypatch):
    seen = visit(data, monkeypatch, Viewer("lan", "official", (), ("Lê Lan",)))
    assert text("page.mine") in [link.proto.label for link in seen.get("page_link")]
    for role in ROLES:
        assert not in_menu("mine", Viewer("x", role)) and first(Viewer("x", role)) != "mine"


def test_the_one_person_without_an_account_has_none(tmp_path, monkeypatch):
    seen = visit(tmp_path, monkeypatch, None)
    assert text("door.needs_account") in [one.value for one in seen.info]
    assert not seen.table and not seen.get("page_link")
