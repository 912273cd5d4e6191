"""Signing in against the running server: who comes in, what ends a session, what is refused."""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as StillThere
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from access import traces
from access.accounts import Accounts
from access.limits import PAGES_EACH
from access.sessions import Sessions, id_of
from layout import DataDir
from ledger import Ledger
from messages import text
from tests.browser.behind_nginx import TLS
from tests.browser.sign_in_server import GOOD, Caller, come_in, people, serving
from tests.browser.visit import heading, no_failure, settled

FAST = 5.0  # seconds within which a session that was ended is over everywhere


@pytest.fixture(scope="module")
def data(tmp_path_factory, sample_data) -> Path:
    """The sample's figures with accounts of its own; uploads are not needed to look."""
    root = tmp_path_factory.mktemp("accounts")
    for name in ("warehouse", "uploads", "staging"):
        (root / name).symlink_to(sample_data / name)
    (root / "ledger.sqlite").write_bytes((sample_data / "ledger.sqlite").read_bytes())
    people(root)
    return root


@pytest.fixture(scope="module")
def url(data, tmp_path_factory):
    with serving(data, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


@pytest.fixture
def accounts(data):
    """Failures of other tests are forgotten: they all come from one address."""
    from access.database import writing

    with writing(DataDir(data).access) as db:
        db.execute("delete from failure")
    return Accounts(DataDir(data))


def said(data: Path, *kinds: str) -> list:
    return Ledger(DataDir(data).ledger).entries(*kinds)


def test_nobody_gets_anything_before_signing_in(url, accounts):
    stranger = Caller(url)
    for path in ("/", "/overview", "/upload", "/item?item=x", "/sign-in/x", "/sign-in/media/x"):
        answer = stranger.ask("GET", path)
        assert answer.status == 303
        assert answer.headers["location"].startswith("/sign-in?next=")
    for path in ("/media/0.csv", "/static/js/x.js", "/_stcore/host-config", "/component/a/b"):
        assert stranger.ask("GET", path, Accept="application/json").status == 401
    put = stranger.ask("PUT", "/_stcore/upload_file/a/b", "x", Origin=url)
    assert put.status == 401
    with pytest.raises(InvalidStatus):
        stranger.stream()
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert stranger.ask("GET", path).status == 404
    health = stranger.ask("GET", "/_stcore/health")
    assert (health.status, health.text) == (200, "ok")


def test_signing_in_sets_a_cookie_that_scripts_do_not_see(url, data, accounts):
    reader = Caller(url)
    answer = reader.sign_in("lanhdao", after="/overdue?units=x")
    assert (answer.status, answer.headers["location"]) == (303, "/overdue?units=x")
    name = "__Host-dunghan=" if TLS else "dunghan="
    (line,) = [c for c in answer.headers.get_all("set-cookie") if c.startswith(name)]
    assert "HttpOnly" in line and "SameSite=lax" in line and ("Secure" in line) == TLS
    token = reader.session
    assert token.encode() not in Path(DataDir(data).access).read_bytes()
    assert Sessions(DataDir(data)).find(id_of(token)).viewer.role == "leader"
    newest = said(data, "signed_in")[-1]
    assert (newest.who, newest.body) == ("lanhdao", {"address": "127.0.0.1", "via": "password"})
    assert token not in str(said(data)) and GOOD not in str(said(data))


@pytest.mark.parametrize(
    ("after", "goes"),
    [
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/overdue\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("/item?item=a-b&lang=en", "/item?item=a-b&lang=en"),
    ],
)
def test_it_goes_on_to_places_of_this_site_only(url, accounts, after, goes):
    assert Caller(url).sign_in("xem", after=after).headers["location"] == goes


def test_behind_tls_the_cookie_travels_with_it_only(url, accounts):
    origin = url.replace("http://", "https://")
    reader = Caller(url, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"})
    reader.origin = origin
    answer = reader.sign_in("lanhdao")
    lines = answer.headers.get_all("set-cookie")
    assert all("Secure" in line for line in lines)
    assert reader.cookies["__Host-dunghan"]
    session = Sessions(accounts.data).find(id_of(reader.cookies["__Host-dunghan"]))
    assert session.address == ("127.0.0.1" if TLS else "10.1.2.3"), "nginx says what it saw"


def test_an_account_is_refused_alike_whether_it_is_there_or_not(url, accounts):
    """The same words, the same status, the same time within what hashing varies."""
    seen, took = [], {"lanhdao": [], "nobody": []}
    for name in ("lanhdao", "nobody", "lanhdao", "nobody"):
        begun = time.perf_counter()
        answer = Caller(url).sign_in(name, "khong phai mat khau")
        took[name].append(time.perf_counter() - begun)
        seen.append((answer.status, re.sub(r'value="[^"]*"', "", answer.text)))
    assert seen[0][0] == 401 and len(set(seen)) == 1
    assert 0.2 < min(took["nobody"]) / min(took["lanhdao"]) < 5, "without a hash: 20 times faster"


def test_brute_force_has_to_wait(url, data, accounts):
    attacker = Caller(url)
    for _ in range(5):
        assert attacker.sign_in("lanhdao", "sai sai sai sai sai").status == 401
    refused = attacker.sign_in("lanhdao", GOOD)
    assert refused.status == 429 and int(refused.headers["retry-after"]) >= 10
    other_name = attacker.sign_in("vanphong", GOOD)
    assert other_name.status == 429, "the address has to wait too"
    traces.settle(DataDir(data), everything=True)
    failed = [e for e in said(data, "sign_in_failed") if e.body.get("name") == "lanhdao"]
    assert sum(e.body.get("times", 1) for e in failed) >= 5
    assert len(failed) <= 4, "a flood is one entry with its number"


def test_a_form_needs_its_token_its_origin_and_a_size(url, accounts):
    reader = Caller(url)
    reader.ask("GET", "/sign-in")
    good = {"name": "lanhdao", "password": GOOD}
    assert reader.send("/sign-in", good | {"token": "guessed"}).status == 403
    assert reader.send("/sign-in", good, Origin="https://evil.example").status == 403
    assert reader.send("/sign-in", good, Origin="").status == 403
    assert reader.send("/sign-in", good, Origin="null").status == 403
    assert reader.send("/sign-in", good | {"next": "x" * 9000}).status == 403
    assert not reader.session


def test_a_foreign_page_or_name_gets_nothing(url, accounts):
    reader = Caller(url)
    reader.sign_in("lanhdao")
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null"):
        with pytest.raises(InvalidStatus):
            reader.stream(Origin=origin)
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", ""):
        answer = reader.ask("GET", "/", Host=host or "x y")
        assert answer.status in (400, 421)
        assert "dunghan" not in answer.text
    with reader.stream() as open_page:
        assert open_page.subprotocol == "streamlit"


def twice(reader: Caller, name: str) -> http.client.HTTPResponse:
    """A header that one proxy after another has added."""
    link = http.client.HTTPConnection(reader.address.hostname, reader.address.port, timeout=10)
    link.putrequest("GET", "/")
    for value in ("10.0.0.1", "10.0.0.2"):
        link.putheader(name, value)
    link.endheaders()
    return link.getresponse()


def rerun(**more) -> bytes:
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    for name, value in more.items():
        setattr(asked.rerun_script, name, value)
    return asked.SerializeToString()


def until_closed(stream, limit: float = FAST + 3) -> tuple[float, str]:
    """How long it takes until the server hangs up, and where it sends the page before."""
    begun, sent_to = time.monotonic(), ""
    while time.monotonic() - begun < limit:
        try:
            message = ForwardMsg.FromString(stream.recv(timeout=limit))
        except ConnectionClosed:
            return time.monotonic() - begun, sent_to
        if message.WhichOneof("type") == "auth_redirect":
            sent_to = message.auth_redirect.url
    return limit, sent_to


CHANGES = {
    "password": lambda a: a.set_password("xem", GOOD, by="test", must_change=False),
    "role": lambda a: a.set_role("xem", "viewer", by="test"),
    "scope": lambda a: a.set_scope("xem", ["A"], [], by="test"),
    "deactivation": lambda a: a.set_active("xem", False, by="test"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_account_ends_its_sessions_in_every_tab(url, accounts, change):
    reader, elsewhere = Caller(url), Caller(url)
    reader.sign_in("xem")
    elsewhere.sign_in("xem")
    with reader.stream() as one, reader.stream() as two, elsewhere.stream() as three:
        CHANGES[change](accounts)
        ended = [until_closed(tab) for tab in (one, two, three)]
    assert max(seconds for seconds, _ in ended) < FAST
    assert {sent_to for _, sent_to in ended} == {"/sign-in?said=ended"}
    replayed = reader.ask("GET", "/overview")
    assert replayed.status == 303, "the old cookie opens nothing"
    with pytest.raises(InvalidStatus):
        reader.stream()
    if change == "deactivation":
        assert Caller(url).sign_in("xem").status == 401
        accounts.set_active("xem", True, by="test")


def test_signing_out_ends_it_and_an_old_cookie_stays_dead(url, data, accounts):
    reader = Caller(url)
    reader.sign_in("xem")
    stolen = reader.cookie
    reader.ask("GET", "/password")
    with reader.stream() as tab:
        assert reader.send("/sign-out", {}).headers["location"] == "/sign-in?said=signed_out"
        assert until_closed(tab)[0] < FAST
    thief = Caller(url, Cookie=stolen)
    assert thief.ask("GET", "/").status == 303
    with pytest.raises(InvalidStatus):
        thief.stream(cookie=stolen)
    assert said(data, "signed_out")[-1].who == "xem"


def test_signing_out_needs_a_form(url, accounts):
    reader = Caller(url)
    reader.sign_in("xem")
    reader.ask("GET", "/sign-out")
    reader.ask("POST", "/sign-out", "", Origin="https://evil.example")
    assert reader.ask("GET", "/").status == 200


def test_signing_out_with_a_form_that_grew_old_ends_it_all_the_same(url, accounts):
    reader = Caller(url)
    reader.sign_in("xem")
    kept = reader.cookie
    reader.send("/sign-out", {"token": "of an hour ago"})
    assert Caller(url, Cookie=kept).ask("GET", "/").status == 303


def test_a_password_that_someone_else_chose_is_changed_first(url, accounts):
    accounts.set_password("xem", GOOD, by="test", must_change=True)
    reader = Caller(url)
    reader.sign_in("xem")
    assert reader.ask("GET", "/overview").headers["location"] == "/password"
    with pytest.raises(InvalidStatus):
        reader.stream()
    assert reader.ask("GET", "/media/x", Accept="image/png").status == 403
    reader.ask("GET", "/password")
    own = "mot cau khac han"
    wrong = {"old": GOOD, "new": own, "again": "mot cau khac nua"}
    assert reader.send("/password", wrong).status == 400
    reader.send("/password", wrong | {"again": "ngan", "new": "ngan"})
    done = reader.send("/password", {"old": GOOD, "new": own, "again": own})
    assert (done.status, done.headers["location"]) == (303, "/")
    assert reader.ask("GET", "/overdue").status == 200
    accounts.set_password("xem", GOOD, by="test", must_change=False)


def test_a_page_of_someone_else_is_not_come_back_to(url, accounts):
    """A reconnecting page names its session of Streamlit's: only its own browser gets it."""
    one, other = Caller(url), Caller(url)
    one.sign_in("lanhdao")
    other.sign_in("xem")
    with one.stream() as tab:
        tab.send(rerun())
        name = session_name(tab)
    with other.stream("x", name) as tab:
        tab.send(rerun())
        assert session_name(tab) != name
    with one.stream("x", name) as tab:
        tab.send(rerun())
        assert session_name(tab) == name
    put = other.ask("PUT", f"/_stcore/upload_file/{name}/1", "x", Origin=url)
    assert put.status == 403


def session_name(stream) -> str:
    """What Streamlit calls its session, once its page has been drawn."""
    name, kind = "", ""
    while kind != "script_finished":
        message = ForwardMsg.FromString(stream.recv(timeout=20))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            name = message.new_session.initialize.session_id
    return name


def test_nobody_empties_the_caches_or_sends_too_much(url, accounts):
    reader = Caller(url)
    reader.sign_in("xem")
    asked = BackMsg(clear_cache=True)
    with reader.stream() as tab:
        tab.send(asked.SerializeToString())
        with pytest.raises(TimeoutError):
            tab.recv(timeout=1)
        tab.send(b"x" * 2_100_000)
        with pytest.raises(ConnectionClosed):
            while True:
                tab.recv(timeout=5)
    for unread in ("text", b"\xff\xff\xff"):
        with reader.stream() as tab:
            tab.send(unread)
            with pytest.raises(ConnectionClosed):
                tab.recv(timeout=5)


def test_one_browser_has_so_many_pages_open_and_no_more(url, accounts):
    reader = Caller(url)
    reader.sign_in("xem")
    with ExitStack() as pages:
        for _ in range(PAGES_EACH):
            pages.enter_context(reader.stream())
        with pytest.raises(InvalidStatus):
            reader.stream()
    time.sleep(0.5)
    with reader.stream():
        pass


def test_a_session_without_use_and_an_old_one_end(data, tmp_path, accounts):
    """Clicks keep it alive; what the page does by itself does not."""
    options = ("--idle", str(3 / 60), "--absolute", str(7 / 60))
    with serving(data, tmp_path / "log", *options) as url:
        idle, busy = Caller(url), Caller(url)
        idle.sign_in("xem")
        busy.sign_in("lanhdao")
        begun = time.monotonic()
        with idle.stream() as still, busy.stream() as used:
            for stream in (still, used):
                stream.send(rerun())
            while time.monotonic() - begun < 5.5:
                used.send(rerun())
                time.sleep(0.5)
                if time.monotonic() - begun < 2.5:
                    still.send(rerun(is_auto_rerun=True))
            _, sent_to = until_closed(still, 0.5)
            assert sent_to == "/sign-in?said=ended"
            assert busy.ask("GET", "/methods").status == 200
            while time.monotonic() - begun < 7.2:
                used.send(rerun())
                time.sleep(0.3)
            assert until_closed(used)[0] < FAST
        assert busy.ask("GET", "/methods").status == 303


def test_in_the_browser(url, data, accounts, page):
    """Two tabs, the menu of a role, a page that is not for it, a file, and the end of it all."""
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "Security Policy" in m.text else None)
    come_in(page, url, "xem", "/overdue")
    settled(page)
    no_failure(page)
    assert heading(page) == text("page.overdue")
    expect(page.get_by_role("link", name=text("page.upload"), exact=True)).to_have_count(0)
    page.goto(f"{url}/upload")
    settled(page)
    expect(page.get_by_text("không dành cho vai trò Người xem")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
    assert said(data, "refused")[-1].body["page"] == "upload"
    page.goto(f"{url}/overview")
    settled(page)
    with page.expect_download() as download:
        page.locator("[class*='st-key-settlement-0-xlsx'] button").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    assert refused == [], "the content security policy forbids nothing a page needs"
    file = download.value.url
    other = Caller(url)
    other.sign_in("vanphong")
    assert other.ask("GET", file.removeprefix(url), Accept="*/*").status == 403
    second = page.context.new_page()
    second.goto(f"{url}/methods")
    settled(second)
    begun = time.monotonic()
    accounts.set_role("xem", "viewer", by="test")
    for tab in (page, second):
        tab.wait_for_url("**/sign-in**", timeout=FAST * 1000)
    assert time.monotonic() - begun < FAST
    expect(page.get_by_text(text("signin.said.ended"))).to_be_visible()
    second.close()


def sign_out(page) -> None:
    """As a person does, who clicks once more where a busy machine's page took no notice."""
    button = page.get_by_role("button", name=text("account.sign_out"))
    for _ in range(3):
        if not button.is_visible():
            page.get_by_test_id("stPopover").locator("button").first.click()
        button.click()
        with suppress(StillThere):
            return page.wait_for_url("**/sign-in**", timeout=FAST * 1000)
    assert "/sign-in" in page.url, page.locator("body").inner_text()


def test_a_second_reader_in_the_same_browser_finds_nothing_of_the_first(url, accounts, page):
    come_in(page, url, "lanhdao")
    settled(page)
    sign_out(page)
    assert page.context.cookies(url) is not None
    page.go_back()
    page.wait_for_url("**/sign-in**")
    come_in(page, url, "quantri")
    settled(page)
    assert heading(page) == text("page.accounts")
    no_failure(page)


def test_an_administrator_makes_an_account_whose_password_is_changed_first(
    url, data, accounts, page
):
    come_in(page, url, "quantri")
    settled(page)
    page.get_by_text(text("account.add"), exact=True).first.click()
    page.get_by_label(text("account.name"), exact=True).fill("Nguyễn.Bình")
    page.get_by_test_id("stFormSubmitButton").get_by_text(text("account.add")).click()
    page.get_by_text("Đã tạo tài khoản Nguyễn.Bình").wait_for()
    settled(page)
    password = page.get_by_test_id("stCode").inner_text().strip()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", password)
    page.reload()
    settled(page)
    expect(page.get_by_text(password)).to_have_count(0)
    changed = said(data, "account_changed")[-1]
    assert (changed.who, changed.body["change"]) == ("quantri", "added")
    assert changed.body["address"] == "127.0.0.1" and password not in str(said(data))
    reader = Caller(url)
    assert reader.sign_in("nguyễn.bình", password).headers["location"] == "/"
    assert reader.ask("GET", "/").headers["location"] == "/password"


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_the_pages_fit_and_speak_both_languages(url, accounts, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{url}/overdue?units=x")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.load('16px \"Be Vietnam Pro\"').then(f => f.length)")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text(text("signin.title", "en"))
    page.fill("#name", "lanhdao")
    page.fill("#password", GOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/overdue?*units=x*")
    page.goto(f"{url}/password")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_on_another_address_or_with_longer_limits_it_does_not_start(tmp_path):
    command = [sys.executable, "-m", "ui.serve", "--no-browser", "--port", "0"]
    env = os.environ | {"DUNGHAN_DATA": str(tmp_path), "PYTHONUTF8": "1"}

    def starting(address: str, hosts: str, *options: str, **folder: str) -> subprocess.Popen:
        more = {"env": env | {"DUNGHAN_HOSTS": hosts} | folder, "text": True}
        asked = [*command, "--address", address, *options]
        return subprocess.Popen(asked, stderr=subprocess.PIPE, **more)

    people(tmp_path / "with")
    begun = [  # side by side: what takes long is the start
        (starting("0.0.0.0", ""), "python -m access add"),
        (starting("127.0.0.1", "dunghan.example"), "python -m access add"),
        (starting("0.0.0.0", "", DUNGHAN_DATA=str(tmp_path / "with")), "DUNGHAN_HOSTS"),
        (starting("127.0.0.1", "", "--idle", "31"), "at most 30 and 480 minutes"),
    ]
    for process, why in begun:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 1 and why in said


def test_an_account_made_later_closes_the_open_door(sample_data, tmp_path):
    """One person without an account has the page open when the first account is made."""
    (tmp_path / "d").mkdir()
    for name in ("warehouse", "uploads", "staging"):
        (tmp_path / "d" / name).symlink_to(sample_data / name)
    with serving(tmp_path / "d", tmp_path / "log", direct=True) as url:
        local = Caller(url)
        assert local.ask("GET", "/").status == 200
        for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "X-Forwarded-Proto"):
            assert local.ask("GET", "/", **{name: "10.0.0.1"}).status == 403
        assert twice(local, "X-Forwarded-For").status == 403, "a proxy that adds a line of its own"
        assert local.ask("GET", "/", **{"X-Dunghan-Session": "local"}).status == 200
        with local.stream() as tab:
            people(tmp_path / "d")
            assert until_closed(tab)[0] < FAST
        assert local.ask("GET", "/", **{"X-Dunghan-Session": "local"}).status == 303
        os.remove(tmp_path / "d" / "access.sqlite")
        assert local.ask("GET", "/overdue").status == 303, "no way back without a new start"
