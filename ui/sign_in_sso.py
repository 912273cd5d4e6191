"""The organisation's sign-on: OpenID Connect by Streamlit's st.login, made a session of ours.

Streamlit's routes and authlib speak with the provider (.streamlit/secrets.toml, [auth]). Two things
differ from st.login in a script: it begins at a link of the sign-in page, as nobody has a page of
Streamlit before they are signed in; and Streamlit's cookie, which stays valid for a month whatever
happens, never reaches the browser. What it says becomes a session that can be ended.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.secrets import secrets_singleton
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from access import organisation, traces
from access.organisation import Claims
from layout import data_dir
from ui import edge
from ui.sign_in_session import started

CALLBACK = "/oauth2callback"
ROUTES = ("/auth/login", CALLBACK)
COOKIE = "_streamlit_user"  # and _streamlit_user_1 …, _streamlit_user_tokens
REFUSED = "/sign-in?said=sso_refused"


@cache
def configured() -> bool:
    """Whether the organisation's sign-on is set up; read once."""
    return bool(get_secrets_auth_section().get("client_id"))


def settings() -> Mapping[str, Any]:
    """Our part of the secrets: which claims say who someone is and what they may."""
    return secrets_singleton.get("dunghan", {})


def label() -> str:
    """What the button says, if the organisation has a name of its own for it."""
    return str(settings().get("label", ""))


async def begin(request: Request) -> Response:
    """To the provider."""
    where = generate_login_redirect_url("default") if configured() else "/sign-in"
    return RedirectResponse(where, 303, headers={"cache-control": "no-store"})


class Back:
    """The way back from the provider: Streamlit's cookie stays here, a session goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        said: list[Message] = []

        async def kept(message: Message) -> None:
            said.append(message)

        await self.app(scope, receive, kept)
        cookies = [value for name, value in said[0]["headers"] if name == b"set-cookie"]
        user = told([value.decode("latin-1") for value in cookies])
        response = signed_in(Request(scope), user) if user else RedirectResponse(REFUSED, 303)
        for value in cookies:  # its session of the sign-in forgets the state that was used
            if not value.startswith(COOKIE.encode()):
                response.raw_headers.append((b"set-cookie", value))
        await response(scope, receive, send)


def told(cookies: list[str]) -> dict[str, Any]:
    """What Streamlit signed for the browser: the claims of the identity."""
    jar: dict[str, str] = {}
    for line in cookies:
        jar |= {name: one.value for name, one in SimpleCookie(line).items() if one.value}
    signed = _get_signed_cookie_with_chunks(jar, COOKIE)
    return json.loads(signed) if signed else {}


def signed_in(request: Request, user: Mapping[str, Any]) -> Response:
    """A session, if the claims name an account (or a role that makes one)."""
    data, address = data_dir(), edge.address_of(request.scope)
    try:
        name = organisation.account_of(data, user, Claims.of(settings()), where=address)
    except organisation.NotKnown as unknown:
        logging.getLogger(__name__).warning("sign-on refused: %s", unknown)
        body = {"name": unknown.name, "address": address, "via": "oidc", "because": str(unknown)}
        traces.noted(data, traces.FAILED, body)
        return RedirectResponse(REFUSED, 303)
    return started(request, name, "/", via="oidc")
