"""The edge: names, origins, headers; each row is a request as it comes in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ui import edge, sign_in_forms
from ui.sign_in_forms import place, to_sign_in
from ui.sign_in_guard import marked
from ui.sign_in_room import Room, waiting


def scope(scheme: str = "http", **headers: str) -> dict:
    sent = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return {"type": "http", "scheme": scheme, "headers": sent, "client": ("10.0.0.1", 5)}


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:8501", True),
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("[::1]:8501", True),
        ("dunghan.so.vn", True),
        ("Dunghan.So.VN.", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil@127.0.0.1", False),
        ("127.0.0.1/x", False),
        ("127.0.0.1:x", False),
        ("dunghan.so.vn.evil.example", False),
        ("xdunghan.so.vn", False),
        ("", False),
    ],
)
def test_names_it_answers_to(monkeypatch, host, ours):
    monkeypatch.setenv("DUNGHAN_HOSTS", " dunghan.so.vn , ,other.vn")
    assert bool(edge.host_of(scope(host=host))) is ours


@given(st.text(alphabet="abc.:@/[]127 \\x-", max_size=30))
def test_no_other_name_is_ever_let_through(host):
    found = edge.host_of({"type": "http", "headers": [(b"host", host.encode())]})
    assert not found or found.rsplit(":", 1)[0].strip("[]").rstrip(".") in edge.HERE


def test_a_host_given_twice_is_none():
    twice = [(b"host", b"localhost"), (b"host", b"evil.example")]
    assert edge.host_of({"headers": twice}) == ""


@pytest.mark.parametrize(
    ("scheme", "host", "origin", "same"),
    [
        ("http", "localhost:1", "http://localhost:1", True),
        ("ws", "localhost:1", "http://localhost:1", True),
        ("wss", "dunghan.so.vn", "https://dunghan.so.vn", True),
        ("http", "localhost:1", "http://localhost:2", False),
        ("http", "localhost:1", "https://localhost:1", False),
        ("http", "localhost:1", "null", False),
        ("http", "localhost:1", "", False),
        ("http", "localhost:1", "http://localhost:1.evil.example", False),
    ],
)
def test_the_same_site(scheme, host, origin, same):
    assert edge.same_origin(scope(scheme, host=host, origin=origin)) is same


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("10.0.0.1", False), (None, False), ("", False),
        ("unix:///run/x", False), ("localhost.evil.example", False),
    ],
)  # fmt: skip
def test_who_reaches_a_server_that_listens_there(address, here):
    assert edge.is_loopback(address) is here


def test_answers_keep_every_cookie_and_what_they_say_themselves():
    said = [(b"set-cookie", b"a=1"), (b"Set-Cookie", b"b=2; secure"), (b"x-frame-options", b"DENY")]
    found = edge.completed(said, "dunghan.so.vn", True)
    assert [v for k, v in found if k == b"set-cookie"] == [b"a=1; Secure", b"b=2; secure"]
    assert [v for k, v in found if k == b"x-frame-options"] == [b"DENY"]
    policy = dict(found)[b"content-security-policy"].decode()
    assert "connect-src 'self' wss://dunghan.so.vn;" in policy
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert "unsafe" not in scripts and "sha256-" in scripts


def test_streamlits_own_page_has_no_script_that_the_policy_forbids():
    """A new version of Streamlit brings other lines: they are read from its page."""
    page = edge.INDEX.read_bytes()
    assert len(edge.HASHES) == page.count(b"<script>") >= 1
    assert b"onload=" not in page and b"javascript:" not in page


def test_only_the_guard_says_whose_a_connection_is():
    forged = scope(host="localhost", x_dunghan_session="local")
    for whose in ("", "abc"):
        said = [v for k, v in marked(forged, whose)["headers"] if k == b"x-dunghan-session"]
        assert said == ([whose.encode()] if whose else [])


@given(st.text(max_size=60))
def test_one_goes_on_to_this_site_only(after):
    goes = place(after)
    assert goes.startswith("/") and not goes.startswith(("//", "/\\"))
    assert not set(goes) & set("\r\n\t \"'<>\\")


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("/overdue", b"units=A&lang=vi", "/sign-in?next=/overdue%3Funits%3DA%26lang%3Dvi"),
        ("/", b"", "/sign-in?next=/"),
        ("//evil.example", b"", "/sign-in?next=/"),
        ("/a\r\nb", b"", "/sign-in?next=/"),
    ],
)
def test_the_way_back_after_signing_in(path, query, address):
    assert to_sign_in(path, query) == address


def test_a_form_that_never_ends_is_let_go(monkeypatch):
    monkeypatch.setattr(sign_in_forms, "FORM_SECONDS", 0.05)

    async def slowly():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"a", "more_body": True}

    request = Request({**scope(), "method": "POST"}, slowly)
    with ThreadPoolExecutor(1) as own:  # the browser's tests leave a loop running in this thread
        assert own.submit(asyncio.run, sign_in_forms.fields(request)).result() is None


def test_files_that_wait_for_a_browsers_pages_are_counted():
    one = UploadedFileRec("1", "a.xlsx", "x", b"12345")
    files = {"mine": {"1": one, "2": one}, "mine too": {"1": one}, "another's": {"1": one}}
    assert waiting(files, {"mine", "mine too", "gone"}) == 15


def test_files_on_their_way_count_with_those_that_wait():
    room = Room(most=100)
    with room.taken("an", 60, there=0) as first, room.taken("an", 60, there=0) as second:
        assert (first, second) == (True, False)
        with room.taken("an", 40, there=0) as third, room.taken("lan", 100, there=0) as other:
            assert third and other
        with room.taken("an", 40, there=1) as too_many:
            assert not too_many
    with pytest.raises(OSError), room.taken("an", 60, there=0):
        raise OSError  # the browser went away
    with room.taken("an", 60, there=40) as again:
        assert again
    assert not room.coming
