"""A browser's end of the websocket, without a browser: every byte that a page sends is kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

SECONDS = 60


@dataclass
class Seen:
    """What one run of a page sent: raw bytes, the buttons and the files it offered, its faults."""

    raw: bytearray = field(default_factory=bytearray)
    buttons: dict[str, str] = field(default_factory=dict)  # element id -> its key or label
    widgets: dict[str, str] = field(default_factory=dict)  # id -> kind of widget
    files: list[tuple[str, str]] = field(default_factory=list)  # key, id to ask for the file by
    links: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # the sentences in boxes
    faults: list[str] = field(default_factory=list)
    page: str = ""


class Reader:
    """One open page of one signed-in reader."""

    def __init__(self, url: str, cookie: str, session: str = "") -> None:
        self.url, self.cookie = url, cookie
        self.socket = connect(
            f"ws{url.removeprefix('http')}/_stcore/stream",
            subprotocols=["streamlit", *(["PLACEHOLDER_AUTH_TOKEN", session] if session else [])],
            additional_headers={"Cookie": cookie, "Origin": url}, max_size=None, legacy=True,
        )  # fmt: skip
        self.pages: dict[str, str] = {}
        self.session = ""

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def visit(self, page: str, query: dict | None = None, widgets: list | None = None) -> Seen:
        """One run of a page; `widgets` are (id, field of its state, value)."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode(query or {}, doseq=True)
        if page in self.pages:
            state.page_script_hash = self.pages[page]
        else:
            state.page_name = page
        for name, kind, value in widgets or ():
            one = state.widget_states.widgets.add(id=name)
            if isinstance(value, list):
                getattr(one, kind).data.extend(value)
            else:
                setattr(one, kind, value)
        self.socket.send(asked.SerializeToString())
        return self._until_done(state.query_string.encode())

    def file(self, file_id: str) -> bytes:
        """A download: made when asked for, fetched as the browser does, unpacked."""
        return self.fetch(self.address(file_id))

    def address(self, file_id: str) -> str:
        """Where a file stands that is made when asked for."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = uuid4().hex
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = file_id
        self.socket.send(asked.SerializeToString())
        while True:
            raw = self.socket.recv(timeout=SECONDS)
            told = ForwardMsg.FromString(raw)
            if told.WhichOneof("type") == "backend_operation_response":
                answer = told.backend_operation_response
                if answer.error_msg:
                    raise AssertionError(answer.error_msg)
                return answer.deferred_file.url

    def fetch(self, path: str) -> bytes:
        with urlopen(Request(self.url + path, headers={"Cookie": self.cookie})) as answer:
            return unpacked(answer.read())

    def _until_done(self, asked: bytes) -> Seen:
        seen = Seen()
        while True:
            raw = self.socket.recv(timeout=SECONDS)
            told = ForwardMsg.FromString(raw)
            kind = told.WhichOneof("type")
            echo = asked and kind in ("new_session", "page_info_changed")
            seen.raw += raw.replace(asked, b"") if echo else raw  # its own address tells nothing
            assert kind != "ref_hash", "a message that was not sent whole"
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id
            elif kind == "navigation":
                self.pages = {p.url_pathname: p.page_script_hash for p in told.navigation.app_pages}
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                self._element(told.delta.new_element, seen)
            elif kind == "script_finished":
                return seen

    @staticmethod
    def _element(element, seen: Seen) -> None:
        kind = element.WhichOneof("type")
        one = getattr(element, kind)
        if kind == "exception":
            seen.faults.append(f"{one.type}: {one.message}")
        elif kind == "alert":
            (seen.faults if one.format == one.ERROR else seen.said).append(one.body)
        elif kind == "button":
            seen.buttons[one.id] = one.label
        elif kind == "download_button":
            if one.deferred_file_id:
                seen.files.append((key_of(one.id), one.deferred_file_id))
            elif one.url:
                seen.links.append(one.url)
        if hasattr(one, "id") and one.id:
            seen.widgets[one.id] = kind


def unpacked(content: bytes) -> bytes:
    """The bytes of a file, and of everything in it where it is a zip (a workbook is)."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        return content + b"".join(box.read(name) for name in box.namelist())


def key_of(widget_id: str) -> str:
    """The key that our code gave a widget: Streamlit ends its id with it."""
    return widget_id.rsplit("-", 1)[-1] if widget_id else ""
