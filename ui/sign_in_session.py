"""The cookie of a session: which, and how it comes into the browser and out of it."""

from __future__ import annotations

from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from access.limits import Limits
from access.sessions import Session, Sessions, id_of
from layout import data_dir
from ui import edge

FORM = "dunghan-form"  # holds the token of the form that was shown last
limits = Limits()  # ui/serve.py may give shorter ones


def cookie_name(secure: bool) -> str:
    """Behind TLS a name that no other site and no page without TLS can set."""
    return "__Host-dunghan" if secure else "dunghan"


def session_of(scope: Scope) -> Session | None:
    """Who is signed in, by the cookie of a request or a websocket."""
    name = cookie_name(edge.is_secure(scope))
    for key, value in scope["headers"]:
        if key == b"cookie" and (token := cookie_parser(value.decode("latin-1")).get(name)):
            return Sessions(data_dir()).find(id_of(token))
    return None


def started(
    request: Request, name: str, after: str, via: str = "password", stored: str | None = None
) -> Response:
    """A new session for this browser, in place of the one it had. Raises PasswordChanged where the
    password is no longer that of `stored`."""
    sessions, secure = Sessions(data_dir()), edge.is_secure(request.scope)
    if had := session_of(request.scope):
        sessions.end(had, "replaced")
    address, agent = edge.address_of(request.scope), edge.header(request.scope, b"user-agent")
    token = sessions.begin(name, address, agent, via=via, limits=limits, stored=stored)
    response = RedirectResponse(after, 303, headers={"cache-control": "no-store"})
    response.set_cookie(
        cookie_name(secure), token, path="/", secure=secure, httponly=True, samesite="lax"
    )
    response.delete_cookie(FORM, path="/", httponly=True, samesite="strict")
    return response


def without(response: Response, request: Request) -> Response:
    """The answer that also takes the session's cookie away."""
    secure = edge.is_secure(request.scope)
    name = cookie_name(secure)
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
    return response
