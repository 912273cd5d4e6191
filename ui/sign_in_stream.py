"""An open page's connection, which ends with its session.

What the person does (clicks, choices) keeps a session alive; what the page does by itself, such as
a progress bar that redraws or coming back after the network was away, does not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from access.limits import RECHECK
from access.sessions import Sessions
from layout import data_dir
from ui import who

SHORT = range(1, 4096)  # bytes of an answer that says where a file is
MOST = 2_000_000  # bytes of one message from a browser; a page's state is some thousand
GONE: Message = {"type": "websocket.disconnect", "code": 1008}
# What a page of ours may ask for. Emptying everyone's caches or installing things is not among it.
# Nor is what Streamlit would tell of the code's folder (load_git_info).
KINDS = ("rerun_script", "stop_script", "file_urls_request", "app_heartbeat")
OPERATIONS = ("deferred_file", "dataframe_chunk")


class Stream:
    """One websocket between a browser and Streamlit, watched."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, *, stands: Callable[[], Any], whose: str
    ) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.stands, self.whose = stands, whose
        self.over, self.opened = asyncio.Event(), False
        self.messages, self.files_asked = 0, 0

    async def run(self, app: ASGIApp) -> None:
        watch = asyncio.create_task(self.watch())
        try:
            await app(self.scope, self.taken, self.sent)
        finally:
            watch.cancel()

    async def watch(self) -> None:
        """Ask again and again whether the session stands; when it does not, say so and hang up."""
        while self.stands().whose == self.whose:
            await asyncio.sleep(RECHECK)
        self.over.set()
        if self.opened:
            leave = ForwardMsg()
            leave.auth_redirect.url = "/sign-in?said=ended"
            with suppress(OSError):  # the browser has gone by itself
                await self.send({"type": "websocket.send", "bytes": leave.SerializeToString()})
                await self.send({"type": "websocket.close", "code": 1008})

    async def sent(self, message: Message) -> None:
        """From Streamlit to the browser: nothing after the end."""
        if not self.over.is_set():
            self.opened = self.opened or message["type"] == "websocket.accept"
            if self.files_asked and len(message.get("bytes") or b"") in SHORT:
                self._own(message["bytes"])
            await self.send(message)

    def _own(self, data: bytes) -> None:
        """A file was made because this browser asked for it: nobody else may fetch it."""
        said = ForwardMsg.FromString(data)
        if said.WhichOneof("type") == "backend_operation_response":
            self.files_asked -= 1
            if file := said.backend_operation_response.deferred_file.url:
                who.give(urlsplit(file).path, self.whose)

    async def taken(self) -> Message:
        """From the browser to Streamlit: what may be asked, until the end."""
        while True:
            message = await self._next()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes") or b""
            asked = None if len(data) > MOST or message.get("text") else read(data)
            if asked is None:  # no page of ours says so: Streamlit would fill the log with it
                code = 1009 if len(data) > MOST else 1003
                await self.send({"type": "websocket.close", "code": code})
                return GONE
            if self._may(asked):
                return message

    async def _next(self) -> Message:
        """The next message, or the end, whichever comes first."""
        if self.over.is_set():
            return GONE
        incoming = asyncio.ensure_future(self.receive())
        end = asyncio.ensure_future(self.over.wait())
        await asyncio.wait((incoming, end), return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        if self.over.is_set():
            incoming.cancel()
            return GONE
        return incoming.result()

    def _may(self, asked: BackMsg) -> bool:
        """Whether this goes on to Streamlit; a click also keeps the session alive."""
        kind = asked.WhichOneof("type")
        self.messages += 1
        if kind == "backend_operation_request":
            operation = asked.backend_operation_request.WhichOneof("payload")
            self.files_asked += operation == "deferred_file"
            return operation in OPERATIONS
        by_hand = kind == "rerun_script" and not asked.rerun_script.is_auto_rerun
        if by_hand and self.messages > 1 and (session := self.stands().session):
            Sessions(data_dir()).touch(session)
        return kind in KINDS


def read(data: bytes) -> BackMsg | None:
    """A browser's message; None for what is none."""
    try:
        return BackMsg.FromString(data)
    except DecodeError:
        return None
