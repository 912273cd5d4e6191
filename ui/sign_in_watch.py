"""Streamlit's page with one more script: it notices, in every tab, that the session has ended."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = (Path(__file__).parent / "sign_in_watch.js").read_bytes()
TAG, BEFORE = b'<script src="/sign-in/watch.js" defer></script>', b"</head>"


async def script(request: Request) -> Response:
    return Response(SCRIPT, media_type="text/javascript")


ROUTE = Route("/sign-in/watch.js", script, methods=["GET"])


class Watched:
    """The answer to who opens a page; anything but HTML goes through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        held: list[Message] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and is_html(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    await self.whole(held, send)
            else:
                await send(message)

        await self.app({**scope, "headers": plain}, receive, sent)

    @staticmethod
    async def whole(held: list[Message], send: Send) -> None:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts)
        body = body.replace(BEFORE, TAG + BEFORE, 1)
        changed = (b"content-length", b"etag", b"last-modified", b"cache-control")
        kept = [(key, value) for key, value in start["headers"] if key.lower() not in changed]
        length = (b"content-length", str(len(body)).encode())
        headers = [*kept, length, (b"cache-control", b"no-store")]
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def is_html(start: Message) -> bool:
    """Streamlit's page: ours bring a policy of their own, under which no script runs."""
    headers = {key.lower(): value for key, value in start["headers"]}
    html = headers.get(b"content-type", b"").startswith(b"text/html")
    return start["status"] == 200 and html and b"content-security-policy" not in headers
