"""A server with accounts for a test, and how the test comes in: by HTTP, websocket or browser."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page
from websockets.sync.client import ClientConnection, connect

from access.accounts import Accounts
from layout import REPO, DataDir
from tests.browser.behind_nginx import TLS, UNCHECKED, in_front
from tests.browser.visit import GOOD, sign_in
from tests.conftest import wait_until_healthy
from tests.ports import free_port

PEOPLE = {"quantri": "administrator", "lanhdao": "leader", "vanphong": "office", "xem": "viewer"}


def people(data: Path) -> Accounts:
    """An account of each role that the tests need; they share one password."""
    accounts = Accounts(DataDir(data))
    if accounts.any():
        return accounts
    for name, role in PEOPLE.items():
        accounts.add(name, role, GOOD, by="test", must_change=False)
    return accounts


@contextmanager
def serving(
    data: Path, log: Path, *options: str, port: int = 0, direct: bool = not TLS, **variables: str
) -> Iterator[str]:
    """`python -m ui.serve` with these options; the address it answers at (`direct`: its own)."""
    behind = port or free_port() if direct else free_port()
    command = [sys.executable, "-m", "ui.serve", "--port", str(behind), "--no-browser", *options]
    env = os.environ | {"DUNGHAN_DATA": str(data), "PYTHONUTF8": "1"} | variables
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=REPO, env=env, stdout=output, stderr=output)
    try:
        url = f"http://127.0.0.1:{behind}"
        wait_until_healthy(url, process, log)
        if direct:
            yield url
            return
        with in_front(url, log.with_suffix(".nginx"), port) as address:
            yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


class Caller:
    """A client that follows nothing and keeps its cookies, to see each answer as it comes."""

    def __init__(self, url: str, **headers: str) -> None:
        self.address, self.headers, self.cookies = urlsplit(url), headers, {}
        self.origin = url

    def ask(self, method: str, path: str, body: str | None = None, **headers: str):
        """One request; the answer has .status, .headers and .text."""
        link = self._link()
        sent = {"Accept": "text/html", "Cookie": self.cookie, **self.headers, **headers}
        link.request(method, path, body, {k: v for k, v in sent.items() if v})
        answer = link.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("set-cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value.strip('"')  # nothing: it was taken away
        link.close()
        return answer

    def _link(self) -> http.client.HTTPConnection:
        place = (self.address.hostname, self.address.port)
        if self.address.scheme == "https":
            return http.client.HTTPSConnection(*place, timeout=10, context=UNCHECKED)
        return http.client.HTTPConnection(*place, timeout=10)

    @property
    def form(self) -> str:
        """The token of the form that was asked for last."""
        return self.cookies.get("__Host-dunghan-form") or self.cookies.get("dunghan-form", "")

    @property
    def session(self) -> str:
        """The cookie of the session, whose name says whether it came through TLS."""
        return self.cookies.get("__Host-dunghan") or self.cookies.get("dunghan", "")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def send(self, path: str, fields: dict[str, str], **headers: str):
        """A form as a browser sends it, with the token of the page that was asked for last."""
        body = urlencode({"token": self.form, **fields})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        return self.ask("POST", path, body, **kind | headers)

    def sign_in(self, name: str, password: str = GOOD, after: str = "/", **headers: str):
        self.ask("GET", "/sign-in")
        return self.send("/sign-in", {"name": name, "password": password, "next": after}, **headers)

    def stream(self, *more: str, cookie: str | None = None, **headers: str) -> ClientConnection:
        """The websocket a page lives on."""
        host = f"{self.address.hostname}:{self.address.port}"
        sent = {
            "Cookie": self.cookie if cookie is None else cookie,
            "Origin": self.origin,
            **headers,
        }
        secure = self.address.scheme == "https"
        return connect(
            f"{'wss' if secure else 'ws'}://{host}/_stcore/stream",
            ssl=UNCHECKED if secure else None,
            subprotocols=["streamlit", *more],
            additional_headers={k: v for k, v in sent.items() if v},
            max_size=None,
        )


def come_in(page: Page, url: str, name: str, path: str = "/") -> None:
    """Through the sign-in page, as a person does."""
    page.goto(url + path)
    sign_in(page, name)
