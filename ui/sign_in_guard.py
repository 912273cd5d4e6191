"""The guard before Streamlit: what has data needs a session, and an open page keeps needing it.

Without an account it lets in the one person on this computer, and only while the server listens on
this computer alone. Once an account was seen there is no way back to that without a new start.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance

from access.accounts import Accounts
from access.database import Unreadable
from access.limits import PAGES_EACH
from access.sessions import Session, Sessions
from layout import data_dir
from messages import LANGUAGES, text
from ui import edge, sign_in_sso, who
from ui.pages_list import first
from ui.sign_in_forms import to_sign_in
from ui.sign_in_room import Room, waiting
from ui.sign_in_session import session_of, without
from ui.sign_in_stream import Stream
from ui.sign_in_watch import Watched
from viewer import LOCAL

OPEN = ("/_stcore/health", "/sign-in", "/sign-in/style.css", "/sign-in/watch.js",
        "/sign-in/organisation")  # fmt: skip
OPEN_FOLDER = "/app/static/"  # the font and the mark
# What a proxy adds: a reader who sits at this computer comes without any of them.
PASSED_ON = (b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip",
             b"forwarded", b"via")  # fmt: skip
WHILE_CHANGING = ("/password", "/sign-out")
# Of Streamlit: what it measures of itself, and its door for programs. Nobody here needs them.
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent", "/auth/logout")
MEDIA, UPLOAD = "/media/", "/_stcore/upload_file/"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Caller:
    """Who asks: a signed-in browser, the one person here, or nobody (and why)."""

    session: Session | None = None
    whose: str = ""  # what ui/who.py reads; nothing: nobody
    why: str = ""


class Guard:
    """ASGI middleware, inside ui/edge.py and outside everything of Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.accounts_seen = False
        self.open: Counter[str] = Counter()  # pages that are open, by whose
        self.room = Room()
        who.guarded = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self.stream(scope, receive, send)
        if scope["type"] == "http":
            return await self.request(scope, receive, send)
        await self.app(scope, receive, send)

    def caller(self, scope: Scope) -> Caller:
        """Who this is, asked of the database each time; where it cannot say, nobody."""
        try:
            if self.with_accounts():
                session = session_of(scope)
                return Caller(session, session.id) if session else Caller(why="door.nobody")
        except Unreadable:
            log.exception("the accounts cannot be read")
            return Caller(why="door.unreadable")
        server = scope.get("server") or ("", 0)
        if not edge.is_loopback(server[0]) or edge.has(scope, *PASSED_ON):
            return Caller(why="door.open_address")
        return Caller(whose=who.HERE)

    def with_accounts(self) -> bool:
        """Whether people sign in here."""
        found = self.accounts_seen or sign_in_sso.configured() or Accounts(data_dir()).any()
        self.accounts_seen = found
        return found

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path.startswith(CLOSED):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)
        caller = self.caller(scope)
        if path == "/sign-in/still":
            answer = PlainTextResponse("", 204 if caller.whose else 401)
            return await answer(scope, receive, send)
        if path in sign_in_sso.ROUTES and sign_in_sso.configured():
            back = path == sign_in_sso.CALLBACK
            return await (sign_in_sso.Back(self.app) if back else self.app)(scope, receive, send)
        if path in OPEN or path.startswith(OPEN_FOLDER):
            return await self.app(scope, receive, send)
        allowed = Watched(self.app) if caller.session and wants_page(scope) else self.app
        answer = self.refusal(scope, caller) or allowed
        if scope["method"] == "PUT" and answer is allowed:
            return await self.upload(scope, receive, send, caller.whose)
        await answer(marked(scope, caller.whose), receive, send)

    async def upload(self, scope: Scope, receive: Receive, send: Send, whose: str) -> None:
        """A file sent into a page, if there is room for it; its length says so before it comes."""
        length = edge.header(scope, b"content-length")
        if not length.isdecimal():
            return await PlainTextResponse("Length needed.", 411)(scope, receive, send)
        files = get_instance()._uploaded_file_mgr.file_storage
        there = waiting(files, who.owned(whose))
        with self.room.taken(whose, int(length), there) as fits:
            answer = self.app if fits else PlainTextResponse("Too much at once.", 413)
            await answer(marked(scope, whose), receive, send)

    def refusal(self, scope: Scope, caller: Caller):
        """The answer to who may not have this; None to who may. Counts an opened page as done."""
        request, page = Request(scope), wants_page(scope)
        if not caller.whose and caller.why != "door.nobody":
            said = "\n\n".join(text(caller.why, lang) for lang in LANGUAGES)
            return PlainTextResponse(said, 403)
        if not caller.whose:
            if not page:
                return PlainTextResponse("Sign in first.", 401)
            where = to_sign_in(scope["path"], scope["query_string"])
            return without(RedirectResponse(where, 303), request)
        session = caller.session
        if session and not session.may_read and scope["path"] not in WHILE_CHANGING:
            return RedirectResponse("/password", 303) if page else PlainTextResponse("", 403)
        if session and not theirs(scope["path"], caller.whose):
            return PlainTextResponse("Not yours.", 403)
        if session and page:
            Sessions(data_dir()).touch(session)
        viewer = session.viewer if session else LOCAL
        if page and scope["path"] == f"/{first(viewer)}":  # Streamlit knows it by "/" alone
            return RedirectResponse(request.url.replace(scheme="", netloc="", path="/"), 303)
        return None

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The connection a page lives on."""
        caller = self.caller(scope)
        if not caller.whose or (caller.session and not caller.session.may_read):
            return await edge.refuse(scope, receive, send, 401, "")
        if self.open[caller.whose] >= PAGES_EACH:
            return await edge.refuse(scope, receive, send, 429, "")
        stream = Stream(
            marked(with_own_session(scope, caller.whose), caller.whose),
            receive,
            send,
            stands=lambda: self.caller(scope),
            whose=caller.whose,
        )
        self.open[caller.whose] += 1
        try:
            await stream.run(self.app)
        finally:
            self.open -= Counter((caller.whose,))


def marked(scope: Scope, whose: str) -> Scope:
    """The request with whose it is; what the browser itself sent under that name is gone."""
    name = who.HEADER.encode()
    kept = [(key, value) for key, value in scope["headers"] if key != name]
    return {**scope, "headers": [*kept, (name, whose.encode())] if whose else kept}


def with_own_session(scope: Scope, whose: str) -> Scope:
    """A page that reconnects names its session of Streamlit's; only its owner gets it back."""
    asked = [part.strip() for part in scope.get("subprotocols", [])]
    if len(asked) < 3 or who.owner(asked[2]) == whose:
        return scope
    name = b"sec-websocket-protocol"
    kept = [(key, value) for key, value in scope["headers"] if key != name]
    header = (name, ", ".join(asked[:2]).encode("latin-1"))
    return {**scope, "headers": [*kept, header], "subprotocols": asked[:2]}


def theirs(path: str, whose: str) -> bool:
    """Files that a page made, and uploads into one, belong to the browser it was made for."""
    if path.startswith(UPLOAD):
        return who.owner(path.removeprefix(UPLOAD).split("/")[0]) == whose
    if not path.startswith(MEDIA) or who.given(path, whose):
        return True
    file_id = path.removeprefix(MEDIA).split(".")[0]
    held = get_instance().media_file_mgr._files_by_session_and_coord
    found = any(file_id in held.get(one, {}).values() for one in who.owned(whose))
    if found:  # while a page draws itself anew, Streamlit forgets for a moment what it shows
        who.give(path, whose)
    return found


def wants_page(scope: Scope) -> bool:
    """A reader opens an address, rather than a page fetching something."""
    asks = edge.header(scope, b"accept")
    return scope["method"] in ("GET", "HEAD") and ("text/html" in asks or asks in ("", "*/*"))
