"""The organisation's sign-on, with a real provider of OpenID Connect on this machine."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from access.accounts import Accounts
from layout import DataDir
from ledger import Ledger
from messages import text
from tests.browser.behind_nginx import TLS
from tests.browser.sign_in_server import Caller, people, serving
from tests.browser.visit import heading, settled
from tests.ports import free_port

SURE = {"email_verified": True}
USERS = (
    {"sub": "u1", "email": "lanhdao@so.example", **SURE, "groups": ["so", "leader"]},
    {"sub": "u2", "email": "vanphong@so.example", **SURE, "groups": ["office", "leader"]},
    {"sub": "u3", "email": "la@so.example", **SURE, "groups": ["so"]},
    {"sub": "u4", "email": "gia@so.example", "email_verified": False, "groups": ["leader"]},
    {"sub": "u5", "email": "quantri@so.example", **SURE, "groups": []},
    {"sub": "u6", "email": "quantri@so.example", **SURE, "groups": []},
)
SECRETS = """[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dunghan"
client_secret = "only for this test"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
[dunghan]
label = "Tài khoản công vụ"
{more}
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """The port of a provider that knows these people."""
    port = free_port()
    known = [f"--user-claims={json.dumps(user)}" for user in USERS]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known]
    log = (tmp_path_factory.mktemp("provider") / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/jwks", timeout=2).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(timeout=10)
    log.close()


@contextmanager
def started(sample_data: Path, root: Path, provider: int, more: str = "") -> Iterator[tuple]:
    """A server with this sign-on; the secrets stand where Streamlit looks for them."""
    port, data = free_port(), root / "data"
    (root / ".streamlit").mkdir(parents=True)
    data.mkdir()
    for name in ("warehouse", "uploads", "staging"):
        (data / name).symlink_to(sample_data / name)
    words = {
        "url": f"{'https' if TLS else 'http'}://127.0.0.1:{port}",
        "provider": provider,
        "more": more,
    }
    secrets = SECRETS.format(secret=os.urandom(32).hex(), **words)
    (root / ".streamlit" / "secrets.toml").write_text(secrets, "utf-8")
    with serving(data, root / "log", port=port, HOME=str(root)) as url:
        yield url, data


@pytest.fixture(scope="module")
def table(provider, sample_data, tmp_path_factory):
    """Roles come from the table of accounts."""
    with started(sample_data, tmp_path_factory.mktemp("table") / "s", provider) as server:
        yield server


@pytest.fixture(scope="module")
def claim(provider, sample_data, tmp_path_factory):
    """Roles come from a claim."""
    root = tmp_path_factory.mktemp("claim") / "s"
    with started(sample_data, root, provider, 'role_claim = "groups"') as server:
        yield server


def come_in(page: Page, url: str, subject: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="Tài khoản công vụ").click()
    page.get_by_role("button", name=subject, exact=True).first.click()


def test_with_the_sign_on_set_up_nobody_comes_in_without(table):
    """No account yet, and still no open door; a way back that was made up opens nothing."""
    url, _ = table
    stranger = Caller(url)
    assert stranger.ask("GET", "/").status == 303
    back = stranger.ask("GET", "/oauth2callback?code=x&state=y")
    assert back.headers["location"] == "/sign-in?said=sso_refused"
    assert not stranger.session
    forged = Caller(url, Cookie="_streamlit_user=eyJpc19sb2dnZWRfaW4iOnRydWV9")
    assert forged.ask("GET", "/").status == 303


def test_an_account_of_the_table_comes_in_and_can_be_ended(table, page):
    url, data = table
    accounts = people(data)
    accounts.add("lanhdao@so.example", "leader", None, by="test", units=["A"])
    come_in(page, url, "u1")
    page.wait_for_url(f"{url}/**")
    settled(page)
    assert heading(page) == text("page.overview")
    names = {cookie["name"] for cookie in page.context.cookies(url)}
    assert {"dunghan", "__Host-dunghan"} & names and not any(
        name.startswith("_streamlit_user") for name in names
    )
    entry = Ledger(DataDir(data).ledger).entries("signed_in")[-1]
    assert (entry.who, entry.body["via"]) == ("lanhdao@so.example", "oidc")
    assert accounts.get("lanhdao@so.example").subject.endswith(" u1")
    accounts.set_active("lanhdao@so.example", False, by="test")
    page.wait_for_url("**/sign-in**", timeout=5000)
    come_in(page, url, "u1")
    expect(page.get_by_text(text("signin.said.sso_refused"))).to_be_visible()
    come_in(page, url, "u3")
    expect(page.get_by_text(text("signin.said.sso_refused"))).to_be_visible()


def test_a_claim_gives_the_role_when_it_names_just_one(claim, page):
    url, data = claim
    come_in(page, url, "u1")
    settled(page)
    assert Accounts(DataDir(data)).get("lanhdao@so.example").role == "leader"
    page.context.clear_cookies()
    for subject in ("u2", "u3", "u4"):
        come_in(page, url, subject)
        expect(page.get_by_text(text("signin.said.sso_refused"))).to_be_visible()
    made = [one.name for one in Accounts(DataDir(data)).all()]
    assert made == ["lanhdao@so.example"]


def test_an_account_belongs_to_the_identity_that_came_first(table, page):
    url, data = table
    Accounts(DataDir(data)).add("quantri@so.example", "administrator", None, by="test")
    come_in(page, url, "u5")
    settled(page)
    page.context.clear_cookies()
    come_in(page, url, "u6")
    expect(page.get_by_text(text("signin.said.sso_refused"))).to_be_visible()
