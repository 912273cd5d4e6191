"""The edge of the server: whom it answers under which name, and what every answer says.

Names it answers to: those of this machine, and DUNGHAN_HOSTS (names, comma between). Behind nginx
TLS and the reader's address come from X-Forwarded-Proto and -For, believed of this machine only
(uvicorn does so before anything here sees the request).
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
HOST = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(:\d{1,5})?")
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE = re.compile(rb"<script>(.*?)</script>", re.S)
# {connect}: the page's own websocket. Plotly and the styles of widgets need inline styles; nothing
# needs inline or evaluated code but the lines of Streamlit's own page, which are named by hash.
POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {connect};"
    " worker-src 'self' blob:; frame-src 'none'; object-src 'none'; base-uri 'self';"
    " form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def hosts() -> tuple[str, ...]:
    """The names this server answers to."""
    named = os.environ.get("DUNGHAN_HOSTS", "").split(",")
    return (*HERE, *(name.strip().lower().rstrip(".") for name in named if name.strip()))


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches a server that listens there."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False  # none means every address; a path means whoever may open it


def host_of(scope: Scope) -> str:
    """The Host header if it is one of ours, else nothing."""
    host = header(scope, b"host")
    if not HOST.fullmatch(host):
        return ""
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    return host if name in hosts() else ""


def header(scope: Scope, name: bytes) -> str:
    """A header's value; nothing where it is missing or given twice."""
    values = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else ""


def is_secure(scope: Scope) -> bool:
    return scope["scheme"] in ("https", "wss")


def address_of(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else ""


def same_origin(scope: Scope) -> bool:
    """Whether a page of this very site asks."""
    origin = f"{'https' if is_secure(scope) else 'http'}://{header(scope, b'host')}"
    return header(scope, b"origin").lower() == origin.lower()


def policy(host: str, secure: bool) -> bytes:
    """The content security policy of Streamlit's page under this name."""
    connect = f"{'wss' if secure else 'ws'}://{host}"
    return POLICY.format(scripts=" ".join(HASHES), connect=connect).encode()


def hashes(page: bytes) -> Iterable[str]:
    """The inline scripts of a page as a policy names them."""
    for script in INLINE.findall(page):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


HASHES = tuple(hashes(INDEX.read_bytes()))


class Edge:
    """Refuses foreign names and foreign pages; adds what every answer says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        host, websocket = host_of(scope), scope["type"] == "websocket"
        asks_to_change = websocket or scope["method"] not in SAFE
        if not host:
            return await refuse(scope, receive, send, 421, "Unknown host name.")
        if asks_to_change and not self._from_here(scope, websocket):
            return await refuse(scope, receive, send, 403, "Foreign origin.")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = completed(message["headers"], host, is_secure(scope))
            await send(message)

        await self.app(scope, receive, send if websocket else with_headers)

    @staticmethod
    def _from_here(scope: Scope, websocket: bool) -> bool:
        """A browser always says which page asks. What is no browser may leave it out on the
        websocket, where it has to show a session all the same."""
        return same_origin(scope) or (websocket and not has(scope, b"origin"))


def completed(headers: list, host: str, secure: bool) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with ours where it does not say otherwise itself."""
    found = [(name.lower(), value) for name, value in headers]
    names = {name for name, _ in found}
    ours = HEADERS | {b"content-security-policy": policy(host, secure)}
    found += [(name, value) for name, value in ours.items() if name not in names]
    return [(n, secured(v) if secure and n == b"set-cookie" else v) for n, v in found]


def secured(cookie: bytes) -> bytes:
    """Behind TLS no cookie travels without it, Streamlit's own included."""
    parts = {part.strip().lower() for part in cookie.split(b";")}
    return cookie if b"secure" in parts else cookie + b"; Secure"


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    """A short word, and no page. A websocket is not opened."""
    if scope["type"] == "websocket":
        await receive()  # websocket.connect
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(why, status)(scope, receive, send)


def has(scope: Scope, *names: bytes) -> bool:
    """Whether any of these headers was sent, however often."""
    return any(key in names for key, _ in scope["headers"])
