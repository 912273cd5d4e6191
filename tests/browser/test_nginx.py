"""What deploy/ ships: nginx with TLS in front of the server, as an office would run it."""

import gzip
import http.client
import os
import re
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.behind_nginx import UNCHECKED, fronted, nginx
from tests.browser.sign_in_server import GOOD, people, serving
from tests.browser.visit import heading, no_failure, settled

pytestmark = pytest.mark.skipif(
    not nginx() and not os.environ.get("CI"), reason="no nginx here (apt install nginx-light)"
)


@pytest.fixture(scope="module")
def url(sample_data: Path, tmp_path_factory) -> str:
    """The server with accounts, behind nginx."""
    data = tmp_path_factory.mktemp("front") / "data"
    data.mkdir()
    for part in ("uploads", "staging", "warehouse", "ledger.sqlite"):
        (data / part).symlink_to(sample_data / part)
    people(data)
    with (
        serving(data, data.parent / "server.log", direct=True) as behind,
        fronted(behind, data.parent / "nginx") as front,
    ):
        yield front


@pytest.fixture(scope="module")
def plain(url: str, tmp_path_factory) -> int:
    """The port without TLS, read off the site that nginx runs with."""
    (made,) = tmp_path_factory.getbasetemp().rglob("nginx/site.conf")
    return int(re.search(r"listen 127[.]0[.]0[.]1:(\d+);", made.read_text("utf-8"))[1])


def ask(url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    """One request through TLS; the answer with .status, .headers, .data."""
    place = urlsplit(url)
    link = http.client.HTTPSConnection(place.hostname, place.port, timeout=10, context=UNCHECKED)
    link.request(method, path, body, headers)
    answer = link.getresponse()
    answer.data = answer.read()
    link.close()
    return answer


def test_a_reader_comes_in_through_tls_and_the_cookie_travels_with_it_only(url, browser):
    context = browser.new_context(ignore_https_errors=True, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{url}/overdue")
    page.fill("#name", "lanhdao")
    page.fill("#password", GOOD)
    page.click("button[type=submit]")
    settled(page)
    assert heading(page) == "Quá hạn"
    no_failure(page)
    ours = [cookie for cookie in context.cookies() if cookie["httpOnly"]]
    assert ours and all(cookie["secure"] for cookie in context.cookies())
    context.close()


def test_every_answer_asks_for_tls_and_names_no_program(url):
    answer = ask(url, "/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "nginx/" not in answer.headers.get("server", "")
    assert "frame-ancestors" in answer.headers["content-security-policy"]


def test_without_tls_one_is_sent_to_it(url, plain):
    link = http.client.HTTPConnection("127.0.0.1", plain, timeout=10)
    link.request("GET", "/overdue?lang=en")
    answer = link.getresponse()
    assert (answer.status, answer.headers["location"]) == (301, "https://127.0.0.1/overdue?lang=en")
    link.close()


def test_long_answers_come_compressed(url):
    page = ask(url, "/sign-in", **{"Accept-Encoding": "gzip"})
    assert page.status == 200
    css = ask(url, "/app/static/fonts/OFL.txt", **{"Accept-Encoding": "gzip"})
    assert css.headers["content-encoding"] == "gzip"
    assert b"SIL OPEN FONT LICENSE" in gzip.decompress(css.data)


def test_the_health_route_says_no_figure(url):
    answer = ask(url, "/_stcore/health")
    assert (answer.status, answer.data) == (200, b"ok")


def test_what_is_too_big_is_refused_before_it_is_read(url):
    for path in ("/sign-in", "/overdue", "/password"):
        assert ask(url, path, "POST", b"x" * 20_000).status == 413
    upload = "/_stcore/upload_file/a/b"
    assert ask(url, upload, "PUT", b"", **{"Content-Length": str(60 << 20)}).status == 413
    origin = {"Origin": url, "Content-Length": str(40 << 20)}  # announced, never sent
    assert ask(url, upload, "PUT", b"x", **origin).status == 401


def test_a_flood_of_passwords_is_slowed_down(url):
    """Twenty at once pass to the product, which has its own back-off; then nginx says no."""
    seen = [ask(url, "/sign-in", "POST", b"name=a&password=b").status for _ in range(40)]
    assert 429 in seen and seen.index(429) >= 15, seen
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5, context=UNCHECKED) as other:
        assert other.status == 200, "what else is asked goes on"
